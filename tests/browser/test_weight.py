"""What a page costs its reader: requests, bytes, waiting, jumping (readers R-80 to R-82)."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import is_foreign
from tests.browser.pages import PAGES, SHEETS, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ALL = {**PAGES, **SHEETS}
PHOTO_FIRST = {(name, 1280) for name in ("news", "essay with pinyin", "news corrected")}
"""Where the photo of an article is larger than its headline and lead; on a telephone it never is."""
SEARCHES = ("search", "results", "no results")
"""Their engine is loaded when a search begins: it has a budget of its own."""
GUIDES = [name for name in PAGES if name.startswith(("guide", "elder guide", "elder pending", "bundle", "place"))]
MOST_GUIDE_BYTES = 60 * 1024
MOST_STYLE_BYTES = 15 * 1024
MOST_SCRIPT_BYTES = 10 * 1024
MOST_REQUESTS = 6
WATCH = """
    window.seen = {shift: 0, moved: [], largest: null}
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            seen.shift += entry.value
            seen.moved.push(...entry.sources.map(({node}) => node?.outerHTML?.slice(0, 100) ?? 'text'))
        }
    }).observe({type: 'layout-shift', buffered: true})
    new PerformanceObserver(list => {
        const entry = list.getEntries().at(-1)
        seen.largest = {image: entry.url, element: entry.element?.outerHTML.slice(0, 100) ?? ''}
    }).observe({type: 'largest-contentful-paint', buffered: true})
"""
#: Waits in the page itself: `wait_for_function` evaluates text again at each try, which our policy forbids.
SEEN = """() => new Promise(tell => {
    const look = () => seen.largest === null ? requestAnimationFrame(look) : tell(seen)
    look()
})"""
BLOCKING = """() => performance.getEntriesByType('resource')
    .filter(entry => entry.renderBlockingStatus === 'blocking' && !entry.name.endsWith('.css'))
    .map(entry => entry.name)"""


def size(url: str, folder: Path) -> int:
    """Return what a file of a site weighs on the way, compressed."""
    path = folder / unquote(urlsplit(url).path).lstrip("/")
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes()))


@pytest.mark.parametrize("name", ALL)
def test_a_page_asks_only_our_host(page: Page, url_of: Callable[[str], str], requests: list[str], name: str):
    page.goto(url_of(ALL[name]))
    settle(page)
    assert len(requests) >= 2
    assert [url for url in requests if is_foreign(url)] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_weighs_little(
    page: Page, url_of: Callable[[str], str], requests: list[str], sample: Path, counter: Path, name: str
):
    page.goto(url_of(PAGES[name]))
    settle(page)
    folder = {"sample": sample, "counter": counter}[PAGES[name].partition(":")[0]]
    weights = {url: size(url, folder) for url in requests}
    styles = sum(weight for url, weight in weights.items() if url.endswith(".css"))
    scripts = sum(weight for url, weight in weights.items() if url.endswith(".js"))
    assert len(requests) <= MOST_REQUESTS
    assert styles <= MOST_STYLE_BYTES
    assert scripts <= MOST_SCRIPT_BYTES
    assert sum(weights.values()) <= MOST_GUIDE_BYTES


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps_or_waits_while_a_page_loads(
    browser: Browser, url_of: Callable[[str], str], name: str, width: int
):
    """No layout shift, the largest thing painted is text, and no script holds the first paint up."""
    with browser.new_context(viewport={"width": width, "height": 640 if width < 500 else 900}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(url_of(PAGES[name]))
        settle(page)
        seen: dict[str, Any] = page.evaluate(SEEN)
        assert page.evaluate(BLOCKING) == []
    assert seen["shift"] == 0, seen
    if (name, width) not in PHOTO_FIRST:
        assert seen["largest"]["image"] == "", seen


@pytest.mark.parametrize("name", [name for name in PAGES if name not in SEARCHES])
def test_a_page_is_the_same_without_a_script(browser: Browser, url_of: Callable[[str], str], name: str):
    """The same words, links and settings; only reading aloud and the search need a script."""
    shown = []
    for enabled in (True, False):
        with browser.new_context(java_script_enabled=enabled) as context:
            page = context.new_page()
            page.goto(url_of(PAGES[name]))
            links = page.locator("a")
            shown.append(
                (
                    page.locator("body").inner_text(),
                    [link.get_attribute("href") for link in links.all()],
                    page.locator(".modes input").count(),
                )
            )
    assert shown[0] == shown[1]
    assert shown[0][2] >= 8
