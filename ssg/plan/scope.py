"""What every planner may look at: the catalog, the site's fixed part, resolved references."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.catalog import Catalog, Item
from ssg.model.config import BuildOptions, Config
from ssg.model.contexts import BodyRef, Download, Gloss, PhotoView, Site
from ssg.model.document import Document, Kind
from ssg.model.kinds.common import Photo, Ref
from ssg.model.picture import PictureView, read_lead
from ssg.model.registers import Column, Figure, Org
from ssg.model.resolution import LinkFacts, Resolution
from ssg.plan.links import body_ref, photo_view
from ssg.plan.pictures import Pictures
from ssg.plan.words import Words


class Scope(Struct, frozen=True):
    """Read-only; made once a build by ``plan.site``. Planners return pages and change nothing."""

    config: Config
    options: BuildOptions
    site: Site
    words: Words
    zone: ZoneInfo
    catalog: Catalog
    live: dict[Kind, tuple[Item, ...]]
    """Items of the lists, newest first."""
    published: dict[Kind, tuple[Item, ...]]
    """Items that have a page: the live and the expired."""
    item_by_path: dict[str, Item]
    resolution_by_path: Mapping[str, Resolution]
    """Of the documents that are open."""
    facts_by_path: Mapping[str, LinkFacts]
    """Of all items."""
    pictures: Pictures
    news_about: dict[str, tuple[Card, ...]]
    """News that name a guide, bundle or place in ``related``, newest first, by that item's source path."""
    sort_key_by_term: Mapping[str, str]
    """Pinyin by which each tag, topic and area is sorted."""
    org_by_id: dict[str, Org]
    column_by_id: dict[str, Column]
    figure_by_id: dict[str, Figure]
    digest: Callable[[object], str]
    """Digest of a value; equal digests, equal values."""
    site_digest: str
    """Of ``site`` and the time zone."""
    words_digest: str
    """Of ``words``."""

    @property
    def today(self) -> date:
        """The day of the build in the site's zone."""
        return self.options.now.astimezone(self.zone).date()

    @property
    def glossary(self) -> tuple[Gloss, ...]:
        """Every term that the register explains, in its order."""
        return tuple(Gloss(term.preferred, term.gloss) for term in self.catalog.registers.terms if term.gloss)

    def is_past(self, day: object) -> bool:
        """Return whether a stated day is over; what is 待补, 无 or left out never is."""
        return isinstance(day, date) and day < self.today

    def cards(self, kind: Kind) -> tuple[Card, ...]:
        return tuple(item.card for item in self.live.get(kind, ()))

    def find(self, document: Document, ref: Ref | None) -> Item | None:
        """Return the item that ``ref`` names; None when it names none, which links.py has reported."""
        if ref is None:
            return None
        path = dict(self.resolution_by_path[document.path].items).get(ref.target)
        return self.item_by_path[path] if path else None

    def find_cards(self, document: Document, refs: Iterable[Ref], *kinds: Kind) -> tuple[Card, ...]:
        """Return the cards of the published items that ``refs`` name, of ``kinds`` or any, in the order written."""
        found = (self.find(document, ref) for ref in refs)
        return tuple(
            item.card for item in found if item and item.is_published and (not kinds or item.card.kind in kinds)
        )

    def download(self, document: Document, ref: Ref | None) -> Download | None:
        """Return the file that ``ref`` names; None when there is none, which links.py has reported."""
        return dict(self.resolution_by_path[document.path].downloads).get(ref.target) if ref else None

    def photo(self, document: Document, photo: Photo) -> PhotoView | None:
        """Return the picture that a page shows first; None when there is none to show, which has been reported."""
        return photo_view(photo, self.resolution_by_path[document.path], is_first=True)

    def thumbnail(self, card: Card) -> PictureView | None:
        """Return the small picture of an item in lists; None for the many that have none."""
        lead = read_lead(self.facts_by_path[card.path].lead)
        return self.pictures.thumbnail(lead) if lead else None

    def body(self, document: Document) -> BodyRef:
        return body_ref(document.body, self.resolution_by_path[document.path])

    def absolute(self, url: str) -> str:
        """Return ``url`` with the site's base before it, or "" when the site has none."""
        return self.config.base_url + url if self.config.base_url else ""
