"""All documents of a site, addressed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ssg.model.card import Card
from ssg.model.document import Document
from ssg.model.registers import Registers


class State(StrEnum):
    LIVE = "live"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    """Out of the lists, the page stays with a banner."""
    WITHDRAWN = "withdrawn"
    """Out of the lists, the page gives the reason instead of the text."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document with its address and its state at the build's time."""

    document: Document
    card: Card
    state: State

    @property
    def is_published(self) -> bool:
        """Return whether its text is to be read on its page."""
        return self.state in (State.LIVE, State.EXPIRED)

    @property
    def has_page(self) -> bool:
        """Return whether its address leads anywhere: a withdrawn item keeps its own."""
        return self.is_published or self.state is State.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Catalog:
    items: tuple[Item, ...]
    """All of them, drafts too; by kind, then newest first, then path."""
    fronts: tuple[Document, ...]
    """``index.md`` of a kind's folder."""
    registers: Registers
    next_change: datetime | None
    """The next moment at which the site changes by date alone."""
