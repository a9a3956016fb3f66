"""Outlines as the cache keeps them: one row a document.

A site's outlines are all decoded in every build that plans, so msgspec does it, which makes ten thousand in 30 ms; the
codec that everything else is kept by takes three times as long.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from ssg.engine.codec import CodecError
from ssg.model.outline import Outline
from ssg.model.resolution import LinkFacts

DIGEST_LENGTH = 32
ADDRESS_MARK = b"@"
"""Begins the row of a document of which nothing but its address is kept; that of an outline begins with "["."""


class Remembered(NamedTuple):
    """All that is kept of a plain document beside its reading."""

    key: str
    """Of what the outline was made from."""
    address: str
    """``address_of`` its item in the last build."""
    outline: Outline
    facts: LinkFacts
    lookups: tuple[str, ...]
    """``Resolution.lookups``."""

    @property
    def reading_key(self) -> str:
        """Return the key of the reading that the outline was made from."""
        return self.key[DIGEST_LENGTH:]


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(list[Remembered])


def encode_outline(remembered: Remembered) -> bytes | None:
    """Return a plain document's row; None where it would not come back as it is.

    A text may hold half of a pair of surrogates, and before 1901 the clocks of Shanghai were 8:05:43 ahead: JSON has
    neither.
    """
    day = remembered.outline.card.date
    offset = day.utcoffset() if day else None
    if offset is not None and offset.total_seconds() % 60:
        return None
    try:
        return _ENCODER.encode(remembered)
    except UnicodeEncodeError:
        return None


def encode_address(address: str) -> bytes:
    """Return what is kept of a document that is opened in every build."""
    return ADDRESS_MARK + address.encode("utf-8", "surrogatepass")


def decode_addresses(rows: Mapping[str, bytes]) -> dict[str, str]:
    """Return the address that each document had of which nothing else is kept, by path."""
    return {
        path: str(row[len(ADDRESS_MARK) :], "utf-8", "surrogatepass")
        for path, row in rows.items()
        if row.startswith(ADDRESS_MARK)
    }


def decode_outlines(rows: Iterable[bytes]) -> list[Remembered]:
    """Return the plain documents among ``rows``. Raises CodecError."""
    plain = [row for row in rows if not row.startswith(ADDRESS_MARK)]
    try:
        return _DECODER.decode(b"[%b]" % b",".join(plain))
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise CodecError(f"not an outline: {fault}") from fault
