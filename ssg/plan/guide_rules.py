"""Rules that need more than one file: what the registers know is never typed again, reviews are held in time.

Content-model §5.5 and §5.6, rule 11. A page that breaks one of them is right today, so each is a warning.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ssg.model.catalog import Item
from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.document import Kind
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Contact, Contacts
from ssg.model.kinds.guide import Channel, GuideMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.stated import Nothing, Pending, Stated, each
from ssg.plan.hours import hours_line
from ssg.plan.scope import Scope

HOTLINE_MAX = 6
"""Digits: numbers as short as 12345 and 110119 are everybody's and never change."""


def check_guides(scope: Scope) -> Iterator[Diagnostic]:
    """Yield a warning for each number or line of hours typed twice, and for each review that is overdue."""
    org_by_phone = {
        _digits(org.phone): org.id for org in scope.catalog.registers.orgs if isinstance(org.phone, str) and org.phone
    }
    for item in (item for kind in (Kind.GUIDE, Kind.BUNDLE, Kind.PLACE) for item in scope.published[kind]):
        yield from _phones_typed_twice(item, org_by_phone)
        yield from _hours_typed_twice(scope, item)
        yield from _review_overdue(scope, item)


def _phones_typed_twice(item: Item, org_by_phone: dict[str, str]) -> Iterator[Diagnostic]:
    for phone, span in _phones(item):
        org = org_by_phone.get(_digits(phone))
        if org and len(_digits(phone)) > HOTLINE_MAX:
            yield warning("phone-typed-twice", span, phone=phone, org=org)


def _phones(item: Item) -> Iterator[tuple[str, Span | None]]:
    """Yield every number typed into an item, and where it stands."""
    match item.document.meta:
        case GuideMeta(contacts=contacts, channels=channels):
            yield from (*_of_contacts(contacts), *_of_channels(channels))
        case BundleMeta(contacts=contacts, channels=channels):
            yield from (*_of_contacts(contacts), *_of_channels(channels or ()))
        case PlaceMeta(phone=str(phone), org=org, phone_span=span) if org:
            yield phone, span


def _of_contacts(contacts: Contacts) -> Iterator[tuple[str, Span | None]]:
    for contact in (contacts.ask, contacts.complain):
        if isinstance(contact, Contact) and contact.phone:
            yield contact.phone, contact.span


def _of_channels(channels: Stated[Iterable[Channel]]) -> Iterator[tuple[str, Span | None]]:
    yield from ((channel.phone, channel.span) for channel in each(channels) if channel.phone)


def _digits(phone: str) -> str:
    return "".join(character for character in phone if character.isdigit())


def _hours_typed_twice(scope: Scope, item: Item) -> Iterator[Diagnostic]:
    """A counter has hours of its own only where they differ from those of its place."""
    meta = item.document.meta
    if not isinstance(meta, GuideMeta | BundleMeta) or isinstance(meta.channels, Nothing | Pending | None):
        return
    for channel in meta.channels:
        place = scope.find(item.document, channel.place)
        if place is None or not isinstance(place.document.meta, PlaceMeta) or not channel.hours:
            continue
        if _plain(channel.hours) == _plain(hours_line(place.document.meta)):
            yield warning("hours-typed-twice", channel.span, hours=channel.hours, place=place.card.title)


def _plain(hours: str) -> str:
    return hours.replace(" ", "").replace("-", "～").replace("—", "～").replace("至", "～")


def _review_overdue(scope: Scope, item: Item) -> Iterator[Diagnostic]:
    meta = item.document.meta
    if not isinstance(meta, GuideMeta | BundleMeta | PlaceMeta) or not isinstance(meta.review_by, date):
        return
    if meta.review_by < scope.today:
        # The day alone: how long ago it was is another number each day, and a build with nothing to do repeats words.
        yield warning("review-overdue", meta.review_span, day=meta.review_by.isoformat())
