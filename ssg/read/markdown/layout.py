"""Newlines between blocks, for people who read the HTML; never beside inline text, where they would show."""

import xml.etree.ElementTree as etree

from markdown import Markdown, util
from markdown.treeprocessors import Treeprocessor


class Layout(Treeprocessor):
    """Takes the place of Python-Markdown's own, which puts a newline behind every ``<br>``."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.is_block = md.is_block_level

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for parent in root.iter():
            if parent.tag == "pre":
                _end_with_one_newline(parent)
            elif len(parent) and all(self._ends_as_block(child) for child in parent):
                if not (parent.text or "").strip():
                    parent.text = "\n"
                for child in parent:
                    child.tail = "\n"

    def _ends_as_block(self, child: etree.Element) -> bool:
        return self.is_block(child.tag) and not (child.tail or "").strip()


def _end_with_one_newline(pre: etree.Element) -> None:
    """Take away the newlines that blank lines behind a code block left in it."""
    for code in pre:
        code.text = util.AtomicString((code.text or "").rstrip() + "\n")
