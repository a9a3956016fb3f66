"""Documents → catalog: a card, an address and a state for each, and when the site next changes."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ssg.model.card import Card
from ssg.model.catalog import Catalog, Item, State
from ssg.model.config import BuildOptions, Config
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Body, Document, Kind, ReferenceKind
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Withdrawal
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.registers import Column, Figure, Registers
from ssg.plan.routes import document_path, encode_url

NEWS_SITEMAP_AGE = timedelta(days=2)
"""Google's news sitemap protocol takes items of the last two days."""

_KIND_ORDER = {kind: index for index, kind in enumerate(Kind)}


def build_catalog(
    documents: tuple[Document, ...], registers: Registers, config: Config, options: BuildOptions
) -> Catalog:
    """Return every document with its card and its state at ``options.now``."""
    zone = ZoneInfo(config.timezone)
    columns = {key: column for column in registers.columns for key in (column.id, column.title)}
    figures = {figure.id: figure for figure in registers.figures}
    items = [
        Item(document, _card(document, columns, figures, zone, options), _state(document, zone, options))
        for document in documents
        if not document.is_index
    ]
    items.sort(key=lambda item: item.card.path)
    items.sort(key=lambda item: item.card.date.timestamp() if item.card.date else 0.0, reverse=True)
    items.sort(key=lambda item: _KIND_ORDER[item.card.kind])
    return Catalog(
        items=tuple(items),
        fronts=tuple(document for document in documents if document.is_index),
        registers=registers,
        next_change=next_change(documents, zone, options.now),
    )


def figure_text(figure: Figure) -> str:
    """Return a figure as it reads in a sentence: ``15042 人``'s digits and unit, nothing between."""
    return figure.value + figure.unit


def plain_with_figures(text: str, body: Body, figures: dict[str, Figure]) -> str:
    """Return ``text`` with the markers of figures replaced; unknown figures vanish, links.py reports them."""
    if MARK_OPEN not in text:
        return text
    for index, reference in enumerate(body.references):
        figure = figures.get(reference.target) if reference.kind is ReferenceKind.FACT else None
        text = text.replace(f"{MARK_OPEN}{index}{MARK_CLOSE}", figure_text(figure) if figure else "")
    return text


def _card(
    document: Document, columns: dict[str, Column], figures: dict[str, Figure], zone: ZoneInfo, options: BuildOptions
) -> Card:
    meta, body = document.meta, document.body
    publication = meta.publication
    column = columns.get(meta.column.target) if isinstance(meta, NewsMeta) and meta.column else None
    return Card(
        kind=document.kind,
        path=document.path,
        url=encode_url(document_path(document)),
        title=publication.title,
        short_title=publication.short_title or publication.title,
        summary=publication.summary or plain_with_figures(body.summary, body, figures),
        date=publication.date.astimezone(zone) if publication.date else None,
        column=column.id if column else "",
        column_title=column.title if column else "",
        genre=meta.genre if isinstance(meta, NewsMeta) else "",
        audience=publication.audience,
        topics=publication.topics,
        tags=publication.tags,
        language=publication.language,
        place_kind=str(meta.place_kind) if isinstance(meta, PlaceMeta) and isinstance(meta.place_kind, str) else "",
        area=meta.area if isinstance(meta, PlaceMeta) else "",
        sort_key=publication.sort,
        initial=_initial(publication.sort),
        is_expired=_is_past(publication.expires, options.now),
        is_pending=bool(getattr(meta, "pending", ())),
    )


def _initial(sort_key: str) -> str:
    first = sort_key[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _state(document: Document, zone: ZoneInfo, options: BuildOptions) -> State:
    publication = document.meta.publication
    status = document.meta.status if isinstance(document.meta, GuideMeta) else ""
    if (publication.draft or status == "草案") and not options.drafts:
        return State.DRAFT
    if publication.date is not None and publication.date > options.now and not options.future:
        return State.SCHEDULED
    if publication.withdrawn and _is_in_force(publication.withdrawn, zone, options.now):
        return State.WITHDRAWN
    if _is_past(publication.expires, options.now) and not options.expired:
        return State.EXPIRED
    return State.LIVE


def _is_in_force(withdrawn: Withdrawal, zone: ZoneInfo, now: datetime) -> bool:
    return withdrawn.since is None or start_of_day(withdrawn.since, zone) <= now


def next_change(documents: tuple[Document, ...], zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the first moment after ``now`` at which some page differs though no file does."""
    moments = (moment for document in documents for moment in _moments(document, zone))
    return min((moment for moment in moments if moment > now), default=None)


def _moments(document: Document, zone: ZoneInfo) -> Iterator[datetime]:
    meta = document.meta
    publication = meta.publication
    if publication.draft:
        return
    if publication.date is not None:
        yield publication.date.astimezone(zone)
        if document.kind is Kind.NEWS:
            yield publication.date.astimezone(zone) + NEWS_SITEMAP_AGE
    if publication.expires is not None:
        yield publication.expires.astimezone(zone)
    if publication.withdrawn and publication.withdrawn.since:
        yield start_of_day(publication.withdrawn.since, zone)
    if isinstance(meta, GuideMeta | BundleMeta | PlaceMeta) and isinstance(meta.review_by, date):
        yield end_of_day(meta.review_by, zone)
    if isinstance(meta, PlaceMeta):
        yield from (end_of_day(closure.end, zone) for closure in meta.closures)
    if isinstance(meta, NoticeMeta) and meta.period_to is not None:
        yield end_of_day(meta.period_to, zone)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of ``day`` in the site's zone."""
    return datetime.combine(day, time(), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment after ``day`` in the site's zone: from then on the day is past."""
    return start_of_day(day + timedelta(days=1), zone)
