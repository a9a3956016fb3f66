"""Run-in headings (段首小标题, typography T-11): bold words at the start of a paragraph that end in a full stop."""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from ssg.read.markdown.elements import plain_text

STOPS = ("。", "！", "？")


class RunInHeadings(Treeprocessor):
    """Marks them by class; they never become real headings, so the outline of the page stays as it is."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for paragraph in root.iter("p"):
            if _is_run_in(paragraph):
                paragraph.set("class", "runin")
                paragraph[0].set("class", "runin-h")


def _is_run_in(paragraph: etree.Element) -> bool:
    if not len(paragraph) or paragraph[0].tag != "strong" or (paragraph.text or "").strip():
        return False
    has_more = len(paragraph) > 1 or bool((paragraph[0].tail or "").strip())
    return has_more and plain_text(paragraph[0]).endswith(STOPS)
