"""Readings for a text that is to be printed with pinyin and has none yet (typography T-38, T-39).

They are suggestions: a dictionary reads 朝阳 as zhāo yáng. The author checks them and writes them into the file;
nothing is printed that stands only here.
"""

import re
from collections.abc import Iterator

from ssg.check.prose import HAN, Prose
from ssg.model.diagnostic import Diagnostic, Severity
from ssg.model.finding import Finding

CHECK = "pinyin"
BAR_BY_MODE = {"ruby": "|", "word": "||"}
_RUBY = re.compile(rf"\{{[^{{}}|\n]*[{HAN}][^{{}}|\n]*\|{{1,2}}[^{{}}|\n]+\}}")
_RUN = re.compile(f"[{HAN}]{{1,30}}")
"""As many characters as one annotation takes well."""
_LATIN = re.compile(r"[^\W\d_]+")
_LONGEST_QUOTE = 12


def check_pinyin(prose: Prose, mode: str) -> Iterator[Finding]:
    """Yield for each paragraph the readings that an author may confirm; nothing once a single one is written.

    mode: as the front matter asks: ruby, a reading for each character, or word.
    """
    if _RUBY.search(prose.text):
        return
    for block in prose.blocks:
        if block.kind != "value" and _RUN.search(prose.shown, block.start, block.end):
            yield _suggestion(prose, block.start, block.end, BAR_BY_MODE[mode])


def _suggestion(prose: Prose, start: int, end: int, bar: str) -> Finding:
    pieces: list[str] = []
    unsure: dict[str, None] = {}
    done = start
    for run in _RUN.finditer(prose.shown, start, end):
        readings = _readings(run[0])
        pieces.append(prose.text[done : run.start()])
        pieces.append(_annotated(run[0], [each[0] for each in readings], bar))
        unsure |= {_alternatives(*pair): None for pair in zip(run[0], readings, strict=True) if len(pair[1]) > 1}
        done = run.end()
    pieces.append(prose.text[done:end])
    text = prose.text[start:end]
    args = [("found", _quoted(text)), ("suggestion", " ".join("".join(pieces).split()))]
    if unsure:
        args.append(("unsure", "、".join(unsure)))
    span = prose.span(start, end)
    return Finding(CHECK, Diagnostic(Severity.WARNING, "pinyin-missing", span, tuple(args)), text)


def _readings(run: str) -> list[list[str]]:
    """Return for each character its readings where the dictionary leaves a choice, the usual one first."""
    # The dictionaries take a sixth of a second to load; only a text that wants pinyin pays for them.
    from pypinyin import pinyin

    usual = [syllables[0] for syllables in pinyin(run)]
    return [list(dict.fromkeys((first, *all_))) for first, all_ in zip(usual, pinyin(run, heteronym=True), strict=True)]


def _annotated(run: str, syllables: list[str], bar: str) -> str:
    """Return the run with its readings; bare where the dictionary lacks a character."""
    if not all(_LATIN.fullmatch(syllable) for syllable in syllables) or any(map(run.__contains__, syllables)):
        return run
    return f"{{{run}{bar}{' '.join(syllables)}}}"


def _alternatives(character: str, readings: list[str]) -> str:
    return f"{character}（{'／'.join(readings)}）"


def _quoted(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}……"
