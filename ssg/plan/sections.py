"""Fronts of the undated sections: guides (with A–Z), bundles, places, notices, pages."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ssg.model.card import Card
from ssg.model.contexts import Group, LinkGroup, ListContext, TitledLink
from ssg.model.document import FOLDER_BY_KIND, Document, Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, column_labels, make_head
from ssg.plan.listing import Heading, list_pages
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.term_order import term_order

PERSONAL = ("自然人", "个人")
"""Audiences that go through the door 个人; all others go through 企业."""


def plan_sections(scope: Scope) -> Iterator[Page]:
    """Yield the fronts of all sections but news (see archives.py), ``/guides/a-z/`` and a page for each door."""
    yield _directory(scope, Kind.GUIDE, doors(scope), _topic_links(scope))
    if scope.cards(Kind.GUIDE):
        yield _a_to_z(scope)
    yield from (_door_page(scope, door) for door in doors(scope))
    for kind, groups in ((Kind.BUNDLE, _one_group(scope, Kind.BUNDLE)), (Kind.PLACE, _places_by_area(scope))):
        if scope.cards(kind) or _front(scope, kind):
            yield _directory(scope, kind, groups, ())
    if scope.cards(Kind.NOTICE) or _front(scope, Kind.NOTICE):
        yield from _notices(scope)
    if _front(scope, Kind.PAGE):
        yield _directory(scope, Kind.PAGE, _one_group(scope, Kind.PAGE), ())


def doors(scope: Scope) -> tuple[Group, ...]:
    """Return guides and bundles by who they are for: 个人 and 企业; one for both stands in both."""
    cards = _by_pinyin((*scope.cards(Kind.BUNDLE), *scope.cards(Kind.GUIDE)))
    personal = tuple(card for card in cards if not card.audience or any(name in PERSONAL for name in card.audience))
    business = tuple(card for card in cards if any(name not in PERSONAL for name in card.audience))
    doors = (
        Group(scope.words.get("plan.door.personal"), "/guides/personal/", personal),
        Group(scope.words.get("plan.door.business"), "/guides/business/", business),
    )
    return tuple(group for group in doors if group.cards)


def _by_pinyin(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (card.sort_key, card.path)))


def _front(scope: Scope, kind: Kind) -> Document | None:
    return next((front for front in scope.catalog.fronts if front.kind is kind), None)


def _one_group(scope: Scope, kind: Kind) -> tuple[Group, ...]:
    return (Group("", "", _by_pinyin(scope.cards(kind))),)


def _places_by_area(scope: Scope) -> tuple[Group, ...]:
    """Return places by street or township, then by kind: a list, never only a map (content-model §7)."""
    order = term_order(scope)
    cards = sorted(
        scope.cards(Kind.PLACE), key=lambda card: (order(card.area), card.place_kind, card.sort_key, card.path)
    )
    return tuple(Group(label, "", tuple(group)) for label, group in groupby(cards, key=_area_label))


def _area_label(card: Card) -> str:
    return " ".join(part for part in (card.area, card.place_kind) if part)


def _topic_links(scope: Scope) -> tuple[LinkGroup, ...]:
    cards = (*scope.cards(Kind.BUNDLE), *scope.cards(Kind.GUIDE))
    topics = sorted({topic for card in cards for topic in card.topics}, key=term_order(scope))
    links = tuple(
        TitledLink(topic, encode_url(term_path("topics", topic)), sum(topic in card.topics for card in cards))
        for topic in topics
    )
    letters = TitledLink(scope.words.get("plan.a_to_z"), "/guides/a-z/") if scope.cards(Kind.GUIDE) else None
    groups = (
        LinkGroup(scope.words.get("plan.topics"), links),
        LinkGroup(scope.words.get("plan.more"), (letters,) if letters else ()),
    )
    return tuple(group for group in groups if group.links)


def _directory(scope: Scope, kind: Kind, groups: tuple[Group, ...], links: tuple[LinkGroup, ...]) -> Page:
    front = _front(scope, kind)
    url = f"/{FOLDER_BY_KIND[kind]}/"
    heading = front.meta.publication.title if front else scope.words.get(f"plan.{FOLDER_BY_KIND[kind]}")
    description = front.meta.publication.summary if front else ""
    context = ListContext(
        site=scope.site,
        head=make_head(
            scope, HeadFacts(url, heading, description, nav_url=url, labels=column_labels(heading, description))
        ),
        kicker="",
        heading=heading,
        intro=scope.body(front) if front else None,
        description=description,
        groups=groups,
        links=links,
    )
    return Page(page_route(url), "directory.html", context, front.path if front else "")


def _door_page(scope: Scope, door: Group) -> Page:
    """Return the landing page of one audience: its guides and bundles by topic, those without one last."""
    topics = sorted({topic for card in door.cards for topic in card.topics}, key=term_order(scope))
    groups = [
        Group(topic, encode_url(term_path("topics", topic)), tuple(card for card in door.cards if topic in card.topics))
        for topic in topics
    ]
    others = tuple(card for card in door.cards if not card.topics)
    if others:
        groups.append(Group(scope.words.get("plan.more") if groups else "", "", others))
    crumbs = (TitledLink(scope.words.get("plan.guides"), "/guides/"),)
    facts = HeadFacts(door.url, door.title, crumbs=crumbs, nav_url="/guides/", labels=column_labels(door.title, ""))
    context = ListContext(
        site=scope.site,
        head=make_head(scope, facts),
        kicker=scope.words.get("plan.guides"),
        heading=door.title,
        intro=None,
        description="",
        groups=tuple(groups),
    )
    return Page(page_route(door.url), "directory.html", context)


def _a_to_z(scope: Scope) -> Page:
    cards = sorted(
        (*scope.cards(Kind.GUIDE), *scope.cards(Kind.BUNDLE), *scope.cards(Kind.PLACE)),
        key=lambda card: (card.initial, card.sort_key, card.path),
    )
    groups = tuple(Group(letter, "", tuple(group)) for letter, group in groupby(cards, key=lambda card: card.initial))
    heading = scope.words.get("plan.a_to_z")
    crumbs = (TitledLink(scope.words.get("plan.guides"), "/guides/"),)
    context = ListContext(
        site=scope.site,
        head=make_head(scope, HeadFacts("/guides/a-z/", heading, crumbs=crumbs, nav_url="/guides/")),
        kicker="",
        heading=heading,
        intro=None,
        description="",
        groups=groups,
    )
    return Page(page_route("/guides/a-z/"), "directory.html", context)


def _notices(scope: Scope) -> Iterator[Page]:
    front = _front(scope, Kind.NOTICE)
    heading = Heading(
        url="/notices/",
        heading=front.meta.publication.title if front else scope.words.get("plan.notices"),
        kicker="",
        description=front.meta.publication.summary if front else "",
        nav_url="/notices/",
        labels=column_labels(scope.words.get("plan.notices"), ""),
    )
    yield from list_pages(scope, heading, scope.live[Kind.NOTICE], intro=front)
