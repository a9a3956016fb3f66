"""What readers would see change between the last published state and this build."""

from msgspec import Struct


class PageNote(Struct, frozen=True):
    """A page that comes, or goes."""

    url: str
    """Encoded, without the base path."""
    title: str = ""
    source: str = ""
    """The content file; empty for what the generator makes by itself."""
    moved_to: str = ""
    """Source of the new page that a page which goes seems to be now."""


class PageChange(Struct, frozen=True):
    url: str
    title: str
    source: str
    reasons: tuple[str, ...]
    """Of ``title``, ``text``, ``markup`` (pictures, links, layout of the text), ``frame`` (all around it), ``bytes``
    (only digests could be compared)."""
    passages: tuple[tuple[str, str], ...] = ()
    """(before, now) of the first sentences that differ; either may be empty."""


class RedirectNote(Struct, frozen=True):
    url: str
    target: str


class Difference(Struct, frozen=True):
    """All in the order of the plan, what goes sorted by URL."""

    published: str
    """What was compared with, as named; empty = nothing was published yet."""
    pages: int
    """Of the items in this build."""
    added: tuple[PageNote, ...] = ()
    changed: tuple[PageChange, ...] = ()
    removed: tuple[PageNote, ...] = ()
    redirected: tuple[RedirectNote, ...] = ()
    files_added: tuple[str, ...] = ()
    """URLs of pictures and downloads."""
    files_changed: tuple[str, ...] = ()
    files_removed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """URLs of lists, large-print pages and sheets that come, change or go with the items."""
    is_exact: bool = True
    """False: only addresses were known, so nothing can be said of changes."""

    @property
    def is_empty(self) -> bool:
        listed = (self.added, self.changed, self.removed, self.redirected, self.others)
        return not any((*listed, self.files_added, self.files_changed, self.files_removed))
