"""The site of this repository in a real browser, under its own security policy."""

from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def base(sample: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(sample)


def test_the_site_has_at_least_forty_pages(sample: Path) -> None:
    assert len(list(sample.rglob("*.html"))) >= 40


def test_every_page_is_valid_html(sample: Path) -> None:
    for path in sample.rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_bytes())


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("艺术节", "/news/2026/art-festival/"),
        ("护学", "/news/2026/gate-post/"),
        ("赵立翠", "/news/2026/art-festival/"),
        ("术节", "/news/2026/art-festival/"),
        ("yishujie", "/news/2026/art-festival/"),
        ("ysj", "/news/2026/art-festival/"),
        ("年审", "/guides/pension-eligibility/"),
    ],
)
def test_a_search_finds_its_page(page: Page, base: str, query: str, url: str) -> None:
    page.goto(f"{base}/search/")
    page.fill(".search-input", query)
    page.press(".search-input", "Enter")
    found = page.locator(".search-result h2 a")
    found.first.wait_for()
    assert url in [(link.get_attribute("href") or "").partition("#")[0] for link in found.all()]


def test_a_result_can_be_followed_and_the_results_are_there_on_the_way_back(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=艺术节")
    page.locator(".search-result h2 a").first.click()
    expect(page.locator("h1")).to_contain_text("艺术节")
    page.go_back()
    expect(page.locator(".search-result").first).to_be_visible()


def test_a_filter_narrows_the_results(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=办事")
    page.locator(".search-result").first.wait_for()
    everything = page.locator(".search-status").inner_text()
    page.locator(".search-narrow summary").click()
    page.locator("input[name=kind][value=新闻]").check()
    expect(page.locator(".search-status")).not_to_have_text(everything)
    assert set(page.locator(".search-result .search-meta span:first-child").all_inner_texts()) == {"新闻"}


def test_the_home_page_searches_without_javascript_by_leading_to_the_search_page(page: Page, base: str) -> None:
    page.goto(base + "/")
    page.fill(".search-input", "医师注册")
    page.press(".search-input", "Enter")
    page.locator(".search-result").first.wait_for()
    assert "/search/?q=" in page.url


def test_without_javascript_the_search_page_offers_other_ways(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}/search/")
        assert page.locator("noscript a, .links a").first.is_visible()


def test_the_keyboard_reaches_the_content_past_the_navigation(page: Page, base: str) -> None:
    page.goto(base + "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
