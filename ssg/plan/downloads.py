"""A file as a link shows it: its name, type and size."""

import posixpath

from ssg.model.contexts import Download
from ssg.plan.routes import encode_url


def download_of(path: str, size_bytes: int) -> Download:
    """Return the file at a source path as a reader is offered it."""
    name = posixpath.basename(path)
    public = path.removeprefix("content").removeprefix("static")
    return Download(encode_url(public), name, name.rpartition(".")[2].upper(), human_size(size_bytes))


def human_size(size_bytes: int) -> str:
    """Return a size as people read it: ``860 B``, ``128 KB``, ``2.4 MB``."""
    if size_bytes < 1000:
        return f"{size_bytes} B"
    if size_bytes < 1_000_000:
        return f"{round(size_bytes / 1000)} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"
