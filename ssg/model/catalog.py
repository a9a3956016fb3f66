"""All documents of a site, addressed."""

from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.document import Document, Kind
from ssg.model.outline import Outline
from ssg.model.registers import Registers

HOME_FRESH_DAYS = 14
"""A home page without anything new for two weeks fails the national inspection of government sites (检查指标, 2019)."""


class State(StrEnum):
    LIVE = "live"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    """Out of the lists, the page stays with a banner."""
    WITHDRAWN = "withdrawn"
    """Out of the lists, the page gives the reason instead of the text."""


class Item(NamedTuple):
    """A document with its address and its state at the build's time; a tuple, because so many are made."""

    card: Card
    digest: str
    """Of ``card``."""
    state: State
    outline: Outline
    opened: Document | None
    """None for one that planning has not opened: plain news that has not changed."""

    @property
    def document(self) -> Document:
        """Return the document of an item that is always open: of any kind but plain news."""
        assert self.opened is not None, f"{self.card.path} is not open"
        return self.opened

    @property
    def is_published(self) -> bool:
        """Return whether its text is to be read on its page."""
        return self.state is State.LIVE or self.state is State.EXPIRED

    @property
    def address(self) -> str:
        """Return all of it that what a reference to it comes to depends on; its place in the catalog, too."""
        return f"{self.card.kind} {self.state} {self.outline.moment!r} {self.card.url}"

    @property
    def has_page(self) -> bool:
        """Return whether its address leads anywhere: a withdrawn item keeps its own."""
        return self.is_published or self.state is State.WITHDRAWN


class Catalog(Struct, frozen=True):
    items: tuple[Item, ...]
    """All of them, drafts too; by kind, then newest first, then path."""
    fronts: tuple[Document, ...]
    """``index.md`` of a kind's folder."""
    registers: Registers
    next_change: datetime | None
    """The next moment at which the site changes by date alone."""


def newest_day_by_column(catalog: Catalog, zone: tzinfo) -> dict[str, date]:
    """Return the day of the newest live item of each column that has any, by the column's id."""
    newest: dict[str, tuple[datetime, Kind]] = {}
    for item in catalog.items:
        card = item.card
        if not card.column or card.date is None or item.state is not State.LIVE:
            continue
        known = newest.get(card.column)
        # Of one kind the first is the newest: comparing moments of 10,000 items costs more than all the rest.
        if known is None or (card.kind is not known[1] and card.date > known[0]):
            newest[card.column] = (card.date, card.kind)
    return {column: moment.astimezone(zone).date() for column, (moment, _) in newest.items()}


def newest_news(catalog: Catalog, zone: tzinfo) -> tuple[Item, date] | None:
    """Return the newest live news, which the home page begins with, and its day; None when there is none."""
    dated = (
        (item, item.card.date.astimezone(zone).date())
        for item in catalog.items
        if item.state is State.LIVE and item.card.kind is Kind.NEWS and item.card.date is not None
    )
    return max(dated, key=lambda each: each[1], default=None)
