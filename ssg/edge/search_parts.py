"""Parts of a search index: what the indexer made of some two hundred pages, kept for the next build.

An index cannot be changed, only made anew, and making it takes 5 ms a page. So a bundle is indexed in parts, several at
a time, and put together of them: an edit costs the part of that page. Which parts there were does not show in what is
published (``search_files``): pages are numbered through, and so are the places of words.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from itertools import accumulate

import msgspec
from msgspec import Struct

from ssg.edge.pagefind_words import NUMBERS, Word, Words
from ssg.model.search import SearchDocument

_LITTLE = sys.byteorder == "little"


class IndexedPage(Struct, frozen=True):
    """What is left of a ``SearchDocument`` once its words are in an index."""

    url: str
    date: str
    shown: str
    filters: tuple[tuple[str, str], ...]


class IndexedPart(Struct, frozen=True):
    pages: tuple[IndexedPage, ...]
    """In the order of their numbers, which begin with 0."""
    words: Words


class _Head(Struct, frozen=True):
    """All of a part but its numbers, of which there are a quarter of a million."""

    pages: tuple[IndexedPage, ...]
    texts: tuple[str, ...]
    """Of the words, whose numbers follow: how many pages each is on, then the gaps between these, counts and places."""


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Head)
_LENGTH_BYTES = 8


def indexed_page(document: SearchDocument) -> IndexedPage:
    """Return what is kept of a document."""
    return IndexedPage(document.url, document.date, document.shown, document.filters)


def encode_part(part: IndexedPart) -> bytes:
    """Return a part as bytes."""
    words = part.words
    head = _ENCODER.encode(_Head(part.pages, words.texts))
    numbers = _bytes(words.page_counts + words.page_gaps + words.counts + words.place_gaps)
    return zlib.compress(b"".join((len(head).to_bytes(_LENGTH_BYTES), head, numbers)), 1)


def decode_part(data: bytes) -> IndexedPart:
    """Return what ``encode_part`` gave as ``data``. Raises ValueError for anything else."""
    try:
        plain = zlib.decompress(data)
        begin = _LENGTH_BYTES + int.from_bytes(plain[:_LENGTH_BYTES])
        head = _DECODER.decode(plain[_LENGTH_BYTES:begin])
    except (zlib.error, msgspec.DecodeError) as fault:
        raise ValueError("no part of an index") from fault
    numbers = _array(plain[begin:])
    words = len(head.texts)
    page_counts = numbers[:words]
    pages = sum(page_counts)
    gaps, counts = numbers[words : words + pages], numbers[words + pages : words + 2 * pages]
    places = numbers[words + 2 * pages :]
    is_whole = (len(page_counts), len(counts), len(places)) == (words, pages, sum(counts))
    if not is_whole or not all(page_counts):
        raise ValueError("no part of an index: numbers that do not fit")
    return IndexedPart(head.pages, Words(head.texts, page_counts, gaps, counts, places))


def merged_words(parts: Sequence[IndexedPart]) -> list[Word]:
    """Return the words of all parts, their pages numbered through in the order of the parts."""
    if len(parts) == 1:
        return list(parts[0].words)
    found: dict[str, _Merged] = {}
    begins = accumulate((len(part.pages) for part in parts), initial=0)
    for begin, part in zip(begins, parts, strict=False):
        _merge(part.words, begin, found)
    return [Word(text, word.gaps, word.counts, word.places) for text, word in found.items()]


class _Merged:
    """One word of several parts, while they are joined."""

    __slots__ = ("counts", "gaps", "last", "places")

    def __init__(self, gaps: array[int], counts: array[int], places: array[int], last: int) -> None:
        self.gaps, self.counts, self.places = gaps, counts, places
        self.last = last
        """Number of its last page."""


def _merge(words: Words, begin: int, found: dict[str, _Merged]) -> None:
    """Add the words of one part to ``found``.   begin: number of its first page."""
    for text, gaps, counts, places in words.rows():
        last = begin + sum(gaps)
        merged = found.get(text)
        if merged is None:
            gaps[0] += begin
            found[text] = _Merged(gaps, counts, places, last)
        else:
            gaps[0] += begin - merged.last
            merged.gaps.extend(gaps)
            merged.counts.extend(counts)
            merged.places.extend(places)
            merged.last = last


def _bytes(numbers: array[int]) -> bytes:
    if not _LITTLE:
        numbers.byteswap()
    return numbers.tobytes()


def _array(data: bytes) -> array[int]:
    numbers = array(NUMBERS)
    numbers.frombytes(data)
    if not _LITTLE:
        numbers.byteswap()
    return numbers
