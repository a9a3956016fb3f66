"""The list of pages that readers load first: shorter, and still the list of the same files."""

import gzip
import re

import pytest

from ssg.edge.page_list import shorten_names

MARK = b"pagefind_dcd"


def text(value: str) -> bytes:
    return bytes([0x60 | len(value.encode())]) + value.encode()


def array(*items: bytes) -> bytes:
    return bytes([0x80 | len(items)]) + b"".join(items)


PAGES = array(array(text("und_1234567"), b"\x18\xc8"), array(text("und_89abcde"), b"\x03"))
CHUNKS = array(array(text("一个"), text("艺术"), text("und_fedcba9")))
LIST = array(
    text("1.5.2"), PAGES, CHUNKS, array(array(text("year"), text("und_0000001"))), array(), array(text("title"))
)
FILES = (
    ("fragment/und_1234567.pf_fragment", b"first"),
    ("fragment/und_89abcde.pf_fragment", b"second"),
    ("index/und_fedcba9.pf_index", b"words"),
    ("filter/und_0000001.pf_filter", b"years"),
)


def index_with(listed: bytes) -> list[tuple[str, bytes]]:
    return [("pagefind.und_abc.pf_meta", gzip.compress(MARK + listed, mtime=0)), *FILES]


def test_pages_and_words_get_short_names_and_filters_keep_theirs() -> None:
    [(list_name, listed), *files] = shorten_names(index_with(LIST))
    names = [name for name, _ in files]
    assert list_name == "pagefind.und_abc.pf_meta"
    assert [re.sub("/[0-9a-v]{5}\\.", "/?.", name) for name in names[:3]] == [
        "fragment/?.pf_fragment",
        "fragment/?.pf_fragment",
        "index/?.pf_index",
    ]
    assert [data for _, data in files] == [data for _, data in FILES]
    assert names[3] == "filter/und_0000001.pf_filter"
    first, second, words = (name.split("/")[1].split(".")[0] for name in names[:3])
    pages = array(array(text(first), b"\x01"), array(text(second), b"\x01"))
    chunks = array(array(text("一个"), text("艺术"), text(words)))
    assert gzip.decompress(listed) == MARK + LIST.replace(PAGES, pages).replace(CHUNKS, chunks)


def test_a_name_depends_on_its_page_alone() -> None:
    other = LIST.replace(b"und_89abcde", b"und_89abcdf")
    assert shorten_names(index_with(LIST))[1] == shorten_names(index_with(other))[1]


def test_no_two_names_become_one() -> None:
    names = [f"und_{number:07x}" for number in range(60_000)]
    head = bytes([0x99, *len(names).to_bytes(2)])
    pages = head + b"".join(array(text(name), b"\x01") for name in names)
    fragments = [(f"fragment/{name}.pf_fragment", name.encode()) for name in names]
    listed = gzip.compress(MARK + array(text("1.5.2"), pages, array()), mtime=0)
    [_, *files] = shorten_names([("pagefind.x.pf_meta", listed), *fragments])
    assert len({name for name, _ in files}) == len(names)
    # "fragment/", ".pf_fragment" and five characters: some of so many need a sixth.
    assert 0 < sum(len(name) > len("fragment/.pf_fragment") + 5 for name, _ in files) < 100


@pytest.mark.parametrize(
    "listed",
    [
        b"",
        b"\xff",
        text("1.5.2"),
        array(text("1.5.2")),
        array(text("1.5.2"), array(array(text("und_1"), text("3"))), array()),
        array(text("1.5.2"), array(), array(array(text("一"), text("二")))),
        array(text("1.5.2"), array(), array()) + b"\x00",
        array(text("1.5.2"), b"\x80", b"\xf6"),
        b"\x9b" + b"\xff" * 8,
        b"\x81" * 100_000,
        b"\x18\x05",
    ],
)
def test_a_list_of_another_form_stays_as_it_is(listed: bytes) -> None:
    assert shorten_names(index_with(listed)) == index_with(listed)


@pytest.mark.parametrize("data", [b"", b"nonsense", gzip.compress(MARK + LIST)[:-9]])
def test_a_list_that_cannot_be_read_stays_as_it_is(data: bytes) -> None:
    files = [("pagefind.x.pf_meta", data), *FILES]
    assert shorten_names(files) == files


def test_an_index_without_a_list_stays_as_it_is() -> None:
    assert shorten_names(list(FILES)) == list(FILES)
