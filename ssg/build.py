"""The pipeline, from top to bottom: read this first.

Every step is a pure function or an edge. ``sources.py`` and ``stages.py`` join them to what the last build left.
"""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace

from ssg.edge.listing import LISTING_NAME
from ssg.edge.lock import acquire_lock
from ssg.edge.outputs import verify_outputs
from ssg.edge.publish import commit_stage
from ssg.edge.stage import Stage, Written, close_stage, open_stage
from ssg.edge.stamps import Look, OutputLook, begin_look_at_outputs
from ssg.edge.stopwatch import Stopwatch
from ssg.edge.version import version_stamp
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import Cache, CacheLostError, open_cache
from ssg.engine.codec import CodecError
from ssg.model.diagnostic import Outcome
from ssg.model.disk import OutputRecord
from ssg.model.report import BuildReport, Tell, tell_nobody
from ssg.planning import plan_request
from ssg.production import Production, changes_of, output_paths, produce
from ssg.request import BuildRequest, cache_path
from ssg.run import Run
from ssg.unchanged import NOTE, look_now, sealed, unchanged_note

LOCK_WAIT_S = 120.0
"""How long a build waits for another one of the same site."""


def build_site(
    request: BuildRequest, tell: Tell = tell_nobody, reader: Reader = AT_ONCE, seen: Look | None = None
) -> BuildReport:
    """Build the site and publish it, all of it or nothing.

    reader: reads the files that have changed, if they are few.   seen: the sources at rest, as they were seen a moment
    ago, before anything was read.
    """
    return with_cache(request, partial(_publish, seen=seen or look_now(request)), tell, reader)


def with_cache(
    request: BuildRequest, run: Callable[[Run], BuildReport], tell: Tell, reader: Reader = AT_ONCE
) -> BuildReport:
    """Plan the site and have ``run`` do the rest, with the cache and nobody else building."""
    watch = Stopwatch(tell)
    lock = acquire_lock(request.site_root / ".ssg" / "lock", LOCK_WAIT_S, lambda: None)
    if lock.value is None:
        return BuildReport(lock.diagnostics, is_good=False)
    with lock.value, open_cache(cache_path(request), version_stamp()) as cache:
        watch.lap("start")
        try:
            report = _planned(request, cache, watch, run, reader)
        except (CacheLostError, CodecError):
            # A cache that turns out to be damaged on the way costs a second, clean attempt, which needs nothing of it.
            report = _planned(replace(request, clean=True), cache, watch, run, reader)
        report = replace(report, stages=watch.stages())
        if not cache.diagnostics:
            return report
        return replace(report, diagnostics=(*report.diagnostics, *cache.diagnostics), note=None)


def _planned(
    request: BuildRequest,
    cache: Cache,
    watch: Stopwatch,
    run: Callable[[Run], BuildReport],
    reader: Reader,
) -> BuildReport:
    planned = plan_request(request, cache, watch, reader)
    if planned.value is None:
        return BuildReport(planned.diagnostics, is_good=False, is_usage_fault=True)
    return run(Run(request, planned.value, cache, watch))


def _publish(run: Run, seen: Look) -> BuildReport:
    """Make what has changed on a stage, then put it in place; nothing is touched when anything is wrong.

    seen: state of all that is watched, from before anything was read.
    """
    if run.is_stopped_by(()):
        return run.report(())
    opened = open_stage(run.request.site_root, run.request.output_dir)
    if opened.value is None:
        return replace(run.report(opened.diagnostics), is_usage_fault=True)
    stage = opened.value
    records = run.cache.load_outputs()
    verified = verify_outputs(run.request.output_dir, records.values())
    production = produce(run, stage, records, verified.alteration_by_path)
    if run.is_stopped_by(production.diagnostics):
        close_stage(stage)
        return run.report(production.diagnostics)
    record = _record(run, stage, production, records)
    if record.diagnostics:
        close_stage(stage)
        return run.report((*production.diagnostics, *record.diagnostics))
    recorded = (record.value,) if record.value else ()
    planned_paths = (*production.planned_paths, *(written.path for written in recorded))
    published = commit_stage(stage, (*production.written, *recorded), planned_paths, records)
    if published.value is None:
        return run.report((*production.diagnostics, *published.diagnostics))
    run.watch.lap("publish")
    outputs = _begin_look(run.request, production) if _is_notable(run, production) else None
    report = replace(
        run.report(production.diagnostics),
        rendered=production.rendered,
        pruned=published.value.pruned,
        search=production.index.state,
        files=len(production.outputs),
    )
    changes = changes_of(run, production, records, verified.restamped, seen)
    note = unchanged_note(run.request, report, run.planned.options.now, seen, outputs()) if outputs else None
    run.cache.commit(replace(changes, notes=((NOTE, sealed(note)),) if note else ()))
    run.watch.lap("remember")
    return replace(report, note=note)


def _is_notable(run: Run, production: Production) -> bool:
    """Return whether a note can be left that lets the next build see at once that nothing has changed.

    A binary of the site's own may change unseen, an index that is not as it should be is made again, and a record
    tells the time of each build. A file that was saved between scan and reading is published as it was read: the
    digest of its scan does not tell what stands on its page.
    """
    config, fresh = run.planned.config, run.planned.library.fresh
    if config.search_binary or config.build_record != "off" or production.index.state == "failed":
        return False
    return all(reading.is_as_scanned for reading in fresh.values())


def _begin_look(request: BuildRequest, production: Production) -> Callable[[], OutputLook]:
    """Begin to look at what is in place now, while it is put together what to remember of it."""
    # The listing grows before a build makes anything: it tells of files that a killed one has left.
    return begin_look_at_outputs(str(request.output_dir), [*output_paths(production), LISTING_NAME])


def _record(
    run: Run, stage: Stage, production: Production, records: Mapping[str, OutputRecord]
) -> Outcome[Written | None]:
    """Write the record that site.yaml asks for; return it where it is to be published."""
    if run.planned.config.build_record == "off":
        return Outcome(None)
    # Loaded for those who ask: most builds keep no record.
    from ssg.record import record_build

    return record_build(run, stage, production, records)
