"""An emergency notice can be read in every mode, on the narrowest screen and on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import MODES, choose
from tests.browser.paper import plain, print_page, text_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = """
    -- site.yaml --
    title: 样例站
    alert: {text: 大厅因暴雨停办，网上照常办理, until: 2026-12-31, url: /guides/}
    -- content/guides/permit.md --
    ---
    title: 登记
    ---
"""


@pytest.fixture
def url(make_site: Callable[[str], Any], serve_folder: Callable[[Path], str]) -> str:
    site = make_site(SITE)
    assert site.build().exit_code == 0
    return serve_folder(site.output) + "/guides/permit/"


def test_axe_finds_nothing_in_any_mode(page: Page, url: str, accessibility_faults: Callable[..., list[str]]):
    page.goto(url)
    for settings in MODES.values():
        choose(page, "中", *settings)
        assert accessibility_faults(page, enhanced="高对比" in settings) == []


def test_it_fits_the_narrowest_screen_in_large_letters(page: Page, url: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(url)
    choose(page, "大")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".alert").bounding_box()["y"] < 10  # type: ignore[index]


def test_it_is_black_on_white_on_paper(page: Page, url: str):
    assert plain("紧急通知：大厅因暴雨停办，网上照常办理") in text_of(print_page(page, url))
    page.emulate_media(media="print")
    ink, ground = (
        page.locator(".alert").evaluate(f"element => getComputedStyle(element).{name}")
        for name in ("color", "backgroundColor")
    )
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")
