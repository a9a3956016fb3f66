"""Reads the finished HTML once more: headings, anchors and the plain text by section (typography T-07).

Search, feeds and descriptions take their text from here, so that it is joined exactly as the page is.
"""

import html as html_text
import re
from collections.abc import Iterator

from msgspec import Struct

from ssg.model.document import Heading, Section

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
ID = re.compile(r'\sid="([^"]*)"')
TAG_WITH_ID = re.compile(r'<[a-z][a-z0-9]*[^>]*?\sid="([^">]*)"')
ALT = re.compile(r'\salt="([^"]*)"')
HEADING_LEVEL = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = frozenset(HEADING_LEVEL) | frozenset(
    "address blockquote caption dd details div dl dt figcaption figure hr li ol p pre summary"  # noqa: SIM905
    " table tbody tfoot thead tr ul".split()
)
CELLS = frozenset(("td", "th"))
UNSEEN = {"rt": "", "rp": "", "sup": 'id="fnref', "a": 'class="footnote-backref"', "div": 'class="toc"'}
"""What stands among the attributes of tags whose text is left out."""
TELLING = CELLS | {"br", "img", "span"}
"""Inline tags that may add something to the text."""
LINE_BREAK = "\x00"
AROUND_LINE_BREAK = re.compile(rf"(?<! ) *+{LINE_BREAK}\s*")
NOTHING = ("", "\n")
"""What stands between most blocks."""
SPACES = re.compile(r"[ \t\n\r]+")


class Block(Struct, frozen=True):
    """The text of one block-level element, without that of blocks inside it."""

    tag: str
    """Tag that opened last; empty for text behind an inner block, and for the title of a box."""
    id: str
    text: str


def read_blocks(html: str) -> Iterator[Block]:
    """Yield the blocks that hold text, in reading order.

    html: as ``sanitise`` returns it, so that a tag never holds ">" inside. Ruby readings, footnote numbers,
    backlinks and contents lists are left out.
    """
    pieces: list[str] = []
    tag, block_id, end = "", "", 0
    unseen, depth = "", 0
    for match in TAG.finditer(html):
        closing, name, attributes = match.groups()
        start, stop = match.span()
        if start > end and not unseen:
            pieces.append(html[end:start])
        end = stop
        if unseen:
            depth += 0 if name != unseen else -1 if closing else 1
            unseen = unseen if depth else ""
        elif name in UNSEEN and not closing and UNSEEN[name] in attributes:
            unseen, depth = name, 1
        elif name in BLOCKS:
            if text := _text_of(pieces, tag):
                yield Block(tag, block_id, text)
            pieces.clear()
            tag = "" if closing or "admonition-title" in attributes else name
            block_id = "" if closing else _first(ID, attributes)
        elif name in TELLING:
            pieces.append(_between(closing, name, attributes, pieces))
    if text := _text_of([*pieces, html[end:]], tag):
        yield Block(tag, block_id, text)


def _between(closing: str, name: str, attributes: str, pieces: list[str]) -> str:
    """Return what an inline tag adds to the text."""
    if name == "br":
        return LINE_BREAK
    if name == "img":
        return _first(ALT, attributes)
    if name in CELLS:
        return " "
    is_second_line = name == "span" and not closing and 'class="hl"' in attributes and any(pieces)
    return " " if is_second_line else ""


def _first(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    return found[1] if found else ""


def _text_of(pieces: list[str], tag: str) -> str:
    text = "".join(pieces)
    if text in NOTHING:
        return ""
    text = html_text.unescape(text)
    if tag != "pre":
        text = SPACES.sub(" ", text)
    if LINE_BREAK in text:
        text = AROUND_LINE_BREAK.sub("\n", text)
    return text.strip(" \n\xa0")


def find_headings(blocks: tuple[Block, ...]) -> tuple[Heading, ...]:
    """Return the headings in order."""
    return tuple(
        Heading(HEADING_LEVEL[block.tag], html_text.unescape(block.id), block.text)
        for block in blocks
        if block.tag in HEADING_LEVEL
    )


def find_sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Return the text by heading; what stands before the first heading has neither anchor nor heading."""
    sections: list[Section] = []
    anchor, heading, texts = "", "", list[str]()
    for block in blocks:
        if block.tag in HEADING_LEVEL:
            if texts or anchor:
                sections.append(Section(anchor, heading, "\n".join(texts)))
            anchor, heading, texts = html_text.unescape(block.id), block.text, []
        else:
            texts.append(block.text)
    if texts or anchor:
        sections.append(Section(anchor, heading, "\n".join(texts)))
    return tuple(sections)


def find_ids(html: str) -> tuple[str, ...]:
    """Return every id in order, twice where it is used twice."""
    return tuple(map(html_text.unescape, TAG_WITH_ID.findall(html)))


def without_repeated_ids(html: str) -> str:
    """Return the HTML with empty ids, and the second and any further use of an id, taken away (R-12)."""
    seen = {""}

    def keep_first(tag: re.Match[str]) -> str:
        match = ID.search(tag[0])
        if match is None or match[1] not in seen:
            seen.add(match[1] if match else "")
            return tag[0]
        return ID.sub("", tag[0], count=1)

    return TAG.sub(keep_first, html)
