"""News articles: one page each, with neighbours, related news and the guides that say what to do.

There are many of them and few change, so each page is a recipe: what it is made from is told by digests, and its
context is made when it is rendered.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.catalog import Item, State
from ssg.model.contexts import NewsContext, PhotoView, Site, TitledLink
from ssg.model.document import Kind
from ssg.model.kinds.news import NewsMeta
from ssg.model.page import Opened, Page, Recipe, Route
from ssg.model.registers import Org
from ssg.model.resolution import Resolution
from ssg.plan.bylines import named_bylines
from ssg.plan.head import HeadFacts, absolute_url, article_labels, page_head
from ssg.plan.links import body_ref, photo_view
from ssg.plan.modified import last_modified
from ssg.plan.notice_links import explained_notices
from ssg.plan.routes import encode_url, term_path
from ssg.plan.scope import Scope
from ssg.plan.structured_data import news_article
from ssg.plan.words import Words

RELATED_MAX = 5
TEMPLATE = "news.html"
PARTS = ("site", "document", "body", "card", "links", "guides", "related", "older", "newer", "explains")
"""What an article's page is made from, in the order of its digests."""
_HOW_TO = (Kind.GUIDE, Kind.BUNDLE, Kind.PLACE)
_TO_READ = (Kind.NEWS, Kind.NOTICE)


class Publisher(Struct, frozen=True):
    """What the pages of all articles have in common."""

    site: Site
    words: Words
    timezone: str
    org_by_id: Mapping[str, Org]


class Around(NamedTuple):
    """The items that an article's page shows beside it."""

    guides: tuple[Card, ...]
    related: tuple[Card, ...]
    older: Card | None
    newer: Card | None
    explains: tuple[Card, ...]
    """Notices that name it as their interpretation."""


def plan_news(scope: Scope) -> Iterator[Page]:
    """Yield the page of every published news item."""
    live = scope.live[Kind.NEWS]
    related = related_indexes([item.card.tags for item in live])
    explained = explained_notices(scope)
    publisher = Publisher(scope.site, scope.words, scope.config.timezone, scope.org_by_id)
    last, index = len(live) - 1, -1
    for item in scope.published[Kind.NEWS]:
        older = newer = None
        alike: list[Item] = []
        # An expired one keeps its page, outside the row of the others.
        if item.state is State.LIVE:
            index += 1
            alike = [live[other] for other in related[index]]
            older = live[index + 1] if index < last else None
            newer = live[index - 1] if index else None
        named = scope.facts_by_path[item.card.path].related
        guides, alike = _chosen(scope, named, alike) if named else ((), alike)
        yield _page(scope, publisher, item, guides, alike, older, newer, explained.get(item.card.path, ()))


def _chosen(scope: Scope, paths: tuple[str, ...], alike: list[Item]) -> tuple[tuple[Item, ...], list[Item]]:
    """Return the guides that an editor named, and what else is to be read: what the editor named comes first."""
    items = [item for item in (scope.item_by_path[path] for path in paths) if item.is_published]
    to_read = [item for item in items if item.card.kind in _TO_READ]
    others = [item for item in alike if item not in to_read]
    guides = tuple(item for item in items if item.card.kind in _HOW_TO)
    return guides, [*to_read, *others][: max(RELATED_MAX, len(to_read))]


def related_indexes(tags_by_item: list[tuple[str, ...]]) -> list[list[int]]:
    """Return for each item the indexes of up to five older ones that share most tags with it, newer ones first.

    tags_by_item: newest first. Only older items are offered, so that a new item never re-renders an old page.
    """
    recent_by_tag: defaultdict[str, deque[int]] = defaultdict(partial(deque, maxlen=RELATED_MAX))
    found: list[list[int]] = [[]] * len(tags_by_item)
    for index in range(len(tags_by_item) - 1, -1, -1):
        recents = [recent_by_tag[tag] for tag in tags_by_item[index]]
        others = [other for recent in recents for other in recent]
        if others:
            found[index] = most_shared(others)
        for recent in recents:
            recent.append(index)
    return found


def most_shared(others: list[int]) -> list[int]:
    """Return up to five of ``others``: first those that occur most often, then the smaller index, the newer item."""
    others.sort()
    if len(set(others)) == len(others):
        # As most do: they share one tag each.
        return others[:RELATED_MAX]
    counts = Counter(others)
    return sorted(counts, key=lambda other: (-counts[other], other))[:RELATED_MAX]


def _page(
    scope: Scope,
    publisher: Publisher,
    item: Item,
    guides: tuple[Item, ...],
    related: list[Item],
    older: Item | None,
    newer: Item | None,
    explains: tuple[Item, ...],
) -> Page:
    card, outline = item.card, item.outline
    around = Around(
        tuple([guide.card for guide in guides]) if guides else (),
        tuple([other.card for other in related]),
        older.card if older else None,
        newer.card if newer else None,
        tuple([notice.card for notice in explains]) if explains else (),
    )
    digests = (
        scope.site_digest,
        outline.document_digest,
        outline.body_digest,
        item.digest,
        scope.facts_by_path[card.path].digest,
        "".join([guide.digest for guide in guides]),
        "".join([other.digest for other in related]),
        older.digest if older else "",
        newer.digest if newer else "",
        "".join([notice.digest for notice in explains]),
    )
    return article_page(publisher, card, outline.site_path, around, digests)


def article_page(publisher: Publisher, card: Card, site_path: str, around: Around, digests: tuple[str, ...]) -> Page:
    """Return the page of an article.

    site_path: of the page, not encoded.   digests: of ``PARTS``.
    """
    recipe = Recipe(partial(news_context, publisher, card, around), PARTS, digests, (card.path,), around)
    return Page(Route(card.url, f"{site_path[1:]}index.html"), TEMPLATE, recipe, card.path)


def news_context(publisher: Publisher, card: Card, around: Around, opened: Opened) -> NewsContext:
    """Return the context of an article's page.

    opened: holds the article's document.
    """
    document, resolution = opened[card.path].document, opened[card.path].resolution
    assert isinstance(document.meta, NewsMeta)
    meta = replace(document.meta, bylines=named_bylines(publisher.org_by_id, document.meta))
    publication, zone = meta.publication, ZoneInfo(publisher.timezone)
    column = TitledLink(card.column_title, f"/columns/{card.column}/") if card.column else None
    return NewsContext(
        site=publisher.site,
        head=page_head(
            publisher.site, publisher.words, _head_facts(publisher, card, meta, column, resolution.share_url)
        ),
        card=card,
        headline=meta.headline,
        bylines=meta.bylines,
        source=meta.source,
        dateline=meta.dateline,
        event_date=meta.event_date,
        published=card.date,
        updated=publication.updated.astimezone(zone) if publication.updated else None,
        expires=publication.expires.astimezone(zone) if publication.expires else None,
        corrections=meta.corrections,
        changes=publication.changes,
        photos=_photos(meta, resolution),
        summary=publication.summary,
        body=body_ref(document.body, resolution),
        pinyin=publication.pinyin,
        column=column,
        tags=tuple(TitledLink(tag, encode_url(term_path("tags", tag))) for tag in card.tags),
        guides=around.guides,
        related=around.related,
        older=around.older,
        newer=around.newer,
        explains=around.explains,
    )


def _head_facts(publisher: Publisher, card: Card, meta: NewsMeta, column: TitledLink | None, image: str) -> HeadFacts:
    site, words = publisher.site, publisher.words
    modified = last_modified(meta, ZoneInfo(publisher.timezone))
    image_url = absolute_url(site, image) if image else ""
    data = news_article(card, meta, absolute_url(site, card.url), image_url, site.language, modified)
    return HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        page_type="article",
        image_url=image,
        crumbs=(TitledLink(words.get("plan.news"), "/news/"), *((column,) if column else ())),
        nav_url="/news/",
        labels=_labels(card, meta),
        data=(data,),
    )


def _labels(card: Card, meta: NewsMeta) -> tuple[tuple[str, str], ...]:
    """Page labels of an article (R-42); values equal what the reader sees."""
    labels = [*article_labels(card, card.column_title)]
    if meta.source and isinstance(meta.source.name, str):
        labels.append(("ContentSource", meta.source.name))
    if card.tags:
        labels.append(("Keywords", ";".join(card.tags)))
    return tuple(labels)


def _photos(meta: NewsMeta, resolution: Resolution) -> tuple[PhotoView, ...]:
    found = (photo_view(photo, resolution, is_first=index == 0) for index, photo in enumerate(meta.photos))
    return tuple(view for view in found if view)
