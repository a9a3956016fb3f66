"""Words and pages as Pagefind writes them into its files."""

import gzip

import pytest

from ssg.edge.pagefind_words import Word, read_page_names, read_words

MARK = b"pagefind_dcd"


def text(value: str) -> bytes:
    return bytes([0x60 | len(value.encode())]) + value.encode()


def array(*items: bytes) -> bytes:
    return bytes([0x80 | len(items)]) + b"".join(items)


def file_of(*words: bytes) -> bytes:
    return gzip.compress(MARK + array(array(*words)), mtime=0)


WEIGHT, FIELD, NONE = b"\x38\x18", b"\x24", array()


def test_a_word_has_its_pages_and_places_as_differences() -> None:
    first = array(b"\x02", array(WEIGHT, b"\x05", b"\x18\xc8"), NONE)
    second = array(b"\x19\x01\x00", array(WEIGHT, b"\x19\x02\x00"), NONE)
    assert list(read_words(file_of(array(text("艺术"), array(first, second), NONE)))) == [
        Word("艺术", [2, 256], [2, 1], [5, 200, 512])
    ]


def test_places_in_fields_are_places() -> None:
    page = array(b"\x00", NONE, array(FIELD, b"\x03", b"\x04"))
    assert list(read_words(file_of(array(text("术ᚁ"), array(page), NONE)))) == [Word("术ᚁ", [0], [2], [3, 4])]


def test_places_of_several_weights_and_fields_come_in_one_order() -> None:
    page = array(b"\x00", array(WEIGHT, b"\x0a", b"\x0a", b"\x20", b"\x03"), array(FIELD, b"\x0f"))
    assert list(read_words(file_of(array(text("术"), array(page), NONE)))) == [Word("术", [0], [4], [3, 7, 5, 5])]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        gzip.compress(MARK),
        gzip.compress(MARK + b"\x81\x85"),
        gzip.compress(MARK + text("艺")),
        gzip.compress(MARK + b"\x81\x9f"),
        file_of(text("艺")),
        file_of(array(text("艺"), array(text("1")), NONE)),
        file_of(array(text("艺"), NONE, array(text("藝")))),
        file_of(array(b"\x62\xff\xff", NONE, NONE)),
        file_of(array(text("艺"), NONE, NONE))[:-9],
    ],
)
def test_a_file_of_another_form_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):
        list(read_words(data))


def test_the_list_of_an_index_names_its_pages_in_order() -> None:
    pages = array(array(text("und_2"), b"\x18\xc8"), array(text("und_1"), b"\x03"))
    assert read_page_names(gzip.compress(MARK + array(text("1.5.2"), pages, NONE))) == ["und_2", "und_1"]


@pytest.mark.parametrize("data", [b"", b"nonsense", gzip.compress(MARK), gzip.compress(MARK + b"\x81\x65")])
def test_a_list_of_another_form_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_page_names(data)
