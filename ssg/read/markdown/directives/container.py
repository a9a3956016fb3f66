"""Finds ``::: name … :::`` and hands what stands between to the directive of that name."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

from markdown.blockprocessors import BlockProcessor

from ssg.read.markdown.directives.official import build_official
from ssg.read.markdown.directives.verse import build_verse
from ssg.read.markdown.notebook import Notebook, text_needle

OPENING = re.compile(r"^ {0,3}(:{3,})[ ]*([^\s:]+)[ ]*$", re.MULTILINE)
MARK = ":::"
CLOSING = re.compile(r"^ {0,3}:{3,}[ ]*$", re.MULTILINE)

LINE = re.compile(rf"^[ >]*(?:{MARK}+)[ ]*([^\s:]*)[ ]*$", re.MULTILINE)

DIRECTIVES: dict[str, Callable[[etree.Element, str], None]] = {"official": build_official, "verse": build_verse}


class Container(BlockProcessor):
    """Reads blocks up to the closing line; they may hold blank lines."""

    def __init__(self, parser: Any, notebook: Notebook) -> None:
        super().__init__(parser)
        self.notebook = notebook

    def test(self, parent: etree.Element, block: str) -> bool:
        """Return whether a directive opens in the block, or a closing line stands there."""
        return MARK in block and (OPENING.search(block) or CLOSING.search(block)) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Append the directive's element; what stands behind the closing line goes back to ``blocks``.

        The content of an unknown directive is read as plain text.
        """
        block = blocks.pop(0)
        opening, closing = OPENING.search(block), CLOSING.search(block)
        mark = opening if closing is None or (opening and opening.start() < closing.start()) else closing
        assert mark is not None
        before, behind = block[: mark.start()].strip("\n"), block[mark.end() :]
        if before:
            self.parser.parseBlocks(parent, [before])
        if opening is None or mark is closing:
            # It ends a directive that nobody knows, or nothing at all: ``find_stray_ends`` says so.
            blocks.insert(0, behind.strip("\n"))
            return
        build = DIRECTIVES.get(opening[2])
        if build is None:
            self._note_unknown(opening)
            blocks.insert(0, behind.strip("\n"))
            return
        text, rest = self._take(behind, blocks, opening[0].strip())
        if rest:
            blocks.insert(0, rest)
        build(parent, text)

    def _take(self, behind: str, blocks: list[str], opening: str) -> tuple[str, str]:
        """Return the text up to the closing line, and what follows that line in its block."""
        parts = [behind]
        while (closing := CLOSING.search(parts[-1])) is None:
            if not blocks:
                self.notebook.fail("directive-not-closed", text_needle(opening), opening=opening)
                return "\n\n".join(parts), ""
            parts.append(blocks.pop(0))
        last = parts[-1]
        parts[-1] = last[: closing.start()]
        return "\n\n".join(parts), last[closing.end() :].strip("\n")

    def _note_unknown(self, opening: re.Match[str]) -> None:
        args = {"name": opening[2], "known": "、".join(DIRECTIVES)}
        # Late: most texts hold no name that is not known.
        from difflib import get_close_matches

        nearest = get_close_matches(opening[2], DIRECTIVES, 1)
        if nearest:
            args["nearest"] = nearest[0]
        self.notebook.fail("unknown-directive", text_needle(opening[0]), **args)


def find_stray_ends(text: str) -> tuple[int, ...]:
    """Return where closing marks stand that close nothing.

    text: a whole document with its code blanked out.
    """
    strays: list[int] = []
    is_open = False
    for line in LINE.finditer(text):
        if not line[1] and not is_open:
            strays.append(text.index(MARK, line.start()))
        is_open = bool(line[1])
    return tuple(strays)
