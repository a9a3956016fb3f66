"""Rendering one body with the settings of a Chinese site."""

from collections.abc import Callable

import pytest
from msgspec import Struct

from ssg.model.config import ReadSettings
from ssg.model.diagnostic import Diagnostic
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Body, Content
from ssg.read.markdown import render_body


class Rendered(Struct, frozen=True):
    html: str
    """Markers are shown as ⟦0⟧."""
    body: Body
    content: Content
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]

    @property
    def places(self) -> list[tuple[int, int, int]]:
        spans = [diagnostic.span for diagnostic in self.diagnostics]
        return [(span.line, span.column, span.length) for span in spans if span is not None]

    @property
    def text(self) -> str:
        return "\n".join(section.text for section in self.content.sections)


@pytest.fixture
def render() -> Callable[..., Rendered]:
    def render(text: str, first_line: int = 1, **settings: str) -> Rendered:
        outcome = render_body(text, "content/news/x.md", first_line, ReadSettings(**settings))
        body, content = outcome.value
        html = content.html.replace(MARK_OPEN, "⟦").replace(MARK_CLOSE, "⟧")
        return Rendered(html, body, content, outcome.diagnostics)

    return render
