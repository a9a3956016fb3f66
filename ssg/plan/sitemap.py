"""sitemap.xml (split at 50,000), the news sitemap, robots.txt. Sitemaps need absolute URLs, so a base_url."""

from collections.abc import Iterator
from datetime import date

from ssg.model.contexts import NewsSitemapContext, SitemapContext, SitemapEntry
from ssg.model.document import Kind
from ssg.model.page import Page, Recipe, TextFile
from ssg.plan.catalog import NEWS_SITEMAP_AGE
from ssg.plan.feeds import entry_of
from ssg.plan.modified import last_modified
from ssg.plan.routes import file_route
from ssg.plan.scope import Scope

SITEMAP_MAX = 50_000
"""Entries in one file, by the sitemaps protocol."""


def plan_sitemaps(scope: Scope, pages: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the sitemaps over ``pages``, all HTML pages of the plan."""
    if not scope.config.base_url or scope.config.noindex:
        return
    entries = tuple(_entries(scope, pages))
    if len(entries) <= SITEMAP_MAX:
        yield Page(file_route("/sitemap.xml"), "sitemap.xml", SitemapContext(entries))
    else:
        yield from _split(scope, entries)
    recent = tuple(
        entry_of(scope, item)
        for item in scope.live.get(Kind.NEWS, ())
        if item.card.date and item.card.date + NEWS_SITEMAP_AGE > scope.options.now
    )
    yield Page(file_route("/news-sitemap.xml"), "news-sitemap.xml", NewsSitemapContext(scope.site, recent))


def _split(scope: Scope, entries: tuple[SitemapEntry, ...]) -> Iterator[Page]:
    parts = []
    for number, start in enumerate(range(0, len(entries), SITEMAP_MAX), 1):
        url = f"/sitemap-{number}.xml"
        parts.append(SitemapEntry(scope.absolute(url), None))
        yield Page(file_route(url), "sitemap.xml", SitemapContext(entries[start : start + SITEMAP_MAX]))
    yield Page(file_route("/sitemap.xml"), "sitemap-index.xml", SitemapContext(tuple(parts)))


def _entries(scope: Scope, pages: tuple[Page, ...]) -> Iterator[SitemapEntry]:
    modified = _modified_by_source(scope)
    for page in sorted(pages, key=lambda page: page.route.url):
        if page.route.url.endswith("/") and _is_listed(page):
            yield SitemapEntry(scope.absolute(page.route.url), modified.get(page.source))


def _is_listed(page: Page) -> bool:
    """Return whether a page may be found; those whose context is not made yet are articles, and may."""
    head = getattr(page.context, "head", None)
    return isinstance(page.context, Recipe) or (head is not None and not head.noindex)


def _modified_by_source(scope: Scope) -> dict[str, date]:
    modified = {}
    for item in scope.published:
        moment = last_modified(item.document.meta, scope.zone)
        if moment:
            modified[item.card.path] = moment.date()
    return modified


def plan_robots(scope: Scope) -> TextFile:
    if scope.config.noindex:
        return TextFile(file_route("/robots.txt"), "User-agent: *\nDisallow: /\n")
    lines = ["User-agent: *", "Allow: /", "Disallow: /search/"]
    if scope.config.base_url:
        lines += ["", f"Sitemap: {scope.absolute('/sitemap.xml')}", f"Sitemap: {scope.absolute('/news-sitemap.xml')}"]
    return TextFile(file_route("/robots.txt"), "\n".join(lines) + "\n")
