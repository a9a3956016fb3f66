"""The 长辈版 on a telephone: large letters, large targets, one column."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

URLS = [
    *("/zl/", "/zl/guides/pension-eligibility/", "/zl/bundles/medical-registration/", "/zl/places/self-service-hall/"),
    *("/zl/news/2026/art-festival/", "/zl/news/", "/zl/guides/"),
]
LEAST_TARGET_PX = 60


@pytest.fixture
def base(sample: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(sample)


@pytest.mark.parametrize("url", URLS)
def test_a_page_is_large_fits_the_narrowest_screen_and_has_no_fault(
    page: Page, base: str, accessibility_faults: Callable[[Page], list[str]], url: str
):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(base + url)
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert accessibility_faults(page) == []


def test_the_choices_of_the_home_page_are_large(page: Page, base: str):
    page.goto(f"{base}/zl/")
    heights = [(link.bounding_box() or {"height": 0})["height"] for link in page.locator("main a").all()]
    assert 0 < len(heights) <= 6
    assert min(heights) >= LEAST_TARGET_PX


def test_the_way_there_and_back_is_at_the_top_of_every_page(page: Page, base: str):
    page.goto(f"{base}/guides/pension-eligibility/")
    page.get_by_role("link", name="长辈版").click()
    assert page.url == f"{base}/zl/guides/pension-eligibility/"
    page.get_by_role("link", name="回到普通版").click()
    assert page.url == f"{base}/guides/pension-eligibility/"


def test_the_text_stands_in_one_column_on_a_wide_screen_too(page: Page, base: str):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base}/zl/guides/pension-eligibility/")
    contents, text = page.locator(".contents").bounding_box(), page.locator(".guide-text").bounding_box()
    assert contents is not None and text is not None
    assert contents["y"] + contents["height"] <= text["y"]
