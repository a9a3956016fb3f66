"""The files of words that a reader's search fetches."""

from ssg.edge.pagefind_words import Word
from ssg.edge.word_files import PLACES_MAX, SELDOM_MAX, WORDS_MAX, WordFile, front_coded, word_files


def files_of(*words: Word) -> list[WordFile]:
    return word_files(words, pages_alone=("p:",), with_places=(":t",))


def bits_of(data: bytes, skip: int) -> str:
    return "".join(f"{byte:08b}" for byte in data[skip:])


def test_a_word_is_its_text_its_pages_and_how_often_they_have_it_and_its_places_lie_apart() -> None:
    [file] = files_of(Word("艺术", [1, 2], [2, 1], [0, 4, 9]))
    assert file.words[:11] == b"\x00\x00\x00\x08" + b"0\xe8\x89\xba\xe6\x9c\xaf"
    # Two pages; parameter 1: 1, 2; parameter 0: once more than once, no more.
    assert bits_of(file.words, 12).startswith("100" + "0001" + "01" + "100" + "0000" + "10" + "0")
    # Parameter 1: 0, 4, 9.
    assert bits_of(file.places, 0).startswith("0001" + "00" + "1100" + "111101")


def test_places_of_words_of_titles_lie_beside_them_and_of_some_only_the_pages_count() -> None:
    [file] = files_of(Word("a:t", [0], [1], [3]), Word("p:b", [0], [7], [1] * 7))
    assert file.places == b""
    # One page, 0; once; parameter 1: 3. One page, 0.
    assert bits_of(file.words, 4 + len("0a:t\n0p:b\n")).startswith("0" + "00000" + "00000" + "0001101" + "0" + "00000")


def test_no_file_is_larger_than_it_may_be_but_that_of_one_word() -> None:
    rare = [Word(f"w{number:04}", [number], [1], [number]) for number in range(2_000)]
    seldom = [Word(f"p:{number:04}", [number], [1], []) for number in range(2_000)]
    often = Word("v", [1] * 9_000, [3] * 9_000, [100] * 27_000)
    files = files_of(*rare, *seldom, often)
    [large] = [file for file in files if len(file.places) > PLACES_MAX]
    assert large.begin == "v"
    assert [len(file.words) for file in files if file is not large and len(file.words) > SELDOM_MAX] == []
    assert [file.begin for file in files if file.begin >= "w" and len(file.words) > WORDS_MAX] == []


def test_a_word_of_titles_lies_in_the_file_of_the_word_itself() -> None:
    often = [
        Word(f"w{number}{end}", [1] * 9_000, [1] * 9_000, [1] * 9_000) for number in range(5) for end in ("", ":t")
    ]
    assert [file.begin for file in files_of(*often)] == ["w", "w1", "w2", "w3", "w4"]


def test_a_file_begins_with_as_little_as_tells_it_from_the_one_before() -> None:
    often = [Word(text, [1] * 9_000, [1] * 9_000, [1] * 9_000) for text in ("办理", "办事指南", "护照")]
    assert [file.begin for file in files_of(*often)] == ["办", "办理", "护"]


def test_words_are_in_the_order_of_browsers() -> None:
    """Which compare units of UTF-16, so that U+20000 comes before U+F900."""
    often = [Word(text, [1] * 9_000, [1] * 9_000, [1] * 9_000) for text in ("\uf900", "𠀀", "一")]
    assert [file.begin for file in files_of(*often)] == ["一", "𠀀", "\uf900"]


def test_sorted_texts_tell_how_much_they_share() -> None:
    assert front_coded(["办", "办事", "办理", "护"]) == ("0110", ["办", "事", "理", "护"])


def test_without_words_there_is_no_file() -> None:
    assert files_of() == []
