"""The stream of pairs: what is found by it, and what a reader sees again."""

from hypothesis import given
from hypothesis import strategies as st

from ssg.plan.search_terms import fold, pair_tokens, spell

SIGNS = "!#$%()*+,-/:;=?["
ALL_SIGNS = SIGNS + "@^~"


def words(text: str) -> list[str]:
    """What the indexer keeps of the stream: letters and digits."""
    return ["".join(c for c in token if c.isalnum()) for token in pair_tokens(text)]


def shown(text: str) -> str:
    """The text that search.js rebuilds from the stream."""
    return "".join(_shown(token) for token in pair_tokens(text)).rstrip()


def _shown(token: str) -> str:
    letters = token.rstrip(ALL_SIGNS)
    tail = token[len(letters) :]
    head, *codes = tail.replace("~", "^$!").split("^")
    return (_decoded(head[1:]) if head.startswith("@") else letters[:1]) + "".join(map(_decoded, codes))


def _decoded(code: str) -> str:
    return chr(int("".join(f"{SIGNS.index(sign):x}" for sign in code), 16)) if code else ""


def test_every_character_begins_a_token_with_the_one_after_it() -> None:
    assert words("艺术节") == ["艺术", "术节", "节"]


def test_letters_and_digits_pair_with_each_other_and_with_chinese() -> None:
    assert words("15分钟K12") == ["15", "5分", "分钟", "钟k", "k1", "12", "2"]


def test_punctuation_parts_what_stands_on_its_two_sides() -> None:
    assert words("艺术，节日") == ["艺术", "术", "节日", "日"]


def test_a_line_break_parts_and_so_does_a_space_between_words_of_one_script() -> None:
    assert words("甲\n乙") == ["甲", "乙"]
    assert words("甲 乙") == ["甲", "乙"]
    assert words("a b") == ["a", "b"]


def test_a_space_between_chinese_and_latin_is_typography_and_parts_nothing() -> None:
    assert words("用 Git 库") == ["用g", "gi", "it", "t库", "库"]


def test_full_width_upper_case_and_accented_letters_are_found_as_plain_ones() -> None:
    assert words("ＷＩＦＩ") == ["wi", "if", "fi", "i"]
    assert words("Café") == ["ca", "af", "fe", "e"]
    assert words("Cafe\u0301s") == ["ca", "af", "fe", "es", "s"]


def test_a_sign_that_stands_for_several_letters_is_found_by_them_and_shown_once() -> None:
    assert words("30㎡内") == ["30", "0m", "m2", "2内", "内"]
    assert shown("30㎡内") == "30㎡内"


def test_invisible_characters_part_nothing() -> None:
    assert words("艺\u200b术\u00ad节") == ["艺术", "术节", "节"]


def test_text_without_letters_gives_no_words() -> None:
    assert words("") == []
    assert words("！……") == [""]


def test_a_reader_sees_the_text_as_it_was_written() -> None:
    text = "“同城同标”，Git 仓库：6+N（Ｇ8）——3.5% OK!"
    assert shown(text) == text


def test_spelled_text_holds_no_word() -> None:
    assert [c for c in spell("2026-11-23 年") if c.isalnum()] == []


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_makes_a_stream_that_needs_escaping_or_breaks_a_token(text: str) -> None:
    for token in pair_tokens(text):
        assert token and all(c.isalnum() or c in ALL_SIGNS for c in token)


@given(st.text("艺术节日aB1２ ，。“+\n", max_size=30), st.data())
def test_any_piece_of_a_text_is_a_run_of_its_tokens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, min(len(text), start + 6)))]
    if not piece.isalnum():
        return
    letters = "".join(map(fold, piece))
    wanted = [letters[i : i + 2] for i in range(len(letters) - 1)]
    have = words(text)
    assert any(have[i : i + len(wanted)] == wanted for i in range(len(have) + 1))
