"""Opening hours as one line of text."""

from collections.abc import Iterable

from ssg.model.kinds.place import Hours, PlaceMeta
from ssg.model.stated import each


def hours_line(place: PlaceMeta) -> str:
    """Return the opening hours in one line: ``周一至周五 9:00～12:00``; empty when they are not stated."""
    return hours_text(each(place.hours))


def hours_text(hours: Iterable[Hours]) -> str:
    """Return opening hours in one line."""
    return "；".join(_line(each_day) for each_day in hours)


def _line(hours: Hours) -> str:
    times = f"{hours.start}～{hours.end}" if hours.end else hours.start
    return " ".join(part for part in (hours.days, times, hours.note) if part)
