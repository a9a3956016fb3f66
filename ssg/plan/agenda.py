"""When something of the site changes, fails or has to be looked at: its calendar."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from ssg.model.agenda import CHANGES, Agenda, Event, PendingField
from ssg.model.card import Card
from ssg.model.catalog import HOME_FRESH_DAYS, Catalog, Item, State, newest_day_by_column, newest_news
from ssg.model.document import Document, Meta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.registers import Column
from ssg.model.stated import Pending
from ssg.plan.catalog import end_of_day, start_of_day


def plan_agenda(catalog: Catalog, now: datetime, zone: ZoneInfo, *, is_government: bool) -> Agenda:
    """Return all that is to come or is overdue at ``now``; days are those of ``zone``.

    is_government: the home page is held to the rule that it shows something new every two weeks.
    """
    newest = newest_day_by_column(catalog, zone)
    events = [event for item in catalog.items for event in _item_events(item, zone)]
    events += _column_events(catalog, newest, zone)
    if is_government:
        events += _home_events(catalog, zone)
    kept = (event for event in events if event.moment > now or event.kind not in CHANGES)
    return Agenda(
        events=tuple(sorted(kept, key=lambda event: (event.moment, event.path, event.kind))),
        now=now,
        next_change=catalog.next_change,
        empty_columns=tuple(column.title for column in catalog.registers.columns if column.id not in newest),
    )


def pending_fields(
    catalog: Catalog, document_by_path: Mapping[str, Document], label_by_name: Mapping[str, str]
) -> tuple[PendingField, ...]:
    """Return every field of every item that is 待补, in the order of the catalog.

    document_by_path: of all items.   label_by_name: Chinese names of fields, ``contacts.ask`` among them.
    """
    return tuple(
        field
        for item in catalog.items
        if item.card.path in document_by_path
        for field in _pending_of(item.card, document_by_path[item.card.path].meta, label_by_name)
    )


def _item_events(item: Item, zone: ZoneInfo) -> Iterator[Event]:
    if item.state is State.DRAFT:
        return
    if item.state is State.SCHEDULED and item.card.date is not None:
        yield _event(item, item.card.date.astimezone(zone), "goes-live")
    if item.outline.expires is not None:
        yield _event(item, datetime.fromtimestamp(item.outline.expires, zone), "expires")
    # What is not opened is plain news, of which there is no more to tell.
    if item.opened is not None:
        yield from _opened_events(item, item.opened.meta, zone)


def _opened_events(item: Item, meta: Meta, zone: ZoneInfo) -> Iterator[Event]:
    publication = meta.publication
    if publication.withdrawn and publication.withdrawn.since:
        yield _event(item, start_of_day(publication.withdrawn.since, zone), "withdrawn")
    if isinstance(meta, PlaceMeta):
        yield from (_event(item, end_of_day(closure.end, zone), "closure-over") for closure in meta.closures)
    # What readers do not see any more needs no care.
    if item.state in (State.LIVE, State.SCHEDULED):
        yield from _care_events(item, meta, zone)


def _care_events(item: Item, meta: Meta, zone: ZoneInfo) -> Iterator[Event]:
    review_by = getattr(meta, "review_by", None)
    if isinstance(review_by, date):
        yield _event(item, end_of_day(review_by, zone), "review-due")
    if isinstance(meta, NoticeMeta) and meta.period_to is not None:
        updated = meta.publication.updated
        if updated is None or updated.astimezone(zone).date() <= meta.period_to:
            yield _event(item, end_of_day(meta.period_to, zone), "period-over")
    for due in sorted({pending.due for _, pending in _find_pending(meta, "") if pending.due is not None}):
        yield _event(item, end_of_day(due, zone), "pending-due")


def _event(item: Item, moment: datetime, kind: str) -> Event:
    url = item.card.url if item.has_page else ""
    return Event(moment, kind, item.card.path, item.card.title, _owner(item.opened.meta) if item.opened else "", url)


def _column_events(catalog: Catalog, newest: dict[str, date], zone: ZoneInfo) -> Iterator[Event]:
    for column in catalog.registers.columns:
        if column.id in newest:
            moment = _stale_from(newest[column.id], column.fresh_days, zone)
            yield Event(moment, "column-stale", _register_of(column), column.title, url=f"/columns/{column.id}/")


def _home_events(catalog: Catalog, zone: ZoneInfo) -> Iterator[Event]:
    news = newest_news(catalog, zone)
    if news is not None:
        item, day = news
        yield Event(_stale_from(day, HOME_FRESH_DAYS, zone), "home-stale", item.card.path, item.card.title, url="/")


def _stale_from(day: date, fresh_days: int, zone: ZoneInfo) -> datetime:
    return end_of_day(day + timedelta(days=fresh_days), zone)


def _register_of(column: Column) -> str:
    return column.span.path if column.span else ""


def _pending_of(card: Card, meta: Meta, label_by_name: Mapping[str, str]) -> Iterator[PendingField]:
    for name, pending in _find_pending(meta, ""):
        yield PendingField(
            path=card.path,
            title=card.title,
            field=name,
            label=label_by_name.get(name, name),
            note=pending.note,
            owner=pending.owner or _owner(meta),
            due=pending.due,
        )


def _owner(meta: Meta) -> str:
    owner = getattr(meta, "owner", None)
    return owner if isinstance(owner, str) else ""


def _find_pending(value: object, name: str) -> Iterator[tuple[str, Pending]]:
    """Yield (name of the field, mark) of all that is 待补 in a value, however deep."""
    if isinstance(value, Pending):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _find_pending(part, name)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _find_pending(getattr(value, field), f"{name}.{field}" if name else field)
