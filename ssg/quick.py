"""A build as quick as what has changed allows: nothing, the text of a few articles, or anything."""

from collections.abc import Callable

from msgspec.structs import replace

from ssg.engine.ahead import AT_ONCE, Reader
from ssg.model.diagnostic import Outcome
from ssg.model.report import BuildReport
from ssg.request import BuildRequest, cache_path
from ssg.unchanged import NOTE, LastBuild, find_unchanged, look_back


def build_quickly(
    request: BuildRequest,
    build_whole: Callable[[BuildRequest], BuildReport],
    make_reader: Callable[[], Reader] = lambda: AT_ONCE,
) -> BuildReport:
    """Build the site: what does not have to be looked at is not.

    build_whole: looks at everything.   make_reader: gets a reader ready for the files that have changed.
    """
    last = look_back(request)
    unchanged = find_unchanged(last)
    if last is None or unchanged is not None:
        return unchanged or build_whole(request)
    amended = _amend(request, last, make_reader)
    report = amended.value or build_whole(request)
    return replace(report, diagnostics=(*report.diagnostics, *amended.diagnostics))


def _amend(request: BuildRequest, last: LastBuild, make_reader: Callable[[], Reader]) -> Outcome[BuildReport | None]:
    """Build upon the last build, if nobody else is building; None, with nothing touched, when that is not enough.

    The diagnostics are those of the cache.
    """
    # Late, as below: what is not needed would take longer to import than all the rest.
    from ssg.edge.lock import acquire_lock
    from ssg.engine.cache import open_cache
    from ssg.engine.cache_file import read_note
    from ssg.touched import find_touched, note_changes

    lock = acquire_lock(request.site_root / ".ssg" / "lock", 0.0, lambda: None)
    if lock.value is None:
        return Outcome(None)
    path = cache_path(request)
    with lock.value, open_cache(path, last.note["version"]) as cache:
        touched = find_touched(request, last, cache) if read_note(path, NOTE) == last.text else None
        if touched is None:
            return Outcome(None, cache.diagnostics)
        if not any(file.is_edited for file in touched):
            cache.commit(note_changes(last, touched))
            return Outcome(last.report(), cache.diagnostics)
        if request.index and last.note["search"] != "off":
            return Outcome(None, cache.diagnostics)
        with make_reader() as reader:
            from ssg.amend import amend_site

            return Outcome(amend_site(request, last, cache, touched, reader), cache.diagnostics)
