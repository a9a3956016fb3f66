"""The text of a PDF file: ``python -m ssg.edge.pdf_text`` reads it from its input and prints a JSON list.

Run in a process of its own, because a file that was made to can keep any PDF library busy for ever, or make it take
all memory: ``attachments.py`` puts an end to it.
"""

import io
import json
import sys

MOST_MEMORY_BYTES = 1_500_000_000
MOST_PAGES = 2_000


def pdf_texts(data: bytes) -> list[str]:
    """Return the text of each page. Raises whatever the library does for a file that it cannot read."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    return [page.extract_text() for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]


def main() -> None:
    """Print the texts of the file that comes in."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    sys.stdout.write(json.dumps(pdf_texts(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
