"""The whole plan: every page of the site with all it needs, before the first is rendered."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.catalog import Catalog, Item, State
from ssg.model.config import BuildOptions, Config
from ssg.model.contexts import Site
from ssg.model.document import Kind
from ssg.model.page import FileCopy, SitePlan
from ssg.model.picture import read_lead
from ssg.model.resolution import LinkFacts, OpenDocument, Resolution
from ssg.model.source import SourceFile
from ssg.model.theme import Theme
from ssg.plan.addresses import check_addresses
from ssg.plan.archives import plan_archives
from ssg.plan.bundles import plan_bundles
from ssg.plan.catalog import end_of_day
from ssg.plan.columns import plan_columns
from ssg.plan.elder import plan_elder
from ssg.plan.feeds import plan_feeds, plan_json_feed
from ssg.plan.file_checks import check_files
from ssg.plan.files import misplaced_files, plan_file_copies, unused_files
from ssg.plan.guide_rules import check_guides
from ssg.plan.guides import plan_guides
from ssg.plan.headers import plan_headers
from ssg.plan.home import plan_home
from ssg.plan.news import plan_news
from ssg.plan.not_found import plan_not_found
from ssg.plan.notices import plan_notices
from ssg.plan.pages import plan_pages
from ssg.plan.pictures import Pictures
from ssg.plan.places import plan_places
from ssg.plan.redirects import alias_spans, collect_redirects, redirect_pages, redirects_file
from ssg.plan.scope import Scope
from ssg.plan.search_bundles import plan_search_bundles
from ssg.plan.search_page import plan_search_page
from ssg.plan.search_records import plan_search_entries
from ssg.plan.sections import plan_sections
from ssg.plan.sheets import check_sheets, plan_sheets
from ssg.plan.site_map import plan_site_map
from ssg.plan.sitemap import listed_pages, plan_robots, plan_sitemaps
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
    plan_site_map,
)
"""Each adds pages and can see nobody else's, so their order does not matter."""


class SiteSources(Struct, frozen=True):
    """All that a site is made of, read and looked up."""

    config: Config
    catalog: Catalog
    opened: Mapping[str, OpenDocument]
    """Documents at hand by source path, fronts too: at least all that are not plain."""
    facts_by_path: Mapping[str, LinkFacts]
    """Of all items."""
    loose_resolutions: tuple[Resolution, ...]
    """Of bodies whose files gave no document."""
    sort_key_by_term: Mapping[str, str]
    """Pinyin by which each tag, topic and area is sorted."""
    files: tuple[SourceFile, ...]
    """Every source file below ``content/`` and ``static/`` that is not read."""
    pictures: Pictures
    """The same, with what they hold."""
    has_orphans: bool
    """Content files without a document have been reported, so that whatever they may use need not be."""
    theme: Theme
    theme_assets: tuple[FileCopy, ...]
    digest: Callable[[object], str]
    """Digest of a value; equal digests, equal values."""


def plan_site(sources: SiteSources, options: BuildOptions) -> SitePlan:
    """Return the plan of the site at ``options.now``."""
    scope = make_scope(sources, options)
    bundles = plan_search_bundles(plan_search_entries(scope)) if options.search else ()
    home = plan_home(scope)
    redirects, redirect_faults = collect_redirects(scope)
    pages = [home.value, plan_not_found(scope), *(page for planner in PLANNERS for page in planner(scope))]
    if options.search:
        pages.append(plan_search_page(scope, bundles))
    pages += plan_sheets(scope, tuple(pages))
    if sources.config.elder:
        pages = plan_elder(scope, pages, sources.opened)
    html = tuple(pages)
    listed = tuple(listed_pages(scope, html))
    pages += [*redirect_pages(scope, redirects), *plan_feeds(scope), *plan_sitemaps(scope, listed)]
    used, shown = used_files(sources), shown_pictures(sources)
    texts = (
        plan_json_feed(scope),
        plan_robots(scope),
        plan_headers(scope, sources.theme),
        redirects_file(scope, redirects),
    )
    published = (*plan_file_copies(sources.files, used), *sources.theme_assets)
    copies, originals = sources.pictures.cleaned(published)
    leads = (lead for facts in sources.facts_by_path.values() if (lead := read_lead(facts.lead)))
    made = tuple(sources.pictures.derivatives(sorted(shown), leads))
    plan = SitePlan(tuple(pages), texts, copies, (*originals, *made), bundles, listed, ())
    diagnostics = (
        *home.diagnostics,
        *redirect_faults,
        *check_guides(scope),
        *check_sheets(html),
        *(unused_files(sources.files, used | shown) if not sources.has_orphans else ()),
        *check_files(published, shown, sources.pictures, sources.config.downloads_max_mb),
        *misplaced_files(sources.files),
        *check_terms(scope),
        *check_addresses(pages, texts, (*copies, *plan.pictures), alias_spans(redirects)),
    )
    return replace(plan, diagnostics=diagnostics)


def used_files(sources: SiteSources) -> frozenset[str]:
    """Return the source paths of the drawings and downloads that some published page uses."""
    loose = (*sources.loose_resolutions, *(sources.opened[front.path].resolution for front in sources.catalog.fronts))
    return frozenset(
        chain(
            chain.from_iterable(facts.used_files for facts in sources.facts_by_path.values()),
            chain.from_iterable(resolution.used_files for resolution in loose),
        )
    )


def shown_pictures(sources: SiteSources) -> frozenset[str]:
    """Return the source paths of the pictures that some published page shows, drawings apart."""
    loose = (*sources.loose_resolutions, *(sources.opened[front.path].resolution for front in sources.catalog.fronts))
    return frozenset(
        chain(
            chain.from_iterable(facts.shown_pictures for facts in sources.facts_by_path.values()),
            chain.from_iterable(resolution.shown_pictures for resolution in loose),
        )
    )


def make_scope(sources: SiteSources, options: BuildOptions) -> Scope:
    """Return what planners may look at."""
    catalog, config = sources.catalog, sources.config
    live: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    published: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in catalog.items:
        if item.state is State.LIVE:
            live[item.card.kind].append(item)
            published[item.card.kind].append(item)
        elif item.state is State.EXPIRED:
            published[item.card.kind].append(item)
    item_by_path = {item.card.path: item for item in catalog.items}
    zone = ZoneInfo(config.timezone)
    site = site_of(config, options)
    return Scope(
        config=config,
        options=options,
        site=site,
        words=words_of(sources.theme),
        zone=zone,
        catalog=catalog,
        live={kind: tuple(items) for kind, items in live.items()},
        published={kind: tuple(items) for kind, items in published.items()},
        item_by_path=item_by_path,
        resolution_by_path={path: opened.resolution for path, opened in sources.opened.items()},
        facts_by_path=sources.facts_by_path,
        pictures=sources.pictures,
        news_about=_news_about(live[Kind.NEWS], sources.facts_by_path),
        sort_key_by_term=sources.sort_key_by_term,
        org_by_id={org.id: org for org in catalog.registers.orgs},
        column_by_id={column.id: column for column in catalog.registers.columns},
        figure_by_id={figure.id: figure for figure in catalog.registers.figures},
        digest=sources.digest,
        site_digest=sources.digest((site, config.timezone)),
        words_digest=sources.digest(sources.theme.strings),
    )


def site_of(config: Config, options: BuildOptions) -> Site:
    """Return the part that is the same on every page."""
    zone = ZoneInfo(config.timezone)
    is_over = config.alert is not None and end_of_day(config.alert.until, zone) <= options.now
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
        alert=None if is_over else config.alert,
    )


def _news_about(news: Iterable[Item], facts_by_path: Mapping[str, LinkFacts]) -> dict[str, tuple[Card, ...]]:
    found: dict[str, tuple[Card, ...]] = {}
    for item in news:
        for path in facts_by_path[item.card.path].related:
            if len(found.get(path, ())) < NEWS_ABOUT_MAX:
                found[path] = (*found.get(path, ()), item.card)
    return found
