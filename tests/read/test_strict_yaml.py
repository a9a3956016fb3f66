"""Strict YAML keeps what was written and says in an editor's words what it cannot read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.model.diagnostic import Severity
from ssg.read.strict_yaml import PurePythonParser, fastest_parser, parse_yaml
from ssg.read.yaml_nodes import ListNode, MapNode, ScalarNode, is_blank

PARSERS = (fastest_parser(), PurePythonParser)
EITHER_PARSER = pytest.mark.parametrize("parser", PARSERS, ids=("libyaml", "python"))


def faults(text, parser=PurePythonParser):
    return [(each.code, each.span.line, each.span.column) for each in parse_yaml("a.md", text, 1, parser).diagnostics]


@EITHER_PARSER
@pytest.mark.parametrize(
    "written",
    ["12:30", "13:30", "0635123", "no", "on", "true", "1_000", "0x1F", "1e3", "11371500004512345600000000000000"],
)
def test_a_plain_value_stays_the_text_that_was_written(parser, written):
    root = parse_yaml("a.md", f"值: {written}\n", 1, parser).value
    assert isinstance(root, MapNode)
    assert root.entries[0].value == ScalarNode(written, "", 1, 4, len(written), False)


@EITHER_PARSER
def test_quotes_and_block_style_are_kept_beside_the_text(parser):
    root = parse_yaml("a.md", "a: \"x\"\nb: 'y'\nc: |\n  一\n  二\n", 1, parser).value
    styles = [(entry.value.text, entry.value.style) for entry in root.entries]
    assert styles == [("x", '"'), ("y", "'"), ("一\n二\n", "|")]


@EITHER_PARSER
def test_columns_count_characters_not_bytes(parser):
    root = parse_yaml("a.md", "相关: [一件事, 𠮷野家]\n", 4, parser).value
    items = root.entries[0].value
    assert isinstance(items, ListNode)
    assert [(item.line, item.column, item.length) for item in items.items] == [(4, 6, 3), (4, 11, 3)]
    assert (items.column, items.length) == (5, 10)


@EITHER_PARSER
def test_a_key_without_a_value_is_blank(parser):
    root = parse_yaml("a.md", "a:\nb: ~\nc: null\nd: ''\n", 1, parser).value
    assert [is_blank(entry.value) for entry in root.entries] == [True, True, True, False]


@EITHER_PARSER
@pytest.mark.parametrize("text", ["", "\n\n", "# 只有备注\n"])
def test_a_text_without_content_has_no_value_and_no_fault(parser, text):
    outcome = parse_yaml("a.md", text, 1, parser)
    assert (outcome.value, outcome.diagnostics) == (None, ())


@EITHER_PARSER
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题：艺术节\ndate: 2026-10-13\n", [("fullwidth-colon", 1, 3)]),
        ("title: 艺术节\n日期：2026-10-13\n", [("fullwidth-colon", 2, 3)]),
        ("标题：艺术节\n日期：2026-10-13\n", [("fullwidth-colon", 1, 3), ("fullwidth-colon", 2, 3)]),
        ("标题：艺术节\n", [("fullwidth-colon", 1, 3)]),
        ("source: {名称：本网}\n", [("fullwidth-colon", 1, 12)]),
        ("bylines:\n  - 角色：记者\n    name: 甲乙\n", [("fullwidth-colon", 2, 7)]),
        ("title: 关于: 说明\n", [("yaml-colon-in-text", 1, 10)]),
        ('title: "一件事" 主题\n', [("yaml-text-after-quote", 1, 14)]),
        ("title: [通知] 放假\n", [("yaml-text-after-bracket", 1, 8)]),
        ("title: 艺术节\n\tdate: 2026-10-13\n", [("yaml-tab", 2, 1)]),
        ("tags:\n\t- 教育\n", [("yaml-tab", 2, 1)]),
        ('title: "艺术节\ndate: 2026-10-13\n', [("yaml-unclosed-quote", 1, 8)]),
        ('title: "艺术节\nsummary: "摘要"\n', [("yaml-unclosed-quote", 1, 8)]),
        ("title: '艺术节\n", [("yaml-unclosed-quote", 1, 8)]),
        ("tags: [教育, 艺术\ndate: 2026-10-13\n", [("yaml-unclosed-bracket", 1, 7)]),
        ("source: {name: 本网\n", [("yaml-unclosed-bracket", 1, 9)]),
        ("title: *重要* 通知\n", [("yaml-special-start", 1, 8)]),
        ("title: @所有人\n", [("yaml-special-start", 1, 8)]),
        ("title: %50\n", [("yaml-special-start", 1, 8)]),
        ("title: `代码`\n", [("yaml-special-start", 1, 8)]),
        ("title: !重要\n", [("yaml-special-start", 1, 8)]),
        ("title: > 大标题\n", [("yaml-special-start", 1, 8)]),
        ("tags: - 教育\n", [("yaml-list-beside-key", 1, 7)]),
        ("title:艺术节\ndate: 2026-10-13\n", [("yaml-missing-space", 1, 6)]),
        ("title: 艺术节\n这一行没有冒号\ndate: 2026-10-13\n", [("yaml-missing-colon", 2, 1)]),
        ("title: 艺术节\n  date: 2026-10-13\n", [("yaml-indent", 2, 1)]),
        ('title: "\\q"\n', [("yaml-backslash", 1, 9)]),
        ("bylines: 记者 甲乙\n  - 通讯员 丙丁\n", [("list-after-text", 2, 3)]),
        ("title: 关于 #教育 的说明\n", [("text-lost-as-comment", 1, 11)]),
        ("title: 一\ntitle: 二\n", [("duplicate-key", 2, 1)]),
        ("a: {x: 1, x: 2}\n", [("duplicate-key", 1, 11)]),
        ("a: &x 1\n", [("yaml-anchor", 1, 4)]),
        ("a: *x\n", [("yaml-alias", 1, 4)]),
        ("<<: {a: 1}\n", [("yaml-merge-key", 1, 1)]),
        ("a: !!python/object:os.system {}\n", [("yaml-tag", 1, 4)]),
        ("? [a]\n: b\n", [("yaml-key", 1, 3)]),
        ("a: 1\n---\nb: 2\n", [("yaml-second-document", 2, 1)]),
        ("a: " + "[" * 40 + "]" * 40 + "\n", [("yaml-too-deep", 1, 15)]),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place(parser, text, expected):
    assert faults(text, parser) == expected


def test_a_comment_after_a_value_is_no_mistake():
    assert faults("title: 艺术节 # 待改\ntags: [a] #b\n") == []


def test_the_mend_is_shown_with_the_whole_value_quoted():
    (fault,) = parse_yaml("a.md", 'title: "一件事" 主题\n').diagnostics
    assert dict(fault.args)["fixed"] == "title: '\"一件事\" 主题'"


def test_a_doubled_key_points_to_the_first_one_too():
    (fault,) = parse_yaml("a.md", "title: 一\ntitle: 二\n", 2).diagnostics
    assert [(span.line, span.column, span.length) for span in fault.related] == [(2, 1, 5)]


def test_text_lost_as_a_comment_is_only_a_warning():
    (fault,) = parse_yaml("a.md", "title: 关于 #教育\n").diagnostics
    assert fault.severity is Severity.WARNING


@EITHER_PARSER
def test_a_bomb_of_aliases_does_not_grow(parser):
    text = "a: &a [x, x]\n" + "".join(f"{key}: &{key} [*a, *a]\n" for key in "bcdefgh")
    outcome = parse_yaml("a.md", text, 1, parser)
    assert {fault.code for fault in outcome.diagnostics} == {"yaml-anchor", "yaml-alias"}


@EITHER_PARSER
@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "[{", "a: [", "&a ", "!"])
def test_endless_nesting_is_a_fault_and_no_hang(parser, unit):
    assert parse_yaml("a.md", unit * 5000, 1, parser).diagnostics


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab题：: -'\"[]{},#\n|>*&!%@0", max_size=40))
def test_both_parsers_read_the_same_wherever_neither_finds_a_fault(text):
    first, second = (parse_yaml("a.md", text, 1, parser) for parser in PARSERS)
    if not first.diagnostics and not second.diagnostics:
        assert first == second
