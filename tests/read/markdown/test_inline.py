"""Emphasis, bare addresses, punctuation, ruby: typography T-10, T-13 to T-15, T-36, T-38."""

import pytest

from ssg.read.markdown.pinyin import is_syllable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**聚焦“企业开办”。**群众", "<strong>聚焦“企业开办”。</strong>群众"),
        ("推进**“双全双百”**建设", "推进<strong>“双全双百”</strong>建设"),
        ("朗诵**《少年中国说》**片段", "朗诵<strong>《少年中国说》</strong>片段"),
        ("**（一）**材料", "<strong>（一）</strong>材料"),
        ("例**“甲”**例", "例<strong>“甲”</strong>例"),
        ("𠀀**“甲”**𠀀", "𠀀<strong>“甲”</strong>𠀀"),
        ("请*务必*本人到场", "请<em>务必</em>本人到场"),
        ("a * b *c", "a * b *c"),
        ('推进"一网通办"改革 -- 见...', '推进"一网通办"改革 -- 见...'),
        ("9:00~12:00 和 14:00~17:00", "9:00~12:00 和 14:00~17:00"),
        ("{{ x }} {% if y %}", "{{ x }} {% if y %}"),
    ],
)
def test_inline_markup_beside_chinese(render, written, shown):
    html = render(written).html
    assert html.replace(' class="runin-h"', "").replace(' class="runin"', "") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("见 http://example.test/a，谢谢。", "http://example.test/a"),
        ("见http://example.test/a谢谢http", "http://example.test/a"),
        ("（https://example.test/a_b_c）", "https://example.test/a_b_c"),
        ("see https://example.test/a(b).", "https://example.test/a(b)"),
        ("**https://example.test/**", "https://example.test/"),
    ],
)
def test_a_bare_address_ends_where_it_ends(render, written, url):
    assert f'<a class="external" href="{url}" rel="external noopener">{url}</a>' in render(written).html


def test_two_bare_addresses_are_two_links(render):
    assert render("http://a.test/，http://b.test/。").html.count("<a ") == 2


def test_an_address_that_is_the_text_of_a_link_is_not_linked_again(render):
    assert render("[http://a.test/](b.md)").html == '<p><a href="⟦0⟧">http://a.test/</a></p>'


def test_ruby_has_a_reading_for_each_character(render):
    rendered = render("{拼音|pīn yīn}")
    assert rendered.html == (
        '<p><ruby>拼<rp>(</rp><rt lang="zh-Latn-pinyin">pīn</rt><rp>)</rp>'
        '音<rp>(</rp><rt lang="zh-Latn-pinyin">yīn</rt><rp>)</rp></ruby></p>'
    )
    assert rendered.text == "拼音"


def test_ruby_by_word_has_one_reading(render):
    html = render("{小朋友||xiǎo péngyǒu}").html
    assert '<ruby>小朋友<rp>(</rp><rt lang="zh-Latn-pinyin">xiǎo péngyǒu</rt><rp>)</rp></ruby>' in html


def test_ruby_in_a_table_escapes_its_bars(render):
    assert render("| 甲 |\n|---|\n| {拼\\|pīn} |").html.count("<ruby>") == 1


def test_escaped_braces_are_no_ruby(render):
    assert render("\\{拼|pīn}").html == "<p>{拼|pīn}</p>"


def test_decomposed_tone_marks_are_composed(render):
    assert ">pīn<" in render("{拼|pi\u0304n}").html


@pytest.mark.parametrize(
    ("written", "code"), [("{重庆|chóng}", "ruby-count"), ("{吕|lv}", "ruby-syllable"), ("{好|haǒ}", "ruby-syllable")]
)
def test_a_reading_that_does_not_fit_is_an_error_and_the_text_stays(render, written, code):
    rendered = render(f"前{written}", first_line=3)
    assert rendered.html == f"<p>前{written}</p>"
    assert rendered.codes == [code]
    assert rendered.places == [(3, 2, len(written))]


def test_braces_without_han_are_plain_text(render):
    assert render("{a|b}").codes == []


@pytest.mark.parametrize(
    "syllable", ["zhuàng", "lǜ", "nǚ", "er", "r", "dòu", "liú", "guǐ", "xiě", "ma", "Chóng", "ér", "ń"]
)
def test_pinyin_that_is_right(syllable):
    assert is_syllable(syllable)


@pytest.mark.parametrize("syllable", ["lv", "dǒǔ", "doù", "líu", "haǒ", "abc", "", "b", "12"])
def test_pinyin_that_is_wrong(syllable):
    assert not is_syllable(syllable)
