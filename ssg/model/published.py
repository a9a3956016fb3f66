"""What was published last, as far as it is known: from a list of our files, a list of addresses or a build record."""

from collections.abc import Mapping

from msgspec import Struct


class PublishedPage(Struct, frozen=True):
    """One page as a build record tells of it."""

    title: str = ""
    source: str = ""
    """The content file; empty for lists and the like."""
    content: str = ""
    """Digest of what its writer wrote, wherever the file lies; see ``ssg/record.py``."""
    digest: str = ""
    """Hex blake2b-128 of the published bytes."""


class Published(Struct, frozen=True):
    urls: frozenset[str]
    """Encoded, without the base path: ``/news/2026/art-festival/``, ``/guides/form.docx``."""
    folder: str = ""
    """Disk path of the folder that holds the published files themselves; empty = they are not at hand."""
    page_by_url: Mapping[str, PublishedPage] = {}
    """Empty where only addresses are known."""
