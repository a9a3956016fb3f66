"""What is handed from planning to the search indexer."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct

from ssg.model.contexts import SearchRecord
from ssg.model.resolution import OpenDocument


class SearchDocument(Struct, frozen=True):
    """One page as the indexer reads it, and as the list of results shows it."""

    url: str
    """Site-relative, percent-encoded, without the base path: ``/news/rain/``."""
    html: str
    """What is indexed."""
    date: str
    """ISO, so that text sorts as time does; empty = none."""
    shown: str
    """What a result shows and what its words are checked against: JSON."""
    filters: tuple[tuple[str, str], ...] = ()
    """Name and value: ``("year", "2026")``."""


class SearchEntry(NamedTuple):
    """A page that can be searched; what search knows of it is put together when it is indexed."""

    url: str
    date: str
    """``2026-11-23``; empty = none."""
    kind_label: str
    column: str
    """Title of the column; empty = none."""
    digest: str
    """Of all that its record is made from."""
    source: str
    """The content file that it shows, whose document ``make`` has to be given."""
    make: Callable[[Mapping[str, OpenDocument]], SearchRecord]


class SearchBundle(Struct, frozen=True):
    """Pages that are indexed together."""

    name: str
    """Its folder below ``/pagefind/``: ``recent``, ``archive-1-3``."""
    entries: tuple[SearchEntry, ...]
