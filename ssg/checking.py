"""``ssg check``: all that a build does, the slower checks, and no site written."""

from functools import partial

from ssg.build import with_cache
from ssg.check.links import PageLinks, check_links, page_links
from ssg.engine.pool import map_chunks
from ssg.library import contents_of
from ssg.model.diagnostic import Outcome
from ssg.model.page import Page
from ssg.model.report import BuildReport, Tell
from ssg.proofread import proofread
from ssg.request import BuildRequest
from ssg.run import Run
from ssg.stages import Press, contents_for, needed_documents


def check_site(request: BuildRequest, tell: Tell) -> BuildReport:
    """Do all that a build does, and the slower checks, and write no site."""
    return with_cache(request, _check, tell)


def _check(run: Run) -> BuildReport:
    """Render every page, publish none, look where their links lead, and proofread the sources."""
    plan = run.planned.plan
    opened = run.planned.links.hand_out(needed_documents(plan.pages))
    contents = contents_for(plan.pages, opened, contents_of(run.planned.library), run.cache)
    collect = partial(links_of, run.press(contents, opened))
    outcomes = map_chunks(collect, plan.pages, run.request.jobs, run.watch.counter("render"))
    run.watch.lap("render")
    faults = tuple(fault for outcome in outcomes for fault in outcome.diagnostics)
    if not run.is_stopped_by(faults):
        pages = {outcome.value.url: outcome.value for outcome in outcomes if outcome.value is not None}
        faults = (*faults, *check_links(pages, plan.urls, run.planned.config.base_path))
    faults = (*faults, *proofread(run.request, run.planned, run.watch.counter("check")).diagnostics)
    run.watch.lap("check")
    return run.report(faults)


def links_of(press: Press, page: Page) -> Outcome[PageLinks | None]:
    """Render a page and return only what it links to; None for what is no HTML or cannot be rendered."""
    rendered = press.render(page)
    if rendered.value is None or not page.route.output_path.endswith(".html"):
        return Outcome(None, rendered.diagnostics)
    return Outcome(page_links(page.route.url, rendered.value.decode()), rendered.diagnostics)
