"""One list as pages: used by sections, columns, tags, topics and archives."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import LinkGroup, ListContext, Site, TitledLink
from ssg.model.document import Document
from ssg.model.page import Opened, Page, Recipe, Route
from ssg.model.picture import read_lead
from ssg.plan.head import HeadFacts, page_head
from ssg.plan.links import body_ref
from ssg.plan.pagination import ListPage, paginate
from ssg.plan.pictures import Pictures
from ssg.plan.routes import encode_url, page_route
from ssg.plan.scope import Scope
from ssg.plan.words import Words

PARTS = ("site", "list", "page", "links", "intro", "cards", "pictures")
"""What a page of a list is made from, in the order of its digests."""


class Heading(Struct, frozen=True):
    """What all pages of a list say of it."""

    url: str
    """Not encoded."""
    heading: str
    kicker: str
    description: str = ""
    """Shown on the front only."""
    crumbs: tuple[TitledLink, ...] = ()
    nav_url: str = ""
    feeds: tuple[TitledLink, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


class Shown(NamedTuple):
    """What one page of a list shows beside its heading."""

    number: int
    """From 1; 0 = the front."""
    numbered: int
    cards: tuple[Card, ...]
    leads: tuple[str, ...]
    """``Lead.text`` of each card; empty = none of them has one."""
    links: tuple[LinkGroup, ...]
    intro: str
    """Source path of the text above the list; empty = none."""


def list_pages(
    scope: Scope,
    heading: Heading,
    items: tuple[Item, ...],
    links: tuple[LinkGroup, ...] = (),
    intro: Document | None = None,
) -> Iterator[Page]:
    """Yield the numbered pages and the front of a dated list.

    items: newest first.   links, intro: ways further, and the text above the list; shown on the front only.
    """
    of_list = scope.digest(heading)
    make = partial(list_context, scope.site, scope.words, heading, scope.pictures)
    sizes = scope.digest(scope.config.images)
    folder, url = heading.url, encode_url(heading.url)
    for page in paginate(items, scope.config.page_size):
        leads = tuple([scope.facts_by_path[item.card.path].lead for item in page.items])
        digests = (
            scope.site_digest,
            of_list,
            f"{page.number}/{page.numbered}",
            "" if page.number else scope.digest(links),
            "" if page.number or intro is None else scope.digest(scope.body(intro)),
            "".join([item.digest for item in page.items]),
            scope.digest((sizes, leads)) if any(leads) else "",
        )
        yield Page(_route(folder, url, page), "listing.html", _recipe(make, digests, page, leads, links, intro))


def _recipe(
    make: "partial[ListContext]",
    digests: tuple[str, ...],
    page: ListPage,
    leads: tuple[str, ...],
    links: tuple[LinkGroup, ...],
    intro: Document | None,
) -> Recipe:
    cards = tuple([item.card for item in page.items])
    leads = leads if any(leads) else ()
    if page.number:
        return Recipe(partial(make, Shown(page.number, page.numbered, cards, leads, (), "")), PARTS, digests)
    path = intro.path if intro else ""
    shown = Shown(0, page.numbered, cards, leads, links, path)
    return Recipe(partial(make, shown), PARTS, digests, (path,) if path else ())


def _route(folder: str, url: str, page: ListPage) -> Route:
    if not page.number:
        return page_route(folder)
    below = f"page/{page.number}/"
    return Route(url + below, f"{folder[1:]}{below}index.html")


def list_context(
    site: Site, words: Words, heading: Heading, pictures: Pictures, shown: Shown, opened: Opened
) -> ListContext:
    """Return the context of one page of a list.

    opened: holds the text above the list, if the page shows one.
    """
    is_front = shown.number == 0
    label = "" if is_front else words.get("plan.page", n=shown.number)
    url = encode_url(heading.url)
    facts = HeadFacts(
        url=url if is_front else f"{url}page/{shown.number}/",
        title=heading.heading if is_front else f"{heading.heading} {label}",
        description=heading.description,
        crumbs=heading.crumbs if is_front else (*heading.crumbs, TitledLink(heading.heading, url)),
        nav_url=heading.nav_url,
        feeds=heading.feeds,
        labels=heading.labels,
    )
    intro = opened[shown.intro] if shown.intro else None
    return ListContext(
        site=site,
        head=page_head(site, words, facts),
        kicker=heading.kicker,
        heading=heading.heading,
        intro=body_ref(intro.document.body, intro.resolution) if intro else None,
        description=heading.description if is_front else "",
        cards=shown.cards,
        links=shown.links,
        older=_older(words, url, shown),
        newer=_newer(words, url, shown),
        pictures=tuple(pictures.thumbnail(lead) if (lead := read_lead(text)) else None for text in shown.leads),
        page_label=label,
    )


def _older(words: Words, url: str, shown: Shown) -> TitledLink | None:
    return _numbered(words, url, (shown.number or shown.numbered + 1) - 1)


def _newer(words: Words, url: str, shown: Shown) -> TitledLink | None:
    if shown.number == 0:
        return None
    if shown.number == shown.numbered:
        return TitledLink(words.get("plan.latest"), url)
    return _numbered(words, url, shown.number + 1)


def _numbered(words: Words, url: str, number: int) -> TitledLink | None:
    return TitledLink(words.get("plan.page", n=number), f"{url}page/{number}/") if number else None
