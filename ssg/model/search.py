"""What is handed from planning to the search indexer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page in the form that the indexer reads; never published as it is."""

    url: str
    """Site-relative, percent-encoded, without the base path: ``/news/rain/``."""
    html: str
