"""Readings are suggested, never printed (T-38, T-39)."""

from ssg.check.pinyin import check_pinyin
from ssg.source_findings import prose_of


def suggestions(body: str, mode: str = "ruby") -> list[dict[str, str]]:
    found = check_pinyin(prose_of("content/news/a.md", body), mode)
    return [dict(finding.diagnostic.args) for finding in found]


def test_each_paragraph_without_pinyin_gets_a_suggestion_that_can_be_written_into_the_file():
    first, second = suggestions("重庆小面，3元。\n\n- 银行")
    assert first["suggestion"] == "{重庆小面|chóng qìng xiǎo miàn}，3{元|yuán}。"
    assert "{银行|yín háng}" in second["suggestion"]


def test_a_suggestion_is_read_back_without_a_fault(make_site):
    site = make_site("-- content/news/a.md --\n---\ntitle: 甲\ndate: 2026-11-01\npinyin: ruby\n---\n原文\n")
    (one,) = suggestions("我们看了《重庆的女孩》，一共18页，绿色的。")
    site.edit("content/news/a.md", "原文", one["suggestion"])
    assert site.build().codes == []
    assert '<rt lang="zh-Latn-pinyin">chóng</rt>' in site.html("/news/a/")


def test_characters_with_several_readings_are_named():
    (one,) = suggestions("他说。")
    assert "说（shuō／" in one["unsure"]


def test_the_word_form_is_suggested_where_it_is_asked_for():
    (one,) = suggestions("小朋友", mode="word")
    assert one["suggestion"] == "{小朋友||xiǎo péng yǒu}"


def test_a_text_with_confirmed_pinyin_is_left_alone():
    assert suggestions("低年级学{拼音|pīn yīn}。\n\n再来一段。") == []


def test_nothing_is_printed_that_was_not_confirmed(make_site):
    site = make_site(
        """
        -- content/news/a.md --
        ---
        title: 在家练拼音
        date: 2026-11-01
        pinyin: ruby
        ---
        今天是晴天。
        """
    )
    checked = site.check()
    assert checked.codes == ["pinyin-missing"]
    assert (checked.diagnostics[0]["line"], checked.diagnostics[0]["column"]) == (6, 1)
    assert site.build().codes == []
    assert "<ruby" not in site.html("/news/a/")
