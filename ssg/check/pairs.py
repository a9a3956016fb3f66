"""Quotes and brackets of one paragraph: each opened is closed (T-41).

One that is not is usually the scar of a column break, where a paragraph of a newspaper was cut in two.
"""

import re
from collections.abc import Iterator

from ssg.check.blocks import Block
from ssg.check.prose import HAN, Prose, found
from ssg.model.finding import Finding

CHECK = "pairs"

_CLOSER_OF = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "「": "」", "『": "』", "〔": "〕"}
_OPENER_OF = {closer: opener for opener, closer in _CLOSER_OF.items()}
_SAME_AS = {"(": "（", ")": "）"}
_MARK = re.compile("[" + "".join(_CLOSER_OF) + "".join(_OPENER_OF) + "()]")
_ITEM_NUMBER = re.compile(r"(?:^|(?<=[\n。；：，、 \u3000\0]))(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[)）]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_HAN = re.compile(f"[{HAN}]")


def check_pairs(prose: Prose) -> Iterator[Finding]:
    """Yield each quote or bracket without a partner, straight quotes, and quotes inside quotes of the same kind."""
    for index, block in enumerate(prose.blocks):
        behind = prose.blocks[index + 1] if index + 1 < len(prose.blocks) else None
        yield from _brackets_of(prose, block, behind)
        yield from _straight_quotes(prose, block)


def _brackets_of(prose: Prose, block: Block, behind: Block | None) -> Iterator[Finding]:
    text = prose.shown[block.start : block.end]
    ignored = {match.end() - 1 for match in _ITEM_NUMBER.finditer(text)}
    ignored |= {match.start() for match in _APOSTROPHE.finditer(text)}
    open_marks: list[tuple[str, int]] = []
    inner_pairs: list[tuple[int, int, int]] = []
    for match in _MARK.finditer(text):
        mark, place = _SAME_AS.get(match[0], match[0]), match.start()
        if mark in _CLOSER_OF:
            open_marks.append((mark, place))
        elif open_marks and open_marks[-1][0] == _OPENER_OF[mark]:
            opener, opening = open_marks.pop()
            yield from _mixed(prose, block, text, opening, place)
            if opener in "“‘" and open_marks and open_marks[-1][0] == opener:
                inner_pairs.append((open_marks[-1][1], opening, place))
        elif place not in ignored:
            yield _unpaired(prose, block.start + place)
    unclosed = {place for _, place in open_marks}
    # Where the outer one is never closed, the inner one was not meant to stand inside it.
    for outer, opening, closing in inner_pairs:
        if outer not in unclosed:
            yield _nested(prose, block.start + opening, block.start + closing + 1)
    for mark, place in open_marks:
        if place != open_marks[0][1] or not _goes_on(prose, text[:place], mark, behind):
            yield _unpaired(prose, block.start + place)


def _goes_on(prose: Prose, before: str, mark: str, behind: Block | None) -> bool:
    """Return whether a quotation runs over several paragraphs: each opens it again, only the last closes it."""
    if mark != "“" or before.strip(" \u3000\0") or behind is None:
        return False
    return prose.shown[behind.start : behind.end].lstrip(" \u3000\0").startswith("“")


def _nested(prose: Prose, start: int, end: int) -> Finding:
    """Return the inner one of two nested pairs of the same quotes."""
    inner = ("‘", "’") if prose.shown[start] == "“" else ("“", "”")
    edits = (prose.edit(start, start + 1, inner[0]), prose.edit(end - 1, end, inner[1]))
    return found(prose, CHECK, "nested-quotes", start, end, edits)


def _mixed(prose: Prose, block: Block, text: str, opening: int, closing: int) -> Iterator[Finding]:
    """Yield a pair of brackets of two widths."""
    marks = text[opening] + text[closing]
    if marks in ("（)", "(）"):
        wrong = block.start + (opening if marks[0] == "(" else closing)
        edits = (prose.edit(wrong, wrong + 1, _SAME_AS[prose.shown[wrong]]),)
        yield found(prose, CHECK, "mixed-brackets", wrong, wrong + 1, edits, is_safe=True)


def _unpaired(prose: Prose, place: int) -> Finding:
    return found(prose, CHECK, "unpaired-mark", place, place + 1)


def _straight_quotes(prose: Prose, block: Block) -> Iterator[Finding]:
    """Yield pairs of ``"`` around Chinese text, told apart by their position in the paragraph."""
    text = prose.shown[block.start : block.end]
    places = [match.start() for match in re.finditer('"', text)]
    if not places or not _HAN.search(text):
        return
    if len(places) % 2:
        yield _unpaired(prose, block.start + places[-1])
        return
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        if _HAN.search(text, opening, closing):
            start, end = block.start + opening, block.start + closing + 1
            edits = (prose.edit(start, start + 1, "“"), prose.edit(end - 1, end, "”"))
            yield found(prose, CHECK, "straight-quotes", start, end, edits, is_safe=True)
