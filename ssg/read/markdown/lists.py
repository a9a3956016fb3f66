"""Lists: a year at the start of a line is no list number (T-16), and a list may follow its lead-in directly."""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown.blockprocessors import BlockProcessor, OListProcessor

from ssg.model.patterns import late_pattern
from ssg.read.markdown.paragraphs import HAN

NOT_A_YEAR = rf"(?!\d{{3,}}\.[ ]+{HAN})"
LIST_BEHIND_TEXT = re.compile(r"\n(?= {0,3}(?:[*+-]|1\.)[ ]+\S)")
STARTS_AS_LIST = re.compile(r" {0,3}(?:[*+-]|\d+\.)[ ]")
ITEM = late_pattern(rf"^[ ]{{0,3}}{NOT_A_YEAR}\d+\.[ ]+(.*)")
CHILD = late_pattern(rf"^[ ]{{0,3}}{NOT_A_YEAR}((\d+\.)|[*+-])[ ]+(.*)")


class OrderedList(OListProcessor):
    """Ordered lists that keep the number they start with, and leave “2023. 年” alone."""

    LAZY_OL = False

    def __init__(self, parser: Any) -> None:
        super().__init__(parser)
        self.RE, self.CHILD_RE = ITEM, CHILD

    def test(self, parent: etree.Element, block: str) -> bool:
        """Return whether the block begins with an item."""
        # Most blocks do not begin as any list does; to compile what tells a year takes longer than to read an article.
        return STARTS_AS_LIST.match(block) is not None and super().test(parent, block)


class ListBehindLeadIn(BlockProcessor):
    """Splits “需要：⏎- 身份证⏎- 户口簿” before its list.

    Python-Markdown wants a blank line there; without one the items would be joined into one sentence.
    """

    def test(self, parent: etree.Element, block: str) -> bool:
        """Return whether a list begins behind the first line of a paragraph."""
        return (
            "\n" in block
            and not self.parser.state.isstate("list")
            and STARTS_AS_LIST.match(block) is None
            and LIST_BEHIND_TEXT.search(block) is not None
        )

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Replace the block by the lead-in and the list; others go on with them."""
        blocks[:1] = LIST_BEHIND_TEXT.split(blocks[0], maxsplit=1)
        return False
