"""What one run was asked to do, before the site is known."""

from pathlib import Path

from msgspec import Struct


class BuildRequest(Struct, frozen=True):
    site_root: Path
    """Absolute; the folder that holds site.yaml."""
    output_dir: Path
    """Absolute."""
    now: str | None = None
    """``--now`` as written; it needs the site's time zone."""
    base_url: str | None = None
    """Over site.yaml's."""
    noindex: bool = False
    drafts: bool = False
    future: bool = False
    expired: bool = False
    strict: bool = False
    search: bool = True
    index: bool = True
    """False: an index that is in place stays, though what it holds has changed; for a preview that cannot wait."""
    jobs: int = 0
    clean: bool = False
    external: bool = False
    """Of ``check``: links to other sites are asked for."""
    published: Path | None = None
    """What was published last, to compare with: a folder or a list."""


def memo_path(request: BuildRequest) -> str:
    """Return the disk path of what checks have found."""
    return str(request.site_root / ".ssg" / "checks.db")


def cache_path(request: BuildRequest) -> str:
    """Return the disk path of the site's cache."""
    return str(request.site_root / ".ssg" / "cache.db")
