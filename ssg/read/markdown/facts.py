"""Fact references (content-model §2): ``{{fact: region.items}}`` takes a figure from the register."""

import re
import xml.etree.ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from ssg.model.document import ReferenceKind
from ssg.read.markdown.notebook import Needle, NeedleKind, Notebook

FACT = r"\{\{[ ]*fact:[ ]*([^{}\s]+)[ ]*\}\}"


class FactReference(InlineProcessor):
    """Leaves a marker where a fact is named; any other ``{{`` stays the literal text it is."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__(FACT)
        self.notebook = notebook

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        """Return the marker in a ``data``, which gets its value with its text (T-47)."""
        element = etree.Element("data")
        element.text = AtomicString(self.notebook.refer(ReferenceKind.FACT, m[1], Needle(NeedleKind.FACT, m[1])))
        return element, m.start(), m.end()
