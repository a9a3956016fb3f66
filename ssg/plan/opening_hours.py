"""Opening hours for machines: schema.org ``OpeningHoursSpecification``."""

from ssg.model.kinds.place import Hours
from ssg.model.patterns import late_pattern
from ssg.model.stated import Stated, each

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = {name: index for index, name in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_DAY = late_pattern(r"(?:周|星期)([一二三四五六日天])")
_RANGE = late_pattern(r"(?:周|星期)([一二三四五六日天])\s*[至到~～—-]+\s*(?:周|星期)?([一二三四五六日天])")
_SINGLE = late_pattern(r"(?:(?:周|星期)[一二三四五六日天][、，和及 ]*)+")


def opening_hours(hours: Stated[tuple[Hours, ...]]) -> list[dict[str, object]]:
    """Return what can be said in days of the week; days in other words, as 工作日, are left out, never guessed."""
    found = ((each_one, week_days(each_one.days)) for each_one in each(hours))
    return [
        _specification(each_one, days) for each_one, days in found if days and (each_one.end or _is_all_day(each_one))
    ]


def week_days(text: str) -> tuple[str, ...]:
    """Return the days that ``周一至周五``, ``周六、周日`` or ``每天`` name, Monday first; none for any other words."""
    plain = text.strip()
    if plain in ("每天", "每日", "全周"):
        return _DAYS
    if match := _RANGE.fullmatch(plain):
        first, last = (_NUMBER[name] for name in match.groups())
        return _DAYS[first : last + 1]
    if not _SINGLE.fullmatch(plain):
        return ()
    named = {_NUMBER[name] for name in _DAY.findall(plain)}
    return tuple(day for index, day in enumerate(_DAYS) if index in named)


def _is_all_day(hours: Hours) -> bool:
    return not hours.start and hours.note == "24小时"


def _specification(hours: Hours, days: tuple[str, ...]) -> dict[str, object]:
    opens, closes = ("00:00", "23:59") if _is_all_day(hours) else (hours.start, hours.end)
    closes = "23:59" if closes == "24:00" else closes
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": list(days), "opens": opens, "closes": closes}
