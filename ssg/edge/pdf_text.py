"""The text of a PDF file: ``python -m ssg.edge.pdf_text`` reads it from its input and prints it as JSON.

Run in a process of its own, because a file that was made to can keep any PDF library busy for ever, or make it take
all memory: ``attachments.py`` puts an end to it.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ssg.model.properties import AUTHOR, COMPANY, MANAGER, TITLE, Property

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_MEMORY_BYTES = 1_500_000_000
MOST_PAGES = 2_000


KIND_BY_ENTRY = {"/Author": AUTHOR, "/Company": COMPANY, "/Manager": MANAGER, "/Title": TITLE}
"""Of the document information; Company and Manager are what office programs add."""


def pdf_texts(data: bytes) -> dict[str, Any]:
    """Return the text of each page and the properties of a file.

    Raises whatever the library does for a file that it cannot read.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]
    return {"pages": pages, "properties": list(dict.fromkeys(_properties(reader)))}


def _properties(reader: "PdfReader") -> Iterator[Property]:
    """Yield what the document information says, and what XMP does."""
    from pypdf.errors import PyPdfError

    stated = reader.metadata
    for entry, kind in KIND_BY_ENTRY.items():
        # Asked for by its name an entry that stands elsewhere in the file is looked up.
        yield from _stated(kind, stated[entry] if stated is not None and entry in stated else None)
    try:
        xmp = reader.xmp_metadata
        authors, titles = (xmp.dc_creator, xmp.dc_title) if xmp is not None else (None, None)
    except PyPdfError:
        return  # Of what nobody can read, no program shows anything.
    for author in authors or ():
        yield from _stated(AUTHOR, author)
    for title in (titles or {}).values():
        yield from _stated(TITLE, title)


def _stated(kind: str, value: object) -> Iterator[Property]:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if text:
        yield Property(kind, text)


def main() -> None:
    """Print what the file that comes in says."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    sys.stdout.write(json.dumps(pdf_texts(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
