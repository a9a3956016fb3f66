"""What templates may call: filters and tests, all pure."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup, escape

from ssg.model.kinds.news import BREAK_POINT
from ssg.model.picture import PictureView
from ssg.model.stated import Nothing, Pending, is_value
from ssg.render.picture import picture_html
from ssg.render.qr import qr_svg
from ssg.render.words import Translate

Filter = Callable[..., object]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PHRASE = re.compile(r"[^\s：，；。？！]*[\s：，；。？！]*[”’」』）》]*")
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")


KEPT_DAYS = 4096
"""Days whose words are remembered: a list shows the same few days again and again."""


ISO_DAY = len("2022-10-13")
"""Characters of a day at the start of an instant; one without its year is shorter."""


class UnsafeUrl(ValueError):
    """A URL that would run code or leave the web: ``javascript:``, ``file:``."""


def make_filters(base_path: str, translate: Translate) -> dict[str, Filter]:
    """Return the filters by the name that templates use.

    base_path: as ``Config.base_path``: "" or ``/preview``.
    """

    def href(url: str) -> str:
        return with_base_path(url, base_path)

    @lru_cache(maxsize=KEPT_DAYS)
    def day_words(day: str) -> str:
        return format_date(day, translate)

    def cn_date(day: date | str) -> str:
        return day_words(iso_day(day))

    @lru_cache(maxsize=KEPT_DAYS)
    def element(day: str) -> Markup:
        return time_element(day, day_words(day[:ISO_DAY]))

    def time(day: date | str) -> Markup:
        # By what is printed of it: 08:00+08:00 and 00:00Z are one instant, and equal.
        return element(iso(day))

    def end_time(day: date | str, start: date | str) -> Markup:
        return time_element(day, format_range_end(day, start, translate))

    def picture(view: PictureView, sizes: str, alt: str | None = None) -> Markup:
        return picture_html(view, base_path, sizes, alt)

    def moment(instant: datetime) -> Markup:
        return time_element(instant, format_moment(instant, translate))

    return {
        "href": href,
        "cn_date": cn_date,
        "time": time,
        "end_time": end_time,
        "weekday": weekday,
        "moment": moment,
        "iso": iso,
        "tel": dialled,
        "news_language": news_language,
        "phrases": phrases,
        "picture": picture,
        "qr": qr_svg,
    }


def make_tests() -> dict[str, Callable[[object], bool]]:
    """Return the tests by name: ``pending``, ``nothing``, ``stated``, ``external``, ``marked`` and ``yeared``."""
    return {
        "pending": is_pending,
        "nothing": is_nothing,
        "stated": is_value,
        "external": is_external,
        "marked": is_marked,
        "yeared": is_yeared,
    }


def is_pending(field: object) -> bool:
    """Return whether ``field`` is 待补."""
    return isinstance(field, Pending)


def is_nothing(field: object) -> bool:
    """Return whether ``field`` is a stated none, 无."""
    return isinstance(field, Nothing)


def is_external(url: object) -> bool:
    """Return whether ``url`` leads to another host (R-45)."""
    return isinstance(url, str) and url.startswith(("http://", "https://", "//"))


def is_marked(line: object) -> bool:
    """Return whether an editor marked break points in a line of a headline (T-51)."""
    return isinstance(line, str) and BREAK_POINT.search(line) is not None


def is_yeared(day: object) -> bool:
    """Return whether the year of a day is known, so that it has a weekday."""
    return isinstance(day, date) or (isinstance(day, str) and day.count("-") == 2)


def with_base_path(url: str, base_path: str) -> str:
    """Return ``url`` as a page prints it: a site-relative one gets the base path, others stay.

    Raises UnsafeUrl for a scheme other than http, https, mailto and tel: the content is not trusted.
    """
    if url.startswith("/") and not url.startswith("//"):
        return base_path + url
    # Browsers skip white space and control characters before and inside a scheme.
    scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", url))
    if scheme and scheme.group().lower() not in _SAFE_SCHEMES:
        raise UnsafeUrl(url)
    return url


def format_date(day: date | str, translate: Translate) -> str:
    """Return a date for people (typography T-46): ``2022年10月13日``, without leading zeros.

    day: a date, a datetime, ``2022-10-13``, or ``10-13`` when the year is unknown.
    """
    *year, month, number = (int(part) for part in iso_day(day).split("-"))
    words = {"month": month, "day": number, "month_name": translate(f"month.{month}")}
    if not year:
        return translate("date.yearless", **words)
    return translate("date.full", year=year[0], **words)


def format_range_end(day: date | str, start: date | str, translate: Translate) -> str:
    """Return the end of a range without what it shares with the start (T-46): ``10月13日至`` → ``19日``."""
    *year, month, number = iso_day(day).split("-")
    *start_year, start_month, _ = iso_day(start).split("-")
    if year and year != start_year:
        return format_date(day, translate)
    if month != start_month:
        return format_date(f"{month}-{number}", translate)
    return translate("date.day", day=int(number), month_name=translate(f"month.{int(month)}"))


def weekday(day: date | str) -> int:
    """Return 1 for Monday to 7 for Sunday; it is computed, never typed (T-46).

    day: with its year.
    """
    return date.fromisoformat(iso_day(day)).isoweekday()


def format_moment(instant: datetime, translate: Translate) -> str:
    """Return date and time of day; midnight stands for a date that was written without a time."""
    if not (instant.hour or instant.minute):
        return format_date(instant, translate)
    clock = f"{instant.hour}:{instant.minute:02}"
    return translate("date.moment", date=format_date(instant, translate), clock=clock)


def time_element(day: date | str, text: str) -> Markup:
    """Return ``<time datetime="2022-10-13">2022年10月13日</time>``."""
    # Markup.format would take ten times as long.
    return Markup(f'<time datetime="{escape(iso(day))}">{escape(text)}</time>')


def iso(day: date | str) -> str:
    """Return the machine form: ``2022-10-13``, or ``2022-10-13T08:30:00+08:00`` for an instant."""
    if isinstance(day, datetime):
        return day.isoformat(timespec="seconds")
    return iso_day(day)


def iso_day(day: date | str) -> str:
    """Return ``2022-10-13``; a yearless ``10-13`` stays yearless."""
    if isinstance(day, str):
        return day
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def dialled(phone: str) -> str:
    """Return the digits of a telephone number for a ``tel:`` link: ``+8606351234567``."""
    return "tel:" + "".join(re.findall(r"^\+|\d", phone))


def news_language(language: str) -> str:
    """Return the language as news sitemaps want it: ISO 639, but ``zh-cn`` and ``zh-tw`` for Chinese."""
    primary = language.lower().split("-")[0]
    if primary != "zh":
        return primary
    return "zh-tw" if re.search(r"(?i)hant|-tw|-hk", language) else "zh-cn"


def phrases(title: str) -> Markup:
    """Return a title whose lines prefer to break after a stop or a space (typography T-27, T-51).

    ``在家练拼音：几个办法`` becomes two ``<span class="phrase">`` with nothing between them; the text stays the same.
    Where the editor marked break points with “|”, a line may break there and nowhere else.
    """
    if is_marked(title):
        return Markup("<wbr>").join(BREAK_POINT.split(title))
    parts = [part for part in _PHRASE.findall(title) if part]
    if len(parts) < 2:
        return escape(title)
    return Markup("").join(Markup('<span class="phrase">{}</span>{}').format(*_without_end(part)) for part in parts)


def _without_end(phrase: str) -> tuple[str, str]:
    """Return the phrase and the white space after it, which must stay outside to separate words."""
    text = phrase.rstrip()
    return text, phrase[len(text) :]
