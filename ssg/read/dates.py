"""Days and moments as editors write them: ``2026-10-13``, ``2026-10-13 09:30``, ``2026年10月13日``, ISO with a zone."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from ssg.model.diagnostic import Outcome
from ssg.read.reader import Scope, refuse
from ssg.read.yaml_nodes import Node, ScalarNode

_DAY = r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
_TIME = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
_ZONE = r"(Z|[+-]\d{2}:?\d{2})"
_MOMENT = re.compile(rf"{_DAY}(?:(?:[ T]+|(?<=日)){_TIME} *{_ZONE}?)?", re.ASCII)
# Outside these years a change of zone could leave what ``datetime`` can hold.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def read_moment(node: Node, scope: Scope) -> Outcome[datetime | None]:
    """Return an aware time in the site's zone, as a fixed offset; a bare day is its midnight."""
    if isinstance(node, ScalarNode):
        moment = parse_moment(node.text, scope.zone)
        if moment:
            return Outcome(moment)
    return _bad_date(node, scope)


def read_day(node: Node, scope: Scope) -> Outcome[date | None]:
    """Return a day; a time of day is not accepted."""
    if isinstance(node, ScalarNode) and ":" not in node.text:
        moment = parse_moment(node.text, scope.zone)
        if moment:
            return Outcome(moment.date())
    return _bad_date(node, scope)


def parse_moment(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that ``text`` names, or None where it names none (2024-02-30)."""
    match = _MOMENT.fullmatch(text)
    if not match:
        return None
    year, month, day, hanzi_month, hanzi_day, hour, minute, second, offset = match.groups()
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    try:
        local = datetime(int(year), int(month or hanzi_month), int(day or hanzi_day), *clock)
    except ValueError:
        return None
    return _in_zone(local, offset, zone)


def day_start(day: date, zone: tzinfo) -> datetime:
    """Return the midnight at which ``day`` begins in ``zone``, as a fixed offset."""
    return _fix_offset(datetime.combine(day, time(), zone))


def _in_zone(local: datetime, offset: str | None, zone: tzinfo) -> datetime | None:
    if offset is None:
        moment = local.replace(tzinfo=zone)
    else:
        own_zone = _parse_offset(offset)
        if own_zone is None:
            return None
        moment = local.replace(tzinfo=own_zone).astimezone(zone)
    return _fix_offset(moment)


def _fix_offset(moment: datetime) -> datetime:
    # A fixed offset survives being stored as text, which a zone's rules would not.
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def _parse_offset(text: str) -> timezone | None:
    if text == "Z":
        return timezone.utc  # noqa: UP017
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _bad_date(node: Node, scope: Scope) -> Outcome[None]:
    suggestion = _suggest(node.text, scope.zone) if isinstance(node, ScalarNode) else ""
    if suggestion:
        return refuse("bad-date", node, scope, suggestion=suggestion)
    return refuse("bad-date", node, scope)


def _suggest(text: str, zone: tzinfo) -> str:
    """Return the right form of a date with full-width digits, slashes or dots; empty where it is no date at all."""
    plain = re.sub(r"(?<=\d)[/.](?=\d)", "-", unicodedata.normalize("NFKC", text[:40]).strip())
    moment = parse_moment(plain, zone)
    if not moment:
        return ""
    return moment.strftime("%Y-%m-%d %H:%M") if ":" in plain else moment.strftime("%Y-%m-%d")
