"""Bounds on what is handed to Python-Markdown: some inputs would take it minutes, or overflow its stack.

The check is a count, never a clock, so that the same text is refused on every machine. The numbers are a
tenth or less of a second's worth of the slowest input measured for each; real articles stay far below.
"""

import re

from msgspec import Struct

from ssg.read.markdown.fences import find_fences

MAX_CHARACTERS = 500_000
MAX_MARKS = 40_000
"""Characters that mean something in Markdown, and line ends, over the whole text."""
MAX_BLOCKS = 15_000
"""Paragraphs, headings and the like."""
MAX_COPIED = 1_000_000_000
"""Characters of one block times marks in it: each mark that becomes an element copies its block."""
MAX_NESTING = 24
"""Quotes and lists inside each other."""
MAX_SEARCH = 2_000_000
"""Characters that are looked through for closing brackets, over all opening ones."""
MAX_RESTARTS = 16_000_000
"""Characters read again because a heading or a definition begins inside a block, over all blocks."""
MAX_DEFINITIONS = 100
"""Definitions in one block without a blank line: each of them takes the parser a level deeper."""
MAX_FOOTNOTES = 800
"""Footnotes and mentions of them; each mention of one footnote is looked up among all others."""
MAX_EMPHASIS = 60
"""Emphasis inside emphasis; each level takes the parser a level deeper."""

PLAIN_COUNTS = {"<": 100, "[": 20, "*": 30, "_": 30, ": ": MAX_DEFINITIONS, "\n": 400}
"""No more than these, in a text of ``PLAIN_CHARACTERS``, stay below every limit but that for nesting."""
PLAIN_CHARACTERS = 5_000
PLAIN_NESTING = re.compile(rf"^[ >*+:.\d-]{{{MAX_NESTING + 1}}}", re.MULTILINE)
"""Found wherever a line is nested too deep, and in some others."""
NESTING = re.compile(r"(?:[ ]*(?:>|[-*+](?=[ ])|\d{1,9}\.(?=[ ])|:(?=[ ]{1,3})))*[ ]*")
RESTART = re.compile(r"^ {0,3}(?:#|!!!|=+ *$|-+ *$|:(?= ))", re.MULTILINE)
MARKS = "[]*_`<{&\\|:\n"
"""What may cost work; "{" opens ruby and facts, which cost the most."""
EMPHASIS = re.compile(r"(\*+|_+)")
DEFINITION = re.compile(r"^ {0,3}: ", re.MULTILINE)


class Excess(Struct, frozen=True):
    """What is too much, and where it begins."""

    line: int
    """Index of the line in the text, from 0."""
    reason: str
    """long, marks, nested, brackets, tags, crowded, footnotes or emphasis."""
    count: int
    """The limit that was passed for long and nested, else how many marks were found."""


def find_excess(text: str) -> Excess | None:
    """Return the first thing that makes a text too much for the parser; None for a text that is well."""
    if _is_plain(text):
        return None
    if len(text) > MAX_CHARACTERS:
        return Excess(0, "long", MAX_CHARACTERS)
    lines = text.split("\n")
    fences = find_fences(lines)
    if len(fences) > MAX_BLOCKS:
        return Excess(0, "marks", MAX_MARKS)
    for fence in fences:
        lines[fence.first : fence.last + 1] = [""] * (fence.last + 1 - fence.first)
    return _find_nesting(lines) or _find_tags(lines) or _find_footnotes(lines) or _find_crowding(lines)


def _is_plain(text: str) -> bool:
    """Return whether a text surely keeps to all limits; nearly every article does, and this is quick to see."""
    return (
        len(text) <= PLAIN_CHARACTERS
        and all(text.count(mark) <= most for mark, most in PLAIN_COUNTS.items())
        and PLAIN_NESTING.search(text) is None
    )


def _find_nesting(lines: list[str]) -> Excess | None:
    for index, line in enumerate(lines):
        if line[:1] in " >-*+:" or line[:1].isdigit():
            prefix = NESTING.match(line)
            # Each level takes a character at least.
            if prefix and len(prefix[0]) > MAX_NESTING and _depth(prefix[0]) > MAX_NESTING:
                return Excess(index, "nested", MAX_NESTING)
    return None


def _depth(prefix: str) -> int:
    return sum(prefix.count(mark) for mark in ">-*+.:") + prefix.count("    ")


def _find_tags(lines: list[str]) -> Excess | None:
    """Return where tags that are never closed begin; HTML is looked for in the whole text at once."""
    text = "\n".join(lines)
    if text.count("<") * len(text) <= MAX_SEARCH:
        return None
    searched, close, first = 0, len(text), 0
    for position in (match.start() for match in reversed(list(re.finditer("[<>]", text)))):
        if text[position] == ">":
            close = position
        else:
            searched += close - position
            first = position
        if searched > MAX_SEARCH:
            return Excess(text.count("\n", 0, first), "tags", text.count("<"))
    return None


def _find_footnotes(lines: list[str]) -> Excess | None:
    found = 0
    for index, line in enumerate(lines):
        found += line.count("[^")
        if found > MAX_FOOTNOTES:
            return Excess(index, "footnotes", MAX_FOOTNOTES)
    return None


def _find_crowding(lines: list[str]) -> Excess | None:
    found = searched = restarted = 0
    for number, (first, block) in enumerate(_blocks(lines)):
        searched += _searched_for_brackets(block)
        if searched > MAX_SEARCH:
            return Excess(first, "brackets", block.count("["))
        if _emphasis_depth(block) > MAX_EMPHASIS:
            return Excess(first, "emphasis", MAX_EMPHASIS)
        marks = sum(map(block.count, MARKS))
        found += marks + block.count("{") * 3
        if found > MAX_MARKS or number > MAX_BLOCKS or marks * len(block) > MAX_COPIED:
            return Excess(first, "marks", MAX_MARKS)
        restarted += len(RESTART.findall(block)) * len(block)
        if restarted > MAX_RESTARTS or len(DEFINITION.findall(block)) > MAX_DEFINITIONS:
            return Excess(first, "crowded", len(RESTART.findall(block)))
    return None


def _blocks(lines: list[str]) -> list[tuple[int, str]]:
    """Return the blocks between blank lines, each with the index of its first line."""
    blocks: list[tuple[int, str]] = []
    start = 0
    for index, line in enumerate([*lines, ""]):
        if not line.strip():
            if start < index:
                blocks.append((start, "\n".join(lines[start:index])))
            start = index + 1
    return blocks


def _searched_for_brackets(block: str) -> int:
    """Return how many characters lie between each opening bracket and its closing one, or the block's end."""
    if block.count("[") * len(block) <= 100_000:
        return 0
    searched = 0
    stacks: dict[str, list[int]] = {"]": [], ")": []}
    for match in re.finditer(r"[\[\])]|(?<=\])\(", block):
        mark = match[0]
        if mark in "[(":
            stacks["]" if mark == "[" else ")"].append(match.start())
        elif stacks[mark]:
            searched += match.start() - stacks[mark].pop()
    return searched + sum(len(block) - position for stack in stacks.values() for position in stack)


def _emphasis_depth(block: str) -> int:
    """Return how deep emphasis stands in emphasis, taking every mark as a partner of the nearest one."""
    if block.count("*") + block.count("_") <= MAX_EMPHASIS:
        return 0
    heights, deepest = list[int](), 0
    for marks in EMPHASIS.finditer(block):
        before, after = block[marks.start() - 1 : marks.start()], block[marks.end() : marks.end() + 1]
        can_close = bool(before.strip())
        if can_close and heights:
            for _ in range(min(len(marks[0]), len(heights))):
                height = heights.pop() + 1
                deepest = max(deepest, height)
                if heights:
                    heights[-1] = max(heights[-1], height)
        elif after.strip():
            heights += [0] * len(marks[0])
    return deepest
