"""The whole plan: every page of the site with all it needs, before the first is rendered."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from ssg.model.card import Card
from ssg.model.catalog import Catalog, Item, State
from ssg.model.config import BuildOptions, Config
from ssg.model.contexts import Site
from ssg.model.document import Document, Kind, Orphan
from ssg.model.page import FileCopy, SitePlan
from ssg.model.registers import Registers
from ssg.model.source import SourceFile
from ssg.model.theme import Theme
from ssg.plan.addresses import check_addresses
from ssg.plan.archives import plan_archives
from ssg.plan.bundles import plan_bundles
from ssg.plan.catalog import build_catalog
from ssg.plan.columns import plan_columns
from ssg.plan.elder import plan_elder
from ssg.plan.feeds import plan_feeds, plan_json_feed
from ssg.plan.files import misplaced_files, plan_file_copies, unused_files
from ssg.plan.guide_rules import check_guides
from ssg.plan.guides import plan_guides
from ssg.plan.headers import plan_headers
from ssg.plan.home import plan_home
from ssg.plan.links import ResolvedLinks, check_site_links, resolve_links
from ssg.plan.news import plan_news
from ssg.plan.not_found import plan_not_found
from ssg.plan.notices import plan_notices
from ssg.plan.pages import plan_pages
from ssg.plan.places import plan_places
from ssg.plan.redirects import alias_spans, collect_redirects, redirect_pages, redirects_file
from ssg.plan.routes import document_path
from ssg.plan.scope import Scope
from ssg.plan.search_bundles import plan_search_bundles
from ssg.plan.search_page import plan_search_page
from ssg.plan.search_records import plan_search_records
from ssg.plan.sections import plan_sections
from ssg.plan.sheets import plan_sheets
from ssg.plan.sitemap import plan_robots, plan_sitemaps
from ssg.plan.tags import check_terms, plan_tags, plan_topics
from ssg.plan.withdrawals import plan_withdrawals
from ssg.plan.words import words_of

NEWS_ABOUT_MAX = 5

PLANNERS = (
    plan_news,
    plan_guides,
    plan_bundles,
    plan_places,
    plan_notices,
    plan_pages,
    plan_withdrawals,
    plan_archives,
    plan_columns,
    plan_sections,
    plan_tags,
    plan_topics,
)
"""Each adds pages and can see nobody else's, so their order does not matter."""


@dataclass(frozen=True)
class SiteSources:
    """All that a site is made of, read."""

    config: Config
    registers: Registers
    documents: tuple[Document, ...]
    fingerprint_by_path: dict[str, str]
    """Digest of each document by source path."""
    files: tuple[SourceFile, ...]
    """Every source file below ``content/`` and ``static/``."""
    orphans: tuple[Orphan, ...]
    """Content files without a document; they have been reported, so that whatever names them need not be."""
    theme: Theme
    theme_assets: tuple[FileCopy, ...]


def plan_site(sources: SiteSources, options: BuildOptions) -> tuple[SitePlan, Catalog]:
    """Return the plan of the site at ``options.now``, and the catalog it was made from."""
    catalog = build_catalog(sources.documents, sources.registers, sources.config, options)
    links = resolve_links(catalog, sources.files, sources.orphans)
    scope = make_scope(sources, options, catalog, links)
    bundles = plan_search_bundles(plan_search_records(scope)) if options.search else ()
    home = plan_home(scope)
    redirects, redirect_faults = collect_redirects(scope)
    pages = [home.value, plan_not_found(scope), *(page for planner in PLANNERS for page in planner(scope))]
    if options.search:
        pages.append(plan_search_page(scope, bundles))
    pages += plan_sheets(scope, tuple(pages))
    if sources.config.elder:
        pages = plan_elder(scope, pages)
    html = tuple(pages)
    pages += [*redirect_pages(scope, redirects), *plan_feeds(scope), *plan_sitemaps(scope, html)]
    texts = (plan_json_feed(scope), plan_robots(scope), plan_headers(scope), redirects_file(scope, redirects))
    copies = (*plan_file_copies(sources.files, links.used_files), *sources.theme_assets)
    plan = SitePlan(tuple(pages), texts, copies, bundles, ())
    diagnostics = (
        *links.diagnostics,
        *home.diagnostics,
        *redirect_faults,
        *check_guides(scope),
        # A site built without its search, to save time, has it again when it is published.
        *check_site_links(links.site_links, plan.urls | {"/search/"}),
        *(unused_files(sources.files, links.used_files) if not sources.orphans else ()),
        *misplaced_files(sources.files),
        *check_terms(scope),
        *check_addresses(pages, texts, copies, alias_spans(redirects)),
    )
    return replace(plan, diagnostics=diagnostics), catalog


def make_scope(sources: SiteSources, options: BuildOptions, catalog: Catalog, links: ResolvedLinks) -> Scope:
    registers = sources.registers
    live = {kind: _live(catalog, kind) for kind in Kind}
    return Scope(
        config=sources.config,
        options=options,
        site=_site(sources.config, options),
        words=words_of(sources.theme),
        zone=ZoneInfo(sources.config.timezone),
        catalog=catalog,
        live=live,
        published=tuple(item for item in catalog.items if item.is_published),
        item_by_ref=links.item_by_ref,
        download_by_ref=links.download_by_ref,
        body_by_path=links.body_by_path,
        fingerprint_by_path=sources.fingerprint_by_path,
        path_by_source={item.card.path: document_path(item.document) for item in catalog.items},
        news_about=_news_about(live[Kind.NEWS], links),
        org_by_id={org.id: org for org in registers.orgs},
        column_by_id={column.id: column for column in registers.columns},
        figure_by_id={figure.id: figure for figure in registers.figures},
    )


def _site(config: Config, options: BuildOptions) -> Site:
    return Site(
        title=config.title,
        description=config.description,
        language=config.language,
        base_url=config.base_url,
        base_path=config.base_path,
        notice=config.notice,
        phone=config.phone,
        nav=config.nav,
        footer=config.footer,
        footer_is_government=config.footer_is_government,
        paragraph=config.paragraph,
        noindex=config.noindex,
        has_search=options.search,
    )


def _live(catalog: Catalog, kind: Kind) -> tuple[Item, ...]:
    return tuple(item for item in catalog.items if item.card.kind is kind and item.state is State.LIVE)


def _news_about(news: tuple[Item, ...], links: ResolvedLinks) -> dict[str, tuple[Card, ...]]:
    found: dict[str, tuple[Card, ...]] = {}
    for item in news:
        for ref in item.document.meta.publication.related:
            about = links.item_by_ref.get((item.card.path, ref.target))
            if about and len(found.get(about.card.path, ())) < NEWS_ABOUT_MAX:
                found[about.card.path] = (*found.get(about.card.path, ()), item.card)
    return found
