"""Typography T-19: summaries, counts; sections."""

from hypothesis import given
from hypothesis import strategies as st

from ssg.model.document import Section
from ssg.read.markdown.summary import LIMIT, count_characters, summarise


def test_a_short_paragraph_is_its_own_summary():
    assert summarise("审批提速。") == "审批提速。"


def test_a_long_paragraph_is_cut_behind_a_sentence():
    assert summarise("企业开办一次办好。" * 30) == "企业开办一次办好。" * 13


def test_a_long_sentence_is_cut_at_a_clause():
    summary = summarise("推动审批改革服务攻坚突破，" * 30)
    assert summary == "，".join(["推动审批改革服务攻坚突破"] * 9) + "……"
    assert len(summary) <= LIMIT


def test_no_cut_inside_a_quoted_name():
    quoted = "“" + "同城，同标，" * 10 + "”"
    assert summarise("前面一句，" + quoted + "后" * 80) == "前面一句……"


def test_no_cut_inside_a_latin_word_or_a_marker():
    assert summarise("汉" * 116 + "internationalisation") == "汉" * 116 + "……"
    assert summarise("汉" * 113 + "\ue00012\ue001" + "字" * 20) == "汉" * 113 + "……"


@given(st.text("汉字，。“”《》（）ab 1", max_size=400))
def test_a_summary_is_never_too_long_and_never_loses_a_short_text(text):
    summary = summarise(text)
    assert len(summary) <= LIMIT
    assert len(text) > LIMIT or summary == text.strip()


def test_han_characters_and_latin_words_are_counted():
    assert count_characters("共631项，API 对接 v1.2。") == 7


def test_the_summary_is_the_first_paragraph(render):
    assert render("## 标题\n\n- 项\n\n第一段。\n\n第二段。").body.summary == "第一段。"


def test_sections_hold_the_text_below_each_heading(render):
    rendered = render('开头[^1]\n\n## 材料\n\n![身份证样本](a.jpg "样本")\n\n- 甲\n- 乙\n\n[^1]: 注释')
    assert rendered.content.sections == (
        Section("", "", "开头"),
        Section("材料", "材料", "身份证样本\n样本\n甲\n乙\n注释"),
    )


def test_an_empty_body_is_empty(render):
    rendered = render("\n\n<!-- 空 -->\n")
    assert rendered.body.is_empty
    assert rendered.html == ""
    assert rendered.content.sections == ()


def test_the_digest_changes_with_what_is_shown_alone(render):
    assert render("甲\n乙").body.digest == render("甲乙", first_line=9).body.digest
    assert render("甲").body.digest != render("乙").body.digest
