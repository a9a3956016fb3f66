"""Pathological input is refused by counting, never by a clock (contract: rendering is bounded in time)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.model.config import ReadSettings
from ssg.read.markdown import bounds, render_body
from ssg.read.markdown.bounds import find_excess


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 20_000,
        "[a](" * 20_000,
        "<a " * 20_000,
        "<![CDATA[" * 20_000,
        "<!--" * 20_000,
        '<div a="' * 20_000,
        ">" * 20_000,
        "- " * 20_000 + "a",
        "1. " * 20_000 + "a",
        "a\n:   b\n" * 5_000,
        "# a\n" * 20_000,
        "a\n=\n" * 20_000,
        "!!! note\n" * 20_000,
        "a\n\n" * 100_000,
        "```\n" * 100_000,
        "甲" * 2_000_000,
        "[^1]" * 4_000 + "\n\n[^1]: a",
        "*a **b " * 2_000 + "c** d*" * 2_000,
        "*" * 1_000 + "a" + " b*" * 1_000,
        "[a](b.md) **c** {{fact: d}}\n" * 20_000,
        "<b>a</b> " * 50_000,
    ],
)
def test_too_much_is_refused_and_says_where(text):
    outcome = render_body(f"好\n\n{text}", "content/news/x.md", 5, ReadSettings())
    body, content = outcome.value
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.code == "markdown-too-complex"
    assert diagnostic.span.path == "content/news/x.md"
    assert diagnostic.span.line >= 5
    assert content.html == ""
    assert body.is_empty


def test_the_line_that_is_too_much_is_named():
    outcome = render_body("好\n\n" + "[" * 20_000, "x.md", 5, ReadSettings())
    assert outcome.diagnostics[0].span.line == 7


@pytest.mark.parametrize(
    "text",
    [
        "`" * 20_000,
        "*" * 20_000,
        "_a " * 5_000,
        "&" * 5_000,
        "\\" * 5_000,
        "\t" * 20_000 + "a",
        "http://a.test/" + ")" * 20_000,
        "{重|" * 2_000,
        "::: x\n\n" * 2_000,
        "::: verse\n" * 2_000,
        "~~~" * 5_000,
        "|" * 5_000,
        "{: " * 2_000,
        "<div>" * 500,
        "甲<span>" * 500,
        "**__" * 14 + "甲" + "__**" * 14,
    ],
)
def test_strange_but_bounded_text_is_rendered(text):
    outcome = render_body(text, "x.md", 1, ReadSettings())
    assert "markdown-too-complex" not in [diagnostic.code for diagnostic in outcome.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "见[指南](../guides/pension.md)，**重要**。\n" * 300,
        "| 事项 | 窗口 | 电话 |\n|--|--|--|\n" + "| 养老 | 3 号 | [拨打](tel:12345) |\n" * 1_500,
        "开发区行政审批服务部推动审批改革服务攻坚突破。\n\n" * 5_000,
        "- 项\n    - 子项\n        - 再下\n" * 500,
        "".join(f"文[^{n}]。\n\n[^{n}]: 注\n\n" for n in range(200)),
        "术语\n:   解释\n\n" * 1_000,
    ],
)
def test_large_but_honest_documents_are_within_bounds(text):
    assert find_excess(text) is None


FRAGMENTS = (
    *"[]()<>!*_`~#-:|{}\\&;/='\"^@ \n\u3000甲a",
    *("\n\n", "    ", "1. ", ":::", "::: verse\n", "<b", "</b>", "<!--", "-->", "{{fact: a}}", "](a.md)", "{重|a}"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60))
def test_no_input_raises(parts):
    outcome = render_body("".join(parts), "x.md", 1, ReadSettings())
    body, content = outcome.value
    assert len(body.references) == content.html.count("\ue000")


CROWDS = (*FRAGMENTS, "- ", "> ", "* ", "[^1]", "a\n: b\n", "# a\n", "a\n=\n", " *a", "b* ", "```\n")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CROWDS), st.sampled_from((1, 24, 30, 100, 400))), max_size=12))
def test_what_is_seen_at_a_glance_to_be_within_bounds_is(crowds):
    text = "".join(fragment * count for fragment, count in crowds)
    at_a_glance = find_excess(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "PLAIN_CHARACTERS", -1)
        assert find_excess(text) == at_a_glance


def test_a_line_nested_too_deep_is_found_in_a_short_text():
    assert find_excess("> " * (bounds.MAX_NESTING + 1) + "a") is not None
