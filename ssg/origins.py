"""What the cache keeps of how each output came about: its parts, the items it shows, what making it again takes.

A build that finds an item under a new title asks which outputs show it, and makes these alone (``remade.py``).
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ssg.engine.cache import OutputOrigin
from ssg.engine.codec import codec_of
from ssg.engine.manifest import Parts
from ssg.model.card import Card
from ssg.model.contexts import (
    BodyRef,
    Context,
    FeedContext,
    FeedEntry,
    HomeContext,
    ListContext,
    NewsSitemapContext,
    TitledLink,
)
from ssg.model.page import Page, Recipe

WHOLE: Mapping[str, type[Context]] = {
    "home.html": HomeContext,
    "feed.xml": FeedContext,
    "news-sitemap.xml": NewsSitemapContext,
    "terms.html": ListContext,
}
"""Templates whose contexts are kept as they are: they are few, and change whenever a new article does."""


def page_origin(page: Page, parts: Parts) -> OutputOrigin:
    """Return what is to be remembered of a page that is made."""
    route, context = page.route, page.context
    if isinstance(context, Recipe):
        kept = _encoded(context.kept()) if context.kept else ""
        return OutputOrigin(route.output_path, page.template, parts, page.source, context.paths_beside, kept)
    kept = _encoded(context) if page.template in WHOLE else ""
    return OutputOrigin(route.output_path, page.template, parts, page.source, (shown_items(context),), kept)


def _encoded(value: Struct) -> str:
    return str(codec_of(type(value)).encode(value), "utf-8", "surrogatepass")


def shown_items(context: Context) -> tuple[str, ...]:
    """Return what tells the items whose titles a page shows, sorted: source paths, and addresses of links."""
    return tuple(sorted(set(_items_in(context))))


def _items_in(value: object) -> Iterator[str]:
    match value:
        case Card():
            yield value.path
        case TitledLink() | FeedEntry():
            yield value.url
        case BodyRef():
            # What leads from a text to an item is called as its writer called it.
            return
        case tuple():
            for part in value:
                yield from _items_in(part)
        case Struct():
            for name in value.__struct_fields__:
                yield from _items_in(getattr(value, name))
