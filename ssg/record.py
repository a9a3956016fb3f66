"""The record of a build: what was published, page by page, so that an office can prove it and the next can compare."""

from ssg.engine.digest import digest
from ssg.model.document import Document


def content_digest(document: Document) -> str:
    """Return a digest of what a document's writer wrote that stays when its file is moved or renamed.

    A body stands for itself; of a document without one, as many places are, all fields do.
    """
    written = document.meta if document.body.is_empty else None
    return digest((document.kind, document.meta.publication.title, document.body.digest, written))
