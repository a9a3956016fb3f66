"""News articles: one page each, with neighbours, related news and the guides that say what to do."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from zoneinfo import ZoneInfo

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import BodyRef, NewsContext, PhotoView, Site, TitledLink
from ssg.model.document import Kind
from ssg.model.kinds.news import Byline, NewsMeta
from ssg.model.page import Page, Recipe
from ssg.model.stated import Stated
from ssg.plan.bylines import named_bylines
from ssg.plan.head import HeadFacts, absolute_url, article_labels, page_head
from ssg.plan.modified import last_modified
from ssg.plan.neighbours import neighbours_by_path
from ssg.plan.notice_links import explained_notices
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.structured_data import news_article
from ssg.plan.words import Words

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
            around = Around(related.get(item.card.path, ()), older, newer, explained.get(item.card.path, ()))
            yield _page(scope, item, item.document.meta, around)


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


@dataclass(frozen=True, slots=True)
class Around:
    """The items that an article's page leads to because of where it stands among them."""

    related: tuple[Card, ...]
    older: Card | None
    newer: Card | None
    explains: tuple[Card, ...]
    """Notices that name it as their interpretation."""


@dataclass(frozen=True, slots=True)
class Article:
    """All that an article's page is made from, beside its document and the words."""

    site: Site
    card: Card
    bylines: Stated[tuple[Byline, ...]]
    column: TitledLink | None
    body: BodyRef
    photos: tuple[PhotoView, ...]
    guides: tuple[Card, ...]
    related: tuple[Card, ...]
    older: Card | None
    newer: Card | None
    explains: tuple[Card, ...]
    timezone: str


def _page(scope: Scope, item: Item, meta: NewsMeta, around: Around) -> Page:
    document, card = item.document, item.card
    refs = meta.publication.related
    column = scope.column_by_id.get(card.column)
    chosen = scope.find_cards(document, refs, Kind.NEWS, Kind.NOTICE) if refs else ()
    article = Article(
        site=scope.site,
        card=card,
        bylines=named_bylines(scope, meta),
        column=TitledLink(column.title, f"/columns/{column.id}/") if column else None,
        body=scope.body(document),
        photos=_photos(scope, item, meta) if meta.photos else (),
        guides=scope.find_cards(document, refs, Kind.GUIDE, Kind.BUNDLE, Kind.PLACE) if refs else (),
        related=(*chosen, *(o for o in around.related if o not in chosen))[: max(RELATED_MAX, len(chosen))],
        older=around.older,
        newer=around.newer,
        explains=around.explains,
        timezone=scope.config.timezone,
    )
    recipe = Recipe(
        partial(news_context, article, meta, scope.words),
        (("document", scope.fingerprint_by_path[card.path]), *article_parts(article)),
    )
    return Page(page_route(scope.path_by_source[card.path]), "news.html", recipe, card.path)


def article_parts(article: Article) -> tuple[tuple[str, object], ...]:
    return tuple((name, getattr(article, name)) for name in _ARTICLE_FIELDS)


_ARTICLE_FIELDS = tuple(field.name for field in fields(Article))


def news_context(article: Article, meta: NewsMeta, words: Words) -> NewsContext:
    """Return the context of an article's page."""
    meta = replace(meta, bylines=article.bylines)
    publication, card, zone = meta.publication, article.card, ZoneInfo(article.timezone)
    return NewsContext(
        site=article.site,
        head=page_head(article.site, words, _head_facts(article, meta, words)),
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
        photos=article.photos,
        summary=publication.summary,
        body=article.body,
        pinyin=publication.pinyin,
        column=article.column,
        tags=tuple(TitledLink(tag, encode_url(term_path("tags", tag))) for tag in card.tags),
        guides=article.guides,
        related=article.related,
        older=article.older,
        newer=article.newer,
        explains=article.explains,
    )


def _head_facts(article: Article, meta: NewsMeta, words: Words) -> HeadFacts:
    site, card = article.site, article.card
    image = article.photos[0].url if article.photos else ""
    modified = last_modified(meta, ZoneInfo(article.timezone))
    data = news_article(card, meta, absolute_url(site, card.url), absolute_url(site, image), site.language, modified)
    return HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        page_type="article",
        image_url=image,
        crumbs=(TitledLink(words.get("plan.news"), "/news/"), *((article.column,) if article.column else ())),
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
