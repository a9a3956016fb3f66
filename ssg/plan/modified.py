"""When a reader last got something new to read: the later of an update, a correction and a line of the history."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ssg.model.document import Meta
from ssg.model.kinds.news import NewsMeta


def last_modified(meta: Meta, zone: ZoneInfo) -> datetime | None:
    """Return the moment in the site's zone, never before publication; None when nothing is dated.

    A correction or change names a day only and counts from its beginning.
    """
    publication = meta.publication
    days: list[date] = [change.date for change in publication.changes]
    if isinstance(meta, NewsMeta):
        days += [correction.date for correction in meta.corrections]
    moments = [datetime.combine(day, time(), zone) for day in days]
    moments += [moment.astimezone(zone) for moment in (publication.date, publication.updated) if moment]
    return max(moments, default=None)
