"""How good search is on the site of this repository: against the text that its pages show."""

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from msgspec import Struct
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTENT = Path(__file__).parents[3] / "content"
QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))
SOURCES = ("title", "body", "caption", "table", "field")
PIECES = 60
"""Drawn from each source."""
FOUND_AT_LEAST = 0.97

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

OTHERS = {"nav", "script", "style", "rt", "rp", "button"}
"""Elements without text of the page's own."""
SHARED = {
    *("pending", "related", "member", "member-of", "more", "rail", "site-notice", "print-sheet", "pinyin-switch"),
    *("glossary",),
}
"""Classes of what many pages show alike, or what tells of other pages."""
OWN = {"h1", "p", "li", "td", "th", "dd", "figcaption", "caption", "h2", "h3", "h4"}
"""Elements of prose; outside it headings and labels are those of every page of a kind."""
OWN_FIELDS = {"h1", "dd", "td", "figcaption"}
SOURCE_BY_TAG = {"h1": "title", "figcaption": "caption", "td": "table", "th": "table", "caption": "table"}
"""Of other tags it is the body, or a field outside of prose."""


class Block(NamedTuple):
    source: str
    text: str


class Shown(Struct, frozen=True):
    """The text of one page."""

    own: tuple[Block, ...]
    """Title, body, captions, tables and values of fields: what must be found."""
    all: str
    """Everything within its main part, and its hidden terms: what may be found."""


@pytest.fixture
def ask(page: Page, sample: Path, serve_folder: Callable[[Path], str]) -> Callable[[list[str]], list[dict[str, Any]]]:
    """Return a function that gives ``[{query, mode, urls}]`` for a list of queries."""
    page.goto(serve_folder(sample) + "/search/")
    return lambda queries: page.evaluate(SEARCH, queries)


def shown_pages(sample: Path) -> dict[str, Shown]:
    """Return the text of every page that is made from a content file, by URL."""
    sources = (path for path in CONTENT.rglob("*.md") if path.name != "index.md")
    urls = {f"/{path.relative_to(CONTENT).with_suffix('').as_posix()}/": path for path in sources}
    return {url: shown(sample / url.strip("/") / "index.html", path) for url, path in urls.items()}


def shown(output: Path, source: Path) -> Shown:
    main = html5lib.parse(output.read_bytes(), namespaceHTMLElements=False).find(".//main")
    assert main is not None
    fields = next(yaml.safe_load_all(source.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")[0]))
    hidden = [*fields.get("hidden_terms", ()), *(image.get("alt", "") for image in main.iter("img"))]
    return Shown(tuple(own_blocks(main, is_prose=False)), plain("\n".join((text_of(main), *hidden))))


def own_blocks(element: Element, *, is_prose: bool) -> Iterator[Block]:
    classes = set(element.get("class", "").split())
    if element.tag in OTHERS or classes & SHARED:
        return
    is_prose = is_prose or "prose" in classes
    has_blocks = any(
        child.tag in OWN or child.tag in ("ul", "ol", "table") for child in element.iter() if child != element
    )
    if element.tag in (OWN if is_prose else OWN_FIELDS) and not has_blocks:
        yield Block(SOURCE_BY_TAG.get(element.tag, "body" if is_prose else "field"), plain(text_of(element)))
        return
    for child in element:
        yield from own_blocks(child, is_prose=is_prose)


def text_of(element: Element) -> str:
    """Return the text of an element as it is read: no readings above characters, a line for each block."""
    if element.tag in OTHERS - {"nav"} or element.get("class") in ("pending", "footnote-ref"):
        return ""
    inner = (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)
    stands_apart = element.tag in OWN | {"dt", "div", "section", "ul", "ol"} or element.get("class") == "hl"
    return f"\n{inner}\n" if stands_apart else inner


def plain(text: str) -> str:
    """Full and half width alike, no case, no space between Chinese and Latin."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"(?<=[一-鿿])[^\S\n]+(?=[a-z0-9])|(?<=[a-z0-9])[^\S\n]+(?=[一-鿿])", "", folded)


def random_pieces(pages: dict[str, Shown]) -> list[str]:
    """Pieces of 2 to 8 characters that begin and end with a letter or digit, as many from each source."""
    chance = random.Random(20261123)
    blocks = sorted({block for page in pages.values() for block in page.own if len(block.text) > 1})
    pieces: dict[str, None] = {}
    for number, source in enumerate(SOURCES, start=1):
        texts = [block.text for block in blocks if block.source == source]
        while len(pieces) < number * PIECES:
            text = chance.choice(texts)
            start = chance.randrange(len(text) - 1)
            piece = text[start : start + chance.randint(2, 8)]
            if len(piece) > 1 and piece[0].isalnum() and piece[-1].isalnum() and not re.search(r"\s", piece):
                pieces[piece] = None
    return list(pieces)


def test_any_piece_of_a_page_finds_every_page_that_shows_it_and_no_other(ask: Any, sample: Path) -> None:
    pages = shown_pages(sample)
    missed, wrong, due, given = [], [], 0, 0
    for answer in ask(random_pieces(pages)):
        query, found = answer["query"], set(answer["urls"]) if answer["mode"] == "exact" else set()
        must = {url for url, page in pages.items() if any(query in block.text for block in page.own)}
        may = {url for url, page in pages.items() if query in page.all}
        missed += [(query, url) for url in sorted(must - found)]
        wrong += [(query, url) for url in sorted(found - may)]
        due, given = due + len(must), given + len(found)
    recall, precision = 1 - len(missed) / due, 1 - len(wrong) / given
    print(f"\n{len(SOURCES)} × {PIECES} pieces: recall {recall:.2%} of {due}, precision {precision:.2%} of {given}")
    assert missed == []
    assert wrong == []


def test_queries_as_people_write_them_find_their_page_and_loose_matches_are_labelled(ask: Any) -> None:
    expected = {**QUERIES["exact"], **QUERIES["loose"]}
    answers = ask(list(expected))
    missed = [answer["query"] for answer in answers if expected[answer["query"]] not in answer["urls"][:10]]
    print(f"\n{len(expected)} queries: {1 - len(missed) / len(expected):.1%} find their page; not {missed}")
    assert len(expected) >= 60
    assert 1 - len(missed) / len(expected) >= FOUND_AT_LEAST, missed
    assert [answer for answer in answers if answer["query"] in QUERIES["loose"] and answer["mode"] == "exact"] == []
