"""Typography T-01 to T-07."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.model.config import ReadSettings
from ssg.read.markdown import render_body
from ssg.read.markdown.line_joining import is_soft_break_removed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("开发区企业\n开办专区", "开发区企业开办专区"),
        ("统一标准，\n“同城同标”", "统一标准，“同城同标”"),
        ("首推“同城同标”\n跨区通办", "首推“同城同标”跨区通办"),
        ("方案先编”\n“服务前置", "方案先编”“服务前置"),
        ("例外——\n不含", "例外——不含"),
        ("“one”\ntwo", "“one”\ntwo"),
        ("end.\n“开始”", "end.\n“开始”"),
        ("共\n631项", "共631项"),
        ("631\n项", "631项"),
        ("631项\n“跨域通办”", "631项“跨域通办”"),
        ("使用\nAPI 对接", "使用API 对接"),
        ("压减60%\n以上", "压减60%以上"),
        ("𠀀字\n汉字", "𠀀字汉字"),
        ("one\ntwo", "one\ntwo"),
        ("한국\n한국", "한국\n한국"),
        ("汉字 \n 汉字", "汉字汉字"),
        ("汉字\n汉字\n汉字", "汉字汉字汉字"),
    ],
)
def test_a_soft_break_is_removed_or_kept_by_its_neighbours(render, written, shown):
    assert render(written).html == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**标准**\n**材料**", "<strong>标准</strong><strong>材料</strong>"),
        ("*标准*\n材料", "<em>标准</em>材料"),
        ("汉字\n**[a](mailto:a@b.cn)**", '汉字<strong><a href="mailto:a@b.cn">a</a></strong>'),
        ("**one**\n**two**", "<strong>one</strong>\n<strong>two</strong>"),
        (r"共\*" + "\n项", "共*\n项"),
        ("文\n{{fact: a.b}}\n项", "文<data>⟦0⟧</data>项"),
    ],
)
def test_joining_looks_through_inline_markup(render, written, shown):
    assert render(written).html == f"<p>{shown}</p>"


def test_a_break_beside_a_link_is_removed(render):
    assert render("汉字\n[链接](a.md)").html == '<p>汉字<a href="⟦0⟧">链接</a></p>'


def test_a_footnote_number_does_not_decide(render):
    assert "</sup>“开始”" in render("完成。[^1]\n“开始”\n\n[^1]: 注").html


@pytest.mark.parametrize("opaque", ["`code`", "<b>粗</b>", "![图](a.jpg)"])
def test_a_break_beside_code_raw_html_or_a_picture_is_kept(render, opaque):
    html = render(f"汉字\n{opaque}\n汉字").html
    assert html.startswith("<p>汉字\n<")
    assert html.endswith(">\n汉字</p>")


def test_a_break_inside_code_is_kept(render):
    assert render("```\n汉字\n汉字\n```").html == "<pre><code>汉字\n汉字\n</code></pre>"


@pytest.mark.parametrize("mark", ["  ", "\\"])
def test_a_hard_break_stays_and_leaves_no_newline(render, mark):
    assert render(f"汉字{mark}\n硬换行").html == "<p>汉字<br>硬换行</p>"


def test_lines_are_joined_in_lists_quotes_tables_and_footnotes(render):
    rendered = render("- 甲\n  乙\n\n> 丙\n> 丁[^1]\n\n[^1]: 戊\n    己")
    assert "甲乙" in rendered.html
    assert "丙丁" in rendered.html
    assert "戊己" in rendered.html


def test_search_text_and_summary_come_from_the_joined_tree(render):
    rendered = render("首推“同城\n同标”跨区\n通办")
    assert rendered.text == "首推“同城同标”跨区通办"
    assert rendered.body.summary == "首推“同城同标”跨区通办"


def test_a_space_that_was_typed_stays(render):
    assert render("共 631 项").html == "<p>共 631 项</p>"


@given(st.text("汉字“”，。a1 %", min_size=1), st.text("汉字“”，。a1 %", min_size=1))
def test_joining_changes_nothing_but_white_space(before, after):
    written = f"甲{before}\n{after}乙"
    _, content = render_body(written, "x.md", 1, ReadSettings()).value
    shown = "".join(section.text for section in content.sections)
    assert "".join(shown.split()) == "".join(written.split())


def test_an_opaque_neighbour_never_decides():
    assert not is_soft_break_removed("汉", "")
    assert not is_soft_break_removed("", "汉")
