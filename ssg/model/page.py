"""What will be written: decided for the whole site before anything is rendered."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.contexts import Context
from ssg.model.diagnostic import Diagnostic
from ssg.model.picture import PictureRecipe
from ssg.model.resolution import OpenDocument
from ssg.model.search import SearchBundle

T = TypeVar("T")

Opened = Mapping[str, OpenDocument]
"""Documents at hand, by source path."""


class Route(NamedTuple):
    url: str
    """Site-relative, percent-encoded: ``/news/``, ``/feed.xml``."""
    output_path: str
    """Below the output folder, decoded: ``news/index.html``."""


class Recipe(NamedTuple):
    """A context that need not be made unless its page is rendered: most pages of a build are not.

    ``make`` is pure, and its result depends on nothing but what ``digests`` stand for, the template's words and
    our code. So they stand for the context in the page's key.
    """

    make: Callable[[Opened], Context]
    """A function of a module with its arguments bound by ``partial``, so that it can be sent to another process."""
    names: tuple[str, ...]
    """Of what the context is made from; for people, who are told which of it changed."""
    digests: tuple[str, ...]
    """Of each of those, without control characters."""
    needs: tuple[str, ...] = ()
    """Source paths of the documents that ``make`` has to be given."""
    beside: tuple[Card | tuple[Card, ...] | None, ...] = ()
    """What the page shows of other items."""
    kept: Callable[[], Struct] | None = None
    """Gives what else it takes to make the recipe again, for other cards of the same items; None = nothing else."""

    @property
    def paths_beside(self) -> tuple[tuple[str, ...], ...]:
        """Return the source paths of the items in ``beside``, group by group."""
        groups = (group if isinstance(group, tuple) else (group,) for group in self.beside)
        return tuple(tuple(card.path for card in group if card) for group in groups)


def unchanged(value: T) -> T:
    """Return ``value``: bound by ``partial``, the ``Recipe.kept`` of what is known already."""
    return value


class Page(NamedTuple):
    """A template and all that it may know."""

    route: Route
    template: str
    """Name below the theme's ``templates/``: ``news.html``."""
    context: Context | Recipe
    source: str = ""
    """The content file it shows; empty for lists, feeds and the like."""

    @property
    def values(self) -> tuple[tuple[str, object], ...]:
        """Return the named values that a context which was made at once consists of."""
        assert not isinstance(self.context, Recipe)
        return tuple((name, getattr(self.context, name)) for name in self.context.__struct_fields__)

    def made_context(self, opened: Opened) -> Context:
        """Return the context, made now if it was not yet; ``opened`` holds at least what its recipe needs."""
        return self.context.make(opened) if isinstance(self.context, Recipe) else self.context


class TextFile(Struct, frozen=True):
    """A small machine-readable file whose text the plan already knows."""

    route: Route
    text: str


class FileCopy(Struct, frozen=True):
    """A file copied as it is: a picture, a download, something from ``static/``."""

    route: Route
    source: str
    """Disk path relative to the site root, or absolute for a packaged theme file."""
    digest: str


class Derivative(Struct, frozen=True):
    """A picture made from one of the site's: smaller, in another format, or as it is but without metadata."""

    route: Route
    source: str
    """As in ``FileCopy``."""
    digest: str
    """Of the source."""
    media_type: str
    """Of the source."""
    recipe: PictureRecipe
    source_width: int
    """Of the source, upright, in pixels."""


class SitePlan(Struct, frozen=True):
    pages: tuple[Page, ...]
    texts: tuple[TextFile, ...]
    copies: tuple[FileCopy, ...]
    pictures: tuple[Derivative, ...]
    search: tuple[SearchBundle, ...]
    """Newest first; none without search."""
    listed: tuple[tuple[str, str], ...]
    """Address of each page that may be found, and the day of its last change, ISO 8601; empty = unknown."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def urls(self) -> frozenset[str]:
        """Return the address of every output but the search index, encoded, without the base path."""
        outputs = (self.pages, self.texts, self.copies, self.pictures)
        return frozenset(entry.route.url for entries in outputs for entry in entries)
