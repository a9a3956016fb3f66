"""An index of documents alone, as a build makes it of a bundle in one part."""

from collections.abc import Iterable
from pathlib import Path

from ssg.edge.pagefind import Indexer, pagefind_binary
from ssg.edge.search_files import search_files
from ssg.model.diagnostic import Outcome
from ssg.model.search import SearchDocument


def build_index(
    documents: Iterable[SearchDocument], folder: Path, binary: Path | None = None, *, timeout_s: float = 600.0
) -> Outcome[tuple[str, ...] | None]:
    """Write the index of ``documents`` into a new folder and return the names of its files."""
    ordered = sorted(documents, key=lambda document: (document.date, document.url))
    part = Indexer(binary or pagefind_binary(""), timeout_s).index(ordered)
    if part.value is None:
        return Outcome(None, part.diagnostics)
    files = search_files((part.value,))
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Outcome(tuple(sorted(name for name, _ in files)))
