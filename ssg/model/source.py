"""A source file as found on disk."""

from msgspec import Struct


class SourceFile(Struct, frozen=True):
    path: str
    """Relative to the site root, "/"-separated, NFC: ``content/news/2026/art-festival.md``."""
    digest: str
    """Hex blake2b-128 of the bytes."""
    size_bytes: int
