"""Bytes become text with ``\\n`` line ends, or an editor is told how to save the file."""

import pytest

from ssg.read.source_text import decode_source

TITLE = "标题：东昌府区举办中小学生艺术节\n"


def test_utf8_is_read_with_and_without_a_byte_order_mark():
    assert decode_source("a.md", TITLE.encode()).value == TITLE
    assert decode_source("a.md", TITLE.encode("utf-8-sig")).value == TITLE


def test_windows_and_old_mac_line_ends_become_one_kind():
    assert decode_source("a.md", b"a\r\nb\rc\n").value == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("encoding", "named"), [("gbk", "GBK"), ("gb18030", "GBK"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16")]
)
def test_another_encoding_is_named(encoding, named):
    outcome = decode_source("a.md", ("---\ntitle: abc\n" + TITLE).encode(encoding))
    assert outcome.value is None
    assert [(each.code, dict(each.args)) for each in outcome.diagnostics] == [("not-utf8", {"encoding": named})]


def test_bytes_of_no_known_encoding_are_found_at_their_place():
    (fault,) = decode_source("a.md", "一\n二三".encode() + b"\xff\xff\xff").diagnostics
    assert (fault.code, fault.span.line, fault.span.column, fault.args) == ("not-utf8", 2, 3, ())


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\u2028", "\ue000", "\uf8ff", "\ufeff", "\uffff"])
def test_an_invisible_or_private_character_is_found_at_its_place(character):
    outcome = decode_source("a.md", f"一行\n这里{character}有\n".encode())
    (fault,) = outcome.diagnostics
    assert (fault.code, fault.span.line, fault.span.column, fault.span.length) == ("forbidden-character", 2, 3, 1)
    assert outcome.value == "一行\n这里\ufffd有\n"


def test_each_of_several_bad_characters_has_its_own_line():
    faults = decode_source("a.md", "\x00\n\n一\x01\x02\n".encode()).diagnostics
    assert [(each.span.line, each.span.column) for each in faults] == [(1, 1), (3, 2), (3, 3)]


def test_a_file_full_of_bad_characters_is_reported_twenty_times_at_most():
    assert len(decode_source("a.md", b"text" * 500 + b"\x01" * 500).diagnostics) == 20


def test_an_empty_file_is_empty_text():
    assert decode_source("a.md", b"").value == ""
