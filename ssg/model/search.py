"""What is handed from planning to the search indexer."""

from dataclasses import dataclass

from ssg.model.contexts import SearchRecord


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page in the form that the indexer reads; never published as it is."""

    url: str
    """Site-relative, percent-encoded, without the base path: ``/news/rain/``."""
    html: str


@dataclass(frozen=True, slots=True)
class SearchBundle:
    """Pages that are indexed together."""

    name: str
    """Its folder below ``/pagefind/``: ``recent``, ``archive-1-3``."""
    records: tuple[SearchRecord, ...]
