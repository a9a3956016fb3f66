"""Tags of news and topics of guides: an index of all, a list for each."""

from collections.abc import Iterator

from ssg.model.card import Card
from ssg.model.contexts import LinkGroup, ListContext, TitledLink
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.listing import Listing, list_pages
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope


def plan_tags(scope: Scope) -> Iterator[Page]:
    """Yield ``/tags/`` and ``/tags/<tag>/`` over everything that carries tags, newest first."""
    cards = [card for kind in Kind for card in scope.cards(kind) if card.tags]
    cards.sort(key=lambda card: card.date.timestamp() if card.date else 0.0, reverse=True)
    by_tag: dict[str, list[Card]] = {}
    for card in cards:
        for tag in card.tags:
            by_tag.setdefault(tag, []).append(card)
    yield from _term_pages(scope, "tags", by_tag, "/news/", "plan.news")


def plan_topics(scope: Scope) -> Iterator[Page]:
    """Yield ``/topics/`` and ``/topics/<topic>/`` over guides and bundles, by pinyin."""
    cards = [*scope.cards(Kind.BUNDLE), *scope.cards(Kind.GUIDE)]
    by_topic: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda card: (card.sort_key, card.path)):
        for topic in card.topics:
            by_topic.setdefault(topic, []).append(card)
    yield from _term_pages(scope, "topics", by_topic, "/guides/", "plan.guides")


def _term_pages(
    scope: Scope, list_name: str, cards_by_term: dict[str, list[Card]], section_url: str, section_key: str
) -> Iterator[Page]:
    if not cards_by_term:
        return
    index_url = f"/{list_name}/"
    heading = scope.words.get(f"plan.{list_name}")
    section = TitledLink(scope.words.get(section_key), section_url)
    links = tuple(
        TitledLink(term, encode_url(term_path(list_name, term)), len(cards))
        for term, cards in sorted(cards_by_term.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )
    facts = HeadFacts(index_url, heading, crumbs=(section,), nav_url=section_url)
    context = ListContext(
        site=scope.site,
        head=make_head(scope, facts),
        kicker="",
        heading=heading,
        intro=None,
        description="",
        links=(LinkGroup(heading, links),),
    )
    yield Page(page_route(index_url), "terms.html", context)
    for term, cards in cards_by_term.items():
        listing = Listing(
            url=term_path(list_name, term),
            heading=term,
            kicker=scope.words.get(f"plan.{list_name}.one"),
            cards=tuple(cards),
            crumbs=(section, TitledLink(heading, index_url)),
            nav_url=section_url,
        )
        yield from list_pages(scope, listing)
