"""What will be written: decided for the whole site before anything is rendered."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from ssg.model.contexts import Context
from ssg.model.diagnostic import Diagnostic
from ssg.model.search import SearchBundle


@dataclass(frozen=True, slots=True)
class Route:
    url: str
    """Site-relative, percent-encoded: ``/news/``, ``/feed.xml``."""
    output_path: str
    """Below the output folder, decoded: ``news/index.html``."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A context that need not be made unless its page is rendered: most pages of a build are not.

    ``make`` is pure, and its result depends on nothing but ``parts``, the template's words and our code. So the
    parts stand for the context in the page's key.
    """

    make: Callable[[], Context]
    """A function of a module with its arguments bound by ``partial``, so that it can be sent to another process."""
    parts: tuple[tuple[str, object], ...]
    """(name, value): named for people, who are told which one changed."""


@dataclass(frozen=True, slots=True)
class Page:
    """A template and all that it may know."""

    route: Route
    template: str
    """Name below the theme's ``templates/``: ``news.html``."""
    context: Context | Recipe
    source: str = ""
    """The content file it shows; empty for lists, feeds and the like."""

    @property
    def parts(self) -> tuple[tuple[str, object], ...]:
        """Return the named values that the page's context is made from, or consists of."""
        if isinstance(self.context, Recipe):
            return self.context.parts
        return tuple((field.name, getattr(self.context, field.name)) for field in fields(self.context))

    def made_context(self) -> Context:
        """Return the context, made now if it was not yet."""
        return self.context.make() if isinstance(self.context, Recipe) else self.context


@dataclass(frozen=True, slots=True)
class TextFile:
    """A small machine-readable file whose text the plan already knows."""

    route: Route
    text: str


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file copied as it is: a picture, a download, something from ``static/``."""

    route: Route
    source: str
    """Disk path relative to the site root, or absolute for a packaged theme file."""
    digest: str


@dataclass(frozen=True, slots=True)
class SitePlan:
    pages: tuple[Page, ...]
    texts: tuple[TextFile, ...]
    copies: tuple[FileCopy, ...]
    search: tuple[SearchBundle, ...]
    """Newest first; none without search."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def urls(self) -> frozenset[str]:
        """Return the address of every output but the search index, encoded, without the base path."""
        return frozenset(entry.route.url for entries in (self.pages, self.texts, self.copies) for entry in entries)
