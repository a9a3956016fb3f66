"""The stream of pairs, by which pages are found."""

from hypothesis import example, given
from hypothesis import strategies as st

from ssg.plan.search_terms import ACROSS, fold, pair_tokens


def test_every_character_begins_a_token_with_the_one_after_it() -> None:
    assert pair_tokens("艺术节") == ("艺术", "术节", "节")


def test_letters_and_digits_pair_with_each_other_and_with_chinese() -> None:
    assert pair_tokens("15分钟K12") == ("15", "5分", "分钟", "钟k", "k1", "12", "2")


def test_punctuation_parts_what_stands_on_its_two_sides() -> None:
    assert pair_tokens("艺术，节日") == ("艺术", "术ᚅ节", "节日", "日")
    assert pair_tokens("“6+N”课") == ("6ᚅn", "nᚅ课", "课")


def test_punctuation_with_a_space_parts_altogether() -> None:
    assert pair_tokens("end. Go") == ("en", "nd", "d", "go", "o")


def test_a_line_break_parts_and_so_does_a_space_between_words_of_one_script() -> None:
    assert pair_tokens("甲\n乙") == ("甲", "乙")
    assert pair_tokens("甲 乙") == ("甲", "乙")
    assert pair_tokens("a b") == ("a", "b")


def test_a_space_between_chinese_and_latin_is_typography_and_parts_nothing() -> None:
    assert pair_tokens("用 Git 库") == ("用g", "gi", "it", "t库", "库")


def test_full_width_upper_case_and_accented_letters_are_found_as_plain_ones() -> None:
    assert pair_tokens("ＷＩＦＩ") == ("wi", "if", "fi", "i")
    assert pair_tokens("Café") == ("ca", "af", "fe", "e")
    assert pair_tokens("Cafe\u0301s") == ("ca", "af", "fe", "es", "s")


def test_a_sign_that_stands_for_several_letters_is_found_by_them() -> None:
    assert pair_tokens("30㎡内") == ("30", "0m", "m2", "2内", "内")


def test_invisible_characters_part_nothing() -> None:
    assert pair_tokens("艺\u200b术\u00ad节") == ("艺术", "术节", "节")


def test_text_without_letters_gives_no_pair_tokens() -> None:
    assert pair_tokens("") == ()
    assert pair_tokens("！……") == ()


@given(st.text(st.characters(codec="utf-8")))
@example(f"甲{ACROSS}乙")
def test_no_text_makes_a_stream_that_needs_escaping_or_breaks_a_token(text: str) -> None:
    for token in pair_tokens(text):
        letters = token.replace(ACROSS, "", 1)
        assert 1 <= len(letters) <= 2 and letters.isalnum()


@given(st.text("艺术节日aB1２ ，。“+\n", max_size=30), st.data())
def test_any_piece_of_a_text_is_a_run_of_its_tokens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, min(len(text), start + 6)))]
    if not piece.isalnum():
        return
    letters = "".join(map(fold, piece))
    wanted = tuple(letters[i : i + 2] for i in range(len(letters) - 1))
    have = pair_tokens(text)
    assert any(have[i : i + len(wanted)] == wanted for i in range(len(have) + 1))
