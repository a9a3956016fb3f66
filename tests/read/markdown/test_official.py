"""Typography T-42: the numbers of official documents."""

import pytest

from ssg.read.markdown.directives.official import parse_number


def test_typed_numbers_become_lists_within_lists(render):
    rendered = render(
        "::: official\n一、总体要求\n（一）指导思想\n1.坚持原则\n（1）为民\n（2）依法\n（二）目标\n二、任务\n:::"
    )
    assert rendered.html.replace("\n", "") == (
        '<ol class="gw gw-1"><li>总体要求<ol class="gw gw-2"><li>指导思想<ol class="gw gw-3"><li>坚持原则'
        '<ol class="gw gw-4"><li>为民</li><li>依法</li></ol></li></ol></li><li>目标</li></ol></li>'
        "<li>任务</li></ol>"
    )
    assert rendered.diagnostics == ()


def test_a_level_may_be_left_out(render):
    assert '<li>任务<ol class="gw gw-3"><li>甲</li></ol></li>' in render(
        "::: official\n一、任务\n1. 甲\n:::"
    ).html.replace("\n", "")


def test_the_page_shows_the_numbers_that_were_typed(render):
    html = render("::: official\n三、甲\n四、乙\n六、丙\n七、丁\n:::").html
    assert '<ol class="gw gw-1" start="3">' in html
    assert html.count("value=") == 1
    assert '<li value="6">丙</li>' in html


def test_lines_of_an_item_are_joined_and_a_paragraph_below_belongs_to_it(render):
    html = render("::: official\n导语\n\n一、第一\n项\n\n　　说明文字\n\n二、**第二**\n:::\n\n后文").html
    assert html.replace("\n", "") == (
        '<p>导语</p><ol class="gw gw-1"><li>第一项<p>说明文字</p></li><li><strong>第二</strong></li></ol><p>后文</p>'
    )


def test_a_decimal_at_the_start_of_a_line_is_no_number(render):
    assert "1.5万元" in render("::: official\n一、经费\n1.5万元以内\n:::").text


@pytest.mark.parametrize(
    ("text", "value"), [("7", 7), ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("一百二十", 120)]
)
def test_han_numerals_are_counted(text, value):
    assert parse_number(text) == value
