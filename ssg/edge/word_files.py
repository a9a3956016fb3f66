"""The files that a reader's search fetches: which pages a word is on, how often, and where.

A query needs few pages of few words, so words lie in small files, in order, and a list of where each file begins is all
that is fetched beforehand. Places are three quarters of an index, and needed only for words that many pages have
side by side: they lie in files of their own. Numbers are Rice codes (R. F. Rice, JPL 79-22, 1979), a third of what
Pagefind's own files take after their compression. The reader's half is ``themes/default/assets/search-words.js``.

A file of words: the length of its texts in bytes, 32 bits; the texts, each a character that tells how many characters
it shares with the one before (``_SHARED`` + number), its other characters and a line feed; then bits. Of each word: how
many pages (gamma code), of all of them the gaps, then how often less one, then, when the word is one of titles or
headings, the gaps of its places. Of each sequence 4 bits come first: the parameter of its code. A file of places has
the gaps of the places of each other word.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ssg.edge.pagefind_words import Word

WORDS_MAX, PLACES_MAX = 1_500, 4_000
"""Bytes of a file of words and of the file of their places; one word alone may take more."""
SELDOM_MAX = 4_000
"""Bytes of a file of words of which only pages matter, pinyin mostly: fewer files make the list shorter for all."""

_SHARED, _MOST_SHARED = 48, 78
_LARGEST_PARAMETER = 15


class WordFile(Struct, frozen=True):
    begin: str
    """Not after its first word, and after the last one of the file before it; as short as can be."""
    words: bytes
    places: bytes
    """Empty = none of its words has any."""


class _Codes(dict[int, str]):
    """Rice codes of one parameter as text, each made when it is first used."""

    def __init__(self, parameter: int) -> None:
        self._parameter = parameter

    def __missing__(self, number: int) -> str:
        size = self._parameter
        low = f"{number & (1 << size) - 1:0{size}b}" if size else ""
        code = self[number] = "1" * (number >> size) + "0" + low
        return code


class _Coded(Struct, frozen=True):
    """One word in bits, each a character."""

    text: str
    words: str
    places: str


def word_files(words: Iterable[Word], *, pages_alone: tuple[str, ...], with_places: tuple[str, ...]) -> list[WordFile]:
    """Return the files of ``words``, of which no two have the same text.

    pages_alone: beginnings of words of which only the pages matter.
    with_places: ends of words whose places lie beside their pages; such a word lies in the file of the one before it.
    """
    coder = _Coder(pages_alone, with_places)
    # As a browser compares text: by units of UTF-16.
    ordered = sorted(words, key=lambda word: word.text.encode("utf-16-be"))
    files: list[WordFile] = []
    last = ""
    for group in _groups(map(coder.code, ordered), pages_alone, with_places):
        files.append(_file(last, group))
        last = group[-1].text
    return files


class _Coder:
    def __init__(self, pages_alone: tuple[str, ...], with_places: tuple[str, ...]) -> None:
        self._codes = [_Codes(parameter) for parameter in range(_LARGEST_PARAMETER + 1)]
        self._pages_alone = pages_alone
        self._with_places = with_places

    def code(self, word: Word) -> _Coded:
        pages = _gamma(len(word.page_gaps)) + self._rice(word.page_gaps)
        if word.text.startswith(self._pages_alone):
            return _Coded(word.text, pages, "")
        counted = pages + self._rice([count - 1 for count in word.counts])
        places = self._rice(word.place_gaps)
        if word.text.endswith(self._with_places):
            return _Coded(word.text, counted + places, "")
        return _Coded(word.text, counted, places)

    def _rice(self, numbers: Sequence[int]) -> str:
        parameter = _parameter(numbers)
        return f"{parameter:04b}" + "".join(map(self._codes[parameter].__getitem__, numbers))


def _parameter(numbers: Sequence[int]) -> int:
    """Return what makes the codes of ``numbers`` short, the gaps of what is spread at random being geometric."""
    mean = sum(numbers) / max(1, len(numbers))
    return min(_LARGEST_PARAMETER, max(0, int(mean * 0.69 + 1).bit_length() - 1))


def _gamma(number: int) -> str:
    binary = f"{number:b}"
    return "1" * (len(binary) - 1) + "0" + binary[1:]


def _groups(words: Iterable[_Coded], seldom: tuple[str, ...], bound: tuple[str, ...]) -> Iterator[list[_Coded]]:
    group: list[_Coded] = []
    words_bits = places_bits = 0
    for word in words:
        size = len(word.words) + 8 * len(word.text.encode())
        most = SELDOM_MAX if word.text.startswith(seldom) else WORDS_MAX
        is_full = words_bits + size > 8 * most or places_bits + len(word.places) > 8 * PLACES_MAX
        if group and is_full and not word.text.endswith(bound):
            yield group
            group, words_bits, places_bits = [], 0, 0
        group.append(word)
        words_bits += size
        places_bits += len(word.places)
    if group:
        yield group


def _file(last: str, group: list[_Coded]) -> WordFile:
    """last: word of the file before."""
    first = group[0].text
    texts = "".join(f"{shared}{rest}\n" for shared, rest in zip(*front_coded(word.text for word in group), strict=True))
    words = len(texts.encode()).to_bytes(4) + texts.encode() + _bytes("".join(word.words for word in group))
    begin = first[: _shared_size(last, first) + 1]
    return WordFile(begin, words, _bytes("".join(word.places for word in group)))


def front_coded(texts: Iterable[str]) -> tuple[str, list[str]]:
    """Return for sorted texts how many characters each shares with the one before, and its other characters.

    The former is one character each: ``_SHARED`` and the number.
    """
    shared: list[str] = []
    rests: list[str] = []
    before = ""
    for text in texts:
        size = min(_shared_size(before, text), _MOST_SHARED)
        shared.append(chr(_SHARED + size))
        rests.append(text[size:])
        before = text
    return "".join(shared), rests


def _shared_size(some: str, other: str) -> int:
    pairs = enumerate(zip(some, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(some), len(other)))


def _bytes(bits: str) -> bytes:
    size = (len(bits) + 7) // 8
    return int(bits.ljust(8 * size, "0"), 2).to_bytes(size) if bits else b""
