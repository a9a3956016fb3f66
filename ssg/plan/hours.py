"""Opening hours by days, and as one line of text."""

from collections.abc import Iterable
from itertools import groupby

from ssg.model.contexts import DayHours
from ssg.model.kinds.place import Hours, PlaceMeta
from ssg.model.stated import each


def hours_line(place: PlaceMeta) -> str:
    """Return the opening hours in one line: ``周一至周五 9:00～12:00、13:30～17:00``; empty without any."""
    return hours_text(each(place.hours))


def hours_text(hours: Iterable[Hours]) -> str:
    """Return opening hours in one line."""
    return "；".join(_line(each_day) for each_day in hours_by_day(hours))


def hours_by_day(hours: Iterable[Hours]) -> tuple[DayHours, ...]:
    """Return opening hours with neighbours of the same days together, in the order written."""
    return tuple(DayHours(days, tuple(group)) for days, group in groupby(hours, key=lambda each_day: each_day.days))


def _line(day: DayHours) -> str:
    return " ".join(part for part in (day.days, "、".join(_times(hours) for hours in day.hours)) if part)


def _times(hours: Hours) -> str:
    times = f"{hours.start}～{hours.end}" if hours.end else hours.start
    return " ".join(part for part in (times, hours.note) if part)
