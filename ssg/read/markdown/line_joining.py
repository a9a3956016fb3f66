"""Line joining (typography T-01 to T-05): a soft line break inside Chinese text is no space.

Browsers render a newline between two Han characters as a space of 0.22 em. The break is therefore taken out
of the tree, after inline markup is known, by looking at the nearest *visible* characters on both sides.
"""

import re
import unicodedata
import xml.etree.ElementTree as etree
from functools import lru_cache

from markdown import Markdown, util
from markdown.treeprocessors import Treeprocessor

from ssg.model.document import MARK_CLOSE, MARK_OPEN

BREAK = re.compile(r"(?<![ \t])[ \t]*+\n[ \t]*+")
AMBIGUOUS = frozenset("“”‘’—…·～⸺")
"""Punctuation that Chinese and Latin share: as wide as its neighbours make it."""
OPAQUE = frozenset(("code", "img", "br", "kbd", "samp"))
"""A break beside one of these stays: what is visible there is not text of the sentence."""
UNSEEN = frozenset(("rt", "rp"))
ESCAPED = re.compile(rf"{util.STX}(\d+){util.ETX}")
KEEP = ""
"""Stands for "no character that could decide"."""

Slot = tuple[etree.Element, bool]
"""A piece of text: an element, and whether its tail is meant."""
Run = list[Slot | None]
"""The text of one block in reading order; None = something opaque."""


def is_soft_break_removed(before: str, after: str) -> bool:
    """Return whether a line break between two visible characters disappears (T-01 to T-03).

    before, after: one character each, or "" where nothing visible decides.
    """
    if not before or not after:
        return False
    if _is_full_width_mark(before) or _is_full_width_mark(after):
        return True
    if before in AMBIGUOUS and after in AMBIGUOUS:
        return True
    if _is_wide(before):
        return _is_wide(after) or after in AMBIGUOUS or _is_latin(after)
    return _is_wide(after) and (before in AMBIGUOUS or _is_latin(before) or before in "%+")


@lru_cache(maxsize=4096)
def _is_wide(character: str) -> bool:
    if unicodedata.east_asian_width(character) not in "WF":
        return False
    # Hangul separates words by spaces; symbols and emoji are no part of a Chinese sentence.
    return unicodedata.category(character) != "So" and "HANGUL" not in unicodedata.name(character, "")


@lru_cache(maxsize=4096)
def _is_full_width_mark(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and unicodedata.category(character).startswith("P")


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


class LineJoining(Treeprocessor):
    """Joins the lines of every block of the tree."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.is_block = md.is_block_level

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        if not _has_line_end(root):
            return
        runs: list[Run] = [[]]
        self._collect(root, runs)
        for run in runs:
            for index, slot in enumerate(run):
                if slot is not None and "\n" in _text(slot):
                    _set_text(slot, _joined(run, index, _text(slot)))

    def _collect(self, element: etree.Element, runs: list[Run]) -> None:
        runs[-1].append((element, False))
        for child in element:
            self._collect_child(child, runs)
            runs[-1].append((child, True))

    def _collect_child(self, child: etree.Element, runs: list[Run]) -> None:
        if child.tag in OPAQUE:
            runs[-1].append(None)
        elif child.tag == "pre":
            runs.append([])
        elif child.tag in UNSEEN or child.get("id", "").startswith("fnref:"):
            return
        elif self.is_block(child.tag):
            runs.append([])
            self._collect(child, runs)
            runs.append([])
        else:
            self._collect(child, runs)


def _has_line_end(root: etree.Element) -> bool:
    for element in root.iter():
        text, tail = element.text, element.tail
        if (text and "\n" in text) or (tail and "\n" in tail):
            return True
    return False


def _joined(run: Run, index: int, text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        before = _before(run, index, text, match.start())
        after = _after(run, index, text, match.end())
        return "" if is_soft_break_removed(before, after) else "\n"

    return BREAK.sub(replace, text)


def _before(run: Run, index: int, text: str, end: int) -> str:
    """Return the visible character that ends at ``end``, or the last one of the slots before."""
    while not (text[:end] if end < 64 else text[end - 64 : end]).strip():
        index -= 1
        slot = run[index] if index >= 0 else None
        if slot is None:
            return KEEP
        text = _text(slot)
        end = len(text)
    while text[end - 1] in " \t\n":
        end -= 1
    return _decoded(text, end - 1)


def _after(run: Run, index: int, text: str, start: int) -> str:
    """Return the visible character that begins at ``start``, or the first one of the slots behind."""
    while not text[start : start + 64].strip():
        index += 1
        slot = run[index] if index < len(run) else None
        if slot is None:
            return KEEP
        text = _text(slot)
        start = 0
    while text[start] in " \t\n":
        start += 1
    return _decoded(text, start)


def _decoded(text: str, at: int) -> str:
    """Return the character at ``at``, with Python-Markdown's and our own placeholders understood."""
    character = text[at]
    if character in (MARK_OPEN, MARK_CLOSE):
        # A fact is nearly always a figure, and a break beside a digit goes the same way.
        return "0"
    if character == util.STX:
        escaped = ESCAPED.match(text, at)
        return chr(int(escaped[1])) if escaped else KEEP
    if character == util.ETX:
        escaped = ESCAPED.match(text, text.rfind(util.STX, 0, at))
        return chr(int(escaped[1])) if escaped else KEEP
    return character


def _text(slot: Slot) -> str:
    element, is_tail = slot
    return (element.tail if is_tail else element.text) or ""


def _set_text(slot: Slot, text: str) -> None:
    element, is_tail = slot
    if is_tail:
        element.tail = text
    else:
        element.text = text
