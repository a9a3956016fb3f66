"""“一件事”: several guides in one event of life or business (content-model §6)."""

from datetime import date

from msgspec import Struct

from ssg.model.diagnostic import Span
from ssg.model.kinds.common import Contacts, Publication, Ref
from ssg.model.kinds.guide import Channel, CrossRegion
from ssg.model.stated import Pending, Stated


class BundleItem(Struct, frozen=True):
    guide: Ref | Pending
    """A guide, or a gap that is still to be filled."""
    when: str = ""
    role: Stated[str] = ""
    """必办, 可选 or 二选一."""
    group: str = ""
    """Heading under which items stand together."""


class BundleStep(Struct, frozen=True):
    name: str
    logic: str = "然后"
    """然后, 同时 or 或者: how it joins the step before it."""
    text: str = ""
    time: str = ""
    items: tuple[Ref, ...] = ()


class BundleMeta(Struct, frozen=True):
    publication: Publication
    event: Stated[str]
    items: Stated[tuple[BundleItem, ...]]
    steps: Stated[tuple[BundleStep, ...]]
    figures: tuple[Ref, ...]
    """Ids of the figures register."""
    saves: tuple[tuple[str, str], ...]
    """Stated savings: (label, text)."""
    one_form: Stated[str] | None
    one_window: Stated[str] | None
    result: Stated[str] | None
    contacts: Contacts
    owner: Stated[str]
    review_by: Stated[date]
    pending: tuple[str, ...]
    same_city: CrossRegion | None = None
    """同城通办: the districts where it can be done alike."""
    channels: Stated[tuple[Channel, ...]] | None = None
    review_span: Span | None = None
    """Where ``review_by`` stands."""
