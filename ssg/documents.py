"""Documents by their paths, whether planning has opened them or not."""

from collections.abc import Iterable

from ssg.library import Library
from ssg.model.document import Document


def documents_at(library: Library, paths: Iterable[str]) -> dict[str, Document]:
    """Return documents by path; of files that gave none there is none. Raises CacheLostError."""
    wanted = set(paths)
    entries = library.recall(sorted(wanted - library.entry_by_path.keys())) | library.entry_by_path
    found = ((path, entries[path].document) for path in wanted if path in entries)
    return {path: document for path, document in found if isinstance(document, Document)}
