"""The text of office documents: DOCX, XLSX, PPTX (ECMA-376) and ODT, ODS, ODP (ISO/IEC 26300), as data alone.

A document comes from anywhere. Its parts are read up to a limit, and XML with a document type is refused, so that
no entity is ever expanded and nothing is fetched.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.parsers import expat

from msgspec import Struct

MOST_BYTES = 64_000_000
"""Of all parts of a document together, unpacked."""
MOST_PARTS = 5_000
MOST_PASSAGES = 500_000

_PARTS = ("word/", "ppt/slides/", "ppt/notesSlides/", "ppt/comments/", "xl/sharedStrings", "xl/worksheets/")
_MORE_PARTS = ("xl/comments", "xl/threadedComments/", "docProps/")
_LEAVES = frozenset(("t", "delText", "v", "text"))
"""Elements of OOXML that hold what is read."""


class UnreadableError(Exception):
    """The document is damaged, locked, too large, or holds what an office program never writes."""


class Passage(Struct, frozen=True):
    place: str
    """Where it stands, as far as people can find it: ``¶3``, ``Sheet1!B2``, ``p.4``."""
    text: str


def office_passages(data: bytes) -> Iterator[Passage]:
    """Yield the text of an office document, piece by piece: paragraphs, cells, comments, notes, what was struck out.

    Raises UnreadableError.
    """
    with opened(data) as archive:
        yield from _passages(archive)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an office document; raises UnreadableError there, and for all that fails while its parts are read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, expat.ExpatError) as fault:
        # A password makes zipfile raise RuntimeError, an unknown packing one of its kind.
        raise UnreadableError(str(fault)) from fault


def _passages(archive: zipfile.ZipFile) -> Iterator[Passage]:
    names = [name for name in archive.namelist() if name.endswith(".xml")]
    if len(names) > MOST_PARTS:
        raise UnreadableError("too many parts")
    reader = PartReader(archive)
    if "content.xml" in names:
        yield from _numbered(_paragraphs(reader.read("content.xml")), "")
        if "meta.xml" in names:
            yield from _numbered(_paragraphs(reader.read("meta.xml")), "meta ")
        return
    strings = _shared_strings(reader) if "xl/sharedStrings.xml" in names else []
    for name in sorted(names, key=lambda name: (len(name), name)):
        if name.startswith("xl/worksheets/"):
            yield from _cells(reader.read(name), posixpath.basename(name).removesuffix(".xml"), strings)
        elif name.startswith((*_PARTS, *_MORE_PARTS)) and name != "xl/sharedStrings.xml":
            part = "" if name == "word/document.xml" else posixpath.basename(name).removesuffix(".xml") + " "
            yield from _numbered(_paragraphs(reader.read(name)), part)


class PartReader:
    """Unpacks parts until together they are too large."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left_bytes = MOST_BYTES

    def read(self, name: str) -> bytes:
        # zipfile never gives more than the size that is stated, whatever is packed.
        self._left_bytes -= self._archive.getinfo(name).file_size
        if self._left_bytes < 0:
            raise UnreadableError("too large")
        return self._archive.read(name)


def _numbered(paragraphs: list[str], part: str) -> Iterator[Passage]:
    return (Passage(f"{part}¶{number}", text) for number, text in enumerate(paragraphs, start=1) if text.strip())


@dataclass
class _Walk:
    """What a pass over one part has gathered."""

    pieces: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


def _paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs of a part; of one that has none, such as a list of properties, its texts."""
    walk = _Walk()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += name == "p"

    def text(characters: str) -> None:
        walk.pieces.append(characters)

    def end(name: str) -> None:
        nonlocal depth
        depth -= name == "p"
        if name in ("tab", "br", "s", "line-break"):
            walk.pieces.append(" ")
        elif name == "p" or (depth == 0 and name not in _LEAVES and walk.pieces):
            walk.done.append("".join(walk.pieces))
            walk.pieces.clear()
            if len(walk.done) > MOST_PASSAGES:
                raise UnreadableError("too many paragraphs")

    parse(data, start, end, text)
    return walk.done


def _shared_strings(reader: PartReader) -> list[str]:
    walk = _Walk()
    phonetic = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal phonetic
        phonetic += name == "rPh"

    def end(name: str) -> None:
        nonlocal phonetic
        phonetic -= name == "rPh"
        if name == "si":
            walk.done.append("".join(walk.pieces))
            walk.pieces.clear()

    def text(characters: str) -> None:
        if not phonetic:
            walk.pieces.append(characters)

    parse(reader.read("xl/sharedStrings.xml"), start, end, text)
    return walk.done


def _cells(data: bytes, sheet: str, strings: list[str]) -> Iterator[Passage]:
    walk = _Walk()
    cells: list[Passage] = []
    kind = place = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal kind, place
        if name == "c":
            kind, place = attributes.get("t", "n"), attributes.get("r", "")
        if name in ("v", "t"):
            walk.pieces.clear()

    def text(characters: str) -> None:
        walk.pieces.append(characters)

    def end(name: str) -> None:
        if name not in ("v", "t") or not place:
            return
        written = "".join(walk.pieces).strip()
        if kind == "s":
            written = strings[int(written)] if written.isdecimal() and int(written) < len(strings) else ""
        elif kind == "n" and name == "v":
            written = _whole(written)
        if written:
            cells.append(Passage(f"{sheet}!{place}", written))
        if len(cells) > MOST_PASSAGES:
            raise UnreadableError("too many cells")

    parse(data, start, end, text)
    yield from cells


def _whole(number: str) -> str:
    """Return a number as a sheet shows it: a telephone number may be kept as ``1.3812341234E10``."""
    if "E" not in number.upper() or len(number) > 30:
        return number
    try:
        return str(int(float(number)))
    except (ValueError, OverflowError):
        return number


def parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Read XML and tell of it, elements by their local names. Raises UnreadableError, ExpatError."""

    def refuse(*declaration: object) -> None:
        raise UnreadableError("a document type")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
