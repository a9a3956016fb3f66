"""The news section: its front, and archives by year and month."""

from collections.abc import Iterator
from itertools import groupby

from ssg.model.card import Card
from ssg.model.contexts import Group, LinkGroup, ListContext, TitledLink
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, column_labels, make_head
from ssg.plan.listing import Listing, list_pages
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope
from ssg.plan.term_order import columns_in_order

YEAR_ITEMS_MAX = 200
"""A year with more items shows its months only: the page would outgrow a cheap phone."""


def plan_archives(scope: Scope) -> Iterator[Page]:
    """Yield ``/news/``, ``/news/<year>/`` and ``/news/<year>/<month>/``."""
    cards = scope.cards(Kind.NEWS)
    dated = (card for card in cards if card.date is not None)
    years = [(year, tuple(group)) for year, group in groupby(dated, key=_year)]
    yield from _front(scope, cards, years)
    for year, of_year in years:
        months = [(month, tuple(group)) for month, group in groupby(of_year, key=_month)]
        yield _year_page(scope, year, of_year, months)
        for month, of_month in months:
            yield from _month_pages(scope, year, month, of_month)


def _year(card: Card) -> int:
    return card.date.year if card.date else 0


def _month(card: Card) -> int:
    return card.date.month if card.date else 0


def _front(scope: Scope, cards: tuple[Card, ...], years: list[tuple[int, tuple[Card, ...]]]) -> Iterator[Page]:
    words = scope.words
    column_links = tuple(
        TitledLink(column.title, f"/columns/{column.id}/", sum(card.column == column.id for card in cards))
        for column in columns_in_order(scope)
        if any(card.column == column.id for card in cards)
    )
    year_links = tuple(
        TitledLink(words.get("plan.year", year=year), f"/news/{year}/", len(of_year)) for year, of_year in years
    )
    groups = (
        LinkGroup(words.get("plan.columns"), column_links),
        LinkGroup(words.get("plan.archive"), year_links),
        LinkGroup(words.get("plan.more"), (TitledLink(words.get("plan.tags"), "/tags/"),) if _has_tags(cards) else ()),
    )
    front = next((front for front in scope.catalog.fronts if front.kind is Kind.NEWS), None)
    listing = Listing(
        url="/news/",
        heading=front.meta.publication.title if front else words.get("plan.news"),
        kicker="",
        cards=cards,
        description=front.meta.publication.summary if front else "",
        intro=scope.body(front) if front else None,
        links=tuple(group for group in groups if group.links),
        nav_url="/news/",
        labels=column_labels(words.get("plan.news"), ""),
    )
    yield from list_pages(scope, listing)


def _has_tags(cards: tuple[Card, ...]) -> bool:
    return any(card.tags for card in cards)


def _year_page(scope: Scope, year: int, cards: tuple[Card, ...], months: list[tuple[int, tuple[Card, ...]]]) -> Page:
    heading = scope.words.get("plan.year", year=year)
    links = tuple(
        TitledLink(scope.words.get("plan.month", month=month), f"/news/{year}/{month:02}/", len(of_month))
        for month, of_month in months
    )
    groups = tuple(Group(link.title, link.url, of_month) for link, (_, of_month) in zip(links, months, strict=True))
    facts = HeadFacts(f"/news/{year}/", heading, crumbs=_crumbs(scope), nav_url="/news/")
    context = ListContext(
        site=scope.site,
        head=make_head(scope, facts),
        kicker=scope.words.get("plan.archive"),
        heading=heading,
        intro=None,
        description="",
        groups=groups if len(cards) <= YEAR_ITEMS_MAX else (),
        links=(LinkGroup(scope.words.get("plan.months"), links),),
    )
    return Page(page_route(facts.url), "listing.html", context)


def _month_pages(scope: Scope, year: int, month: int, cards: tuple[Card, ...]) -> Iterator[Page]:
    listing = Listing(
        url=f"/news/{year}/{month:02}/",
        heading=scope.words.get("plan.year_month", year=year, month=month),
        kicker=scope.words.get("plan.archive"),
        cards=cards,
        crumbs=(*_crumbs(scope), TitledLink(scope.words.get("plan.year", year=year), f"/news/{year}/")),
        nav_url="/news/",
    )
    yield from list_pages(scope, listing)


def _crumbs(scope: Scope) -> tuple[TitledLink, ...]:
    return (TitledLink(scope.words.get("plan.news"), "/news/"),)
