"""The list of pages and files that every reader of a search index loads first, made shorter.

Pagefind writes it as CBOR (RFC 8949) behind a mark of its own: the version, ``[name, words]`` for each page, ``[first
word, last word, name]`` for each file of words, then filters, orders and fields. A name is ``und_`` and seven digits
that no compression makes smaller, and the words of each page are counted for a ranking that we do not use. Names of
five characters and one count for all take a third off the list.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from msgspec import Struct

LIST_PATTERN = "pagefind.*.pf_meta"

_MARK = b"pagefind_dcd"
_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_SHORTEST = 5
"""Characters of a name: two pages in a thousand of the largest bundles need one more."""
_DEEPEST = 8
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
"""The major types of CBOR that a list is made of."""

_Value = int | str | list["_Value"]
_File = tuple[str, bytes]


class _PageList(Struct, frozen=True):
    version: _Value
    pages: tuple[str, ...]
    """Their names, in the order of their numbers."""
    chunks: tuple[tuple[str, str, str], ...]
    """Of each file of words the first, the last and its name."""
    others: tuple[_Value, ...]


def shorten_names(files: list[_File]) -> list[_File]:
    """Return the files of an index, (name, bytes), with shorter names of pages and words in its list and on disk.

    What is not the list that we know, of another version of Pagefind say, stays as it is, and so do all files.
    """
    lists = {name: _parsed(data) for name, data in files if fnmatchcase(name, LIST_PATTERN)}
    if len(lists) != 1:
        return files
    [(list_name, known)] = lists.items()
    if known is None:
        return files
    short = _short_names((*known.pages, *(name for *_, name in known.chunks)))
    renamed = {f"fragment/{name}.pf_fragment": f"fragment/{short[name]}.pf_fragment" for name in known.pages}
    renamed |= {f"index/{name}.pf_index": f"index/{short[name]}.pf_index" for *_, name in known.chunks}
    data = _written(known, short)
    return [(renamed.get(name, name), data if name == list_name else old) for name, old in files]


def _written(known: _PageList, short: Mapping[str, str]) -> bytes:
    pages: list[_Value] = [[short[name], 1] for name in known.pages]
    chunks: list[_Value] = [[first, last, short[name]] for first, last, name in known.chunks]
    return gzip.compress(_MARK + _encoded([known.version, pages, chunks, *known.others]), 9, mtime=0)


def _short_names(names: Iterable[str]) -> dict[str, str]:
    """Return a name for each of ``names`` that no other has: the beginning of its digest, as long as it must be."""
    short: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names):
        number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=15).digest())
        digits = "".join(_DIGITS[number >> 5 * place & 31] for place in range(24))
        short[name] = next(digits[:size] for size in range(_SHORTEST, len(digits) + 1) if digits[:size] not in taken)
        taken.add(short[name])
    return short


def _parsed(data: bytes) -> _PageList | None:
    """Return what a list says; None when it is no list that ``_encoded`` would write in the same bytes."""
    try:
        plain = zlib.decompress(data, wbits=31)
        value, _ = _read(plain.removeprefix(_MARK), 0, 0)
    except (zlib.error, ValueError, IndexError):
        return None
    if _MARK + _encoded(value) != plain:
        return None
    match value:
        case [version, list(pages), list(chunks), *others]:
            names = [name for page in pages for name in _texts(page, (str, int))]
            spans = [tuple(_texts(chunk, (str, str, str))) for chunk in chunks]
            if len(names) == len(pages) and all(len(span) == 3 for span in spans):
                return _PageList(version, tuple(names), tuple((a, b, c) for a, b, c in spans), tuple(others))
    return None


def _texts(value: _Value, types: tuple[type, ...]) -> list[str]:
    """Return the texts of an array of these types; none when it is something else."""
    if not isinstance(value, list) or tuple(map(type, value)) != types:
        return []
    return [each for each in value if isinstance(each, str)]


def _read(data: bytes, at: int, depth: int) -> tuple[_Value, int]:
    """Return the value at a place, and the place behind it. Raises ValueError and IndexError."""
    major, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= 24:
        size = 1 << (number - 24)
        at, number = at + size, int.from_bytes(data[at : at + size])
    if major == _UNSIGNED:
        return number, at
    if major == _TEXT:
        return data[at : at + number].decode(), at + number
    if major != _ARRAY or depth > _DEEPEST or number > len(data):
        raise ValueError("not of a list of pages")
    values: list[_Value] = []
    for _ in range(number):
        value, at = _read(data, at, depth + 1)
        values.append(value)
    return values, at


def _encoded(value: _Value) -> bytes:
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(_encoded, value))


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << 8 * size)
    return bytes([major << 5 | 23 + size.bit_length()]) + number.to_bytes(size)
