"""From a request to the plan of its site: reading, or remembering, and planning."""

from msgspec.structs import replace

from ssg.check.settled import settle
from ssg.edge.stopwatch import Stopwatch
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import Cache, CacheLostError
from ssg.engine.digest import Digester
from ssg.library import open_library
from ssg.linking import look_up
from ssg.model.diagnostic import Outcome
from ssg.pictures import load_facts
from ssg.plan.catalog import build_catalog
from ssg.plan.pictures import Pictures
from ssg.plan.site import SiteSources, plan_site
from ssg.request import BuildRequest
from ssg.run import Planned
from ssg.sources import check_drawings, is_read, load_registers, load_settings, load_theme, scan_site
from ssg.terms import Terms

SEARCH_URL = "/search/"


def plan_settled(request: BuildRequest, cache: Cache) -> Outcome[Planned | None]:
    """Return what ``plan_request`` does, without the cache where it turns out to be damaged."""
    try:
        return plan_request(request, cache, Stopwatch())
    except CacheLostError:
        return plan_request(replace(request, clean=True), cache, Stopwatch())


def plan_request(
    request: BuildRequest, cache: Cache, watch: Stopwatch, reader: Reader = AT_ONCE
) -> Outcome[Planned | None]:
    """Read the site and plan it; None when site.yaml or the options are broken. Raises CacheLostError."""
    settings = load_settings(request)
    if settings.value is None:
        return Outcome(None, settings.diagnostics)
    config, options = settings.value
    scan = scan_site(request, config, cache)
    files = scan.value.files()
    watch.lap("scan")
    registers = load_registers(request, files)
    theme = load_theme(request, config)
    terms = Terms(cache)
    library = open_library(request, config, files, registers.value, cache, reader, watch.counter("read"), terms.learn)
    watch.lap("read")
    documents = library.documents
    fronts = tuple(documents[path] for path in sorted(documents) if documents[path].is_index)
    catalog = build_catalog(library.outlines, documents, fronts, registers.value, config, options)
    others = tuple(file for file in files if not is_read(file.path))
    file_by_path = {file.path: file for file in others}
    pictures = Pictures(config.images, file_by_path, load_facts(request, config, others, watch.counter("look")))
    links = look_up(config, library, catalog, others, pictures, (*scan.value.changed, *scan.value.gone))
    sources = SiteSources(
        config=config,
        catalog=catalog,
        opened=links.opened,
        facts_by_path=links.facts_by_path,
        loose_resolutions=links.loose,
        sort_key_by_term=terms.key_by_term,
        files=others,
        pictures=pictures,
        has_orphans=bool(library.orphans),
        theme=theme.value.theme,
        theme_assets=theme.value.copies,
        digest=Digester().digest,
    )
    plan = plan_site(sources, options)
    # A site built without its search, to save time, has it again when it is published.
    broken = tuple(links.broken_site_links(plan.urls | {SEARCH_URL}))
    watch.lap("plan")
    diagnostics = (
        *settings.diagnostics,
        *scan.diagnostics,
        *library.diagnostics,
        *registers.diagnostics,
        *theme.diagnostics,
        *check_drawings(str(request.site_root), others, pictures.facts_by_digest),
        *links.diagnostics,
        *broken,
        *plan.diagnostics,
    )
    settled = settle(diagnostics, config.checks)
    planned = Planned(
        config,
        options,
        scan.value,
        library,
        links,
        theme.value.theme,
        plan,
        catalog,
        sources.sort_key_by_term,
        settled,
    )
    if request.published is None:
        return Outcome(planned)
    # Loaded for those who ask: most builds have nothing to compare with.
    from ssg.published import with_lost_urls

    return with_lost_urls(request, planned)
