"""Headings: levels, anchors (typography T-17), two-line headings (T-52)."""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ssg.read.markdown.elements import parents_of, plain_text
from ssg.read.markdown.notebook import Notebook, text_needle

LEVEL_BY_TAG = {f"h{level}": level for level in range(1, 7)}
LINE_MARK = re.compile(r"(?<!\s)\s++//\s++")
NOT_IN_ANCHOR = re.compile(r"[^\w\s-]")


class Headings(Treeprocessor):
    """Gives every heading its level, its id and its lines."""

    def __init__(self, md: Markdown, notebook: Notebook) -> None:
        super().__init__(md)
        self.notebook = notebook

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        headings = [element for element in root.iter() if element.tag in LEVEL_BY_TAG]
        if not headings:
            return
        headings = self._without_empty(root, headings)
        self._check_levels(headings)
        taken = {element.get("id", "") for element in root.iter()}
        counts: dict[str, int] = {}
        for heading in headings:
            if not heading.get("id"):
                heading.set("id", unique_anchor(anchor_of(plain_text(heading)), taken, counts))
            split_lines(heading)

    def _without_empty(self, root: etree.Element, headings: list[etree.Element]) -> list[etree.Element]:
        empty = [heading for heading in headings if not plain_text(heading).strip() and not len(heading)]
        if not empty:
            return headings
        parents = parents_of(root)
        for heading in empty:
            self.notebook.warn("empty-heading", text_needle("#"))
            parents[heading].remove(heading)
        return [heading for heading in headings if heading not in empty]

    def _check_levels(self, headings: list[etree.Element]) -> None:
        above = 1
        for heading in headings:
            level = LEVEL_BY_TAG[heading.tag]
            text = plain_text(heading).strip()
            if level == 1:
                self.notebook.warn("h1-in-body", text_needle(_written(heading)), text=text)
                heading.tag, level = "h2", 2
            elif level > above + 1:
                expected = "#" * (above + 1)
                self.notebook.warn(
                    "heading-skips-level",
                    text_needle(_written(heading)),
                    text=text,
                    marks="#" * level,
                    expected=expected,
                )
            above = level


def _written(heading: etree.Element) -> str:
    """Return the start of a heading as it probably stands in the source."""
    return (heading.text or "").strip() or plain_text(heading).strip()


def anchor_of(text: str) -> str:
    """Return the anchor of a heading: its letters, digits and Han characters; “（一）材料” gives “一材料”."""
    words = NOT_IN_ANCHOR.sub("", LINE_MARK.sub(" ", text)).lower().split()
    return "-".join(words) or "section"


def unique_anchor(anchor: str, taken: set[str], counts: dict[str, int]) -> str:
    """Return ``anchor``, or ``anchor-2`` and so on when it is taken; add it to ``taken``.

    counts: last number tried, by anchor.
    """
    candidate = anchor
    while candidate in taken:
        counts[anchor] = counts.get(anchor, 1) + 1
        candidate = f"{anchor}-{counts[anchor]}"
    taken.add(candidate)
    return candidate


def split_lines(heading: etree.Element) -> None:
    """Turn ``A // B`` into two ``<span class="hl">`` with nothing between them (T-52)."""
    texts = [heading.text or "", *(child.tail or "" for child in heading)]
    if not any(LINE_MARK.search(text) for text in texts):
        return
    children = list(heading)
    lines = [_new_line()]
    for index, text in enumerate(texts):
        if index > 0:
            children[index - 1].tail = None
            lines[-1].append(children[index - 1])
        first, *others = LINE_MARK.split(text)
        _append_text(lines[-1], first)
        for other in others:
            lines.append(_new_line())
            _append_text(lines[-1], other)
    heading.text = None
    heading[:] = lines


def _new_line() -> etree.Element:
    return etree.Element("span", {"class": "hl"})


def _append_text(line: etree.Element, text: str) -> None:
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text
