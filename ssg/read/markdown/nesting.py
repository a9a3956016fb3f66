"""Lists inside lists that are indented by two or three spaces, as editors and CommonMark do it.

Python-Markdown counts in fours: it would show such an inner list on the level of the outer one. Lists that are
indented by fours everywhere are left as they are.
"""

import re

from markdown.preprocessors import Preprocessor
from msgspec import Struct

from ssg.read.markdown.fences import container_indent, find_fences

STEP = 4
"""Spaces a level for Python-Markdown."""
LEAST = 2
"""Spaces behind an item's marker from which on a line belongs to the item."""
ODD_INDENT = re.compile(r"^(?:[> ]*> ?)?(?: {4})* {2,3}\S", re.MULTILINE)
LINE = re.compile(r"((?: {0,3}> ?)*)( *)(.*)", re.DOTALL)
ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)(?= +\S)")


class Line(Struct, frozen=True):
    index: int
    quote: str
    """``> `` marks that the line begins with."""
    indent: int
    is_item: bool
    is_behind_blank: bool


class ListNesting(Preprocessor):
    """Moves the lines of such lists to where Python-Markdown expects them. Runs before fences are taken out."""

    def run(self, lines: list[str]) -> list[str]:
        """Return as many lines as came in."""
        if not any(map(ODD_INDENT.match, lines)):
            return lines
        fences = {fence.first: fence.last for fence in find_fences(lines)}
        moved = list(lines)
        for run in find_lists(lines, fences):
            for line, indent in level_lines(run):
                for index in range(line.index, fences.get(line.index, line.index) + 1):
                    moved[index] = _shifted(lines[index], line.quote, indent - line.indent)
        return moved


def find_lists(lines: list[str], fences: dict[int, int]) -> list[list[Line]]:
    """Return the lines of each list, blank ones, text that goes on, and the inside of fences left out.

    fences: index of the last line by that of the first.
    """
    lists: list[list[Line]] = []
    quote, base, is_open, is_behind_blank, fence_end = "", 0, False, True, -1
    for index, text in enumerate(lines):
        if index <= fence_end:
            continue
        fence_end = fences.get(index, -1)
        match = LINE.match(text)
        assert match is not None, "every line matches"
        own_quote, spaces, rest = match.groups()
        if not rest.strip():
            is_behind_blank = True
            continue
        line = Line(index, own_quote, len(spaces), ITEM.match(rest) is not None, is_behind_blank)
        stays = is_open and own_quote.rstrip() == quote.rstrip() and _belongs(line, base)
        if line.is_item and not stays and _may_begin(lines, line):
            lists.append([line])
            quote, base, is_open = own_quote, line.indent, True
        elif stays and (line.is_item or is_behind_blank or fence_end >= index):
            lists[-1].append(line)
        elif not stays:
            is_open = False
        is_behind_blank = False
    return lists


def _belongs(line: Line, base: int) -> bool:
    """Return whether a line is part of the list that begins at ``base``; text at the margin goes on unless a
    blank line stands before it."""
    if line.is_item:
        return line.indent >= base
    return line.indent >= base + LEAST or not line.is_behind_blank


def _may_begin(lines: list[str], line: Line) -> bool:
    """Return whether the line is no indented code: it stands at the margin, or inside a box or a note."""
    if line.indent < STEP:
        return True
    return not line.quote and container_indent(lines, line.index, line.indent) is not None


def level_lines(lines: list[Line]) -> list[tuple[Line, int]]:
    """Return each line of one list with the indent that Python-Markdown wants; none when all are in fours."""
    base = lines[0].indent
    if all((line.indent - base) % STEP == 0 for line in lines):
        return []
    base -= base % STEP
    markers: list[int] = []
    levelled = []
    for line in lines:
        while markers and line.indent < markers[-1] + LEAST:
            markers.pop()
        levelled.append((line, base + STEP * len(markers) + _own_indent(line, markers)))
        if line.is_item:
            markers.append(line.indent)
    return levelled


def _own_indent(line: Line, markers: list[int]) -> int:
    """Return the indent that makes a paragraph inside an item code; 0 for what is none."""
    beyond = line.indent - (markers[-1] + STEP) if markers else 0
    return 0 if line.is_item or beyond < STEP else beyond


def _shifted(text: str, quote: str, by: int) -> str:
    body = text.removeprefix(quote)
    spaces = len(body) - len(body.lstrip(" "))
    return quote + " " * max(spaces + by, 0) + body[spaces:] if body.strip() else text
