"""``ssg check``: all that a build does, the slower checks, and no site written.

What a check found in a file or a page is remembered by the digest of what it looked at, so that after one edit
only that is looked at again.
"""

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace

from ssg.build import with_cache
from ssg.check.links import check_links
from ssg.check.review import review
from ssg.check.settled import PAGE_LINKS, settle
from ssg.edge.version import version_stamp
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import SCAN_ROW, CacheChanges, TableChanges
from ssg.engine.memo import Memo
from ssg.model.diagnostic import Severity
from ssg.model.report import BuildReport, Tell
from ssg.page_findings import PAGE_CHECKS, page_findings
from ssg.page_rows import pages_to_look_at
from ssg.pages import PagesSeen, begin_looking
from ssg.planning import SEARCH_URL
from ssg.production import document_changes, kept_of
from ssg.proofread import SOURCE_CHECKS, begin_proofreading
from ssg.request import BuildRequest, memo_path
from ssg.run import Run


def check_site(request: BuildRequest, tell: Tell, reader: Reader = AT_ONCE) -> BuildReport:
    """Do all that a build does, and the slower checks, and write no site.

    reader: reads the files that have changed, and looks at their pages and their text, if they are few.
    """
    return with_cache(request, partial(_check, reader=reader), tell, reader)


def _check(run: Run, reader: Reader) -> BuildReport:
    """Look at every page and every source; publish nothing. Raises CacheLostError."""
    planned = run.planned
    # A site built without its search, to save time, has it again when it is published.
    urls = planned.plan.urls | {SEARCH_URL}
    with Memo(memo_path(run.request), version_stamp(), run.request.clean) as memo:
        collect_pages = begin_looking(run, memo, urls, reader, is_whole=run.request.external)
        collect_sources = begin_proofreading(run.request, planned, memo, run.watch.counter("check"), reader)
        seen = collect_pages()
        run.watch.lap("render")
        faults = seen.diagnostics
        findings = list(page_findings(seen.facts, planned))
        if not run.is_stopped_by(faults):
            found = check_links(pages_to_look_at(seen.facts, urls), urls, planned.config.base_path)
            faults = (*faults, *settle(found, planned.config.checks, frozenset((PAGE_LINKS,))))
        read = collect_sources()
        memo.commit((*seen.new, *read.new), seen.dead | read.dead)
    reviewed = review((*findings, *read.findings), planned.config.checks, SOURCE_CHECKS | PAGE_CHECKS)
    run.watch.lap("check")
    report = run.report((*faults, *reviewed.diagnostics))
    _remember(run, {} if run.is_stopped_by(seen.diagnostics) else seen.fingerprints)
    return _with_external(run, report, seen) if run.request.external else report


def _with_external(run: Run, report: BuildReport, seen: PagesSeen) -> BuildReport:
    """Return the report with the links to other sites; what is only warned of blocks nothing, however strict."""
    # Loaded for those who ask: it brings sockets.
    from ssg.edge.probe import Prober
    from ssg.external import check_external

    dead = check_external(run.request, run.planned, seen.facts, Prober())
    run.watch.lap("external")
    is_good = report.is_good and not any(fault.severity is Severity.ERROR for fault in dead)
    return replace(report, diagnostics=(*report.diagnostics, *dead), is_good=is_good)


def _remember(run: Run, fingerprints: Mapping[str, str]) -> None:
    """Leave what was read to the next check or build; of the site that was published last, nothing changes.

    fingerprints: of the templates that all pages could be made with; none where one could not.
    """
    scan, is_new = run.planned.scan, bool(fingerprints) and fingerprints != run.known_fingerprints
    if run.request.clean or not (run.planned.library.fresh or is_new):
        return
    tables = {
        "scans": TableChanges(tuple(map(SCAN_ROW, scan.restamped)), scan.gone),
        "kept": TableChanges(tuple(kept_of(run, fingerprints)) if is_new else ()),
        **document_changes(run, scan.gone),
    }
    run.cache.commit(CacheChanges(tables))
