"""Addresses with Chinese characters in them (typography T-18).

Nine characters become eighty signs of ``%E8…`` in chat apps and in a printed code. A file may be called as its editor
likes: ``slug`` gives its page an address that can be read out.
"""

from collections.abc import Callable, Iterator
from urllib.parse import unquote

from ssg.model.catalog import Catalog
from ssg.model.diagnostic import Span, warning
from ssg.model.finding import Finding

CHECK = "addresses"


def check_addresses(catalog: Catalog, suggest: Callable[[str], str]) -> Iterator[Finding]:
    """Yield the items whose own part of the address is not ASCII, with a ``slug`` for each.

    suggest: gives small Latin letters for a name, or nothing.
    """
    for item in catalog.items:
        if item.card.url.isascii() and "%" not in item.card.url:
            continue
        name = unquote(item.card.url.rstrip("/").rpartition("/")[2])
        if not name.isascii():
            span, slug = Span(item.card.path), suggest(name)
            told = (
                warning("address-not-ascii", span, name=name, slug=slug)
                if slug
                else warning("address-not-ascii", span, name=name)
            )
            yield Finding(CHECK, told, name)
