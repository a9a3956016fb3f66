"""Every page type in every mode: what axe finds, where the keyboard stands, what fits the narrowest screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import ADD_STYLE, MODES, PAGES, SHEETS, choose, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

every_page = pytest.mark.parametrize("name", PAGES)
every_page_and_sheet = pytest.mark.parametrize("name", [*PAGES, *SHEETS])

LEAST_OUTLINE_PX = 2
LEAST_TARGET_PX = 24
LEAST_MAIN_PX = 44
"""Of what a page is for: to search, to begin (readers R-07)."""
MOST_STOPS = 400
NARROWEST_PX = 320
"""Of WCAG 2.2, 1.4.10: 1280 pixels at 400 %."""
TEXT_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
"""
"""What WCAG 2.2, 1.4.12 allows readers to set."""
FOCUS = """() => {
    const element = document.activeElement
    if (element === document.body) return null
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(element)
    const {top, bottom, left, right} = element.getBoundingClientRect()
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return {
        html: element.outerHTML.slice(0, 100),
        outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
        isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
        isCovered: at !== null && !element.contains(at) && !at.contains(element),
    }
}"""
FIND_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1
        && !element.closest('.visually-hidden, .table, pre, .skip'))
    .map(element => element.outerHTML.slice(0, 120))"""


def open_page(page: Page, url_of: Callable[[str], str], name: str) -> None:
    page.goto(url_of({**PAGES, **SHEETS}[name]))
    settle(page)


@every_page
def test_axe_finds_nothing_in_any_mode(
    page: Page, url_of: Callable[[str], str], accessibility_faults: Callable[..., list[str]], name: str
):
    open_page(page, url_of, name)
    faults = {}
    for mode, settings in MODES.items():
        choose(page, "中", *settings)
        faults[mode] = accessibility_faults(page, enhanced="高对比" in settings)
    assert {mode: found for mode, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_sheet(
    page: Page, url_of: Callable[[str], str], accessibility_faults: Callable[..., list[str]], name: str, scheme: str
):
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, url_of, name)
    assert accessibility_faults(page, enhanced=True) == []


@every_page_and_sheet
def test_the_keyboard_shows_where_it_is_all_over_a_page(page: Page, url_of: Callable[[str], str], name: str):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, url_of, name)
    stops = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        assert focus["outline"] >= LEAST_OUTLINE_PX, focus
        assert (focus["isInView"], focus["isCovered"]) == (True, False), focus
        stops += 1
    least = 1 if name in SHEETS else 5
    assert least <= stops < MOST_STOPS


@every_page_and_sheet
def test_nothing_scrolls_sideways_on_the_narrowest_screen(page: Page, url_of: Callable[[str], str], name: str):
    page.set_viewport_size({"width": NARROWEST_PX, "height": 640})
    open_page(page, url_of, name)
    wide = {"usual": page.evaluate(FIND_WIDE)}
    if name not in SHEETS:
        choose(page, "大")
        wide["large"] = page.evaluate(FIND_WIDE)
    page.evaluate(ADD_STYLE, TEXT_SPACING)
    wide["large and spaced"] = page.evaluate(FIND_WIDE)
    # The font slider of a chat app at its end (readers R-52).
    page.evaluate(ADD_STYLE, ":root { font-size: 25.5px !important }")
    wide["slider"] = page.evaluate(FIND_WIDE)
    assert {setting: found for setting, found in wide.items() if found} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST_PX


@every_page
def test_targets_are_large_enough_to_hit(page: Page, url_of: Callable[[str], str], name: str):
    """Of WCAG 2.2, 2.5.8: 24 pixels, links in a line of text aside."""
    open_page(page, url_of, name)
    small = page.evaluate(
        """least => [...document.querySelectorAll('button, summary, input, .nav a, .pages a, .jump a, .start-button')]
            .filter(element => element.checkVisibility())
            .map(element => [element.closest('label') ?? element, element])
            .map(([target, element]) => [target.getBoundingClientRect(), element])
            .filter(([{width, height}]) => Math.min(width, height) < least)
            .map(([, element]) => element.outerHTML.slice(0, 100))""",
        LEAST_TARGET_PX,
    )
    assert small == []
    main = page.locator(".start-button, .search-button, .search-input, .featured a")
    assert [box for box in (each.bounding_box() for each in main.all()) if box and box["height"] < LEAST_MAIN_PX] == []


@every_page
def test_forced_colours_keep_controls_borders_and_the_focus(browser: Browser, url_of: Callable[[str], str], name: str):
    """With a palette of the reader's own, grounds are gone: what they told must be told by a border or a word."""
    with browser.new_context(forced_colors="active", viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        open_page(page, url_of, name)
        bare = page.evaluate(
            """() => [...document.querySelectorAll('.start-button, .search-button, .search-input, .search-more')]
                .filter(element => element.checkVisibility())
                .filter(element => parseFloat(getComputedStyle(element).borderTopWidth) < 1)
                .map(element => element.outerHTML.slice(0, 100))"""
        )
        assert bare == []
        current = page.locator(".nav [aria-current]")
        if current.count():
            border = current.evaluate("element => getComputedStyle(element).borderBlockEndColor")
            others = page.locator(".nav a:not([aria-current])").first
            assert border != others.evaluate("element => getComputedStyle(element).borderBlockEndColor")
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["outline"] >= LEAST_OUTLINE_PX
        ground, ink = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        drawn = page.locator(".seal-ground").first
        assert ground != ink
        assert drawn.evaluate("element => getComputedStyle(element).fill") != ground
