"""The words of a search index, read from the files that Pagefind makes of them.

A file is CBOR (RFC 8949) behind a mark: one array of words, each ``[word, pages, variants]``, a page being ``[number,
less that of the page before, places in the text, places in the fields]``. Places are differences too; a negative number
before them tells a weight or a field, and the differences begin anew. A variant is a word written with accents, which
our pairs have none of. Only arrays, texts and integers occur.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import starmap
from pathlib import Path

from msgspec import Struct

_MARK = b"pagefind_dcd"
_WORDS, _FRAGMENTS, _PAGES = "index/*.pf_index", "fragment/*.pf_fragment", "pagefind.*.pf_meta"
_NONE, _ONE, _THREE = 0x80, 0x81, 0x83
"""Heads of CBOR arrays of so many items."""
_NEGATIVE = 0x20
"""The least head of a negative number."""
_TEXT_AND_FIELDS = ("text", "fields")

Columns = tuple["array[int]", "array[int]", "array[int]", "array[int]"]
"""Of ``Words`` but its texts."""
NUMBERS = "I"
"""What numbers are kept as: 32 bits each, a tenth of what Python's own take."""


class Word(Struct, frozen=True):
    """A word of an index and where it stands."""

    text: str
    page_gaps: Sequence[int]
    """Of each page its number, less that of the page before; the first as it is."""
    counts: Sequence[int]
    """How often it stands in each of these pages."""
    place_gaps: Sequence[int]
    """Of all pages one after the other: the numbers of tokens, each less the one before in the same page."""


class Words(Struct, frozen=True):
    """The words of an index, column by column: objects for each of ten thousand words take time to make and to join."""

    texts: tuple[str, ...]
    page_counts: array[int]
    """On how many pages each is."""
    page_gaps: array[int]
    """``Word.page_gaps`` of all words one after the other; the next two likewise."""
    counts: array[int]
    place_gaps: array[int]

    def __iter__(self) -> Iterator[Word]:
        return starmap(Word, self.rows())

    def rows(self) -> Iterator[tuple[str, array[int], array[int], array[int]]]:
        """Yield the fields of each ``Word``, its numbers as copies."""
        page = place = 0
        for text, page_count in zip(self.texts, self.page_counts, strict=True):
            end = page + page_count
            counts = self.counts[page:end]
            place_end = place + sum(counts)
            yield text, self.page_gaps[page:end], counts, self.place_gaps[place:place_end]
            page, place = end, place_end


def read_index(files: Sequence[tuple[str, bytes]], urls: Sequence[str]) -> Words:
    """Return the words of an index.

    files: name and bytes of each.   urls: of the pages that were indexed, in the order in which the indexer was given
    them; it numbers pages so. Raises ValueError when ``files`` are of another form, as those of another version of
    Pagefind might be.
    """
    if _urls(files) != list(urls):
        raise ValueError("other pages than it was given")
    texts: list[str] = []
    columns = (array(NUMBERS), array(NUMBERS), array(NUMBERS), array(NUMBERS))
    for name, data in files:
        if fnmatchcase(name, _WORDS):
            texts += read_words(data, columns)
    words = Words(tuple(texts), *columns)
    if len(set(texts)) < len(texts):
        raise ValueError("a word twice")
    if not all(word.page_gaps and sum(word.page_gaps) < len(urls) for word in words):
        raise ValueError("a word on no page, or on one that there is not")
    return words


def _urls(files: Sequence[tuple[str, bytes]]) -> list[str]:
    """Return the URLs of the pages of an index in the order of their numbers. Raises ValueError."""
    lists = [data for name, data in files if fnmatchcase(name, _PAGES)]
    try:
        url_by_name = {Path(name).stem: _fragment_url(data) for name, data in files if fnmatchcase(name, _FRAGMENTS)}
        return [url_by_name[name] for data in lists for name in read_page_names(data)]
    except (zlib.error, KeyError, TypeError) as failure:
        raise ValueError("a list of pages that is of another form") from failure


def _fragment_url(data: bytes) -> str:
    return str(json.loads(zlib.decompress(data, wbits=31).decode().removeprefix("pagefind_dcd"))["url"])


def read_words(data: bytes, columns: Columns) -> list[str]:
    """Return the words of one file of an index. Raises ValueError when it has another form.

    columns: take the numbers of the words.
    """
    added: tuple[list[int], ...] = ([], [], [], [])
    try:
        texts = _words(zlib.decompress(data, wbits=31).removeprefix(_MARK), *added)
        for column, numbers in zip(columns, added, strict=True):
            column.extend(numbers)
    except (zlib.error, IndexError, OverflowError) as failure:
        raise ValueError("no file of words") from failure
    return texts


def read_page_names(data: bytes) -> list[str]:
    """Return from the list of an index the names of its pages, in the order of their numbers. Raises ValueError.

    The list is an array that begins with the version and the pages, each ``[name, how many words]``.
    """
    try:
        plain = zlib.decompress(data, wbits=31).removeprefix(_MARK)
        _, at = _number(plain, 0)
        size, at = _number(plain, at)
        count, at = _number(plain, at + size)
        names: list[str] = []
        for _ in range(count):
            size, at = _number(plain, at + 1)
            names.append(plain[at : at + size].decode())
            _, at = _number(plain, at + size)
    except (zlib.error, IndexError) as failure:
        raise ValueError("no list of pages") from failure
    return names


def _words(data: bytes, page_counts: list[int], gaps: list[int], counts: list[int], places: list[int]) -> list[str]:
    """Return the words of a file, and add their numbers to the columns."""
    if data[0] != _ONE:
        raise ValueError("no list of words")
    texts: list[str] = []
    count, at = _number(data, 1)
    for _ in range(count):
        if data[at] != _THREE:
            raise ValueError("no word")
        size, at = _number(data, at + 1)
        texts.append(data[at : at + size].decode())
        page_count, at = _number(data, at + size)
        page_counts.append(page_count)
        at = _read_pages(data, at, page_count, gaps, counts, places)
        if data[at] != _NONE:
            raise ValueError("a word with variants")
        at += 1
    return texts


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number in the head of an item, whatever its type, and the place behind it."""
    number = data[at] & 31
    if number < 24:
        return number, at + 1
    if number > 27:
        raise ValueError("a length that is not told")
    size = 1 << (number - 24)
    return int.from_bytes(data[at + 1 : at + 1 + size]), at + 1 + size


def _read_pages(data: bytes, at: int, page_count: int, gaps: list[int], counts: list[int], places: list[int]) -> int:
    for _ in range(page_count):
        if data[at] != _THREE:
            raise ValueError("no page")
        gap, at = data[at + 1], at + 2
        if gap >= 24:
            gap, at = _number(data, at - 1)
        gaps.append(gap)
        before = len(places)
        at = _read_places(data, at, places)
        counts.append(len(places) - before)
    return at


def _read_places(data: bytes, at: int, gaps: list[int]) -> int:
    """Append the places of one page to ``gaps``; without a call for each number, of which a site has ten million."""
    start, begin, marks = len(gaps), at, 0
    for _ in _TEXT_AND_FIELDS:
        size, at = data[at] & 31, at + 1
        if size >= 24:
            size, at = _number(data, at - 1)
        for _ in range(size):
            item = data[at]
            at += 1
            if item < 24:
                gaps.append(item)
            elif item == 24:
                gaps.append(data[at])
                at += 1
            elif item == 25:
                gaps.append(data[at] << 8 | data[at + 1])
                at += 2
            elif _NEGATIVE <= item < _NEGATIVE + 24:
                marks += 1
            elif item == _NEGATIVE + 24:
                marks += 1
                at += 1
            else:
                number, at = _number(data, at - 1)
                if item < _NEGATIVE:
                    gaps.append(number)
                else:
                    marks += 1
    if marks > 1:
        gaps[start:] = _gaps_of_all(data, begin)
    return at


def _gaps_of_all(data: bytes, at: int) -> Iterator[int]:
    """Yield the places of one page that has several weights or fields, in one order."""
    places: list[int] = []
    for _ in _TEXT_AND_FIELDS:
        size, at = _number(data, at)
        place = 0
        for _ in range(size):
            is_mark = data[at] >= _NEGATIVE
            number, at = _number(data, at)
            place = 0 if is_mark else place + number
            if not is_mark:
                places.append(place)
    places.sort()
    return (place - before for before, place in zip((0, *places), places, strict=False))
