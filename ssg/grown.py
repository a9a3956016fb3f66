"""The outputs that a new article comes to stand on, each made of what was kept of it.

These are its own page, those of its neighbours, the lists that it stands in, what counts their items, the home page,
feeds and sitemaps. What each was made from is compared with its record first, as in ``remade.py``.

It stands on the front of each list: the numbered pages behind it stay as they are. And it is the newest of each of its
tags: otherwise newer articles would offer it as related.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import TypeVar

from msgspec import Struct

from ssg.engine.digest import digest
from ssg.grown_list import KnownList, Lists, place_in_order
from ssg.kept import LISTED
from ssg.known import MoreToDoError
from ssg.model.contexts import FeedContext, HomeContext, ListContext, NewsSitemapContext
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.page import Page, TextFile
from ssg.newcomer import Newcomer
from ssg.origins import WHOLE
from ssg.plan import feeds, home, news, sitemap, tags
from ssg.plan.catalog import NEWS_SITEMAP_AGE
from ssg.plan.news import Around, article_page
from ssg.plan.routes import file_route, page_route, term_path
from ssg.plan.term_order import order_of_terms
from ssg.remade import Remaker, decoded

T = TypeVar("T", HomeContext, FeedContext, ListContext, NewsSitemapContext)
HOME = "/"
NEWS = "/news/"
TAGS = "/tags/"
NEWS_SITEMAP = "/news-sitemap.xml"


class Grown(Struct, frozen=True):
    entries: tuple[Page | TextFile, ...]
    """What is made, in the order in which it shall appear."""
    added: tuple[str, ...]
    """Paths of those that are new, each of which must have a place of its own."""
    kept: tuple[tuple[str, bytes], ...]
    """Single records for the next build."""


class Grower:
    """Makes what a new article comes to stand on."""

    def __init__(self, lists: Lists, remaker: Remaker, newcomer: Newcomer, pinyin_by_term: Mapping[str, str]) -> None:
        """Prepare for one article.

        lists: of the site, as the last build left them.   pinyin_by_term: by which tags are sorted.
        """
        self._lists, self._desk, self._new = lists, lists.desk, newcomer
        self._remaker = remaker
        self._order = order_of_terms(self._desk.registers, pinyin_by_term)
        self._card = newcomer.item.card

    def grown(self, listed: str, now: datetime) -> Grown:
        """Return the outputs. Raises MoreToDoError when others may have to be made, or some cannot be made again.

        listed: record of what the sitemap lists.   now: the present.
        """
        card, new = self._card, self._new.outline
        if card.topics or card.date is None or len(set(card.tags)) < len(card.tags):
            raise MoreToDoError
        columns = (f"/columns/{card.column}/",) if card.column else ()
        url_by_tag = {tag: term_path("tags", tag) for tag in card.tags}
        year = f"{NEWS}{card.date.year}/"
        urls = (*columns, f"{year}{card.date.month:02}/", *url_by_tag.values())
        feed_urls = (feeds.FEED, *(f"{column}feed.xml" for column in columns))
        paths = [page_route(url).output_path for url in (NEWS, year, HOME, TAGS, *urls)]
        self._lists.load([*paths, *(file_route(url).output_path for url in feed_urls)])
        front = self._lists.at(NEWS)
        list_by_url = {url: self._lists.at(url) for url in urls}
        by_tag = {tag: list_by_url[url] for tag, url in url_by_tag.items()}
        if any(known.place_of(new) or known.kept.heading.heading != tag for tag, known in by_tag.items()):
            raise MoreToDoError
        links = front.links_with((*columns, year), (TAGS,) if card.tags else ())
        own = self._own_page(front, by_tag.values())
        pages = [
            *(own, *self._neighbours(front)),
            *(page for known in list_by_url.values() for page in self._lists.grown(known, new)),
            *(*self._lists.grown(front, new, links), self._lists.grown_year(year, new)),
            *(*self._tags(), *self._home(front)),
        ]
        list_by_feed = dict(zip(feed_urls, (front, *(list_by_url[url] for url in columns)), strict=True))
        in_feeds = [entry for url, known in list_by_feed.items() for entry in self._feed(url, known)]
        to_come = [path for known in (front, *list_by_url.values()) for path in self._lists.page_to_come(known)]
        added = (own.route.output_path, *to_come)
        new_pages = [page for page in pages if page.route.output_path in added]
        maps, kept = self._sitemaps(front, listed, new_pages, now)
        return Grown(
            entries=(*pages, *in_feeds, *maps),
            added=added,
            kept=kept,
        )

    def _own_page(self, front: KnownList, tag_lists: Iterable[KnownList]) -> Page:
        outline = self._new.outline
        related = _related(tag_lists)
        newer, older = self._beside(front)
        around = Around(
            (),
            tuple([other.card for other in related]),
            older.card if older else None,
            newer.card if newer else None,
            (),
        )
        known = {
            "site": front.parts["site"],
            "document": outline.document_digest,
            "body": outline.body_digest,
            "card": outline.digest,
            "links": self._new.remembered.facts.digest,
            "related": "".join([other.digest for other in related]),
            "older": older.digest if older else "",
            "newer": newer.digest if newer else "",
        }
        digests = tuple(known.get(name, "") for name in news.PARTS)
        return article_page(self._remaker.publisher, self._card, outline.site_path, around, digests)

    def _beside(self, front: KnownList) -> tuple[Outline | None, Outline | None]:
        """Return the articles after and before the new one."""
        place, others = front.place_of(self._new.outline), front.outlines
        return others[place - 1] if place else None, others[place] if place < len(others) else None

    def _neighbours(self, front: KnownList) -> Iterator[Page]:
        """Yield the pages that lead to the new one as the next or the one before."""
        for outline, part in zip(self._beside(front), ("older", "newer"), strict=True):
            if outline is not None:
                origin = self._lists.origin(page_route(outline.site_path).output_path)
                yield self._remaker.article(origin, outline, outline, {part: self._new.outline})

    def _tags(self) -> Iterator[Page]:
        if self._card.tags:
            page, before = self._whole(page_route(TAGS).output_path, ListContext)
            now = tags.index_with_one_more(before, self._card.tags, self._order)
            if now is None:
                raise MoreToDoError
            yield page._replace(context=now)

    def _home(self, front: KnownList) -> Iterator[Page]:
        outlines = chain(front.with_one_more(self._new.outline), self._lists.behind(front))
        cards = [outline.card for outline in islice(outlines, home.NEWS_MAX + 1)]
        page, before = self._whole(page_route(HOME).output_path, HomeContext)
        now = home.with_news(before, self._desk.registers, cards)
        if now != before:
            yield page._replace(context=now)

    def _feed(self, url: str, known: KnownList) -> Iterator[Page | TextFile]:
        """Yield a feed with the new article, if it is new enough.   known: list of the same news, without notices."""
        new, site = self._new.outline, self._desk.site
        page, before = self._whole(file_route(url).output_path, FeedContext)
        entry = feeds.feed_entry(site, new)
        # At one moment news come before notices, and of news one path before the other.
        first = {feeds.feed_entry(site, other).url for other in known.outlines[: known.place_of(new)]}
        newer = [
            other.published > entry.published or (other.published == entry.published and other.url in first)
            for other in before.entries
        ]
        now = feeds.with_entry(before, newer.count(True), entry)
        if now != before:
            yield page._replace(context=now)
            if url == feeds.FEED:
                yield self._remaker.json_feed(before, now, self._lists.cache)

    def _sitemaps(
        self, front: KnownList, listed: str, added: Iterable[Page], now: datetime
    ) -> tuple[list[Page], tuple[tuple[str, bytes], ...]]:
        site, modified = self._desk.site, self._new.outline.modified[:10]
        if not site.base_url or site.noindex:
            return [], ()
        origin = self._lists.origin(file_route(sitemap.SITEMAP).output_path)
        if origin.template != sitemap.TEMPLATE or dict(origin.parts)["entries"] != digest(listed):
            raise MoreToDoError
        entries = sitemap.entries_of(listed)
        for page in added:
            insort(entries, (page.route.url, modified if page.source else ""))
        if len(entries) > sitemap.SITEMAP_MAX:
            raise MoreToDoError
        maps = [sitemap.sitemap_page(site.base_url, sitemap.SITEMAP, entries, digest)]
        if self._card.date is not None and self._card.date + NEWS_SITEMAP_AGE > now:
            page, before = self._whole(file_route(NEWS_SITEMAP).output_path, NewsSitemapContext)
            # It lists the news of two days, so all that are newer.
            place = front.place_of(self._new.outline)
            entry = feeds.feed_entry(site, self._new.outline)
            maps.append(page._replace(context=sitemap.with_entry(before, place, entry)))
        return maps, ((LISTED, sitemap.text_of(entries).encode()),)

    def _whole(self, path: str, kind: type[T]) -> tuple[Page, T]:
        """Return a page as it was, and its context, which was kept."""
        origin = self._lists.origin(path)
        if WHOLE.get(origin.template) is not kind:
            raise MoreToDoError
        before = decoded(kind, origin)
        page = self._remaker.as_it_was(origin, before)
        return page, before


def _related(tag_lists: Iterable[KnownList]) -> list[Outline]:
    """Return the related articles of one that is newer than all of these lists, as ``news.related_indexes`` does."""
    recents = [_recent(each) for each in tag_lists]
    ordered = sorted({o.card.path: o for recent in recents for o in recent}.values(), key=place_in_order)
    index_by_path = {outline.card.path: index for index, outline in enumerate(ordered)}
    others = [index_by_path[outline.card.path] for recent in recents for outline in recent]
    return [ordered[index] for index in news.most_shared(others)]


def _recent(tagged: KnownList) -> Sequence[Outline]:
    """Return the newest articles of a tag, as many as may be related. Raises MoreToDoError when others may be."""
    found = [outline for outline in tagged.outlines if outline.card.kind is Kind.NEWS]
    if len(found) < news.RELATED_MAX and tagged.kept.numbered:
        raise MoreToDoError
    return found[: news.RELATED_MAX]
