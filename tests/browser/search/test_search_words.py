"""The browser reads the files of words as they were written."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from ssg.edge.pagefind_words import Word
from ssg.edge.word_files import front_coded, word_files

pytestmark = pytest.mark.browser

ASSET = Path(__file__).parents[3] / "themes/default/assets/search-words.js"
OPEN = """const { Words } = await import("/search-words.js");
    const words = new Words(new URL("/", location.href), { pagesAlone: ["ᚂ"], withPlaces: ["ᚁ"] });"""
READ = f"""async (texts) => {{
    {OPEN}
    const told = [];
    for (const text of texts) {{
        const word = await words.find(text);
        await word?.ready();
        const places = [...(word?.pages ?? [])].map((page) => [...word.places(page)]);
        told.push(word ? [[...word.pages], [...word.counts], places] : null);
    }}
    return told;
}}"""
BEGINNING = f"""async (beginning) => {{
    {OPEN}
    return (await words.startingWith(beginning)).map(({{ text }}) => text);
}}"""
LETTERS = "一丁七艺术节办理户口豈𠀀𠀁abc09ᚅ"


@pytest.fixture
def words() -> dict[str, dict[int, list[int]]]:
    """Of each word by page its places; some words are on many pages, some pages have a word a hundred times."""
    chance = random.Random(9)
    texts = {"".join(chance.choices(LETTERS, k=chance.randint(1, 3))) for _ in range(600)}
    texts |= {f"{text}ᚁ" for text in list(texts)[::5]} | {f"ᚂ{text}" for text in list(texts)[::7]}
    return {
        text: {
            page: sorted(chance.sample(range(60_000), chance.choice((1, 1, 2, 5, 100))))
            for page in chance.sample(range(2_000), chance.choice((1, 2, 9, 40)))
        }
        for text in sorted(texts)
    }


@pytest.fixture
def words_page(
    tmp_path: Path, page: Page, serve_folder: Callable[[Path], str], words: dict[str, dict[int, list[int]]]
) -> Page:
    """A page of a host that has the files of the words, and the script that reads them."""
    files = word_files(map(_word, words, words.values()), pages_alone=("ᚂ",), with_places=("ᚁ",))
    assert len(files) > 20
    (tmp_path / "words-v").mkdir()
    for number, file in enumerate(files):
        (tmp_path / f"words-v/{number}.words").write_bytes(file.words)
        (tmp_path / f"words-v/{number}.places").write_bytes(file.places)
    shared, rests = front_coded(file.begin for file in files)
    listed = {"version": "v", "pages": 2_000, "undated": 0, "shared": shared, "rests": "\n".join(rests)}
    (tmp_path / "words.json").write_text(json.dumps(listed), "utf-8")
    (tmp_path / "search-words.js").write_bytes(ASSET.read_bytes())
    (tmp_path / "index.html").write_text("<!doctype html><link rel=icon href=data:,>", "utf-8")
    (tmp_path / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n", "utf-8")
    page.goto(f"{serve_folder(tmp_path)}/")
    return page


def _word(text: str, places_by_page: dict[int, list[int]]) -> Word:
    pages = sorted(places_by_page)
    places = [gap for page in pages for gap in _gaps(places_by_page[page])]
    return Word(text, _gaps(pages), [len(places_by_page[page]) for page in pages], places)


def _gaps(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def test_every_word_has_its_pages_and_places(words_page: Page, words: dict[str, dict[int, list[int]]]) -> None:
    told: list[Any] = words_page.evaluate(READ, list(words))
    for (text, places_by_page), (pages, counts, places) in zip(words.items(), told, strict=True):
        assert pages == sorted(places_by_page)
        if not text.startswith("ᚂ"):
            assert places == [places_by_page[page] for page in pages]
            assert counts == [len(each) for each in places]


def test_a_word_that_no_page_has_is_none(words_page: Page) -> None:
    assert words_page.evaluate(READ, ["", "!", "办办办办", "龥"]) == [None] * 4


def test_words_are_found_by_their_beginning(words_page: Page, words: dict[str, dict[int, list[int]]]) -> None:
    for beginning in ("一", "𠀀", "ab", "ᚂ", "龥"):
        found = words_page.evaluate(BEGINNING, beginning)
        assert sorted(found) == [text for text in words if text.startswith(beginning)]
