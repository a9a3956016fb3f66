"""The pages look as they did when a person last said that they look right.

The pictures are in docs/images/looks. ``make looks`` takes them anew: look at them, then commit them.
They show Debian's Noto fonts; where Chromium draws with others, the comparison is left out.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looks import compare, take_picture
from tests.browser.pages import ADD_STYLE, PAGES, SHEETS, choose, settle
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOLDER = ROOT / "docs/images/looks"
HEIGHT_BY_WIDTH = {360: 640, 768: 900, 1280: 900}
FONTS = {"Noto Sans CJK SC", "Noto Serif CJK SC"}
MOST_BYTES = 900_000
"""Of all pictures together."""

SAMPLE = (
    *("home", "news", "guide of the sample", "bundle of the sample", "place of the sample"),
    *("notice of the sample", "page"),
)
"""A page of every kind of the site of this repository."""
LOOKS = {
    **{f"{page}-{width}": (page, width, "") for page in SAMPLE for width in HEIGHT_BY_WIDTH},
    **{f"guide full-{width}": ("guide full", width, "") for width in HEIGHT_BY_WIDTH},
    **{
        f"{page}-360": (page, 360, "")
        for page in (
            "guide pending",
            "bundle with a gap",
            "place",
            "notice",
            "results",
            "site map",
            "not found",
            "guide withdrawn",
        )
    },
    **{f"{page}-360": (page, 360, "") for page in ("elder home", "elder guide")},
    **{f"{page}-1280": (page, 1280, "") for page in ("news front", "a to z", "results", "place")},
    "sheet full-768": ("sheet full", 768, ""),
    "home-1280-dark": ("home", 1280, "dark"),
    "guide full-360-dark": ("guide full", 360, "dark"),
    "guide full-360-contrast": ("guide full", 360, "contrast"),
    "guide full-360-large": ("guide full", 360, "large"),
    "guide full-360-forced": ("guide full", 360, "forced"),
}
"""By name: page type, width in pixels, and what is out of the ordinary."""
SETTINGS = {"contrast": ("高对比",), "large": ("大",)}


@pytest.fixture
def tool(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def show(browser: Browser, url_of: Callable[[str], str]) -> Iterator[Callable[[str], Page]]:
    """Return a function that opens the page of a look."""
    contexts = []

    def open_page(look: str) -> Page:
        name, width, mode = LOOKS[look]
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT_BY_WIDTH[width]},
            color_scheme="dark" if mode == "dark" else "light",
            forced_colors="active" if mode == "forced" else "none",
            reduced_motion="reduce",
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url_of({**PAGES, **SHEETS}[name]))
        settle(page)
        if mode in SETTINGS:
            choose(page, *SETTINGS[mode])
            page.locator(".modes summary").click()
            page.evaluate("document.activeElement.blur()")
        return page

    yield open_page
    for context in contexts:
        context.close()


def fonts_of(page: Page) -> set[str]:
    """Return the names of the fonts that Chromium draws the page's title with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    return {font["familyName"] for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


def picture_of(look: str) -> Path:
    return FOLDER / f"{look.replace(' ', '-')}.webp"


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_looks_as_it_did(show: Callable[[str], Page], tool: Page, tmp_path: Path, look: str):
    page = show(look)
    if not fonts_of(page) <= FONTS:
        pytest.skip(f"drawn with {', '.join(sorted(fonts_of(page)))}")
    taken, kept = take_picture(page, tool), picture_of(look)
    if os.environ.get("SSG_ACCEPT_LOOKS") == "1":
        if not kept.exists() or not compare(kept.read_bytes(), taken, tool).is_good:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(taken)
        return
    new = tmp_path / kept.name
    new.write_bytes(taken)
    likeness = compare(kept.read_bytes(), taken, tool)
    assert likeness.is_good, (
        f"{likeness.share:.1%} differs ({likeness.where}): compare {kept} with {new}, or make looks"
    )


def test_every_picture_is_of_a_look_and_all_together_are_small():
    kept = {path: path.stat().st_size for path in FOLDER.iterdir()}
    assert set(kept) == {picture_of(look) for look in LOOKS}
    assert sum(kept.values()) <= MOST_BYTES


@pytest.mark.parametrize(
    "style",
    [
        ".chips { display: none }",
        ".key-facts { margin-block-start: 2rem }",
        ".start-button { background: #0a4a55 }",
        ".guide-head h1 { font-size: 1.2rem }",
    ],
)
def test_a_page_that_looks_different_is_seen(show: Callable[[str], Page], tool: Page, style: str):
    page = show("guide full-360")
    before = take_picture(page, tool)
    page.evaluate(ADD_STYLE, style)
    assert not compare(before, take_picture(page, tool), tool).is_good


def test_edges_drawn_otherwise_are_not_taken_for_a_change(show: Callable[[str], Page], tool: Page):
    page = show("guide full-360")
    before = take_picture(page, tool)
    page.evaluate(ADD_STYLE, "body { text-rendering: geometricPrecision; filter: blur(.4px) }")
    assert compare(before, take_picture(page, tool), tool).is_good
