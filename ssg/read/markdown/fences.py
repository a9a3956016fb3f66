"""Fenced code, also inside list items.

Python-Markdown's own extension finds fences at the left margin only, and with a pattern whose cost grows with
the square of the fences left open. This one reads lines: its cost is linear.
"""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import util
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from msgspec import Struct

OPENING = re.compile(r"( *)(`{3,}|~{3,})[ ]*(?:\{[ ]*\.?)?([\w#.+-]*)[^`\n]*$")
CONTAINER = re.compile(r" *(?:[-*+] |\d{1,9}[.] |: {1,3}|\[\^[^\]]+\]:|!!!)")
SENTINEL = re.compile(r" {0,3}" + util.STX + r"fence:(\d+)" + util.ETX)


class Fence(Struct, frozen=True):
    first: int
    """Index of the opening line."""
    last: int
    """Index of the closing line; the last line of the text when nothing closes it."""
    indent: int
    """Spaces before the opening marks."""
    language: str
    is_closed: bool


def find_fences(lines: list[str]) -> tuple[Fence, ...]:
    """Return the fenced blocks in order; a fence that is never closed runs to the end of the text."""
    text = "\n".join(lines)
    if "```" not in text and "~~~" not in text:
        return ()
    fences: list[Fence] = []
    index = 0
    while index < len(lines):
        opening = OPENING.match(lines[index])
        if opening is None or not _may_open(lines, index, len(opening[1])):
            index += 1
            continue
        last, is_closed = _find_closing(lines, index, opening[2])
        fences.append(Fence(index, last, len(opening[1]), opening[3], is_closed))
        index = last + 1
    return tuple(fences)


def _may_open(lines: list[str], index: int, indent: int) -> bool:
    """Return whether the fence stands at the margin or inside a list item, not in indented code."""
    return indent < 4 or container_indent(lines, index, indent) is not None


def container_indent(lines: list[str], index: int, indent: int) -> int | None:
    """Return the indentation of the item that holds line ``index``; None when no item does."""
    for line in reversed(lines[max(0, index - 200) : index]):
        own = len(line) - len(line.lstrip(" "))
        if line.strip() and own < indent:
            return own if CONTAINER.match(line) else None
    return None


def _find_closing(lines: list[str], first: int, marks: str) -> tuple[int, bool]:
    closing = re.compile(rf" *{re.escape(marks[0])}{{{len(marks)},}}[ ]*$")
    for index in range(first + 1, len(lines)):
        if closing.match(lines[index]):
            return index, True
    return len(lines) - 1, False


class FencePreprocessor(Preprocessor):
    """Takes fenced code out of the text, before anything else can read it, and leaves a sentinel line."""

    def __init__(self, codes: list[tuple[str, str]]) -> None:
        super().__init__()
        self.codes = codes

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with each fence replaced; notes (language, code) in ``codes``."""
        self.codes.clear()
        fences = find_fences(lines)
        if not fences:
            return lines
        kept: list[str] = []
        done = 0
        for fence in fences:
            kept += lines[done : fence.first]
            kept += ["", f"{_margin(lines, fence)}{util.STX}fence:{len(self.codes)}{util.ETX}", ""]
            self.codes.append((fence.language, _code_of(lines, fence)))
            done = fence.last + 1
        return kept + lines[done:]


def _margin(lines: list[str], fence: Fence) -> str:
    """Return the indentation that puts the code into its list item: Python-Markdown counts in fours."""
    container = container_indent(lines, fence.first, fence.indent) if fence.indent else None
    return "" if container is None else " " * (container // 4 * 4 + 4)


def _code_of(lines: list[str], fence: Fence) -> str:
    inner = lines[fence.first + 1 : fence.last if fence.is_closed else fence.last + 1]
    return "\n".join(_dedent(line, fence.indent) for line in inner)


def _dedent(line: str, indent: int) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, indent) :]


class FenceBlock(BlockProcessor):
    """Puts the code back as ``<pre><code class="language-…">`` where its sentinel stands."""

    def __init__(self, parser: Any, codes: list[tuple[str, str]]) -> None:
        super().__init__(parser)
        self.codes = codes

    def test(self, parent: etree.Element, block: str) -> bool:
        """Return whether the block is a sentinel."""
        return util.STX in block and SENTINEL.match(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Append the code to ``parent``."""
        sentinel = SENTINEL.match(blocks[0])
        assert sentinel is not None
        rest = blocks.pop(0)[sentinel.end() :].strip("\n")
        if rest:
            blocks.insert(0, rest)
        language, text = self.codes[int(sentinel[1])]
        code = etree.SubElement(etree.SubElement(parent, "pre"), "code")
        if language:
            code.set("class", f"language-{language}")
        code.text = util.AtomicString(util.code_escape(text.rstrip()) + "\n")
