"""Display settings (readers R-51): text size, light and dark, contrast; with and without a script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE_TYPES = {
    "home": "/",
    "news": "/news/2026/art-festival/",
    "guide": "/guides/pension-eligibility/",
    "bundle": "/bundles/medical-registration/",
    "place": "/places/self-service-hall/",
    "list": "/news/",
    "search": "/search/",
}
GUIDE = PAGE_TYPES["guide"]
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
LEAST_OUTLINE_PX = 2
MOST_STOPS = 200
SHIFT = """new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})
    || setTimeout(() => done(0), 300))"""


@pytest.fixture
def base(sample: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(sample)


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser without JavaScript."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640}) as context:
        yield context.new_page()


def choose(page: Page, *names: str) -> None:
    page.locator(".modes summary").click()
    for name in names:
        page.get_by_label(name, exact=True).check()


def style(page: Page, name: str, selector: str = "body") -> str:
    return str(page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}"))


@pytest.mark.parametrize(("name", "pixels"), [("小", "15.75px"), ("中", "18px"), ("大", "22.5px")])
def test_text_size_needs_no_script(plain_page: Page, base: str, name: str, pixels: str):
    plain_page.goto(base + GUIDE)
    choose(plain_page, name)
    assert style(plain_page, "fontSize") == pixels


def test_light_dark_and_contrast_need_no_script(plain_page: Page, base: str):
    plain_page.goto(base + GUIDE)
    choose(plain_page, "日间")
    light = style(plain_page, "backgroundColor")
    plain_page.get_by_label("夜间", exact=True).check()
    assert style(plain_page, "backgroundColor") != light
    plain_page.get_by_label("高对比", exact=True).check()
    assert (style(plain_page, "backgroundColor"), style(plain_page, "color")) == (BLACK, WHITE)
    plain_page.get_by_label("日间", exact=True).check()
    assert (style(plain_page, "backgroundColor"), style(plain_page, "color")) == (WHITE, BLACK)


def test_more_contrast_is_given_to_whoever_asks_the_system_for_it(page: Page, base: str):
    page.emulate_media(contrast="more", color_scheme="light")
    page.goto(base + GUIDE)
    assert (style(page, "backgroundColor"), style(page, "color")) == (WHITE, BLACK)


def test_nothing_glides_for_whoever_asks_for_less_motion(page: Page, base: str):
    page.emulate_media(reduced_motion="reduce")
    page.goto(base + GUIDE)
    assert style(page, "scrollBehavior", "html") == "auto"


def test_the_settings_are_remembered_on_the_next_page(page: Page, base: str):
    page.goto(base + GUIDE)
    choose(page, "大", "夜间")
    page.goto(base + "/news/")
    assert style(page, "fontSize") == "22.5px"
    assert style(page, "colorScheme", "html") == "dark"


def test_remembered_settings_move_nothing_while_the_page_loads(page: Page, base: str):
    page.goto(base + GUIDE)
    choose(page, "大")
    page.goto(base + GUIDE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFT) == 0


def test_somebody_elses_text_in_the_storage_does_no_harm(page: Page, base: str):
    page.goto(base + GUIDE)
    for text in ("{", "7", "null", '{"mode-size": {}}'):
        page.evaluate("text => localStorage.setItem('display-settings', text)", text)
        page.goto(base + GUIDE)
        assert style(page, "fontSize") == "18px"


@pytest.mark.parametrize("tone", ["日间", "夜间"])
@pytest.mark.parametrize("url", PAGE_TYPES.values(), ids=PAGE_TYPES.keys())
def test_high_contrast_is_enough_for_the_strictest_rule(page: Page, base: str, axe_script: str, url: str, tone: str):
    page.goto(base + url)
    choose(page, tone, "高对比")
    page.evaluate(axe_script)
    faults = page.evaluate(
        "axe.run({rules: {'color-contrast-enhanced': {enabled: true}}}).then(result => result.violations)"
    )
    assert [f"{rule['id']}: {node['html']}" for rule in faults for node in rule["nodes"]] == []


@pytest.mark.parametrize("url", PAGE_TYPES.values(), ids=PAGE_TYPES.keys())
def test_large_text_scrolls_no_page_sideways(page: Page, base: str, url: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(base + url)
    choose(page, "大")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_shows_where_it_is_all_over_a_page(page: Page, base: str):
    page.emulate_media(reduced_motion="reduce")
    page.goto(base + GUIDE)
    choose(page, "中")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    seen = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const element = document.activeElement
                if (element === document.body) return null
                const {outlineStyle, outlineWidth} = getComputedStyle(element)
                const {top, bottom} = element.getBoundingClientRect()
                const isInView = bottom > 0 && top < innerHeight
                return [element.outerHTML.slice(0, 80), outlineStyle, parseFloat(outlineWidth), isInView]
            }"""
        )
        if focused is None:
            break
        element, outline, width, is_in_view = focused
        assert (outline != "none", width >= LEAST_OUTLINE_PX, is_in_view) == (True, True, True), element
        seen += 1
    assert 20 < seen < MOST_STOPS
