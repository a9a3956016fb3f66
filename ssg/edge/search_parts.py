"""Parts of a search index: what the indexer made of some two hundred pages, kept for the next build.

An index cannot be changed, only made anew, and making it takes 5 ms a page. So a bundle is indexed in parts, several at
a time, and put together of them: an edit costs the part of that page. Which parts there were does not show in what is
published (``search_files``): pages are numbered through, and so are the places of words.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec
from msgspec import Struct

from ssg.edge.pagefind_words import NUMBERS, Word
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
    words: Sequence[Word]


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
    page_counts = array(NUMBERS, [len(word.page_gaps) for word in part.words])
    gaps, counts, places = array(NUMBERS), array(NUMBERS), array(NUMBERS)
    for word in part.words:
        gaps.extend(word.page_gaps)
        counts.extend(word.counts)
        places.extend(word.place_gaps)
    head = _ENCODER.encode(_Head(part.pages, tuple(word.text for word in part.words)))
    numbers = _bytes(page_counts + gaps + counts + places)
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
    return IndexedPart(head.pages, tuple(_words(head.texts, page_counts, gaps, counts, places)))


def _words(
    texts: tuple[str, ...], page_counts: Sequence[int], gaps: array[int], counts: array[int], places: array[int]
) -> Iterator[Word]:
    page, place = 0, 0
    for text, page_count in zip(texts, page_counts, strict=True):
        of_word = counts[page : page + page_count]
        place_count = sum(of_word)
        yield Word(text, gaps[page : page + page_count], of_word, places[place : place + place_count])
        page, place = page + page_count, place + place_count


def merged_words(parts: Sequence[IndexedPart]) -> list[Word]:
    """Return the words of all parts, their pages numbered through in the order of the parts."""
    if len(parts) == 1:
        return list(parts[0].words)
    begins = accumulate((len(part.pages) for part in parts), initial=0)
    found: dict[str, list[tuple[int, Word]]] = {}
    for begin, part in zip(begins, parts, strict=False):
        for word in part.words:
            found.setdefault(word.text, []).append((begin, word))
    return [_joined(text, pieces) for text, pieces in found.items()]


def _joined(text: str, pieces: list[tuple[int, Word]]) -> Word:
    """Return one word.   pieces: number of the first page of a part, and the word in that part."""
    gaps, counts, places = array(NUMBERS), array(NUMBERS), array(NUMBERS)
    last = 0
    for begin, word in pieces:
        first, *others = word.page_gaps
        gaps.append(begin + first - last)
        gaps.extend(others)
        counts.extend(word.counts)
        places.extend(word.place_gaps)
        last = begin + sum(word.page_gaps)
    return Word(text, gaps, counts, places)


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
