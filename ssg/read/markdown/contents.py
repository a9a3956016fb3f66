"""``[TOC]`` in a paragraph of its own becomes a list of the page's headings."""

import xml.etree.ElementTree as etree

from markdown import util
from markdown.treeprocessors import Treeprocessor

from ssg.read.markdown.elements import plain_text
from ssg.read.markdown.headings import LEVEL_BY_TAG

MARK = "[TOC]"


class ContentsList(Treeprocessor):
    """Runs behind ``Headings``, which gives the ids."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        places = [element for element in root.iter("p") if (element.text or "").strip() == MARK and not len(element)]
        if not places:
            return
        headings = [element for element in root.iter() if element.tag in LEVEL_BY_TAG]
        for place in places:
            _fill(place, headings)


def _fill(place: etree.Element, headings: list[etree.Element]) -> None:
    place.tag, place.text = "div", None
    place.set("class", "toc")
    open_lists: list[tuple[int, etree.Element]] = []
    for heading in headings:
        level = LEVEL_BY_TAG[heading.tag]
        while len(open_lists) > 1 and open_lists[-1][0] > level:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            open_lists.append((level, _new_list(place, open_lists)))
        item = etree.SubElement(open_lists[-1][1], "li")
        link = etree.SubElement(item, "a", {"href": f"#{heading.get('id', '')}"})
        link.text = util.AtomicString(_title(heading))


def _new_list(place: etree.Element, open_lists: list[tuple[int, etree.Element]]) -> etree.Element:
    if not open_lists:
        return etree.SubElement(place, "ul")
    return etree.SubElement(open_lists[-1][1][-1], "ul")


def _title(heading: etree.Element) -> str:
    lines = [child for child in heading if child.get("class") == "hl"]
    return " ".join(plain_text(line) for line in lines) if lines else plain_text(heading)
