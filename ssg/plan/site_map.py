"""/site-map/: every part of the site on one page, which government sites have in their footer (readers R-47)."""

from collections.abc import Iterable, Iterator

from ssg.model.card import Card
from ssg.model.contexts import LinkGroup, ListContext, TitledLink
from ssg.model.document import FOLDER_BY_KIND, Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.sections import doors
from ssg.plan.term_order import term_order

SITE_MAP_URL = "/site-map/"


def plan_site_map(scope: Scope) -> Iterator[Page]:
    """Yield the one page. It names no news, which would make each article another site map."""
    heading = scope.words.get("plan.site_map")
    groups = (
        LinkGroup(scope.words.get("plan.news"), tuple(_news(scope))),
        LinkGroup(scope.words.get("plan.guides"), tuple(_guides(scope))),
        LinkGroup(scope.words.get("plan.topics"), tuple(_topics(scope))),
        *(_items(scope, kind) for kind in (Kind.BUNDLE, Kind.PLACE, Kind.PAGE)),
        LinkGroup(scope.words.get("plan.notices"), tuple(_notices(scope))),
        LinkGroup(scope.words.get("plan.feeds"), (TitledLink(scope.words.get("plan.feeds.atom"), "/feed.xml"),)),
    )
    context = ListContext(
        site=scope.site,
        head=make_head(scope, HeadFacts(SITE_MAP_URL, heading)),
        kicker="",
        heading=heading,
        intro=None,
        description="",
        links=tuple(group for group in groups if group.links),
    )
    yield Page(page_route(SITE_MAP_URL), "site-map.html", context)


def _news(scope: Scope) -> Iterator[TitledLink]:
    yield TitledLink(scope.words.get("plan.all_news"), "/news/")
    used = {item.card.column for item in scope.live[Kind.NEWS]}
    for column in scope.catalog.registers.columns:
        if column.id in used:
            yield TitledLink(column.title, f"/columns/{column.id}/")


def _guides(scope: Scope) -> Iterator[TitledLink]:
    yield TitledLink(scope.words.get("plan.guides"), "/guides/")
    yield from (TitledLink(door.title, door.url) for door in doors(scope))
    if scope.cards(Kind.GUIDE):
        yield TitledLink(scope.words.get("plan.a_to_z"), "/guides/a-z/")
    yield from _links(scope.cards(Kind.GUIDE))


def _topics(scope: Scope) -> Iterator[TitledLink]:
    cards = (*scope.cards(Kind.BUNDLE), *scope.cards(Kind.GUIDE))
    for topic in sorted({topic for card in cards for topic in card.topics}, key=term_order(scope)):
        yield TitledLink(topic, encode_url(term_path("topics", topic)))


def _items(scope: Scope, kind: Kind) -> LinkGroup:
    return LinkGroup(scope.words.get(f"plan.{FOLDER_BY_KIND[kind]}"), _links(scope.cards(kind)))


def _notices(scope: Scope) -> Iterator[TitledLink]:
    if scope.live[Kind.NOTICE]:
        yield TitledLink(scope.words.get("plan.notices"), "/notices/")


def _links(cards: Iterable[Card]) -> tuple[TitledLink, ...]:
    ordered = sorted(cards, key=lambda card: (card.sort_key, card.path))
    return tuple(TitledLink(card.title, card.url) for card in ordered)
