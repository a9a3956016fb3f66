"""One list as pages: used by sections, columns, tags, topics and archives."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import BodyRef, LinkGroup, ListContext, Site, TitledLink
from ssg.model.document import Document
from ssg.model.page import Opened, Page, Recipe, Route, unchanged
from ssg.model.picture import PictureView, read_lead
from ssg.plan.head import HeadFacts, page_head
from ssg.plan.links import body_ref
from ssg.plan.pagination import ListPage, paginate
from ssg.plan.pictures import Pictures
from ssg.plan.routes import encode_url, page_route
from ssg.plan.scope import Scope
from ssg.plan.words import Words

TEMPLATE = "listing.html"
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


class KeptList(Struct, frozen=True):
    """What a page of a list shows beside its cards, for a build that makes it of other cards of the same items."""

    heading: Heading
    number: int
    """From 1; 0 = the front."""
    numbered: int
    """On the front the number of pages behind it, else no more than that of the next one."""
    links: tuple[LinkGroup, ...]
    pictures: tuple[PictureView | None, ...]


class Shown(NamedTuple):
    """What one page of a list shows beside its heading."""

    number: int
    """From 1; 0 = the front."""
    numbered: int
    """As in ``KeptList``."""
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
    folder, url = heading.url, encode_url(heading.url)
    facts_by_path = scope.facts_by_path
    for page in paginate(items, scope.config.page_size):
        leads = tuple([facts_by_path[item.card.path].lead for item in page.items])
        if not any(leads):
            leads = ()
        shown = _shown(page, leads, links, intro)
        digests = (
            scope.site_digest,
            of_list,
            f"{shown.number}/{shown.numbered}",
            "" if page.number else scope.digest(links),
            "" if page.number or intro is None else scope.digest(scope.body(intro)),
            "".join([item.digest for item in page.items]),
            scope.digest((scope.config.images, leads)) if leads else "",
        )
        make = partial(list_context, scope.site, scope.words, heading, scope.pictures, shown)
        keep = partial(kept_list, heading, scope.pictures, shown)
        needs = (shown.intro,) if shown.intro else ()
        recipe = Recipe(make, PARTS, digests, needs, (shown.cards,), keep)
        yield Page(_route(folder, url, page), TEMPLATE, recipe)


def _shown(page: ListPage, leads: tuple[str, ...], links: tuple[LinkGroup, ...], intro: Document | None) -> Shown:
    cards = tuple([item.card for item in page.items])
    if page.number:
        # All that it shows of those after it is whether there is one: another page must not make all of them new.
        return Shown(page.number, min(page.numbered, page.number + 1), cards, leads, (), "")
    return Shown(0, page.numbered, cards, leads, links, intro.path if intro else "")


def _route(folder: str, url: str, page: ListPage) -> Route:
    return numbered_route(folder, url, page.number) if page.number else page_route(folder)


def numbered_route(folder: str, url: str, number: int) -> Route:
    """Return the route of a page behind a list's front.   folder, url: of the front, not encoded and encoded."""
    below = f"page/{number}/"
    return Route(url + below, f"{folder[1:]}{below}index.html")


def list_context(
    site: Site, words: Words, heading: Heading, pictures: Pictures, shown: Shown, opened: Opened
) -> ListContext:
    """Return the context of one page of a list.

    opened: holds the text above the list, if the page shows one.
    """
    intro = opened[shown.intro] if shown.intro else None
    body = body_ref(intro.document.body, intro.resolution) if intro else None
    return _context(site, words, kept_list(heading, pictures, shown), shown.cards, body)


def kept_list(heading: Heading, pictures: Pictures, shown: Shown) -> KeptList:
    """Return what a page shows beside its cards and the text above them."""
    thumbnails = tuple(pictures.thumbnail(lead) if (lead := read_lead(text)) else None for text in shown.leads)
    return KeptList(heading, shown.number, shown.numbered, shown.links, thumbnails)


def remade_list(site: Site, words: Words, kept: KeptList, cards: tuple[Card, ...], digests: tuple[str, ...]) -> Recipe:
    """Return the recipe of a page without a text above the list.   digests: of ``PARTS``."""
    return Recipe(
        partial(_remade_context, site, words, kept, cards), PARTS, digests, (), (cards,), partial(unchanged, kept)
    )


def _remade_context(site: Site, words: Words, kept: KeptList, cards: tuple[Card, ...], opened: Opened) -> ListContext:
    return _context(site, words, kept, cards, None)


def _context(site: Site, words: Words, kept: KeptList, cards: tuple[Card, ...], intro: BodyRef | None) -> ListContext:
    heading, is_front = kept.heading, kept.number == 0
    label = "" if is_front else words.get("plan.page", n=kept.number)
    url = encode_url(heading.url)
    facts = HeadFacts(
        url=url if is_front else f"{url}page/{kept.number}/",
        title=heading.heading if is_front else f"{heading.heading} {label}",
        description=heading.description,
        crumbs=heading.crumbs if is_front else (*heading.crumbs, TitledLink(heading.heading, url)),
        nav_url=heading.nav_url,
        feeds=heading.feeds,
        labels=heading.labels,
    )
    return ListContext(
        site=site,
        head=page_head(site, words, facts),
        kicker=heading.kicker,
        heading=heading.heading,
        intro=intro,
        description=heading.description if is_front else "",
        cards=cards,
        links=kept.links,
        older=_older(words, url, kept),
        newer=_newer(words, url, kept),
        pictures=kept.pictures,
        page_label=label,
    )


def with_one_more(groups: tuple[LinkGroup, ...], urls: Collection[str]) -> tuple[LinkGroup, ...] | None:
    """Return counted links after one more item came to stand behind ``urls``; None when one of these is not there."""
    if not set(urls) <= {link.url for group in groups for link in group.links}:
        return None
    return tuple(
        replace(group, links=tuple(_counted(link) if link.url in urls else link for link in group.links))
        for group in groups
    )


def _counted(link: TitledLink) -> TitledLink:
    return replace(link, count=link.count + 1)


def _older(words: Words, url: str, kept: KeptList) -> TitledLink | None:
    return _numbered(words, url, (kept.number or kept.numbered + 1) - 1)


def _newer(words: Words, url: str, kept: KeptList) -> TitledLink | None:
    if kept.number == 0:
        return None
    if kept.number == kept.numbered:
        return TitledLink(words.get("plan.latest"), url)
    return _numbered(words, url, kept.number + 1)


def _numbered(words: Words, url: str, number: int) -> TitledLink | None:
    return TitledLink(words.get("plan.page", n=number), f"{url}page/{number}/") if number else None
