"""What a search costs its reader, in headless Chromium on a phone's screen: bytes by kind, and milliseconds."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright
from pypinyin import lazy_pinyin

from tests.bench.search.host import CountingHost, serving
from tests.bench.search.queries import Query

PHONE = {"width": 360, "height": 640}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
KINDS = (
    ("index", "/words-"),
    ("index", "/index/"),
    ("results", "/text/"),
    ("results", "/fragment/"),
    ("filters", "/filter/"),
    ("page list", "/words.json"),
    ("page list", ".pf_meta"),
    ("page list", "pagefind-entry.json"),
    ("engine", "/pagefind"),
    ("engine", "/wasm."),
    ("scripts", ".js"),
)
"""Kind of a file by a part of its path; the first that fits."""

ASK = """query => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`no answer to ${query}`)), 60000);
    const field = document.querySelector("input[name=q]");
    const status = document.querySelector("[role=status]");
    const begin = performance.now();
    const watch = new MutationObserver(() => {
        if (!status.textContent || status.textContent === status.dataset.loading) return;
        watch.disconnect();
        resolve([performance.now() - begin, status.textContent]);
    });
    watch.observe(status, { childList: true, characterData: true, subtree: true });
    field.value = query;
    field.form.requestSubmit();
})"""

LETTER_MS = 150
LEAST_TYPING_MS = 500
"""How long a reader types: quick for an input method on a telephone."""

IDS_OURS = """async (query) => {
    const parts = document.querySelector("[data-search]").dataset;
    const modules = [parts.engine, parts.text, parts.reader, parts.words].map((url) => import(url));
    const [{ open }, text, index, words] = await Promise.all(modules);
    const [folder, bundles] = [parts.index, parts.bundles.split(" ")];
    window.library ??= await open({ folder, bundles, text, index, words, sounds: parts.sounds });
    return (await window.library.search(query, { isWhole: true })).hits.map(({ id }) => id);
}"""
IDS_STOCK = "query => window.ids(query)"


class Cost(Struct, frozen=True):
    """Of one search."""

    query: Query
    is_first: bool
    elapsed_ms: float
    """From pressing Enter, the query having been typed, to the announced result."""
    sent: dict[str, int]
    """Bytes by kind."""
    requests: int
    status: str

    @property
    def bytes(self) -> int:
        return sum(self.sent.values())


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give headless Chromium: SSG_CHROMIUM, or the one on PATH."""
    path = os.environ.get("SSG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def measure_reader(browser: Browser, site: Path, path: str, sessions: tuple[tuple[Query, ...], ...]) -> list[Cost]:
    """Return the cost of every query; each session begins with an empty cache on the page at ``path``.

    A reader turns to the field, types and presses Enter. What is fetched meanwhile counts as of that search.
    """
    costs: list[Cost] = []
    with serving(site) as host:
        for queries in sessions:
            with browser.new_context(viewport=PHONE, locale="zh-CN") as context:
                page = context.new_page()
                page.goto(host.url + path, wait_until="networkidle")
                costs += [_search(page, host, query, is_first=i == 0) for i, query in enumerate(queries)]
    return costs


def measure_unprepared(browser: Browser, site: Path, path: str, queries: list[Query]) -> list[float]:
    """Return the milliseconds of each query as the first of its reader, with nothing fetched while it was typed.

    So it is on the search page when the query comes with a link, from the field of the front page say.
    """
    elapsed: list[float] = []
    with serving(site) as host:
        for query in queries:
            with browser.new_context(viewport=PHONE, locale="zh-CN") as context:
                page = context.new_page()
                page.goto(host.url + path, wait_until="networkidle")
                elapsed.append(page.evaluate(ASK, query.text)[0])
    return elapsed


def find_ids(browser: Browser, site: Path, path: str, queries: list[Query], script: str) -> dict[str, list[str]]:
    """Return the ids of all pages that each query finds, by its text."""
    with serving(site) as host, browser.new_context(viewport=PHONE, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(host.url + path, wait_until="networkidle")
        return {query.text: page.evaluate(script, query.text) for query in queries}


def _search(page: Page, host: CountingHost, query: Query, *, is_first: bool) -> Cost:
    before = len(host.sent)
    _compose(page, query.text)
    elapsed_ms, status = page.evaluate(ASK, query.text)
    page.wait_for_load_state("networkidle")
    # Playwright's idle state may lie before what the page itself puts off.
    page.wait_for_timeout(600)
    sent = host.sent[before:]
    by_kind: Counter[str] = Counter()
    for path, size in sent:
        by_kind[next((kind for kind, part in KINDS if part in path), "other")] += size
    return Cost(query, is_first, elapsed_ms, dict(by_kind), len(sent), status)


def _compose(page: Page, text: str) -> None:
    """Type the letters of a query into an input method, which has not handed them over yet."""
    letters = "".join(lazy_pinyin(text))
    page.fill("input[name=q]", "")
    page.focus("input[name=q]")
    keyboard = page.context.new_cdp_session(page)
    pause_ms = max(LETTER_MS, LEAST_TYPING_MS / len(letters))
    for end in range(1, len(letters) + 1):
        keyboard.send("Input.imeSetComposition", {"text": letters[:end], "selectionStart": end, "selectionEnd": end})
        page.wait_for_timeout(pause_ms)
    keyboard.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
