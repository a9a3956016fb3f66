"""Where the paragraphs, headings, list items and table rows of a body begin and end."""

import re
from collections.abc import Iterator

from msgspec import Struct

_HEADING = re.compile(r" {0,3}#{1,6}(?= )")
_ITEM = re.compile(r"[ ]*(?:[-+\0][ ]|\d{1,9}[.)][ ]|:[ ])")
_QUOTE = re.compile(r" {0,3}>")
_TYPED_INDENT = re.compile(r" {0,3}\u3000{2}")


class Block(Struct, frozen=True):
    kind: str
    """value, paragraph, heading, item (also what is indented below it), quote, row or verse."""
    start: int
    """Offset in the file."""
    end: int


def find_blocks(body: str, offset: int) -> Iterator[Block]:
    """Yield the blocks of a body in order.

    body: as shown, marks hidden by NUL characters.   offset: of the body in its file.
    """
    kind, start, end = "", 0, 0
    place = 0
    for line in body.split("\n"):
        begins = _kind_of(line, kind)
        if begins != "" and kind and (begins != kind or _is_alone(line, begins)):
            yield Block(kind, start + offset, end + offset)
            kind = ""
        if begins == "" and kind:
            yield Block(kind, start + offset, end + offset)
            kind = ""
        elif begins and not kind:
            kind, start = begins, place
        place += len(line) + 1
        end = place - 1
    if kind:
        yield Block(kind, start + offset, end + offset)


def _kind_of(line: str, current: str) -> str:
    """Return the kind of the block that a line belongs to; empty for a blank line."""
    if not line.strip(" \t\0\u3000"):
        return ""
    if _HEADING.match(line):
        return "heading"
    if "|" in line:
        return "row"
    if _QUOTE.match(line):
        return "quote"
    if _ITEM.match(line) or line.startswith("    ") or (current == "item" and not _TYPED_INDENT.match(line)):
        return "item"
    return "paragraph"


def _is_alone(line: str, kind: str) -> bool:
    """Return whether a line begins a block even behind one of its own kind."""
    if kind in ("heading", "row"):
        return True
    return _ITEM.match(line) is not None if kind == "item" else _TYPED_INDENT.match(line) is not None
