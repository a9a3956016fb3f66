"""Atom for the site and each column, and one JSON Feed; summaries only, the page is a click away."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec.structs import replace

from ssg.model.catalog import Item
from ssg.model.contexts import FeedContext, FeedEntry, Site
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.page import Page, TextFile
from ssg.plan.head import absolute_url
from ssg.plan.routes import file_route
from ssg.plan.scope import Scope

FEED = "/feed.xml"
JSON_FEED = "/feed.json"
FEED_ITEMS = 20
EMPTY_FEED_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom needs a date even where there is no entry."""


def plan_feeds(scope: Scope) -> Iterator[Page]:
    """Yield ``/feed.xml`` and ``/columns/<id>/feed.xml``."""
    items = dated_items(scope)
    items_by_column: dict[str, list[Item]] = {}
    for item in items:
        items_by_column.setdefault(item.card.column, []).append(item)
    yield _feed(scope, FEED, scope.config.title, "/", items)
    for column in scope.catalog.registers.columns:
        of_column = items_by_column.get(column.id)
        if of_column:
            base = f"/columns/{column.id}/"
            yield _feed(scope, base + "feed.xml", f"{column.title} - {scope.config.title}", base, tuple(of_column))


def dated_items(scope: Scope) -> tuple[Item, ...]:
    """Return live news and notices, newest first."""
    items = [*scope.live[Kind.NEWS], *scope.live[Kind.NOTICE]]
    return tuple(sorted(items, key=lambda item: -item.outline.moment))


def feed_entry(site: Site, outline: Outline) -> FeedEntry:
    """Return what a feed says of an item; a correction counts as an update."""
    card = outline.card
    published = card.date or EMPTY_FEED_DATE
    return FeedEntry(
        url=absolute_url(site, card.url) or card.url,
        title=card.title,
        summary=card.summary,
        published=published,
        updated=datetime.fromisoformat(outline.modified) if outline.modified else published,
        authors=outline.authors,
        column=card.column_title,
    )


def plan_json_feed(scope: Scope) -> TextFile:
    """Return ``/feed.json``, which holds what ``/feed.xml`` does."""
    return json_feed(scope.site, [feed_entry(scope.site, item.outline) for item in dated_items(scope)[:FEED_ITEMS]])


def json_feed(site: Site, entries: Iterable[FeedEntry]) -> TextFile:
    """Return ``/feed.json`` after JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "description": site.description,
        "language": site.language,
        "home_page_url": absolute_url(site, "/") or "/",
        "feed_url": absolute_url(site, JSON_FEED) or JSON_FEED,
        "items": [
            {
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.summary,
                "date_published": entry.published.isoformat(),
                "date_modified": entry.updated.isoformat(),
                "authors": [{"name": name} for name in entry.authors],
                "tags": [entry.column] if entry.column else [],
            }
            for entry in entries
        ],
    }
    return TextFile(file_route(JSON_FEED), json.dumps(feed, ensure_ascii=False, indent=1) + "\n")


def with_entry(feed: FeedContext, place: int, entry: FeedEntry) -> FeedContext:
    """Return a feed with another entry, ``place`` entries before it."""
    entries = (*feed.entries[:place], entry, *feed.entries[place:])[:FEED_ITEMS]
    return replace(feed, entries=entries, updated=max(entry.updated for entry in entries))


def _feed(scope: Scope, url: str, title: str, page_url: str, items: tuple[Item, ...]) -> Page:
    entries = tuple(feed_entry(scope.site, item.outline) for item in items[:FEED_ITEMS])
    context = FeedContext(
        site=scope.site,
        title=title,
        page_url=absolute_url(scope.site, page_url) or page_url,
        self_url=absolute_url(scope.site, url) or url,
        updated=max((entry.updated for entry in entries), default=EMPTY_FEED_DATE),
        entries=entries,
    )
    return Page(file_route(url), "feed.xml", context)
