"""A headless Chromium, a server that sends a site's own headers, and what every page must keep to."""

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 640}
"""The smallest screen the pages are made for."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: SSG_CHROMIUM, or the first found on PATH. Without one the test fails."""
    if os.environ.get("SSG_NO_BROWSER") == "1":
        pytest.skip("SSG_NO_BROWSER=1")
    found = [path for name in (os.environ.get("SSG_CHROMIUM"), *BROWSER_NAMES) if name and (path := shutil.which(name))]
    if not found:
        pytest.fail("no Chromium: install chromium, or set SSG_CHROMIUM, or leave these tests out: SSG_NO_BROWSER=1")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found[0], args=BROWSER_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def console_errors() -> list[str]:
    """Errors a page wrote to the console, breaches of its content security policy among them."""
    return []


@pytest.fixture
def requests() -> list[str]:
    """URLs a page asked for, in order."""
    return []


@pytest.fixture
def page(
    browser: Browser,
    console_errors: list[str],
    requests: list[str],
    serve_folder: Callable[[Path], str],
) -> Iterator[Page]:
    """A page on a phone's screen; at the end it must have left no error and asked no other host.

    A test that provokes an error clears ``console_errors`` after having looked at it. The page is closed before
    the servers are: what it was still loading when the test ended must not look like a fault of the site.
    """

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            console_errors.append(message.text)

    def note_request(request: Request) -> None:
        requests.append(request.url)

    with browser.new_context(viewport=PHONE, locale="zh-CN") as context:
        opened = context.new_page()
        opened.on("console", note_message)
        opened.on("pageerror", lambda error: console_errors.append(str(error)))
        opened.on("request", note_request)
        yield opened
    assert [url for url in requests if is_foreign(url)] == []
    assert console_errors == []


def is_foreign(url: str) -> bool:
    """Return whether a URL leaves this machine."""
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1"


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a built site with the headers of its ``_headers`` file; gives the base URL."""
    with serving() as serve:
        yield serve


@pytest.fixture(scope="session")
def url_of(sample: Path, counter: Path) -> Iterator[Callable[[str], str]]:
    """Return a function that gives the URL of one of ``tests.browser.pages``: ``counter:/guides/full/``."""
    with serving() as serve:
        base_by_site = {"sample": serve(sample), "counter": serve(counter)}

        def url(page: str) -> str:
            site, _, path = page.partition(":")
            return base_by_site[site] + path

        yield url


@contextmanager
def serving() -> Iterator[Callable[[Path], str]]:
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(SiteHandler, directory=str(folder))
        server = Host(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class Host(ThreadingHTTPServer):
    """Takes as many connections at once as a browser opens on a busy machine."""

    request_queue_size = 128


class SiteHandler(SimpleHTTPRequestHandler):
    """What a static host does: the site's headers, and its 404 page."""

    def end_headers(self) -> None:
        for pattern, name, value in parse_headers(Path(self.directory, "_headers")):
            if fnmatch(urlsplit(self.path).path, pattern):
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        not_found = Path(self.directory, "404.html")
        if code != 404 or not not_found.exists():
            return super().send_error(code, message, explain)
        body = not_found.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


def parse_headers(path: Path) -> list[tuple[str, str, str]]:
    """Return (path pattern, header, value) of a host's ``_headers`` file; none when there is no file."""
    rules: list[tuple[str, str, str]] = []
    pattern = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("/"):
            pattern = line.strip()
        elif line.strip() and not line.lstrip().startswith("#"):
            name, _, value = line.strip().partition(":")
            rules.append((pattern, name, value.strip()))
    return rules


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The source of the accessibility checker."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def accessibility_faults(axe_script: str) -> Callable[..., list[str]]:
    """Return a function that lists what axe finds wrong on the open page, as ``rule: the element``.

    Rules of WCAG 2.2 up to level AA and of good practice; ``enhanced=True`` asks for the contrast of level AAA.
    """

    def look(page: Page, enhanced: bool = False) -> list[str]:
        page.evaluate(axe_script)
        violations = page.evaluate(
            "options => axe.run(options).then(result => result.violations)",
            {"runOnly": AXE_TAGS, "rules": {"color-contrast-enhanced": {"enabled": enhanced}}},
        )
        return [f"{rule['id']}: {node['html']}" for rule in violations for node in rule["nodes"]]

    return look
