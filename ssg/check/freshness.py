"""What has gone quiet: columns and a home page without anything new, notices whose period is over and that say no more.

Overdue reviews are reported by planning, because their pages show them.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ssg.model.catalog import HOME_FRESH_DAYS, Catalog, State, newest_day_by_column, newest_news
from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.finding import Finding
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.registers import Column

CHECK = "freshness"


def check_freshness(catalog: Catalog, now: datetime, zone: ZoneInfo, *, is_government: bool) -> Iterator[Finding]:
    """Yield columns that are empty or older than their ``fresh_days``, a stale home page, notices past their period.

    now: of the build; days are counted in ``zone``.
    is_government: the home page is held to the national rule.
    A notice that was updated after its period has said how it ended.
    """
    today = now.astimezone(zone).date()
    days_by_column = newest_day_by_column(catalog, zone)
    for column in catalog.registers.columns:
        yield from _column(column, days_by_column.get(column.id), today)
    if is_government:
        yield from _home(catalog, zone, today)
    for item in catalog.items:
        meta = item.opened.meta if item.opened else None
        if item.state is not State.LIVE or not isinstance(meta, NoticeMeta) or meta.period_to is None:
            continue
        updated = meta.publication.updated
        is_closed = updated is not None and updated.astimezone(zone).date() > meta.period_to
        if meta.period_to < today and not is_closed:
            fault = warning("notice-period-over", Span(item.card.path), day=meta.period_to.isoformat())
            yield Finding(CHECK, fault, item.card.title)


def _home(catalog: Catalog, zone: ZoneInfo, today: date) -> Iterator[Finding]:
    newest = newest_news(catalog, zone)
    if newest is not None and (days := (today - newest[1]).days) > HOME_FRESH_DAYS:
        span = Span(newest[0].card.path)
        fault = warning("home-stale", span, title=newest[0].card.title, days=days, most=HOME_FRESH_DAYS)
        yield Finding(CHECK, fault, newest[0].card.title)


def _column(column: Column, newest: date | None, today: date) -> Iterator[Finding]:
    if newest is None:
        yield _finding(column, warning("column-empty", column.span, title=column.title))
    elif (days := (today - newest).days) > column.fresh_days:
        fault = warning("column-stale", column.span, title=column.title, days=days, most=column.fresh_days)
        yield _finding(column, fault)


def _finding(column: Column, fault: Diagnostic) -> Finding:
    return Finding(CHECK, fault, column.title)
