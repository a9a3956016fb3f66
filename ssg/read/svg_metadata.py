"""Drawings without what editors and programs wrote beside the drawing: authors, places on their disks, notes, copies.

Only bytes are cut out, nothing is written anew, so that what is left is drawn as before: elements of SVG, and the few
of other languages that a browser shows within it. Source: SVG 2 §5 (metadata), Namespaces in XML 1.0.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
SHOWN = frozenset(("", SVG, "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"))
"""Namespaces of elements that a browser shows."""
OF_ATTRIBUTES = frozenset(("", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"))
_START_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


class MalformedDrawingError(ValueError):
    """It is no well-formed XML in an encoding that can be read: no browser shows it."""


def strip_svg(data: bytes) -> bytes:
    """Return a drawing without metadata, comments and all that belongs to a program. Raises MalformedDrawingError."""
    walk = _Walk(data)
    kept, at = [], 0
    for start, end in walk.cuts():
        kept.append(data[at:start])
        at = max(at, end)
    return b"".join((*kept, data[at:]))


class _Walk:
    """Finds the bytes that go, each part from the event that begins it to the event behind it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._cuts: list[tuple[int, int]] = []
        self._ends_next: int | None = None
        """Where a part begins that ends with the next event."""
        self._hidden_from = 0
        self._hidden_depth = 0
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.namespace_prefixes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._instruction
        # Entities in the text are told to this, too, and so never expanded.
        self._parser.DefaultHandler = self._other

    def cuts(self) -> list[tuple[int, int]]:
        """Return the parts that go, in order."""
        try:
            self._parser.Parse(self._data, True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            # The last two are of encodings: one that nobody knows, or of several bytes a character.
            raise MalformedDrawingError(str(fault)) from fault
        if self._ends_next is not None:
            self._cuts.append((self._ends_next, len(self._data)))
        return self._cuts

    def _begin(self) -> int:
        """Return where the event stands that has just come; a part that was to end there ends."""
        at = self._parser.CurrentByteIndex
        if self._ends_next is not None:
            self._cuts.append((self._ends_next, at))
            self._ends_next = None
        return at

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._begin()
        self._depth += 1
        if self._hidden_depth:
            return
        namespace, local = _split(name)
        if self._depth > 1 and (namespace not in SHOWN or (namespace in ("", SVG) and local == "metadata")):
            self._hidden_from, self._hidden_depth = at, self._depth
        else:
            self._cuts += _foreign_attributes(self._data, at, attributes)

    def _end(self, name: str) -> None:
        self._begin()
        if self._hidden_depth == self._depth:
            self._ends_next, self._hidden_depth = self._hidden_from, 0
        self._depth -= 1

    def _comment(self, text: str) -> None:
        at = self._begin()
        if not self._hidden_depth:
            self._ends_next = at

    def _instruction(self, target: str, text: str) -> None:
        at = self._begin()
        if not self._hidden_depth and target != "xml-stylesheet":
            self._ends_next = at

    def _other(self, text: str) -> None:
        self._begin()


def _split(name: str) -> tuple[str, str]:
    """Return (namespace, local name) of a name as expat tells it: ``local``, ``uri local`` or ``uri local prefix``."""
    parts = name.split(" ")
    return ("", parts[0]) if len(parts) == 1 else (parts[0], parts[1])


def _foreign_attributes(data: bytes, at: int, attributes: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Yield the places, in order, of the attributes of a start tag that belong to programs."""
    names = (name.split(" ") for name in attributes)
    foreign = [re.escape(f"{name[2]}:{name[1]}".encode()) for name in names if len(name) == 3 and _is_foreign(name[0])]
    tag = _START_TAG.match(data, at) if foreign else None
    if tag is not None:
        attribute = re.compile(rb"\s+(?:" + b"|".join(foreign) + rb")\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        yield from (found.span() for found in attribute.finditer(data, at, tag.end()))


def _is_foreign(namespace: str) -> bool:
    return namespace not in OF_ATTRIBUTES
