"""Who made an office document, for whom, under which title: the properties that its program wrote into it.

Sources: ECMA-376 part 2 §11 (core properties), part 1 §22.2 (extended properties), ISO/IEC 26300 part 3 §4.3.
"""

from zipfile import ZipFile

from ssg.model.properties import AUTHOR, COMPANY, LAST_EDITOR, MANAGER, TITLE, Property
from ssg.read.office import PartReader, opened, parse

_KIND_BY_ELEMENT_BY_PART = {
    "docProps/core.xml": {"creator": AUTHOR, "lastModifiedBy": LAST_EDITOR, "title": TITLE},
    "docProps/app.xml": {"Company": COMPANY, "Manager": MANAGER},
    # In OpenDocument the creator is who saved it last.
    "meta.xml": {"initial-creator": AUTHOR, "creator": LAST_EDITOR, "title": TITLE},
}


def office_properties(data: bytes) -> tuple[Property, ...]:
    """Return the properties that an office document has. Raises UnreadableError."""
    with opened(data) as archive:
        return tuple(_properties(archive))


def _properties(archive: ZipFile) -> list[Property]:
    reader, names = PartReader(archive), frozenset(archive.namelist())
    found: list[Property] = []
    for part, kind_by_element in _KIND_BY_ELEMENT_BY_PART.items():
        if part in names:
            _gather(reader.read(part), kind_by_element, found)
    return found


def _gather(data: bytes, kind_by_element: dict[str, str], found: list[Property]) -> None:
    pieces: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        pieces.clear()

    def end(name: str) -> None:
        text = " ".join("".join(pieces).split())
        if text and name in kind_by_element:
            found.append(Property(kind_by_element[name], text))
        pieces.clear()

    parse(data, start, end, pieces.append)
