"""``ssg check --fix``: what the text checks found and can safely mend is mended in the sources, then all is checked."""

from msgspec.structs import replace

from ssg.check.fixes import choose_edits
from ssg.check.review import review
from ssg.checking import check_site
from ssg.edge.rewrite import rewrite_source
from ssg.edge.version import version_stamp
from ssg.engine.cache import open_cache
from ssg.engine.memo import Memo
from ssg.model.diagnostic import Outcome
from ssg.model.report import BuildReport, MendedFile, Tell
from ssg.planning import plan_settled
from ssg.proofread import SOURCE_CHECKS, begin_proofreading
from ssg.published import find_lost_urls
from ssg.request import BuildRequest, cache_path, memo_path


def mend_and_check(request: BuildRequest, tell: Tell) -> BuildReport:
    """Make every safe edit and check the site as it then is; the report shows each change."""
    mended = mend_site(request)
    report = check_site(request, tell)
    return replace(
        report,
        mended=mended.value,
        diagnostics=(*mended.diagnostics, *report.diagnostics),
        is_good=report.is_good and not mended.diagnostics,
    )


def mend_site(request: BuildRequest) -> Outcome[tuple[MendedFile, ...]]:
    """Make every safe edit in the content files; none where site.yaml or the options are broken."""
    with open_cache(cache_path(request), version_stamp()) as cache:
        planned = plan_settled(request, cache).value
    if planned is None:
        return Outcome(())
    lost = find_lost_urls(request, planned).value
    with Memo(memo_path(request), version_stamp(), request.clean) as memo:
        found = begin_proofreading(request, planned, memo)().findings
    read = review(found, planned.config.checks, SOURCE_CHECKS)
    findings = (*read.findings, *(lost.findings if lost else ()))
    edits_by_path = choose_edits(findings)
    outcomes = [rewrite_source(str(request.site_root), path, edits) for path, edits in edits_by_path.items()]
    return Outcome(
        tuple(outcome.value for outcome in outcomes if outcome.value is not None),
        tuple(fault for outcome in outcomes for fault in outcome.diagnostics),
    )
