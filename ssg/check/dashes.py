"""One form of the dash ``——``, one of the ellipsis ``……``, one of the range ``～`` (T-15, T-24)."""

import re
from collections.abc import Iterator

from ssg.check.prose import HAN, Prose, found
from ssg.model.finding import Finding

CHECK = "dashes"

_BEFORE = rf"(?<=[{HAN}，。；：？！”’」』》）】、])"
_BEHIND = rf"(?=[{HAN}“‘「『《（【])"
_ELLIPSIS = re.compile(rf"{_BEFORE}(?:\.{{3,6}}|。{{3,6}}|．{{3,6}}|⋯{{1,3}}|(?<!…)…(?!…))(?![.。．⋯…])")
_DASH = re.compile(
    rf"{_BEFORE}(?:-{{2,4}}|–{{1,2}}|─{{1,4}}|－{{2}}|ー{{2}}|―{{1,2}}|—{{3,4}})(?![-–─－ー―—]){_BEHIND}"
)
_SINGLE_DASH = re.compile(rf"{_BEFORE}(?<!—)—(?!—){_BEHIND}")
# “周一—周五”, “三月—五月”, “小学—初中”: a single dash between the ends of a range is right (GB/T 15834).
_RANGE_BEFORE = re.compile(r"[年月日号时点分周一二三四五六七八九十百千万天期旬季度市区县省镇乡村路站港线]")
_LETTER_DASH = re.compile(rf"(?<=[”’」』》）】])一一(?=[{HAN}“《])")
_RANGE = re.compile(r"(?<=\d)~(?=\d)|(?<=[年月日时点分号])~(?=\d)")


def check_dashes(prose: Prose) -> Iterator[Finding]:
    """Yield dashes, ellipses and range marks that are written in another form.

    A single dash and the numeral ``一一`` may be meant: for these the edit is not safe.
    """
    yield from _each(prose, "… ... 。。。 ．．． ⋯", _ELLIPSIS, "wrong-ellipsis", "……", is_safe=True)
    yield from _each(prose, "- – ─ － ー ― —", _DASH, "wrong-dash", "——", is_safe=True)
    yield from _each(prose, "一一", _LETTER_DASH, "wrong-dash", "——", is_safe=False)
    yield from _each(prose, "~", _RANGE, "wrong-range", "～", is_safe=True)
    if "—" not in prose.shown:
        return
    for match in _SINGLE_DASH.finditer(prose.shown):
        start, end = match.span()
        if not (_RANGE_BEFORE.match(prose.shown[start - 1]) and _RANGE_BEFORE.search(prose.shown[end : end + 4])):
            yield found(prose, CHECK, "single-dash", start, end, (prose.edit(start, end, "——"),))


def _each(
    prose: Prose, marks: str, pattern: re.Pattern[str], code: str, instead: str, *, is_safe: bool
) -> Iterator[Finding]:
    """marks: what every match holds one of; to look for it first takes a tenth of the time."""
    if not any(mark in prose.shown for mark in marks.split()):
        return
    for match in pattern.finditer(prose.shown):
        edits = (prose.edit(match.start(), match.end(), instead),)
        yield found(prose, CHECK, code, match.start(), match.end(), edits, is_safe=is_safe)
