"""Which source files are not as the last build saw them, when they are but a few articles."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from ssg.edge.scan import digest_source, is_plain_name
from ssg.edge.stamps import Look, decode_look
from ssg.engine.cache import SCAN_ROW, Cache, CacheChanges, TableChanges
from ssg.kept import LOOK
from ssg.model.disk import SourceStat
from ssg.request import BuildRequest
from ssg.unchanged import NOTE, LastBuild, sealed

FEW = 8
"""More changed files are not worth looking at one by one."""
ARTICLES = "content/news/"


class TouchedFile(Struct, frozen=True):
    before: SourceStat
    now: SourceStat

    @property
    def is_edited(self) -> bool:
        """Return whether its bytes are others."""
        return self.before.digest != self.now.digest


class Touched(Struct, frozen=True):
    """The files that are not as they were."""

    known: tuple[TouchedFile, ...]
    """Those that were there; perhaps they have another time and no other bytes."""
    added: tuple[SourceStat, ...]

    @property
    def edited(self) -> tuple[TouchedFile, ...]:
        return tuple(file for file in self.known if file.is_edited)

    @property
    def stats(self) -> tuple[SourceStat, ...]:
        """Return what each of them is now."""
        return (*(file.now for file in self.known), *self.added)


def find_touched(request: BuildRequest, last: LastBuild, cache: Cache) -> Touched | None:
    """Return the files that may have changed; None unless they are a few articles, and no file has gone."""
    look = cache.load_kept([LOOK]).get(LOOK)
    changes = last.sources.changes_since(decode_look(look)) if look is not None else None
    if changes is None:
        return None
    root = f"{request.site_root}/"
    added, changed = ([disk_path.removeprefix(root) for disk_path in disk_paths] for disk_paths in changes)
    if len(added) + len(changed) > FEW or not all(map(_is_article, changed)) or not all(map(_is_plainly_named, added)):
        return None
    before = cache.load_scans([*changed, *added])
    if before.keys() != set(changed):
        return None
    try:
        return Touched(
            tuple(TouchedFile(before[path], digest_source(root + path, path)) for path in changed),
            tuple(digest_source(root + path, path) for path in added),
        )
    except OSError:
        return None


def _is_article(path: str) -> bool:
    return path.startswith(ARTICLES) and path.endswith(".md")


def _is_plainly_named(path: str) -> bool:
    """Return whether a file is an article that a scan takes in without a word."""
    return _is_article(path) and all(map(is_plain_name, path.split("/")))


def note_changes(
    seen: Look,
    note: Mapping[str, Any],
    stats: Iterable[SourceStat],
    kept: tuple[tuple[str, bytes], ...] = (),
    tables: Mapping[str, TableChanges] = MappingProxyType({}),
) -> CacheChanges:
    """Return what is to be remembered of the files that were touched.

    seen: the sources, at rest.   note: for the next build.   stats: of these files.
    kept, tables: what else is to be remembered.
    """
    return CacheChanges(
        {
            **tables,
            "scans": TableChanges(tuple(map(SCAN_ROW, stats))),
            "kept": TableChanges(((LOOK, seen.encode()), *kept)),
        },
        notes=((NOTE, sealed(note)),),
    )
