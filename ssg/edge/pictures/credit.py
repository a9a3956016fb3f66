"""Whose picture it is, as cameras and programs wrote it into the file: creator, copyright, credit line, source.

Nothing but these texts is ever taken over. They are read as text, cleaned and cut, and ``sign.py`` writes them anew,
so no other field of the metadata, and no part of its bytes, gets out with them.

Sources: IPTC Photo Metadata Standard 2023.1 (XMP properties), IPTC IIM 4.2 (data sets of record 2), Exif 3.0 §4.6
(Artist, Copyright), W3C PNG 3rd edition §11.3.3 (Author, Copyright).
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.parsers import expat

from msgspec import Struct

MOST_CREATORS = 10
MOST_CHARACTERS = 300
"""Of one field."""
MOST_XMP_BYTES = 1_000_000

EXIF_ARTIST, EXIF_COPYRIGHT = 0x013B, 0x8298
IPTC_BLOCK = 0x0404
"""Of Photoshop's image resources."""
IPTC_CREATOR, IPTC_LINE, IPTC_SOURCE, IPTC_COPYRIGHT = 80, 110, 115, 116
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_ROOT, _DESCRIPTION, _ITEM = f"{RDF} RDF", f"{RDF} Description", f"{RDF} li"
XMP_CREATOR, XMP_COPYRIGHT = f"{DC} creator", f"{DC} rights"
XMP_LINE, XMP_SOURCE = f"{PHOTOSHOP} Credit", f"{PHOTOSHOP} Source"
_WANTED = frozenset((XMP_CREATOR, XMP_COPYRIGHT, XMP_LINE, XMP_SOURCE))


class Credit(Struct, frozen=True):
    creators: tuple[str, ...] = ()
    copyright: str = ""
    line: str = ""
    """How the creator wants to be named when the picture is published."""
    source: str = ""
    """From whom it was obtained."""


NOBODY = Credit()


def credit_of(exif: Mapping[int, Any], info: Mapping[Any, Any]) -> Credit:
    """Return the credit of a picture; each field from XMP, else IPTC, else Exif, else the texts of a PNG.

    exif: value by tag.   info: as Pillow gathers it. Metadata that is damaged credits nobody.
    """
    blocks = info.get("photoshop")
    iptc = blocks.get(IPTC_BLOCK) if isinstance(blocks, dict) else None
    stated = (
        _of_xmp(_as_bytes(info.get("xmp"))),
        _of_iptc(_as_bytes(iptc)),
        _made([_as_written(exif.get(EXIF_ARTIST))], _as_written(exif.get(EXIF_COPYRIGHT))),
        _made([_as_written(info.get("Author"))], _as_written(info.get("Copyright"))),
    )
    return Credit(
        next((each.creators for each in stated if each.creators), ()),
        next((each.copyright for each in stated if each.copyright), ""),
        next((each.line for each in stated if each.line), ""),
        next((each.source for each in stated if each.source), ""),
    )


def _made(creators: Iterable[object], rights: object = "", line: object = "", source: object = "") -> Credit:
    named = tuple(name for name in map(_clean, creators) if name)
    return Credit(named[:MOST_CREATORS], _clean(rights), _clean(line), _clean(source))


def _clean(value: object) -> str:
    """Return a field as one line of visible characters; empty for what is no text."""
    text = _decoded(value) if isinstance(value, bytes) else value
    if not isinstance(text, str):
        return ""
    visible = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(visible.split())[:MOST_CHARACTERS].rstrip()


def _as_written(value: object) -> object:
    """Return the bytes of a text that Pillow took for Latin 1, as Exif and PNG want it; programs write UTF-8."""
    return value.encode("latin-1") if isinstance(value, str) and all(each < "\u0100" for each in value) else value


def _decoded(data: bytes) -> str:
    """Return text of an encoding that is not said: programs here still write GB 18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _as_bytes(value: object) -> bytes:
    return value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else b""


def _of_iptc(data: bytes) -> Credit:
    """Return the credit in a list of data sets: 1C, record, number, two bytes of length, text."""
    values: dict[int, list[bytes]] = {}
    at = 0
    while data[at : at + 1] == b"\x1c" and at + 5 <= len(data):
        record, number, size = data[at + 1], data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        if size >= 0x8000 or at + 5 + size > len(data):
            break  # Larger than any credit, or cut off.
        if record == 2:
            values.setdefault(number, []).append(data[at + 5 : at + 5 + size])
        at += 5 + size
    first = {number: found[0] for number, found in values.items()}
    rest = (first.get(number) for number in (IPTC_COPYRIGHT, IPTC_LINE, IPTC_SOURCE))
    return _made(values.get(IPTC_CREATOR, ()), *rest)


class _DoctypeError(Exception):
    """XMP has no document type; one would only bring entities."""


def _of_xmp(data: bytes) -> Credit:
    if not data or len(data) > MOST_XMP_BYTES:
        return NOBODY
    walk = _XmpWalk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.refuse
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.pieces.append
    try:
        parser.Parse(data.strip(b"\0"), True)
    except (expat.ExpatError, _DoctypeError):
        return NOBODY
    first = {name: texts[0] for name, texts in walk.texts_by_name.items()}
    rest = (first.get(name) for name in (XMP_COPYRIGHT, XMP_LINE, XMP_SOURCE))
    return _made(walk.texts_by_name.get(XMP_CREATOR, ()), *rest)


class _XmpWalk:
    """Gathers the wanted properties of the picture itself: what stands deeper is about what it was made from."""

    def __init__(self) -> None:
        self.texts_by_name: dict[str, list[str]] = {}
        self.pieces: list[str] = []
        self._path: list[str] = []

    def refuse(self, *declaration: object) -> None:
        raise _DoctypeError

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.pieces.clear()
        self._path.append(name)
        if self._path[-2:] == [_ROOT, _DESCRIPTION]:
            for attribute, value in attributes.items():
                self._keep(attribute, value)

    def end(self, name: str) -> None:
        property_at = self._path.index(_ROOT) + 2 if _ROOT in self._path else len(self._path)
        below = self._path[property_at:]
        # Either the text itself, or a list of texts: property, kind of list, item.
        if len(below) == 1 or (len(below) == 3 and name == _ITEM):
            self._keep(below[0], "".join(self.pieces))
        self.pieces.clear()
        self._path.pop()

    def _keep(self, name: str, text: str) -> None:
        if name in _WANTED and text.strip():
            self.texts_by_name.setdefault(name, []).append(text)
