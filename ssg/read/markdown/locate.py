"""Where something stands in the source: the k-th mention found is the k-th mention written, outside code."""

import re
from bisect import bisect_right

from ssg.model.diagnostic import Span
from ssg.model.patterns import late_pattern
from ssg.read.markdown.fences import find_fences
from ssg.read.markdown.notebook import Needle, NeedleKind

CODE_SPAN = late_pattern(r"(?<!`)(`+)(?!`)[^`\n]+(?<!`)\1(?!`)")
ADDRESS = late_pattern(
    # The look-ahead says nothing new, but spares a full try at each Han character.
    r"""(?=[\]A-Za-z])(?:(?:\]\([ ]*|\]:[ ]*|(?:href|src)[ ]*=[ ]*)"""
    r"""(?:<([^<>\n]*)>|["']([^"'\n]*)["']|((?:[^\s<>"'()]|\([^\s<>"'()]*\))+))"""
    r"""|(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]*:[^\s<>"']+))""",
    re.IGNORECASE,
)
FACT = late_pattern(r"\{\{[ ]*fact:[ ]*([^{}\s]+)[ ]*\}\}")


class Locator:
    """Finds needles in one source text, each kind in the order in which it was noted.

    Mutable: it remembers how many mentions of a needle were given out already.
    """

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text = mask_code(text)
        self._path = path
        self._first_line = first_line
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._used: dict[tuple[str, Needle], int] = {}
        self._cursors: dict[str, int] = {}
        self._places: dict[NeedleKind, dict[str, list[int]]] = {}

    def find(self, needle: Needle, series: str) -> Span:
        """Return the place of the next mention in this series; of the last one when all were given out.

        series: what is being placed, such as a diagnostic's code: each series counts for itself.
        A needle that is nowhere to be found belongs to the file as a whole.
        """
        if needle.kind is NeedleKind.TEXT:
            return self._find_text(needle.text, series)
        places = self._places_of(needle.kind).get(needle.text)
        if not places:
            return self._find_text(needle.text, series)
        used = self._used.get((series, needle), 0)
        self._used[series, needle] = used + 1
        return self.span_at(places[min(used, len(places) - 1)], len(needle.text))

    def span_at(self, offset: int, length: int) -> Span:
        """Return the span of ``length`` characters from ``offset`` of the body, cut at the end of the line."""
        row = bisect_right(self._line_starts, offset) - 1
        start = self._line_starts[row]
        return Span(self._path, self._first_line + row, offset - start + 1, length)

    def _find_text(self, text: str, series: str) -> Span:
        if not text:
            return Span(self._path)
        found = self._text.find(text, self._cursors.get(series, 0))
        if found < 0:
            found = self._text.find(text)
        if found < 0:
            return Span(self._path)
        self._cursors[series] = found + len(text)
        return self.span_at(found, len(text))

    def _places_of(self, kind: NeedleKind) -> dict[str, list[int]]:
        if kind not in self._places:
            index = _index_addresses if kind is NeedleKind.TARGET else _index_facts
            self._places[kind] = index(self._text)
        return self._places[kind]


def mask_code(text: str) -> str:
    """Return the text with all code blanked out, character for character."""
    if "`" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    for fence in find_fences(lines):
        for index in range(fence.first, fence.last + 1):
            lines[index] = " " * len(lines[index])
    return CODE_SPAN.sub(lambda match: " " * len(match[0]), "\n".join(lines))


def _index_addresses(text: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for match in ADDRESS.finditer(text):
        group = match.lastindex or 0
        places.setdefault(match[group], []).append(match.start(group))
    return places


def _index_facts(text: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for match in FACT.finditer(text):
        places.setdefault(match[1], []).append(match.start(1))
    return places
