"""Pages made again of what was kept of them, with what an edited article is called now.

Every page that shows an article says so in its record (``origins.py``). What it was made from is compared with the
record first: a page that cannot be made again just as it was is left to a build that looks at everything.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ssg.engine.cache import Cache, OutputOrigin
from ssg.engine.codec import codec_of
from ssg.kept import Desk
from ssg.known import MoreToDoError, Outlines
from ssg.model.card import Card
from ssg.model.contexts import Context, FeedContext, FeedEntry
from ssg.model.outline import Outline
from ssg.model.page import Page, Route, TextFile
from ssg.origins import WHOLE
from ssg.plan import archives, listing, news
from ssg.plan.feeds import FEED, feed_entry, json_feed
from ssg.plan.news import Around, Publisher, article_page
from ssg.plan.outlines import expired
from ssg.plan.words import words_of
from ssg.stages import Keys

T = TypeVar("T", bound=Struct)
NO_OTHERS: Mapping[str, Outline] = MappingProxyType({})


class Remaker:
    """Makes pages of one site again; nothing else of it has changed since the last build but ``outlines.changes``."""

    def __init__(self, desk: Desk, keys: Keys, outlines: Outlines) -> None:
        self._site = desk.site
        self._words = words_of(desk.theme)
        self._keys = keys
        self._outlines = outlines
        org_by_id = {org.id: org for org in desk.registers.orgs}
        self.publisher = Publisher(desk.site, self._words, desk.settings.timezone, org_by_id)

    def article(
        self, origin: OutputOrigin, before: Outline, now: Outline, beside: Mapping[str, Outline] = NO_OTHERS
    ) -> Page:
        """Return the page of an article. Raises MoreToDoError, as all here do.

        origin: of its page as it was.   beside: the articles that are its neighbours now, by the name of the part.
        """
        parts = dict(origin.parts)
        if origin.template != news.TEMPLATE or len(origin.beside) != len(Around._fields):
            raise MoreToDoError
        known = values_of(parts, news.PARTS)
        groups = [
            ((beside[name].card,), beside[name].digest) if name in beside else self._outlines.cards(paths, known[name])
            for name, paths in zip(Around._fields, origin.beside, strict=True)
        ]
        guides, related, older, newer, explains = (cards for cards, _ in groups)
        around = Around(
            guides,
            related,
            older=older[0] if older else None,
            newer=newer[0] if newer else None,
            explains=explains,
        )
        card, card_digest = _marked(before, now, known["card"])
        new = {
            "document": now.document_digest,
            "body": now.body_digest,
            "card": card_digest,
            **{name: joined for name, (_, joined) in zip(Around._fields, groups, strict=True)},
        }
        digests = tuple((known | new)[name] for name in news.PARTS)
        return article_page(self.publisher, card, now.site_path, around, digests)

    def others(self, cache: Cache, own: Iterable[str]) -> Iterator[Page | TextFile]:
        """Yield the outputs that show an article under its new name.

        own: paths of those that are about the edited articles and made anyhow.
        """
        if not self._outlines.changes:
            return
        cards = [change.before.card for change in self._outlines.changes.values()]
        names = {name for card in cards for name in (card.path, card.url, self._site.base_url + card.url)}
        found = cache.find_origins({text for card in cards for text in _in_names(card)})
        shown = [origin for origin in found if origin.path not in own and _shows(origin, names)]
        self._outlines.load(
            path
            for origin in shown
            if origin.template not in WHOLE
            for path in (origin.source, *(path for group in origin.beside for path in group))
            if path
        )
        for origin in shown:
            yield from self._remade(origin, cache)

    def _remade(self, origin: OutputOrigin, cache: Cache) -> Iterator[Page | TextFile]:
        if origin.template == news.TEMPLATE and origin.source:
            outline = self._outlines.now(origin.source)
            yield self.article(origin, outline, outline)
        elif origin.template == listing.TEMPLATE and origin.kept:
            yield self._list(origin)
        elif origin.template in WHOLE:
            yield from self._whole(origin, cache)
        else:
            raise MoreToDoError

    def _list(self, origin: OutputOrigin) -> Page:
        parts = dict(origin.parts)
        flat = [path for group in origin.beside for path in group]
        cards, joined = self._outlines.cards(flat, parts["cards"])
        now = parts | {"cards": joined}
        if "year" in parts:
            rest = iter(cards)
            by_month = tuple(tuple(next(rest) for _ in group) for group in origin.beside)
            return self.year_page(route_of(origin), decoded(archives.KeptYear, origin), by_month, now)
        if parts["intro"]:
            raise MoreToDoError
        return self.list_page(route_of(origin), decoded(listing.KeptList, origin), cards, now)

    def list_page(
        self, route: Route, kept: listing.KeptList, cards: tuple[Card, ...], parts: Mapping[str, str]
    ) -> Page:
        """Return a page of a list without a text above it.   parts: at least what it is made from, by name."""
        digests = tuple(values_of(parts, listing.PARTS).values())
        return Page(route, listing.TEMPLATE, listing.remade_list(self._site, self._words, kept, cards, digests))

    def year_page(
        self,
        route: Route,
        kept: archives.KeptYear,
        cards_by_month: tuple[tuple[Card, ...], ...],
        parts: Mapping[str, str],
    ) -> Page:
        """Return the page of a year.   parts: at least what it is made from, by name."""
        digests = tuple(values_of(parts, archives.PARTS).values())
        recipe = archives.year_recipe(self._site, self._words, kept, cards_by_month, digests)
        return Page(route, listing.TEMPLATE, recipe)

    def _whole(self, origin: OutputOrigin, cache: Cache) -> Iterator[Page | TextFile]:
        before = decoded(WHOLE[origin.template], origin)
        page = self.as_it_was(origin, before)
        now = _with_names(before, self._renamed)
        if now == before:
            return
        yield page._replace(context=now)
        if page.route.url == FEED and isinstance(before, FeedContext):
            yield self.json_feed(before, now, cache)

    def as_it_was(self, origin: OutputOrigin, context: Context) -> Page:
        """Return a page with the context that was kept of it."""
        page = Page(route_of(origin), origin.template, context)
        if self._keys.parts(page) != origin.parts:
            raise MoreToDoError
        return page

    def json_feed(self, before: FeedContext, now: FeedContext, cache: Cache) -> TextFile:
        """Return the feed that holds what the other one does."""
        old = json_feed(self._site, before.entries)
        origin = cache.load_origins([old.route.output_path]).get(old.route.output_path)
        if origin is None or origin.parts != self._keys.parts(old):
            raise MoreToDoError
        return json_feed(self._site, now.entries)

    def _renamed(self, value: Card | FeedEntry) -> Card | FeedEntry:
        """Return what stands for an item now in the place of what stood for it."""
        for change in self._outlines.changes.values():
            if isinstance(value, Card) and value.path == change.before.card.path:
                if value != change.before.card:
                    raise MoreToDoError
                return change.now.card
            if isinstance(value, FeedEntry) and value == feed_entry(self._site, change.before):
                return feed_entry(self._site, change.now)
        return value


def _in_names(card: Card) -> tuple[str, ...]:
    """Return texts of which one stands in each name of an item: one to look for where that will do."""
    own = card.url.strip("/")
    return (own,) if own in card.path else (own, card.path)


def _shows(origin: OutputOrigin, names: set[str]) -> bool:
    return any(not names.isdisjoint(group) for group in origin.beside)


def route_of(origin: OutputOrigin) -> Route:
    """Return where the output is."""
    return Route(dict(origin.parts)["url"], origin.path)


def values_of(parts: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return the digests of some of the parts that a page was made from. Raises MoreToDoError."""
    if not parts.keys() >= set(names):
        raise MoreToDoError
    return {name: parts[name] for name in names}


def decoded(kind: type[T], origin: OutputOrigin) -> T:
    """Return what was kept to make the page again. Raises CodecError."""
    return codec_of(kind).decode(origin.kept.encode("utf-8", "surrogatepass"))


def _marked(before: Outline, now: Outline, known: str) -> tuple[Card, str]:
    """Return the card, live or expired as it was, and its digest."""
    if known == before.digest:
        return now.card, now.digest
    if known == expired(before)[1]:
        return expired(now)
    raise MoreToDoError


def _with_names(value: Any, renamed: Callable[[Card | FeedEntry], Card | FeedEntry]) -> Any:
    """Return a value with all cards and entries in it as ``renamed`` gives them."""
    match value:
        case Card() | FeedEntry():
            return renamed(value)
        case tuple():
            return tuple([_with_names(part, renamed) for part in value])
        case Struct():
            return replace(
                value, **{name: _with_names(getattr(value, name), renamed) for name in value.__struct_fields__}
            )
        case _:
            return value
