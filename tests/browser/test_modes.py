"""Display settings (readers R-51): text size, light and dark, contrast; with and without a script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import choose

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GUIDE = "/guides/pension-eligibility/"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
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
