"""Tags of news and topics of guides: an index of all, a list for each."""

from collections.abc import Iterable, Iterator

from ssg.model.card import Card
from ssg.model.contexts import LinkGroup, ListContext, TitledLink
from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.listing import Listing, list_pages
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.term_order import term_order

MOST_TERM = 60
"""Characters of a tag or topic: its name is a folder's name, which may have 255 bytes."""


def plan_tags(scope: Scope) -> Iterator[Page]:
    """Yield ``/tags/`` and ``/tags/<tag>/`` over everything that carries tags, newest first."""
    cards = [card for kind in Kind for card in scope.cards(kind) if card.tags]
    cards.sort(key=lambda card: card.date.timestamp() if card.date else 0.0, reverse=True)
    by_tag = _by_term("tags", ((tag, card) for card in cards for tag in card.tags))
    yield from _term_pages(scope, "tags", by_tag, "/news/", "plan.news")


def plan_topics(scope: Scope) -> Iterator[Page]:
    """Yield ``/topics/`` and ``/topics/<topic>/`` over guides and bundles, by pinyin."""
    cards = [*scope.cards(Kind.BUNDLE), *scope.cards(Kind.GUIDE)]
    cards.sort(key=lambda card: (card.sort_key, card.path))
    by_topic = _by_term("topics", ((topic, card) for card in cards for topic in card.topics))
    yield from _term_pages(scope, "topics", by_topic, "/guides/", "plan.guides")


def check_terms(scope: Scope) -> Iterator[Diagnostic]:
    """Yield an error for each tag or topic that is too long, or would have the address of another."""
    first: dict[str, tuple[str, Card]] = {}
    for card in sorted((card for kind in Kind for card in scope.cards(kind)), key=lambda card: card.path):
        for list_name, term in (*(("tags", tag) for tag in card.tags), *(("topics", topic) for topic in card.topics)):
            if len(term) > MOST_TERM:
                yield error("term-too-long", Span(card.path), term=term[:20] + "…", count=len(term), most=MOST_TERM)
            other, other_card = first.setdefault(term_path(list_name, term).casefold(), (term, card))
            if other != term:
                yield error("term-clash", Span(card.path), related=(Span(other_card.path),), term=term, other=other)


def _by_term(list_name: str, pairs: Iterable[tuple[str, Card]]) -> dict[str, list[Card]]:
    """Return the cards of each term, without what ``check_terms`` refuses.

    Terms of one address count as the first of them; those that are too long are left out.
    """
    term_by_key: dict[str, str] = {}
    cards_by_term: dict[str, list[Card]] = {}
    for term, card in pairs:
        if len(term) > MOST_TERM:
            continue
        shown = term_by_key.setdefault(term_path(list_name, term).casefold(), term)
        cards_by_term.setdefault(shown, []).append(card)
    return cards_by_term


def _term_pages(
    scope: Scope, list_name: str, cards_by_term: dict[str, list[Card]], section_url: str, section_key: str
) -> Iterator[Page]:
    if not cards_by_term:
        return
    index_url = f"/{list_name}/"
    heading = scope.words.get(f"plan.{list_name}")
    section = TitledLink(scope.words.get(section_key), section_url)
    order = term_order(scope)
    links = tuple(
        TitledLink(term, encode_url(term_path(list_name, term)), len(cards))
        for term, cards in sorted(cards_by_term.items(), key=lambda pair: (-len(pair[1]), order(pair[0])))
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
