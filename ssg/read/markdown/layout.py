"""Newlines between blocks, for people who read the HTML; never beside inline text, where they would show."""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor


class Layout(Treeprocessor):
    """Takes the place of Python-Markdown's own, which puts a newline behind every ``<br>``."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.is_block = md.is_block_level

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for parent in root.iter():
            if len(parent) and parent.tag != "pre" and all(self._ends_as_block(child) for child in parent):
                if not (parent.text or "").strip():
                    parent.text = "\n"
                for child in parent:
                    child.tail = "\n"

    def _ends_as_block(self, child: etree.Element) -> bool:
        return self.is_block(child.tag) and not (child.tail or "").strip()
