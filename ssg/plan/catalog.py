"""Outlines → catalog: each item with its state, and when the site next changes."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ssg.model.catalog import Catalog, Item, State
from ssg.model.config import BuildOptions, Config
from ssg.model.document import Document, Kind
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Withdrawal
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.outline import Outline
from ssg.model.registers import Registers
from ssg.plan.outlines import expired

NEWS_SITEMAP_AGE = timedelta(days=2)
"""Google's news sitemap protocol takes items of the last two days."""

_KIND_ORDER = {kind: index for index, kind in enumerate(Kind)}


def build_catalog(
    outlines: tuple[Outline, ...],
    opened: Mapping[str, Document],
    fronts: tuple[Document, ...],
    registers: Registers,
    config: Config,
    options: BuildOptions,
) -> Catalog:
    """Return every document but the fronts with its card and its state at ``options.now``.

    opened: documents at hand by path; among them all that are not plain.
    """
    zone = ZoneInfo(config.timezone)
    now_s = options.now.timestamp()
    items = [item_of(outline, opened.get(outline.card.path), zone, options, now_s) for outline in outlines]
    items.sort(key=_place_in_order)
    return Catalog(
        items=tuple(items),
        fronts=fronts,
        registers=registers,
        next_change=next_change(items, fronts, config, options),
    )


def _place_in_order(item: Item) -> tuple[int, float, str]:
    card = item.card
    return _KIND_ORDER[card.kind], -item.outline.moment, card.path


def item_of(outline: Outline, document: Document | None, zone: ZoneInfo, options: BuildOptions, now_s: float) -> Item:
    """Return a document with its state at ``options.now``, which is ``now_s`` seconds since 1970.

    document: at hand where it is not plain.
    """
    card, digest = outline.card, outline.digest
    is_past = outline.expires is not None and outline.expires <= now_s
    if is_past:
        card, digest = expired(outline)
    return Item(card, digest, _state(outline, document, zone, options, now_s, is_past), outline, document)


def _state(
    outline: Outline, document: Document | None, zone: ZoneInfo, options: BuildOptions, now_s: float, is_past: bool
) -> State:
    if outline.is_draft and not options.drafts:
        return State.DRAFT
    if outline.moment > now_s and not options.future:
        return State.SCHEDULED
    withdrawn = None if outline.is_plain or document is None else document.meta.publication.withdrawn
    if withdrawn and _is_in_force(withdrawn, zone, options.now):
        return State.WITHDRAWN
    if is_past and not options.expired:
        return State.EXPIRED
    return State.LIVE


def _is_in_force(withdrawn: Withdrawal, zone: ZoneInfo, now: datetime) -> bool:
    return withdrawn.since is None or start_of_day(withdrawn.since, zone) <= now


def next_change(
    items: list[Item], fronts: tuple[Document, ...], config: Config, options: BuildOptions
) -> datetime | None:
    """Return the first moment after ``options.now`` at which some page differs though no file does."""
    zone, now = ZoneInfo(config.timezone), options.now
    moments = [end_of_day(config.alert.until, zone)] if config.alert else []
    moments += [moment for document in fronts for moment in _moments(document, zone, options)]
    earliest_s = now.timestamp() - NEWS_SITEMAP_AGE.total_seconds()
    for item in items:
        outline = item.outline
        if outline.is_plain:
            is_shown = options.drafts or not outline.is_draft
            if (outline.moment > earliest_s or outline.expires is not None) and is_shown:
                moments += plain_moments(item, zone)
        else:
            moments += _moments(item.document, zone, options)
    return min((moment for moment in moments if moment > now), default=None)


def plain_moments(item: Item, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments at which a plain article comes to stand somewhere, or no longer does."""
    if item.card.date is not None:
        yield from (item.card.date.astimezone(zone), _end_of_news(item.card.date, zone))
    if item.outline.expires is not None:
        yield datetime.fromtimestamp(item.outline.expires, zone)


def _moments(document: Document, zone: ZoneInfo, options: BuildOptions) -> Iterator[datetime]:
    meta = document.meta
    publication = meta.publication
    if publication.draft and not options.drafts:
        return
    if publication.date is not None:
        yield publication.date.astimezone(zone)
        if document.kind is Kind.NEWS:
            yield _end_of_news(publication.date, zone)
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


def _end_of_news(published: datetime, zone: ZoneInfo) -> datetime:
    """Return when an article leaves the news sitemap: after so many hours, whatever clocks do in between."""
    return (published.astimezone(UTC) + NEWS_SITEMAP_AGE).astimezone(zone)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of ``day`` in the site's zone."""
    return datetime.combine(day, time(), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment after ``day`` in the site's zone: from then on the day is past."""
    return start_of_day(day + timedelta(days=1), zone)
