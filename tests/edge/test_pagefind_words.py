"""Files that are not as Pagefind's are refused: what follows relies on what they hold."""

import zlib

import pytest

from ssg.edge import pagefind_words
from ssg.edge.pagefind_words import read_index

PAGE = b"\x83\x00\x81\x05\x80"
"""Page 0, with the word at place 5."""


def file_of(*words: bytes) -> tuple[str, bytes]:
    data = b"pagefind_dcd\x81" + bytes([0x80 + len(words)]) + b"".join(words)
    packer = zlib.compressobj(wbits=31)
    return "index/a.pf_index", packer.compress(data) + packer.flush()


def word(text: str, *pages: bytes) -> bytes:
    return b"\x83" + bytes([0x60 + len(text)]) + text.encode() + bytes([0x80 + len(pages)]) + b"".join(pages) + b"\x80"


@pytest.fixture(autouse=True)
def one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_words, "_urls", lambda files: ["/a/"])


def test_a_word_is_read_with_its_pages_and_places() -> None:
    [found] = read_index([file_of(word("a", PAGE))], ["/a/"])
    assert (found.text, list(found.page_gaps), list(found.counts), list(found.place_gaps)) == ("a", [0], [1], [5])


@pytest.mark.parametrize(
    "words",
    [
        (word("a"),),
        (word("a", PAGE), word("a", PAGE)),
        (word("a", b"\x83\x01\x81\x05\x80"),),
        (word("a", b"\x83\x1b" + b"\xff" * 8 + b"\x81\x05\x80"),),
        (word("a", b"\x83\x00\x81\x1b" + b"\xff" * 8 + b"\x80"),),
    ],
    ids=["on no page", "twice", "on a page that there is not", "on a page beyond all", "at a place beyond all"],
)
def test_words_that_cannot_be_are_refused(words: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="word"):
        read_index([file_of(*words)], ["/a/"])
