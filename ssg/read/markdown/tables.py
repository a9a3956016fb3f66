"""Tables that can be scrolled on a small screen and are read out with their headers (typography T-60)."""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from ssg.read.markdown.elements import plain_text


class CellAlignment(Treeprocessor):
    """Turns the alignment of a column into a class, before attribute lists are checked."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for table in root.iter("table"):
            for cell in table.iter():
                align = cell.attrib.pop("align", "")
                if align:
                    cell.set("class", align)


class Tables(Treeprocessor):
    """Wraps each table. A box that scrolls must be reachable by keyboard, and then needs a role and a name;
    ``group`` rather than ``region``, because a page may hold many tables but should have few landmarks.
    """

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        parents = [element for element in root.iter() if element.find("table") is not None]
        for parent in parents:
            parent[:] = [_wrapped(child) if child.tag == "table" else child for child in parent]


def _wrapped(table: etree.Element) -> etree.Element:
    for cell in table.iter("th"):
        cell.set("scope", "col")
    titles = [title for cell in table.iter("th") if (title := plain_text(cell).strip())]
    box = etree.Element("div", {"class": "table", "tabindex": "0"})
    if titles:
        box.attrib.update({"role": "group", "aria-label": "、".join(titles)})
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box
