"""Typed lists, signatures and indents: typography T-06, T-11, T-12; contract, front matter."""

import pytest


def test_typed_list_numbers_keep_their_lines_with_a_warning(render):
    rendered = render("1、第一\n2、第二", first_line=7)
    assert rendered.html == "<p>1、第一<br>2、第二</p>"
    assert rendered.codes == ["fake-list"]
    assert rendered.places == [(7, 1, 4)]


@pytest.mark.parametrize("marks", [("一、", "二、"), ("（一）", "（二）"), ("①", "②"), ("1)", "2)"), ("1.", "2.")])
def test_every_usual_number_is_known(render, marks):
    first, second = marks
    assert render(f"{first}第一\n{second}第二").html == f"<p>{first}第一<br>{second}第二</p>"


def test_a_typed_list_may_follow_its_lead_in_and_wrap(render):
    assert render("材料如下：\n1、身份证\n原件\n2、户口簿").html == "<p>材料如下：<br>1、身份证原件<br>2、户口簿</p>"


def test_one_number_in_the_middle_of_a_sentence_is_no_list(render):
    rendered = render("请到\n1、2号窗口")
    assert rendered.html == "<p>请到1、2号窗口</p>"
    assert rendered.codes == []


def test_signature_lines_keep_their_break_with_a_warning(render):
    rendered = render("译者：许海英\n校对：赵立翠")
    assert rendered.html == "<p>译者：许海英<br>校对：赵立翠</p>"
    assert rendered.codes == ["signature-lines"]


def test_a_sentence_with_a_colon_is_no_signature(render):
    rendered = render("他说：今天的会议到此结束。\n大家问：那么明天呢？")
    assert rendered.html == "<p>他说：今天的会议到此结束。大家问：那么明天呢？</p>"
    assert rendered.codes == []


def test_typed_full_width_indents_are_taken_off(render):
    assert render("　　全角缩进段").html == "<p>全角缩进段</p>"


def test_a_typed_indent_begins_a_new_paragraph(render):
    assert render("　　第一段。\n　　第二段。").html == "<p>第一段。</p>\n<p>第二段。</p>"


def test_chinese_indented_by_four_spaces_is_a_paragraph_with_a_warning(render):
    rendered = render("前\n\n    四个空格的段落")
    assert rendered.html == "<p>前</p>\n<p>四个空格的段落</p>"
    assert rendered.codes == ["indented-paragraph"]
    assert rendered.places == [(3, 5, 7)]


def test_indented_code_stays_code(render):
    assert render("    ssg build\n    # 说明").html == "<pre><code>ssg build\n# 说明\n</code></pre>"


def test_a_run_in_heading_is_marked_and_is_no_heading(render):
    rendered = render("**基层便民很暖心。**六个工作室")
    assert rendered.html == '<p class="runin"><strong class="runin-h">基层便民很暖心。</strong>六个工作室</p>'
    assert rendered.body.headings == ()


@pytest.mark.parametrize("written", ["**通知**请看", "前**重要。**后", "**整段加粗。**"])
def test_other_bold_text_is_no_run_in_heading(render, written):
    assert "runin" not in render(written).html


def test_a_list_may_follow_its_lead_in_without_a_blank_line(render):
    assert render("需要：\n- 身份证\n- 户口簿").html == ("<p>需要：</p>\n<ul>\n<li>身份证</li>\n<li>户口簿</li>\n</ul>")


def test_a_year_at_the_start_of_a_line_is_no_list(render):
    """T-16."""
    assert render("2023. 年底前完成").html == "<p>2023. 年底前完成</p>"


def test_a_list_keeps_the_number_it_starts_with(render):
    assert render("3. 第三").html == '<ol start="3">\n<li>第三</li>\n</ol>'


def test_verse_keeps_lines_and_stanzas(render):
    """T-55."""
    assert render("::: verse\n弟子规，\n**圣人**训。\n\n首孝悌\n:::\n后文").html == (
        '<div class="verse">\n<p>弟子规，<br><strong>圣人</strong>训。</p>\n<p>首孝悌</p>\n</div>\n<p>后文</p>'
    )


def test_an_unknown_directive_is_an_error_and_its_content_stays(render):
    rendered = render("::: verze\n弟子规\n:::\n后文")
    assert rendered.text == "弟子规\n后文"
    assert rendered.codes == ["unknown-directive"]
    assert dict(rendered.diagnostics[0].args)["nearest"] == "verse"


def test_a_directive_that_is_not_closed_is_an_error_and_loses_nothing(render):
    rendered = render("::: verse\n弟子规\n\n圣人训")
    assert rendered.codes == ["directive-not-closed"]
    assert rendered.text == "弟子规\n圣人训"


def test_a_closing_line_without_an_opening_one_is_a_warning_at_its_place(render):
    rendered = render("甲\n\n:::\n乙\n\n```\n:::\n```", first_line=5)
    assert rendered.text == "甲\n乙\n:::"
    assert rendered.codes == ["stray-directive-end"]
    assert rendered.places == [(7, 1, 3)]


def test_a_second_closing_line_is_a_warning(render):
    assert render("::: verse\n甲\n:::\n:::").places == [(4, 1, 3)]
