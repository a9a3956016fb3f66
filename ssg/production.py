"""What of the plan has to be made anew, making it, and what to remember of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ssg.edge.stage import Stage, Written
from ssg.engine.cache import CacheChanges
from ssg.engine.codec import codec_of
from ssg.engine.manifest import decide
from ssg.engine.pool import map_chunks
from ssg.indexing import SearchIndex, index_bundles, plan_bundles, records_to_index
from ssg.model.diagnostic import Diagnostic
from ssg.model.disk import Alteration, OutputRecord
from ssg.model.document import Content
from ssg.model.page import Page
from ssg.model.report import RenderedPage
from ssg.run import Run
from ssg.stages import Job, Workshop, contents_for, plan_jobs, reasons_of

REASON_NOTE = "reason "
"""Begins the name of a note of the cache: the URL of a page that the last build made; its text says why."""


@dataclass(frozen=True)
class Production:
    """All that one build made, on the stage."""

    jobs: tuple[Job, ...]
    """Of the whole site."""
    made: tuple[tuple[Job, Written], ...]
    index: SearchIndex
    rendered: tuple[RenderedPage, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def written(self) -> tuple[Written, ...]:
        """Return everything that was staged, assets first, pages last, the index before the page that needs it."""
        files = tuple(written for job, written in self.made if not isinstance(job.entry, Page))
        pages = tuple(written for job, written in self.made if isinstance(job.entry, Page))
        return (*files, *self.index.written, *pages)

    @property
    def planned_paths(self) -> tuple[str, ...]:
        return (*(job.path for job in self.jobs), *self.index.planned_paths)


def produce(
    run: Run, stage: Stage, records: Mapping[str, OutputRecord], alterations: Mapping[str, Alteration]
) -> Production | None:
    """Make what is not as it should be, on the stage; None when the cache has lost what is needed for it."""
    planned, request = run.planned, run.request
    jobs = plan_jobs(planned.plan, planned.theme)
    job_by_path = {job.path: job for job in jobs}
    known = {} if request.clean else records
    decisions = decide((job.planned for job in jobs), known, alterations)
    to_make = tuple(job_by_path[output.path] for output, _ in decisions.make)
    bundles = plan_bundles(planned.plan.search, planned.config, known, alterations)
    contents = contents_for(to_make, records_to_index(bundles), planned.documents.contents, run.cache)
    if contents is None:
        return None
    workshop = Workshop(run.press(contents), stage, str(request.site_root))
    outcomes = map_chunks(workshop.make, to_make, request.jobs)
    run.watch.lap("render")
    index = index_bundles(bundles, contents, planned.config, stage)
    run.watch.lap("search")
    reasons = reasons_of(decisions.make, job_by_path, run.cache)
    faults = [fault for outcome in outcomes for fault in outcome.diagnostics]
    return Production(
        jobs=jobs,
        made=tuple((job, outcome.value) for job, outcome in zip(to_make, outcomes, strict=True) if outcome.value),
        index=index,
        rendered=tuple(RenderedPage(j.entry.route.url, reasons[j.path]) for j in to_make if isinstance(j.entry, Page)),
        # One faulty template stops many pages and is told once.
        diagnostics=tuple(dict.fromkeys((*faults, *index.diagnostics))),
    )


def changes_of(run: Run, production: Production, records: Mapping[str, OutputRecord]) -> CacheChanges:
    """Return what the next build has to know of this one."""
    documents = run.planned.documents
    key_by_path = {job.path: job.planned.key for job in production.jobs}
    made = {written.path: _record(written, key_by_path[job.path]) for job, written in production.made}
    made |= {written.path: _record(written, task.key) for task, files in production.index.made for written in files}
    kept = [
        records[path] for path in (*key_by_path, *production.index.kept_files) if path not in made and path in records
    ]
    codec = codec_of(Content)
    return CacheChanges(
        scans=run.planned.scan.stats,
        new_readings=documents.new_readings,
        live_readings=documents.keys,
        new_contents=tuple((digest, codec.encode(content)) for digest, content in documents.contents.items()),
        live_contents=frozenset(document.body.digest for document in documents.documents),
        outputs=(*made.values(), *kept),
        new_origins=tuple(job.origin for job, _ in production.made),
        notes=tuple((REASON_NOTE + page.url, page.reason) for page in production.rendered),
    )


def _record(written: Written, key: str) -> OutputRecord:
    return OutputRecord(written.path, key, written.digest, written.size_bytes, written.mtime_ns)
