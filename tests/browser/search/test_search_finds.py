"""What a query finds, asked of the engine itself: every page that contains it, and no other."""

import random
import re
import unicodedata
from typing import Any

import pytest
from playwright.sync_api import Page

from ssg.plan.search_terms import ACROSS, pair_tokens

pytestmark = pytest.mark.browser

SEARCH = """async (queries) => {
    const parts = document.querySelector("[data-search]").dataset;
    const modules = [parts.engine, parts.text, parts.reader, parts.words].map((url) => import(url));
    const [{ open }, text, index, words] = await Promise.all(modules);
    const [folder, bundles] = [parts.index, parts.bundles.split(" ")];
    const library = await open({ folder, bundles, text, index, words, sounds: parts.sounds });
    const found = [];
    for (const query of queries) {
        const { mode, hits } = await library.search(query, { isWhole: true });
        const pages = await Promise.all(hits.map(({ page, bundle }) => bundle.page(page)));
        found.push({ query, mode, urls: pages.map(({ url }) => url) });
    }
    return found;
}"""


@pytest.fixture
def ask(page: Page, search_url: str) -> Any:
    """Return a function that gives ``[{query, mode, urls}]`` for a list of queries."""
    page.goto(f"{search_url}/")
    return lambda queries: page.evaluate(SEARCH, queries)


TOKENS = """async (texts) => {
    const { cells } = await import(document.querySelector("[data-search]").dataset.text);
    const token = ({ folded, joins }, next) => (joins ? folded + next.folded : folded);
    const letters = (text) => cells(text).filter(({ folded }) => folded);
    return texts.map((text) => letters(text).map((cell, i, all) => token(cell, all[i + 1])));
}"""
ALPHABET = "艺术节々〇aBé1２Ⅷ㎡ ，。“”——+-.\n\t　\u200b\u00ad\u0301𠀀ß"


def test_the_browser_cuts_text_as_the_indexer_does(page: Page, search_url: str) -> None:
    chance = random.Random(4)
    texts = ["".join(chance.choices(ALPHABET, k=chance.randint(0, 24))) for _ in range(2_000)]
    page.goto(f"{search_url}/")
    for text, tokens in zip(texts, page.evaluate(TOKENS, texts), strict=True):
        indexed = [token[:1] if ACROSS in token else token for token in pair_tokens(text)]
        assert tokens == indexed, ascii(text)


def plain(text: str) -> str:
    """Full and half width alike, no case, no space between Chinese and Latin."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"(?<=[一-鿿])\s+(?=[a-z0-9])|(?<=[a-z0-9])\s+(?=[一-鿿])", "", folded)


def pages_with(query: str, search_site: Any) -> set[str]:
    return {
        url
        for url, blocks in search_site.blocks_by_url.items()
        if any(plain(query) in plain(block) for block in blocks)
    }


def random_pieces(search_site: Any, count: int) -> list[str]:
    """Substrings of 2 to 6 characters that begin and end with a letter or digit, from any block of any page."""
    chance = random.Random(20261123)
    blocks = [block for blocks in search_site.blocks_by_url.values() for block in blocks if len(block) > 1]
    pieces: list[str] = []
    while len(pieces) < count:
        block = chance.choice(blocks)
        start = chance.randrange(len(block) - 1)
        piece = block[start : start + chance.randint(2, 6)]
        if len(piece) > 1 and piece[0].isalnum() and piece[-1].isalnum() and " " not in piece:
            pieces.append(piece)
    return pieces


def test_every_piece_finds_all_pages_that_have_it_and_no_other(ask: Any, search_site: Any) -> None:
    pieces = random_pieces(search_site, 400)
    wrong = {
        answer["query"]: set(answer["urls"]) ^ pages_with(answer["query"], search_site)
        for answer in ask(pieces)
        if answer["mode"] != "exact" or set(answer["urls"]) != pages_with(answer["query"], search_site)
    }
    assert wrong == {}


NATURAL_QUERIES = (
    *(
        "艺术节",
        "术节",
        "养老金",
        "食品安全抽检",
        "立项",
        "同城同标",
        "每年做一次",
        "年审",
        "赵立翠",
        "第9号台风",
        "32号",
    ),
    *("6+N", "“6+N”", "６＋Ｎ", "K12", "12全部", "15分钟", "App里", "说english", "windows自助机", "A3纸打印", "2元"),
    *("wi-fi", "Wi-Fi登记", "1,204", "99.2", "0635-8512345", "8:30-17:00", "水，再看", "indo", "daily"),
)


@pytest.mark.parametrize("query", NATURAL_QUERIES)
def test_a_query_as_people_write_it_finds_the_pages_that_have_it(query: str, ask: Any, search_site: Any) -> None:
    expected = pages_with(query.strip("“”"), search_site)
    assert expected
    [answer] = ask([query])
    assert (answer["mode"], set(answer["urls"])) == ("exact", expected)


def test_words_with_a_space_between_must_all_occur(ask: Any, search_site: Any) -> None:
    expected = pages_with("社保", search_site) & pages_with("身份证", search_site)
    [answer] = ask(["社保 身份证"])
    assert expected and set(answer["urls"]) == expected


def test_punctuation_inside_a_query_tells_pages_apart(ask: Any) -> None:
    missing, comma = ask(["6-N", "1.204"])
    assert missing["mode"] != "exact" and comma["mode"] != "exact"


def test_one_rare_character_finds_every_page_that_has_it(ask: Any, search_site: Any) -> None:
    for answer in ask(["证", "湖", "鹭", "伟", "k", "6"]):
        assert (answer["mode"], set(answer["urls"])) == ("exact", pages_with(answer["query"], search_site))


def test_one_very_common_character_is_looked_for_in_titles(ask: Any) -> None:
    [answer] = ask(["开"])
    assert (answer["mode"], set(answer["urls"])) == ("titles", {"/news/n0/", "/news/n3/", "/news/n10/", "/news/n12/"})


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("yishujie", "/news/n0/"),
        ("yishu", "/news/n0/"),
        ("Yi shu'jie", "/news/n0/"),
        ("ysj", "/news/n0/"),
        ("zhangwei", "/news/n2/"),
        ("yyzz", "/guides/g2/"),
        ("yishizhuce", "/guides/g1/"),
    ],
)
def test_pinyin_finds_titles_and_names(query: str, url: str, ask: Any) -> None:
    [answer] = ask([query])
    assert answer["mode"] == "pinyin"
    assert url in answer["urls"]


def test_pinyin_that_no_title_begins_with_finds_nothing(ask: Any) -> None:
    [answer] = ask(["yishujiex"])
    assert answer["mode"] == "none"


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("怎么办理医师注册？", "/guides/g1/"),
        ("养老金认证需要什么材料", "/guides/g0/"),
        ("公积金可以提取多少钱", "/guides/g8/"),
        ("社保卡丢了怎么办", "/guides/g6/"),
    ],
)
def test_a_question_finds_what_it_is_about_as_a_partial_match(query: str, url: str, ask: Any) -> None:
    [answer] = ask([query])
    assert answer["mode"] == "partial"
    assert answer["urls"][0] == url


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("艺数节", "/news/n0/"),
        ("护雪岗", "/news/n1/"),
        ("营业执昭", "/guides/g2/"),
        ("養老金", "/guides/g0/"),
        ("藝術節", "/news/n0/"),
        ("營業執照", "/guides/g2/"),
        ("公共场所卫生许克", "/guides/g3/"),
    ],
)
def test_characters_of_the_same_sound_and_traditional_ones_find_titles(query: str, url: str, ask: Any) -> None:
    [answer] = ask([query])
    assert (answer["mode"], answer["urls"]) == ("sound", [url])


def test_what_only_sounds_a_little_alike_is_not_found_by_sound(ask: Any) -> None:
    [answer] = ask(["艺数姐妹花"])
    assert answer["mode"] != "sound"


def test_a_title_with_the_query_comes_before_a_text_with_it(ask: Any) -> None:
    [answer] = ask(["台风"])
    assert answer["urls"][0] == "/news/n7/"


@pytest.mark.parametrize("query", ["", "   ", "！？", '"', "**", "\\", "龘龘龘", "qqqq", "的的的的", "\u200b"])
def test_a_query_that_means_nothing_finds_nothing(query: str, ask: Any) -> None:
    answer, _ = ask([query, "艺术节"])
    assert answer["urls"] == []
