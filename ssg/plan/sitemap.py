"""sitemap.xml (split at 50,000), the news sitemap, robots.txt. Sitemaps need absolute URLs, so a base_url."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from ssg.model.contexts import FeedEntry, NewsSitemapContext, SitemapContext, SitemapEntry
from ssg.model.document import Kind
from ssg.model.page import Opened, Page, Recipe, TextFile
from ssg.plan.catalog import NEWS_SITEMAP_AGE
from ssg.plan.feeds import feed_entry
from ssg.plan.routes import file_route
from ssg.plan.scope import Scope

SITEMAP = "/sitemap.xml"
TEMPLATE = "sitemap.xml"
SITEMAP_MAX = 50_000
"""Entries in one file, by the sitemaps protocol."""
PARTS = ("base_url", "entries")
"""What a sitemap is made from, in the order of its digests."""

Entry = tuple[str, str]
"""Address of a page, and the day of its last change, ISO 8601; empty = unknown."""


def plan_sitemaps(scope: Scope, entries: Sequence[Entry]) -> Iterator[Page]:
    """Yield the sitemaps over ``listed_pages``; none for a site that has no address, or is not to be found."""
    if not entries:
        return
    if len(entries) <= SITEMAP_MAX:
        yield sitemap_page(scope.config.base_url, SITEMAP, entries, scope.digest)
    else:
        yield from _split(scope, entries)
    recent = tuple(
        feed_entry(scope.site, item.outline)
        for item in scope.live[Kind.NEWS]
        if item.card.date and item.card.date + NEWS_SITEMAP_AGE > scope.options.now
    )
    yield Page(file_route("/news-sitemap.xml"), "news-sitemap.xml", NewsSitemapContext(scope.site, recent))


def _split(scope: Scope, entries: Sequence[Entry]) -> Iterator[Page]:
    parts = []
    for number, start in enumerate(range(0, len(entries), SITEMAP_MAX), 1):
        url = f"/sitemap-{number}.xml"
        parts.append(SitemapEntry(scope.absolute(url), None))
        yield sitemap_page(scope.config.base_url, url, entries[start : start + SITEMAP_MAX], scope.digest)
    yield Page(file_route(SITEMAP), "sitemap-index.xml", SitemapContext(tuple(parts)))


def sitemap_page(base_url: str, url: str, entries: Sequence[Entry], digest: Callable[[object], str]) -> Page:
    """Return one sitemap, at ``url``, of a site at ``base_url``."""
    make = partial(sitemap_context, base_url, entries)
    return Page(file_route(url), TEMPLATE, Recipe(make, PARTS, (base_url, digest(text_of(entries)))))


def text_of(entries: Sequence[Entry]) -> str:
    """Return what a sitemap lists as text, a line each."""
    return "\n".join([f"{address} {day}" for address, day in entries])


def entries_of(text: str) -> list[Entry]:
    """Return the entries of which ``text_of`` made ``text``."""
    parted = (line.partition(" ") for line in text.split("\n")) if text else ()
    return [(address, day) for address, _, day in parted]


def with_entry(sitemap: NewsSitemapContext, place: int, entry: FeedEntry) -> NewsSitemapContext:
    """Return the sitemap of news with another entry, ``place`` entries before it."""
    return replace(sitemap, entries=(*sitemap.entries[:place], entry, *sitemap.entries[place:]))


def sitemap_context(base_url: str, entries: Sequence[Entry], opened: Opened) -> SitemapContext:
    """Return the context of one sitemap."""
    return SitemapContext(
        tuple(SitemapEntry(base_url + url, date.fromisoformat(day) if day else None) for url, day in entries)
    )


def listed_pages(scope: Scope, pages: tuple[Page, ...]) -> list[Entry]:
    """Return those of ``pages`` that may be found, by address.   pages: all HTML pages of the plan."""
    if not scope.config.base_url or scope.config.noindex:
        return []
    modified = {item.card.path: item.outline.modified[:10] for kind in Kind for item in scope.published[kind]}
    return sorted(
        (page.route.url, modified.get(page.source, ""))
        for page in pages
        if page.route.url.endswith("/") and _is_listed(page)
    )


def _is_listed(page: Page) -> bool:
    """Return whether a page may be found; those whose context is not made yet are articles and lists, and may."""
    if isinstance(page.context, Recipe):
        return True
    head = getattr(page.context, "head", None)
    return head is not None and not head.noindex


def plan_robots(scope: Scope) -> TextFile:
    if scope.config.noindex:
        return TextFile(file_route("/robots.txt"), "User-agent: *\nDisallow: /\n")
    lines = ["User-agent: *", "Allow: /", "Disallow: /search/"]
    if scope.config.base_url:
        lines += ["", f"Sitemap: {scope.absolute('/sitemap.xml')}", f"Sitemap: {scope.absolute('/news-sitemap.xml')}"]
    return TextFile(file_route("/robots.txt"), "\n".join(lines) + "\n")
