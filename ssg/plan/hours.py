"""Opening hours as one line of text."""

from ssg.model.kinds.place import Hours, PlaceMeta
from ssg.model.stated import each


def hours_line(place: PlaceMeta) -> str:
    """Return the opening hours in one line: ``周一至周五 9:00～12:00``; empty when they are not stated."""
    return "；".join(_hours_text(hours) for hours in each(place.hours))


def _hours_text(hours: Hours) -> str:
    times = f"{hours.start}～{hours.end}" if hours.end else hours.start
    return " ".join(part for part in (hours.days, times, hours.note) if part)
