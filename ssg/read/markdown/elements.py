"""Small questions about tree elements."""

import re
import xml.etree.ElementTree as etree

from markdown import util

from ssg.model.document import MARK_CLOSE, MARK_OPEN

PLACEHOLDER = re.compile(rf"{util.STX}(\d+){util.ETX}|{util.STX}[^{util.ETX}]*{util.ETX}|{MARK_OPEN}\d+{MARK_CLOSE}")


def plain_text(element: etree.Element) -> str:
    """Return the visible text: no ruby, no footnote numbers, no raw HTML, no markers."""
    return PLACEHOLDER.sub(lambda match: chr(int(match[1])) if match[1] else "", "".join(_texts(element)))


def _texts(element: etree.Element) -> list[str]:
    texts = [element.text or ""]
    for child in element:
        if child.tag not in ("rt", "rp") and not child.get("id", "").startswith("fnref:"):
            texts += _texts(child)
        texts.append(child.tail or "")
    return texts


def parents_of(root: etree.Element) -> dict[etree.Element, etree.Element]:
    """Return the parent of each element."""
    return {child: parent for parent in root.iter() for child in parent}


def is_alone(element: etree.Element, parent: etree.Element) -> bool:
    """Return whether ``parent`` holds ``element`` and nothing else that shows."""
    return len(parent) == 1 and not (parent.text or "").strip() and not (element.tail or "").strip()
