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
    from ssg.touched import Touched


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
        shortly = _short_way(request, last, cache, touched, reader) if touched is not None else None
        report = _under_lock(request, last, shortly) if shortly is not None else None
        cache.close()
        if report is None:
            report = build_whole(request, reader, last.sources.at_rest(last.seen_ns))
        return _with_faults_of(cache, report)


def _short_way(
    request: BuildRequest, last: LastBuild, cache: "Cache", touched: "Touched", reader: Reader
) -> Callable[[], BuildReport | None] | None:
    """Return what builds the site when no more than ``touched`` has changed; None when all has to be looked at."""
    if not touched.edited and not touched.added:
        return lambda: _note(last, cache, touched)
    if touched.added and (touched.edited or len(touched.added) > 1 or last.note["search"] != "off"):
        return None
    if touched.added:
        from ssg.insert import insert_article

        return lambda: insert_article(request, last, cache, touched, reader)
    if request.index and last.note["search"] != "off":
        return None
    from ssg.amend import amend_site

    return lambda: amend_site(request, last, cache, touched, reader)


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


def _note(last: LastBuild, cache: "Cache", touched: "Touched") -> BuildReport:
    """Note that files were seen to be as they were, though some have another time."""
    from ssg.touched import note_changes

    seen = last.sources.at_rest(last.seen_ns)
    note = amended_note(last, seen, last.outputs, last.note["search"])
    cache.commit(note_changes(seen, note, touched.stats))
    return replace(last.report(), note=note)
