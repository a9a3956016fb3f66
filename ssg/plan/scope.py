"""What every planner may look at: the catalog, the site's fixed part, resolved references."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from ssg.model.card import Card
from ssg.model.catalog import Catalog, Item
from ssg.model.config import BuildOptions, Config
from ssg.model.contexts import BodyRef, Download, Site
from ssg.model.document import Document, Kind
from ssg.model.kinds.common import Ref
from ssg.model.registers import Column, Figure, Org
from ssg.plan.words import Words


@dataclass(frozen=True)
class Scope:
    """Read-only; made once a build by ``plan.site``. Planners return pages and change nothing."""

    config: Config
    options: BuildOptions
    site: Site
    words: Words
    zone: ZoneInfo
    catalog: Catalog
    live: dict[Kind, tuple[Item, ...]]
    """Items of the lists, newest first."""
    published: tuple[Item, ...]
    """Items that have a page: the live and the expired."""
    item_by_ref: dict[tuple[str, str], Item]
    """By (source path, reference as written)."""
    download_by_ref: dict[tuple[str, str], Download]
    body_by_path: dict[str, BodyRef]
    fingerprint_by_path: dict[str, str]
    """Digest of each document by source path; equal digests, equal documents but for positions."""
    path_by_source: dict[str, str]
    """Site path of each document's page, not encoded, by source path."""
    news_about: dict[str, tuple[Card, ...]]
    """News that name a guide, bundle or place in ``related``, newest first, by that item's source path."""
    org_by_id: dict[str, Org]
    column_by_id: dict[str, Column]
    figure_by_id: dict[str, Figure]

    @property
    def today(self) -> date:
        """The day of the build in the site's zone."""
        return self.options.now.astimezone(self.zone).date()

    def is_past(self, day: object) -> bool:
        """Return whether a stated day is over; what is 待补, 无 or left out never is."""
        return isinstance(day, date) and day < self.today

    def cards(self, kind: Kind) -> tuple[Card, ...]:
        return tuple(item.card for item in self.live.get(kind, ()))

    def find(self, document: Document, ref: Ref | None) -> Item | None:
        """Return the item that ``ref`` names; None when it names none, which links.py has reported."""
        return self.item_by_ref.get((document.path, ref.target)) if ref else None

    def find_cards(self, document: Document, refs: Iterable[Ref], *kinds: Kind) -> tuple[Card, ...]:
        """Return the cards of the published items that ``refs`` name, of ``kinds`` or any, in the order written."""
        found = (self.find(document, ref) for ref in refs)
        return tuple(
            item.card for item in found if item and item.is_published and (not kinds or item.card.kind in kinds)
        )

    def download(self, document: Document, ref: Ref | None) -> Download | None:
        return self.download_by_ref.get((document.path, ref.target)) if ref else None

    def body(self, document: Document) -> BodyRef:
        return self.body_by_path[document.path]

    def absolute(self, url: str) -> str:
        """Return ``url`` with the site's base before it, or "" when the site has none."""
        return self.config.base_url + url if self.config.base_url else ""
