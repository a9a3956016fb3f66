"""News articles: one page each, with neighbours, related news and the guides that say what to do."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import NewsContext, PhotoView, TitledLink
from ssg.model.document import Kind
from ssg.model.kinds.news import NewsMeta
from ssg.model.page import Page
from ssg.plan.bylines import named_bylines
from ssg.plan.head import HeadFacts, article_labels, make_head
from ssg.plan.modified import last_modified
from ssg.plan.neighbours import neighbours_by_path
from ssg.plan.notice_links import explained_notices
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.structured_data import news_article

RELATED_MAX = 5


def plan_news(scope: Scope) -> Iterator[Page]:
    """Yield the page of every published news item."""
    live = scope.live.get(Kind.NEWS, ())
    explained = explained_notices(scope)
    neighbours = neighbours_by_path(tuple(item.card for item in live))
    related = related_by_path(live)
    for item in scope.published:
        if isinstance(item.document.meta, NewsMeta):
            older, newer = neighbours.get(item.card.path, (None, None))
            meta = replace(item.document.meta, bylines=named_bylines(scope, item.document.meta))
            yield _page(scope, item, meta, related.get(item.card.path, ()), older, newer, explained)


def related_by_path(items: tuple[Item, ...]) -> dict[str, tuple[Card, ...]]:
    """Return for each item up to five older ones that share most tags with it, newer ones first among equals.

    items: newest first. Only older items are offered, so that a new item never re-renders an old page.
    """
    recent_by_tag: dict[str, deque[int]] = {}
    related: dict[str, tuple[Card, ...]] = {}
    for index in range(len(items) - 1, -1, -1):
        card = items[index].card
        shared = Counter(other for tag in card.tags for other in recent_by_tag.get(tag, ()))
        best = sorted(shared, key=lambda other: (-shared[other], other))[:RELATED_MAX]
        related[card.path] = tuple(items[other].card for other in best)
        for tag in card.tags:
            recent_by_tag.setdefault(tag, deque(maxlen=RELATED_MAX)).append(index)
    return related


def _page(
    scope: Scope,
    item: Item,
    meta: NewsMeta,
    related: tuple[Card, ...],
    older: Card | None,
    newer: Card | None,
    explained: dict[str, tuple[Card, ...]],
) -> Page:
    document, card = item.document, item.card
    publication = meta.publication
    column = scope.column_by_id.get(card.column)
    column_link = TitledLink(column.title, f"/columns/{column.id}/") if column else None
    photos = _photos(scope, item, meta)
    chosen = scope.find_cards(document, publication.related, Kind.NEWS, Kind.NOTICE)
    context = NewsContext(
        site=scope.site,
        head=make_head(scope, _head_facts(scope, item, meta, column_link, photos)),
        card=card,
        headline=meta.headline,
        bylines=meta.bylines,
        source=meta.source,
        dateline=meta.dateline,
        event_date=meta.event_date,
        published=card.date,
        updated=publication.updated.astimezone(scope.zone) if publication.updated else None,
        expires=publication.expires.astimezone(scope.zone) if publication.expires else None,
        corrections=meta.corrections,
        changes=publication.changes,
        photos=photos,
        summary=publication.summary,
        body=scope.body(document),
        pinyin=publication.pinyin,
        column=column_link,
        tags=tuple(TitledLink(tag, encode_url(term_path("tags", tag))) for tag in card.tags),
        guides=scope.find_cards(document, publication.related, Kind.GUIDE, Kind.BUNDLE, Kind.PLACE),
        related=(*chosen, *(other for other in related if other not in chosen))[: max(RELATED_MAX, len(chosen))],
        older=older,
        newer=newer,
        explains=explained.get(card.path, ()),
    )
    return Page(page_route(scope.path_by_source[card.path]), "news.html", context, card.path)


def _head_facts(
    scope: Scope, item: Item, meta: NewsMeta, column: TitledLink | None, photos: tuple[PhotoView, ...]
) -> HeadFacts:
    card = item.card
    image = photos[0].url if photos else ""
    modified = last_modified(meta, scope.zone)
    data = news_article(card, meta, scope.absolute(card.url), scope.absolute(image), scope.config.language, modified)
    return HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        page_type="article",
        image_url=image,
        crumbs=(TitledLink(scope.words.get("plan.news"), "/news/"), *((column,) if column else ())),
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


def _photos(scope: Scope, item: Item, meta: NewsMeta) -> tuple[PhotoView, ...]:
    found = ((photo, scope.download(item.document, photo.src)) for photo in meta.photos)
    return tuple(
        PhotoView(download.url, photo.alt, photo.caption, photo.credit) for photo, download in found if download
    )
