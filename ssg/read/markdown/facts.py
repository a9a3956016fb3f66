"""Fact references (content-model §2): ``{{fact: region.items}}`` takes a figure from the register."""

import re

from markdown.inlinepatterns import InlineProcessor

from ssg.model.document import ReferenceKind
from ssg.read.markdown.notebook import Needle, NeedleKind, Notebook

FACT = r"\{\{[ ]*fact:[ ]*([^{}\s]+)[ ]*\}\}"


class FactReference(InlineProcessor):
    """Leaves a marker where a fact is named; any other ``{{`` stays the literal text it is."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__(FACT)
        self.notebook = notebook

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Return the marker."""
        needle = Needle(NeedleKind.FACT, m[1])
        return self.notebook.refer(ReferenceKind.FACT, m[1], needle), m.start(), m.end()
