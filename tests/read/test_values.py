"""Readers of single values take what editors write and refuse the rest with its place."""

from datetime import UTC

import pytest

from ssg.read.reader import Scope
from ssg.read.strict_yaml import parse_yaml
from ssg.read.values import (
    choice,
    list_of,
    read_boolean,
    read_integer,
    read_phone,
    read_prose,
    read_ref,
    read_text,
    read_url,
    read_words,
)

SCOPE = Scope("a.md", UTC)


def read(reader, yaml):
    root = parse_yaml("a.md", f"k: {yaml}\n").value
    return reader(root.entries[0].value, SCOPE)


def code(reader, yaml):
    return [(each.code, each.span.line, each.span.column) for each in read(reader, yaml).diagnostics]


@pytest.mark.parametrize("written", ["12:30", "0635123", "no", "2026-10-13", "1.50"])
def test_text_is_exactly_what_was_written(written):
    assert read(read_text, written).value == written


def test_broken_lines_of_chinese_text_are_joined_without_a_space():
    assert read(read_text, "开发区\n  大厅，\n  有 24 小时").value == "开发区大厅，有24小时"
    assert read(read_text, "one\n  two").value == "one two"


def test_spaces_on_one_line_are_kept():
    assert read(read_text, "李 军 和 王 丽").value == "李 军 和 王 丽"


def test_prose_keeps_the_lines_of_a_block():
    assert read(read_prose, "|\n  第一行\n  第二行\n").value == "第一行\n第二行"


def test_a_list_is_no_text():
    assert code(read_text, "[a, b]") == [("expects-text", 1, 4)]


@pytest.mark.parametrize(("written", "value"), [("true", True), ("false", False)])
def test_true_and_false_are_truth_values(written, value):
    assert read(read_boolean, written).value is value


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "True", "是", "否", "1", "'true'"])
def test_nothing_else_is_a_truth_value(written):
    assert code(read_boolean, written) == [("expects-boolean", 1, 4)]


@pytest.mark.parametrize(("written", "value"), [("3", 3), ("-1", -1), ("'12'", 12), ("007", 7)])
def test_whole_numbers_are_decimal(written, value):
    assert read(read_integer, written).value == value


@pytest.mark.parametrize("written", ["0x10", "1e3", "3.5", "三", "1_000", "9" * 5000, "12:30"])
def test_other_numbers_are_refused(written):
    assert code(read_integer, written) == [("expects-integer", 1, 4)]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12345", "12345"),
        ("0635-8321000", "0635-8321000"),
        ("（0635）8321000", "0635-8321000"),
        ("0635 8321000", "0635-8321000"),
        ("０６３５－８３２１０００", "0635-8321000"),
        ("0635-8321000-801", "0635-8321000-801"),
        ("400-123-4567", "400-123-4567"),
        ("+86-635-8321000", None),
        ("8321000", None),
        ("详见官网", None),
    ],
)
def test_a_public_number_is_kept_as_it_is_dialled(written, number):
    assert read(read_phone, written).value == number
    assert code(read_phone, written) == ([] if number else [("bad-phone", 1, 4)])


@pytest.mark.parametrize(
    "written", ["13812345678", "138-1234-5678", "138 1234 5678", "+8613812345678", "１３８１２３４５６７８"]
)
def test_a_mobile_number_is_refused_and_not_repeated(written):
    (fault,) = read(read_phone, written).diagnostics
    assert fault.code == "mobile-number"
    assert fault.args == ()


@pytest.mark.parametrize("written", ["https://example.org/a?b=c#d", "http://例子.cn/页"])
def test_web_addresses_are_accepted(written):
    assert read(read_url, f"'{written}'").value == written


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "//example.org", "ftp://example.org", "www.example.org", "https://", 'https://a"b'],
)
def test_other_addresses_are_refused(written):
    assert code(read_url, f"'{written}'") == [("bad-url", 1, 4)]


def test_a_choice_offers_the_nearest():
    (fault,) = read(choice("原件", "复印件", "电子件"), "复印").diagnostics
    assert (fault.code, dict(fault.args)["nearest"]) == ("not-a-choice", "复印件")


def test_a_choice_has_further_spellings():
    assert read(choice("news", also={"新闻": "news"}), "新闻").value == "news"


@pytest.mark.parametrize(
    "written", ["[教育, 艺术]", "教育、艺术", "教育，艺术", "[教育，艺术]", "\n  - 教育\n  - 艺术\n  - 教育"]
)
def test_words_are_a_list_however_they_are_separated(written):
    assert read(read_words, written).value == ("教育", "艺术")


def test_one_value_counts_as_a_list_of_it():
    assert read(list_of(read_text), "甲").value == ("甲",)


def test_a_faulty_item_does_not_hide_the_others():
    outcome = read(list_of(read_integer), "[1, x, 3]")
    assert outcome.value == (1, 3)
    assert [(each.code, each.span.column) for each in outcome.diagnostics] == [("expects-integer", 8)]


def test_a_reference_knows_its_place():
    ref = read(read_ref, "../guides/养老.md").value
    assert (ref.target, ref.span.line, ref.span.column, ref.span.length) == ("../guides/养老.md", 1, 4, 15)
