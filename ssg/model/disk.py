"""What the disk was seen to hold; remembered between builds so that unchanged files are not read again."""

from enum import StrEnum

from msgspec import Struct


class SourceStat(Struct, frozen=True):
    """A source file and the marks by which a later scan knows it again."""

    path: str
    """Relative to the site root, "/"-separated, NFC."""
    digest: str
    """Hex blake2b-128 of the bytes."""
    size_bytes: int
    mtime_ns: int
    inode: int
    digested_ns: int
    """Clock time at which ``digest`` was taken, nanoseconds since 1970."""


class OutputRecord(Struct, frozen=True):
    """A file of the output folder as the last build left it."""

    path: str
    """Below the output folder, "/"-separated: ``news/index.html``."""
    key: str
    """Digest of everything that the file was made from."""
    digest: str
    """Hex blake2b-128 of the bytes."""
    size_bytes: int
    mtime_ns: int


class Alteration(StrEnum):
    """How an output file differs from its record."""

    MISSING = "output-missing"
    EDITED = "output-edited"
