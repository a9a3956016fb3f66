"""One list as pages: used by sections, columns, tags, topics and archives."""

from collections.abc import Iterator
from dataclasses import dataclass

from ssg.model.card import Card
from ssg.model.contexts import BodyRef, LinkGroup, ListContext, TitledLink
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.pagination import ListPage, paginate
from ssg.plan.routes import encode_url, page_route
from ssg.plan.scope import Scope


@dataclass(frozen=True)
class Listing:
    """A dated list, newest first."""

    url: str
    """Not encoded."""
    heading: str
    kicker: str
    cards: tuple[Card, ...]
    description: str = ""
    intro: BodyRef | None = None
    links: tuple[LinkGroup, ...] = ()
    """Shown on the front only."""
    crumbs: tuple[TitledLink, ...] = ()
    nav_url: str = ""
    feeds: tuple[TitledLink, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


def list_pages(scope: Scope, listing: Listing) -> Iterator[Page]:
    """Yield the front and the numbered pages of ``listing``."""
    for page in paginate(listing.url, listing.cards, scope.config.page_size, scope.words):
        yield _page(scope, listing, page)


def _page(scope: Scope, listing: Listing, page: ListPage) -> Page:
    is_front = page.number == 0
    label = "" if is_front else scope.words.get("plan.page", n=page.number)
    own = TitledLink(listing.heading, encode_url(listing.url))
    facts = HeadFacts(
        url=encode_url(page.url),
        title=listing.heading if is_front else f"{listing.heading} {label}",
        description=listing.description,
        crumbs=listing.crumbs if is_front else (*listing.crumbs, own),
        nav_url=listing.nav_url,
        feeds=listing.feeds,
        labels=listing.labels,
    )
    context = ListContext(
        site=scope.site,
        head=make_head(scope, facts),
        kicker=listing.kicker,
        heading=listing.heading,
        intro=listing.intro if is_front else None,
        description=listing.description if is_front else "",
        cards=page.cards,
        links=listing.links if is_front else (),
        older=_encoded(page.older),
        newer=_encoded(page.newer),
        page_label=label,
    )
    return Page(page_route(page.url), "listing.html", context)


def _encoded(link: TitledLink | None) -> TitledLink | None:
    return TitledLink(link.title, encode_url(link.url)) if link else None
