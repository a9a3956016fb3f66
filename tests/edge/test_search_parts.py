"""An index that is put together of parts is the one that would be made of all pages at once."""

import zlib
from array import array
from itertools import pairwise

import msgspec
import pytest

from ssg.edge.pagefind import Indexer, pagefind_binary
from ssg.edge.search_files import search_files
from ssg.edge.search_parts import IndexedPart, decode_part, encode_part
from ssg.model.search import SearchDocument

TEXTS = ("艺术 术节 节", "大坝 坝通 通报 报", "艺术 术团 团 大坝 坝 艺术", "Open open daily 的", "大坝")


def documents(count: int) -> list[SearchDocument]:
    """Pages of which no two have the same words, with a title, a pinyin word and a filter."""
    head = '<html lang="und"><body><meta data-pagefind-meta="title[content]" content="大坝ᚁ ᚂdaba">'
    return [
        SearchDocument(
            f"/{number}/",
            f"{head}<p>{' '.join((TEXTS * 2)[: number % 7 + 1])}</p><p>{chr(0x4E00 + number)}</p></body></html>",
            f"2026-01-{number + 1:02}",
            f'{{"url":"/{number}/"}}',
            (("year", str(2000 + number % 3)),),
        )
        for number in range(count)
    ]


def part_of(pages: list[SearchDocument]) -> IndexedPart:
    outcome = Indexer(pagefind_binary("")).index(pages)
    assert outcome.value is not None
    return decode_part(encode_part(outcome.value))


@pytest.mark.parametrize("cuts", [(1,), (11,), (5, 6, 19), (27,)])
def test_parts_make_the_same_files_as_all_pages_at_once(cuts: tuple[int, ...]) -> None:
    pages = documents(28)
    bounds = (0, *cuts, len(pages))
    parts = [part_of(pages[start:end]) for start, end in pairwise(bounds)]
    assert search_files(parts) == search_files([part_of(pages)])


def test_a_part_without_pages_is_an_index_without_words() -> None:
    names = [name for name, _ in search_files([])]
    assert names == ["words.json"]


@pytest.mark.parametrize("cut", [0, 1, -1, -5])
def test_what_is_no_part_is_refused(cut: int) -> None:
    data = encode_part(part_of(documents(3)))
    with pytest.raises(ValueError, match="no part of an index"):
        decode_part(data[:cut])


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("词",), (1, 0, 1, 5, 6)),
        (("词",), (1, 0, 1)),
        (("词",), (1, 0)),
        (("词",), ()),
        (("词",), (0, 0, 1, 5)),
        (("词",), (2, 0, 1, 5)),
        (("词", "语"), (1, 0, 1, 5)),
        ((), (1, 0, 1, 5)),
    ],
    ids=["more places", "no places", "no counts", "none", "on no page", "more pages", "more words", "no words"],
)
def test_numbers_that_do_not_fit_are_refused(texts: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    assert decode_part(packed(("词",), (1, 0, 1, 5))).words.texts == ("词",)
    with pytest.raises(ValueError, match="no part of an index"):
        decode_part(packed(texts, numbers))


def packed(texts: tuple[str, ...], numbers: tuple[int, ...]) -> bytes:
    page = {"url": "/a/", "date": "", "shown": "{}", "filters": []}
    head = msgspec.msgpack.encode({"pages": [page], "texts": texts})
    return zlib.compress(len(head).to_bytes(8) + head + array("I", numbers).tobytes())
