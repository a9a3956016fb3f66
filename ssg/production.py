"""What of the plan has to be made anew, making it, and what to remember of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ssg.edge.stage import Stage, Written
from ssg.engine.cache import CacheChanges
from ssg.engine.codec import Codec
from ssg.engine.manifest import decide
from ssg.engine.pool import map_chunks
from ssg.model.diagnostic import Diagnostic
from ssg.model.disk import Alteration, OutputRecord
from ssg.model.document import Content
from ssg.model.page import Page
from ssg.model.report import RenderedPage
from ssg.run import Run
from ssg.stages import (
    SEARCH_FOLDER,
    Job,
    SearchIndex,
    Workshop,
    contents_for,
    index_search,
    plan_jobs,
    reasons_of,
    search_key,
)

REASON_NOTE = "reason "
"""Begins the name of a note of the cache: the URL of a page that the last build made; its text says why."""


@dataclass(frozen=True)
class Production:
    """All that one build made, on the stage."""

    jobs: tuple[Job, ...]
    """Of the whole site."""
    made: tuple[tuple[Job, Written], ...]
    index: SearchIndex | None
    """None = the one in place is kept, or there is no search."""
    search_key: str
    """Empty = no search."""
    kept_index: tuple[str, ...]
    """Files of an index that is kept."""
    rendered: tuple[RenderedPage, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def written(self) -> tuple[Written, ...]:
        """Return everything that was staged, assets first, pages last, the index before the page that needs it."""
        files = tuple(written for job, written in self.made if not isinstance(job.entry, Page))
        pages = tuple(written for job, written in self.made if isinstance(job.entry, Page))
        return (*files, *(self.index.written if self.index else ()), *pages)

    @property
    def planned_paths(self) -> tuple[str, ...]:
        paths = tuple(job.path for job in self.jobs)
        new_index = tuple(written.path for written in self.index.written) if self.index else ()
        folder = (SEARCH_FOLDER,) if new_index or self.kept_index else ()
        return (*paths, *folder, *new_index)

    @property
    def search(self) -> str:
        """Return off, indexed, unchanged or failed."""
        if not self.search_key:
            return "off"
        if self.index is None:
            return "unchanged"
        return "indexed" if self.index.written else "failed"


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
    key = search_key(planned.plan.search, planned.config) if request.search else ""
    kept_index = kept_index_files(key, known, alterations)
    searched = planned.plan.search if key and not kept_index else ()
    contents = contents_for(to_make, searched, planned.documents.contents, run.cache)
    if contents is None:
        return None
    workshop = Workshop(run.press(contents), stage, str(request.site_root))
    outcomes = map_chunks(workshop.make, to_make, request.jobs)
    run.watch.lap("render")
    index = index_search(searched, contents, planned.config, stage) if key and not kept_index else None
    run.watch.lap("search")
    reasons = reasons_of(decisions.make, job_by_path, run.cache)
    faults = [fault for outcome in outcomes for fault in outcome.diagnostics]
    return Production(
        jobs=jobs,
        made=tuple((job, outcome.value) for job, outcome in zip(to_make, outcomes, strict=True) if outcome.value),
        index=index,
        search_key=key,
        kept_index=kept_index,
        rendered=tuple(RenderedPage(j.entry.route.url, reasons[j.path]) for j in to_make if isinstance(j.entry, Page)),
        # One faulty template stops many pages and is told once.
        diagnostics=tuple(dict.fromkeys((*faults, *(index.diagnostics if index else ())))),
    )


def kept_index_files(
    key: str, records: Mapping[str, OutputRecord], alterations: Mapping[str, Alteration]
) -> tuple[str, ...]:
    """Return the files of the index in place if it is the one wanted and none of them is altered."""
    files = tuple(record for path, record in records.items() if path.startswith(SEARCH_FOLDER))
    is_kept = bool(key) and all(record.key == key and record.path not in alterations for record in files)
    return tuple(record.path for record in files) if is_kept else ()


def changes_of(run: Run, production: Production, records: Mapping[str, OutputRecord]) -> CacheChanges:
    """Return what the next build has to know of this one."""
    documents = run.planned.documents
    key_by_path = {job.path: job.planned.key for job in production.jobs}
    made = {written.path: _record(written, key_by_path[job.path]) for job, written in production.made}
    index = production.index.written if production.index else ()
    made |= {written.path: _record(written, production.search_key) for written in index}
    kept = [records[path] for path in (*key_by_path, *production.kept_index) if path not in made and path in records]
    codec = Codec(Content)
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
