"""A build as quick as what has changed allows: nothing, the text of a few articles, or anything."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ssg.edge.stamps import Look
from ssg.engine.ahead import AT_ONCE, KeepingReader, Reader
from ssg.glance import Glance
from ssg.model.report import BuildReport
from ssg.request import BuildRequest, cache_path
from ssg.unchanged import NOTE, LastBuild, amended_note, find_unchanged, look_back

if TYPE_CHECKING:
    from ssg.engine.cache import Cache
    from ssg.touched import TouchedFile


BuildWhole = Callable[[BuildRequest, Reader, Look | None], BuildReport]


def build_quickly(
    request: BuildRequest,
    build_whole: BuildWhole,
    reader: Reader = AT_ONCE,
    glance: Glance | None = None,
) -> BuildReport:
    """Build the site: what does not have to be looked at is not.

    build_whole: looks at everything, the sources apart where they have just been seen.
    reader: reads the files that have changed.
    glance: what was seen of the site a moment ago.
    """
    last = look_back(request, glance)
    unchanged = find_unchanged(last)
    if unchanged is not None:
        return unchanged
    if last is None:
        return build_whole(request, reader, None)
    return _build_upon(last, request, build_whole, KeepingReader(reader))


def _build_upon(
    last: LastBuild,
    request: BuildRequest,
    build_whole: BuildWhole,
    reader: Reader,
) -> BuildReport:
    # Late, as below: what is not needed would take longer to import than all the rest.
    from ssg.engine.cache import open_cache
    from ssg.touched import find_touched

    with open_cache(cache_path(request), last.note["version"]) as cache:
        touched = find_touched(request, last, cache)
        if touched is not None and not any(file.is_edited for file in touched):
            noted = _under_lock(request, last, lambda: _note(last, cache, touched))
            if noted is not None:
                return _with_faults_of(cache, noted)
        amended = None
        if touched is not None and not (request.index and last.note["search"] != "off"):
            from ssg.amend import amend_site

            amended = _under_lock(request, last, lambda: amend_site(request, last, cache, touched, reader))
        cache.close()
        report = amended or build_whole(request, reader, last.sources.at_rest(last.seen_ns))
        return _with_faults_of(cache, report)


def _under_lock(request: BuildRequest, last: LastBuild, act: Callable[[], BuildReport | None]) -> BuildReport | None:
    """Return what ``act`` does while nobody else builds; None when somebody does, or has since ``last``."""
    from ssg.edge.lock import acquire_lock
    from ssg.engine.cache_file import read_note

    lock = acquire_lock(request.site_root / ".ssg" / "lock", 0.0, lambda: None)
    if lock.value is None:
        return None
    with lock.value:
        return act() if read_note(cache_path(request), NOTE) == last.text else None


def _with_faults_of(cache: "Cache", report: BuildReport) -> BuildReport:
    """Return the report with what happened to the cache beside it; the next build has no note then."""
    if not cache.diagnostics:
        return report
    return replace(report, diagnostics=(*report.diagnostics, *cache.diagnostics), note=None)


def _note(last: LastBuild, cache: "Cache", touched: "tuple[TouchedFile, ...]") -> BuildReport:
    """Note that files were seen to be as they were, though some have another time."""
    from ssg.touched import note_changes

    seen = last.sources.at_rest(last.seen_ns)
    note = amended_note(last, seen, last.outputs, last.note["search"])
    cache.commit(note_changes(seen, note, touched))
    return replace(last.report(), note=note)
