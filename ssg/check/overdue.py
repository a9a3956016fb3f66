"""Guides, bundles and places that nobody has reviewed for long after the day set for it (content-model §5.5).

A build warns of each overdue review, and the page says so to its readers. Later the check fails as well; the build
never does, or one forgotten page would keep all others from being published.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ssg.model.catalog import Catalog, State
from ssg.model.diagnostic import error
from ssg.model.finding import Finding

CHECK = "reviews"
MOST_DAYS_OVERDUE = 90


def check_overdue(catalog: Catalog, now: datetime, zone: ZoneInfo) -> Iterator[Finding]:
    """Yield every live item whose review is overdue by more than ``MOST_DAYS_OVERDUE`` days of ``zone``."""
    today = now.astimezone(zone).date()
    for item in catalog.items:
        meta = item.opened.meta if item.opened else None
        review_by = getattr(meta, "review_by", None)
        if item.state is not State.LIVE or not isinstance(review_by, date):
            continue
        if (days := (today - review_by).days) > MOST_DAYS_OVERDUE:
            span = getattr(meta, "review_span", None)
            fault = error("review-long-overdue", span, day=review_by.isoformat(), days=days, most=MOST_DAYS_OVERDUE)
            yield Finding(CHECK, fault, item.card.title)
