"""Half-width punctuation in Chinese sentences, full-width letters and digits, doubled stops (T-41).

``3,5``, ``1,000``, ``9:00``, ``v1.2`` and ``http:`` are right as they are: only a mark behind a Chinese character
or a closing Chinese mark is looked at.
"""

import re
from collections.abc import Iterator

from ssg.check.prose import HAN, HIDDEN, Prose, found
from ssg.model.finding import Edit, Finding

CHECK = "punctuation"

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_CLOSERS, _OPENERS = "”’」』》〉）】〕", "“‘「『《〈（【〔"

_MARK = re.compile(
    rf"[{HAN}{_CLOSERS}]{HIDDEN}*(?P<mark>[,;:?!]{{1,3}})(?P<gap> *)"
    rf"(?={HIDDEN}*(?:(?P<behind>[{HAN}{_OPENERS}])|[{_CLOSERS}\"]|\n|\Z))"
)
_STOP = re.compile(rf"[{HAN}{_CLOSERS}]{HIDDEN}*(?P<mark>\.)(?=(?P<behind>{HIDDEN}*[{HAN}])|[ {HIDDEN}]*(?:\n|\Z))")
_LATIN = re.compile(rf"[A-Za-z%)\"]{HIDDEN}*(?P<mark>[,;?!])(?={HIDDEN}*[{HAN}])")
_TYPED_NUMBER = re.compile(r"[ \u3000]*[一二三四五六七八九十百]{1,4}")
_BRACKETS = re.compile(rf"\(([^()\n]*[{HAN}][^()\n]*)\)")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_DOUBLED = re.compile(r"(?<![，、；：。])([，、；：。])\1(?![，、；：。])")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}


def check_punctuation(prose: Prose) -> Iterator[Finding]:
    """Yield marks, brackets and letters of the wrong width, and stops written twice."""
    yield from _marks(prose)
    yield from _stops(prose)
    yield from _brackets(prose)
    for match in _FULL_WIDTH.finditer(prose.shown):
        edits = (prose.edit(match.start(), match.end(), match[0].translate(_TO_ASCII)),)
        yield found(prose, CHECK, "full-width-letters", match.start(), match.end(), edits, is_safe=True)
    for match in _DOUBLED.finditer(prose.shown):
        edits = (prose.edit(match.start(), match.end(), match[1]),)
        yield found(prose, CHECK, "doubled-punctuation", match.start(), match.end(), edits, is_safe=True)


def _marks(prose: Prose) -> Iterator[Finding]:
    for match in _MARK.finditer(prose.shown):
        # At the end of a line a gap may be the two spaces of a hard break.
        end = match.end("gap") if match["behind"] else match.end("mark")
        wide = "".join(_WIDE[mark] for mark in match["mark"])
        yield _half_width(prose, match.start("mark"), end, wide, is_safe=True)
    for match in _LATIN.finditer(prose.shown):
        yield _half_width(prose, match.start("mark"), match.end("mark"), _WIDE[match["mark"]], is_safe=False)


def _stops(prose: Prose) -> Iterator[Finding]:
    for match in _STOP.finditer(prose.shown):
        start = match.start("mark")
        before = prose.shown[prose.shown.rfind("\n", 0, start) + 1 : start]
        if not _TYPED_NUMBER.fullmatch(before):
            # Between two characters it may belong to an address or a file's name.
            yield _half_width(prose, start, start + 1, "。", is_safe=match["behind"] is None)


def _brackets(prose: Prose) -> Iterator[Finding]:
    for match in _BRACKETS.finditer(prose.shown):
        start, end = match.span()
        edits: tuple[Edit, ...] = (prose.edit(start, start + 1, "（"), prose.edit(end - 1, end, "）"))
        yield found(prose, CHECK, "half-width-brackets", start, end, edits, is_safe=True)


def _half_width(prose: Prose, start: int, end: int, wide: str, *, is_safe: bool) -> Finding:
    edits = (prose.edit(start, end, wide),)
    return found(prose, CHECK, "half-width-punctuation", start, end, edits, is_safe=is_safe)
