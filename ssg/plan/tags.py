"""Tags of news and topics of guides: an index of all, a list for each."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import LinkGroup, ListContext, TitledLink
from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.listing import Heading, list_pages, with_one_more
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.term_order import term_order

INDEX_TEMPLATE = "terms.html"
MOST_TERM = 60
"""Characters of a tag or topic: its name is a folder's name, which may have 255 bytes."""


def plan_tags(scope: Scope) -> Iterator[Page]:
    """Yield ``/tags/`` and ``/tags/<tag>/`` over everything that carries tags, newest first."""
    items = [item for kind in Kind for item in scope.live[kind] if item.card.tags]
    items.sort(key=lambda item: -item.outline.moment)
    by_tag = _by_term("tags", ((tag, item) for item in items for tag in item.card.tags))
    yield from _term_pages(scope, "tags", by_tag, "/news/", "plan.news")


def plan_topics(scope: Scope) -> Iterator[Page]:
    """Yield ``/topics/`` and ``/topics/<topic>/`` over guides and bundles, by pinyin."""
    items = [*scope.live[Kind.BUNDLE], *scope.live[Kind.GUIDE]]
    items.sort(key=lambda item: (item.card.sort_key, item.card.path))
    by_topic = _by_term("topics", ((topic, item) for item in items for topic in item.card.topics))
    yield from _term_pages(scope, "topics", by_topic, "/guides/", "plan.guides")


def check_terms(scope: Scope) -> Iterator[Diagnostic]:
    """Yield an error for each tag or topic that is too long, or would have the address of another."""
    items = [item for kind in Kind for item in scope.live[kind]]
    tags = {tag for item in items for tag in item.card.tags}
    topics = {topic for item in items for topic in item.card.topics}
    addresses = {
        *(term_path("tags", tag).casefold() for tag in tags),
        *(term_path("topics", topic).casefold() for topic in topics),
    }
    # Nearly always all is well, which a look at each term shows; whose fault it is takes a look at every item.
    if len(addresses) < len(tags) + len(topics) or any(len(term) > MOST_TERM for term in tags | topics):
        yield from _term_faults(sorted((item.card for item in items), key=lambda card: card.path))


def _term_faults(cards: list[Card]) -> Iterator[Diagnostic]:
    first: dict[str, tuple[str, Card]] = {}
    for card in cards:
        for list_name, term in (*(("tags", tag) for tag in card.tags), *(("topics", topic) for topic in card.topics)):
            if len(term) > MOST_TERM:
                yield error("term-too-long", Span(card.path), term=term[:20] + "…", count=len(term), most=MOST_TERM)
            other, other_card = first.setdefault(term_path(list_name, term).casefold(), (term, card))
            if other != term:
                yield error("term-clash", Span(card.path), related=(Span(other_card.path),), term=term, other=other)


def _by_term(list_name: str, pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    """Return the items of each term, without what ``check_terms`` refuses.

    Terms of one address count as the first of them; those that are too long are left out.
    """
    items_by_written: dict[str, list[Item]] = {}
    for term, item in pairs:
        items_by_written.setdefault(term, []).append(item)
    term_by_key: dict[str, str] = {}
    items_by_term: dict[str, list[Item]] = {}
    for term, items in items_by_written.items():
        if len(term) <= MOST_TERM:
            shown = term_by_key.setdefault(term_path(list_name, term).casefold(), term)
            items_by_term.setdefault(shown, []).extend(items)
    return items_by_term


def index_with_one_more(
    index: ListContext, terms: Iterable[str], order: Callable[[str], tuple[str, str]]
) -> ListContext | None:
    """Return the index of all tags as it is after one more item has ``terms``; None when one of them is new to it."""
    groups = with_one_more(index.links, [encode_url(term_path("tags", term)) for term in terms])
    if groups is None:
        return None
    return replace(index, links=tuple(replace(group, links=_in_order(group.links, order)) for group in groups))


def _in_order(links: Iterable[TitledLink], order: Callable[[str], tuple[str, str]]) -> tuple[TitledLink, ...]:
    """Return the links to terms, those with most items first."""
    return tuple(sorted(links, key=lambda link: (-link.count, order(link.title))))


def _term_pages(
    scope: Scope, list_name: str, items_by_term: dict[str, list[Item]], section_url: str, section_key: str
) -> Iterator[Page]:
    if not items_by_term:
        return
    index_url = f"/{list_name}/"
    heading = scope.words.get(f"plan.{list_name}")
    section = TitledLink(scope.words.get(section_key), section_url)
    order = term_order(scope)
    links = _in_order(
        (TitledLink(term, encode_url(term_path(list_name, term)), len(items)) for term, items in items_by_term.items()),
        order,
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
    yield Page(page_route(index_url), INDEX_TEMPLATE, context)
    crumbs, kicker = (section, TitledLink(heading, index_url)), scope.words.get(f"plan.{list_name}.one")
    for term, items in items_by_term.items():
        of_term = Heading(term_path(list_name, term), term, kicker, crumbs=crumbs, nav_url=section_url)
        yield from list_pages(scope, of_term, tuple(items))
