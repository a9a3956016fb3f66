"""Which fields of each kind are references, and to what."""

from collections.abc import Iterator

from msgspec import Struct

from ssg.model.document import Kind, Meta
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Contacts, Ref
from ssg.model.kinds.guide import Channel, GuideMeta
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.stated import Nothing, Pending, Stated, each

UNPUBLISHED = "link-to-unpublished"
GAP = "bundle-gap"


class ItemRef(Struct, frozen=True):
    """Names another content file."""

    ref: Ref
    kinds: tuple[Kind, ...] = ()
    """Which kinds will do; empty = any."""
    code: str = UNPUBLISHED
    """Of the diagnostic when the item is not to be read now; empty = that is no fault."""


class FileRef(Struct, frozen=True):
    """Names a picture or a download beside the item, or one below ``static/``."""

    ref: Ref
    code: str
    """Of the diagnostic when it is missing."""


class RegisterRef(Struct, frozen=True):
    """Names an entry of a register."""

    ref: Ref
    register: str
    """org, column or figure."""


AnyRef = ItemRef | FileRef | RegisterRef


def references_of(meta: Meta) -> Iterator[AnyRef]:
    """Yield every reference in ``meta``, in the order of its fields."""
    for ref in meta.publication.related:
        yield ItemRef(ref)
    if meta.publication.withdrawn and meta.publication.withdrawn.replacement:
        yield ItemRef(meta.publication.withdrawn.replacement)
    match meta:
        case NewsMeta():
            yield from _of_news(meta)
        case GuideMeta():
            yield from _of_guide(meta)
        case BundleMeta():
            yield from _of_bundle(meta)
        case PlaceMeta():
            yield from _of_place(meta)
        case NoticeMeta():
            yield from _of_notice(meta)


def has_photo(meta: Meta) -> bool:
    """Return whether an item's page shows a picture before its body."""
    return bool(meta.photos) if isinstance(meta, NewsMeta) else isinstance(meta, PlaceMeta) and meta.photo is not None


def _of_news(meta: NewsMeta) -> Iterator[AnyRef]:
    if meta.column:
        yield RegisterRef(meta.column, "column")
    for byline in each(meta.bylines):
        if byline.org_ref:
            yield RegisterRef(byline.org_ref, "org")
    for photo in meta.photos:
        yield FileRef(photo.src, "missing-image")


def _of_guide(meta: GuideMeta) -> Iterator[AnyRef]:
    if isinstance(meta.agency, Ref):
        yield RegisterRef(meta.agency, "org")
    if isinstance(meta.accept_agency, Ref):
        yield RegisterRef(meta.accept_agency, "org")
    for place in each(meta.places):
        yield ItemRef(place, (Kind.PLACE,))
    yield from _of_channels(meta.channels)
    for material in each(meta.materials):
        for file in (material.blank, material.sample):
            if file:
                yield FileRef(file, "missing-file")
    if not isinstance(meta.result, Nothing | Pending) and meta.result.sample:
        yield FileRef(meta.result.sample, "missing-file")
    if meta.replaces:
        yield ItemRef(meta.replaces, (Kind.GUIDE,), "")
    yield from _of_contacts(meta.contacts)


def _of_channels(channels: Stated[tuple[Channel, ...]]) -> Iterator[AnyRef]:
    for channel in each(channels):
        for place in (*((channel.place,) if channel.place else ()), *channel.places):
            yield ItemRef(place, (Kind.PLACE,))


def _of_bundle(meta: BundleMeta) -> Iterator[AnyRef]:
    for item in each(meta.items):
        if isinstance(item.guide, Ref):
            yield ItemRef(item.guide, (Kind.GUIDE,), GAP)
    for step in each(meta.steps):
        for guide in step.items:
            yield ItemRef(guide, (Kind.GUIDE,))
    yield from _of_channels(meta.channels or ())
    for figure in meta.figures:
        yield RegisterRef(figure, "figure")
    yield from _of_contacts(meta.contacts)


def _of_place(meta: PlaceMeta) -> Iterator[AnyRef]:
    for points in (meta.windows, meta.machines):
        for point in each(points or ()):
            for guide in point.guides:
                yield ItemRef(guide, (Kind.GUIDE, Kind.BUNDLE))
    if meta.photo:
        yield FileRef(meta.photo.src, "missing-image")
    if meta.org:
        yield RegisterRef(meta.org, "org")


def _of_notice(meta: NoticeMeta) -> Iterator[AnyRef]:
    for attachment in meta.attachments:
        for file in (attachment.file, attachment.alternative):
            if file:
                yield FileRef(file, "missing-file")
    for ref in meta.interpretation:
        yield ItemRef(ref)
    for ref in meta.supersedes:
        yield ItemRef(ref, (Kind.NOTICE,), "")


def _of_contacts(contacts: Contacts) -> Iterator[AnyRef]:
    for contact in (contacts.ask, contacts.complain):
        if not isinstance(contact, Nothing | Pending) and contact.org:
            yield RegisterRef(contact.org, "org")
