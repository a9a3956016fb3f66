"""The news section: its front, and archives by year and month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import Group, LinkGroup, ListContext, Site, TitledLink
from ssg.model.document import Kind
from ssg.model.page import Opened, Page, Recipe, unchanged
from ssg.plan.head import HeadFacts, column_labels, page_head
from ssg.plan.listing import TEMPLATE, Heading, list_pages
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope
from ssg.plan.term_order import columns_in_order
from ssg.plan.words import Words

YEAR_ITEMS_MAX = 200
"""A year with more items shows its months only: the page would outgrow a cheap phone."""
PARTS = ("site", "year", "months", "cards")
"""What the page of a year is made from, in the order of its digests."""

Month = tuple[int, tuple[Item, ...]]
"""Number of a month with its items, newest first."""


class KeptYear(Struct, frozen=True):
    """What the page of a year shows beside its cards, for a build that makes it of other cards of the same items."""

    year: int
    counts: tuple[tuple[int, int], ...]
    """(month, number of its items), newest first."""


def plan_archives(scope: Scope) -> Iterator[Page]:
    """Yield ``/news/``, ``/news/<year>/`` and ``/news/<year>/<month>/``."""
    items = scope.live[Kind.NEWS]
    dated = (item for item in items if item.card.date is not None)
    years = [(year, tuple(group)) for year, group in groupby(dated, key=_year)]
    yield from _front(scope, items, years)
    for year, of_year in years:
        months = [(month, tuple(group)) for month, group in groupby(of_year, key=_month)]
        yield _year_page(scope, year, len(of_year), months)
        for month, of_month in months:
            yield from _month_pages(scope, year, month, of_month)


def _year(item: Item) -> int:
    return item.card.date.year if item.card.date else 0


def _month(item: Item) -> int:
    return item.card.date.month if item.card.date else 0


def _front(scope: Scope, items: tuple[Item, ...], years: list[tuple[int, tuple[Item, ...]]]) -> Iterator[Page]:
    words = scope.words
    count_by_column = Counter([item.card.column for item in items])
    column_links = tuple(
        TitledLink(column.title, f"/columns/{column.id}/", count_by_column[column.id])
        for column in columns_in_order(scope.catalog.registers)
        if column.id in count_by_column
    )
    year_links = tuple(
        TitledLink(words.get("plan.year", year=year), f"/news/{year}/", len(of_year)) for year, of_year in years
    )
    has_tags = any(item.card.tags for item in items)
    groups = (
        LinkGroup(words.get("plan.columns"), column_links),
        LinkGroup(words.get("plan.archive"), year_links),
        LinkGroup(words.get("plan.more"), (TitledLink(words.get("plan.tags"), "/tags/"),) if has_tags else ()),
    )
    front = next((front for front in scope.catalog.fronts if front.kind is Kind.NEWS), None)
    heading = Heading(
        url="/news/",
        heading=front.meta.publication.title if front else words.get("plan.news"),
        kicker="",
        description=front.meta.publication.summary if front else "",
        nav_url="/news/",
        labels=column_labels(words.get("plan.news"), ""),
    )
    yield from list_pages(scope, heading, items, tuple(group for group in groups if group.links), front)


def _year_page(scope: Scope, year: int, count: int, months: list[Month]) -> Page:
    counts = tuple((month, len(items)) for month, items in months)
    shown = months if count <= YEAR_ITEMS_MAX else []
    cards = tuple(tuple(item.card for item in items) for _, items in shown)
    digests = (
        scope.site_digest,
        str(year),
        months_text(counts),
        "".join(item.digest for _, items in shown for item in items),
    )
    return Page(
        page_route(f"/news/{year}/"),
        TEMPLATE,
        year_recipe(scope.site, scope.words, KeptYear(year, counts), cards, digests),
    )


def months_text(counts: Iterable[tuple[int, int]]) -> str:
    """Return what stands for the ``months`` of ``PARTS``.   counts: as in ``KeptYear``."""
    return " ".join(f"{month}:{number}" for month, number in counts)


def year_recipe(
    site: Site, words: Words, kept: KeptYear, cards_by_month: tuple[tuple[Card, ...], ...], digests: tuple[str, ...]
) -> Recipe:
    """Return the recipe of a year's page.   digests: of ``PARTS``."""
    make = partial(year_context, site, words, kept, cards_by_month)
    return Recipe(make, PARTS, digests, (), cards_by_month, partial(unchanged, kept))


def year_context(
    site: Site,
    words: Words,
    kept: KeptYear,
    cards_by_month: tuple[tuple[Card, ...], ...],
    opened: Opened,
) -> ListContext:
    """Return the context of a year's page.

    cards_by_month: of the same months as ``kept.counts``; empty where there are too many to show.
    """
    year = kept.year
    heading = words.get("plan.year", year=year)
    links = tuple(
        TitledLink(words.get("plan.month", month=month), f"/news/{year}/{month:02}/", count)
        for month, count in kept.counts
    )
    facts = HeadFacts(f"/news/{year}/", heading, crumbs=_crumbs(words), nav_url="/news/")
    return ListContext(
        site=site,
        head=page_head(site, words, facts),
        kicker=words.get("plan.archive"),
        heading=heading,
        intro=None,
        description="",
        groups=tuple(Group(link.title, link.url, cards) for link, cards in zip(links, cards_by_month, strict=False)),
        links=(LinkGroup(words.get("plan.months"), links),),
    )


def _month_pages(scope: Scope, year: int, month: int, items: tuple[Item, ...]) -> Iterator[Page]:
    words = scope.words
    heading = Heading(
        url=f"/news/{year}/{month:02}/",
        heading=words.get("plan.year_month", year=year, month=month),
        kicker=words.get("plan.archive"),
        crumbs=(*_crumbs(words), TitledLink(words.get("plan.year", year=year), f"/news/{year}/")),
        nav_url="/news/",
    )
    yield from list_pages(scope, heading, items)


def _crumbs(words: Words) -> tuple[TitledLink, ...]:
    return (TitledLink(words.get("plan.news"), "/news/"),)
