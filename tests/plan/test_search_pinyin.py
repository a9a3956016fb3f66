"""By which pinyin a title, a tag or a name is found."""

import pytest

from ssg.plan.search_pinyin import pinyin_terms, syllables_of


def terms_of(*texts: str) -> tuple[str, ...]:
    return pinyin_terms(syllables_of(texts))


def is_found(typed: str, text: str) -> bool:
    return any(term.startswith(typed) for term in terms_of(text))


@pytest.mark.parametrize("typed", ["yishujie", "yishu", "shujie", "ysj", "sj", "yi"])
def test_a_title_is_found_by_full_pinyin_and_by_initials_from_any_character_on(typed: str) -> None:
    assert is_found(typed, "第三届“艺术节”开幕")


def test_characters_with_several_readings_are_read_in_their_word() -> None:
    assert is_found("yinhang", "银行网点")
    assert is_found("chongqing", "重庆小面")


def test_the_u_with_two_dots_is_typed_as_v() -> None:
    assert is_found("nvxing", "女性健康")


def test_terms_do_not_run_across_punctuation_or_from_one_text_to_the_next() -> None:
    terms = terms_of("湖东，城南", "张伟")
    assert "hudongchengnan" not in terms
    assert not any(term.startswith("chengnanzhang") for term in terms)


def test_text_without_chinese_words_gives_no_terms() -> None:
    assert terms_of("Open 2026", "", "市") == ()


def test_a_term_stands_once_however_often_its_words_occur() -> None:
    terms = terms_of("艺术", "艺术")
    assert terms == ("yishu", "ys")
