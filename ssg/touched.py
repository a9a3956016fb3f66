"""Which source files are not as the last build saw them, when they are but a few articles."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from ssg.edge.scan import digest_source
from ssg.edge.stamps import Look, decode_look
from ssg.engine.cache import SCAN_ROW, Cache, CacheChanges, TableChanges
from ssg.kept import LOOK
from ssg.model.disk import SourceStat
from ssg.request import BuildRequest
from ssg.unchanged import NOTE, LastBuild, sealed

FEW = 8
"""More changed files are not worth looking at one by one."""


class TouchedFile(Struct, frozen=True):
    before: SourceStat
    now: SourceStat

    @property
    def is_edited(self) -> bool:
        """Return whether its bytes are others."""
        return self.before.digest != self.now.digest


def find_touched(request: BuildRequest, last: LastBuild, cache: Cache) -> tuple[TouchedFile, ...] | None:
    """Return the files that may have changed; None unless they are a few articles, and no file has come or gone."""
    look = cache.load_kept([LOOK]).get(LOOK)
    disk_paths = last.sources.changed_since(decode_look(look)) if look is not None else None
    if disk_paths is None or len(disk_paths) > FEW:
        return None
    root = f"{request.site_root}/"
    paths = [disk_path.removeprefix(root) for disk_path in disk_paths]
    before = cache.load_scans(paths)
    if before.keys() != set(paths) or not all(map(_is_article, paths)):
        return None
    try:
        return tuple(TouchedFile(before[path], digest_source(root + path, path)) for path in paths)
    except OSError:
        return None


def _is_article(path: str) -> bool:
    return path.startswith("content/news/") and path.endswith(".md")


def note_changes(
    seen: Look,
    note: Mapping[str, Any],
    touched: Iterable[TouchedFile],
    kept: tuple[tuple[str, bytes], ...] = (),
    tables: Mapping[str, TableChanges] = MappingProxyType({}),
) -> CacheChanges:
    """Return what is to be remembered of the files that were touched.

    seen: the sources, at rest.   note: for the next build.   kept, tables: what else is to be remembered.
    """
    return CacheChanges(
        {
            **tables,
            "scans": TableChanges(tuple(SCAN_ROW(file.now) for file in touched)),
            "kept": TableChanges(((LOOK, seen.encode()), *kept)),
        },
        notes=((NOTE, sealed(note)),),
    )
