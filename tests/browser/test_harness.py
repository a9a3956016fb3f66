"""The harness itself: a test that passes when a page misbehaves would be worth nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

START = "<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>样例</title><link rel=icon href='data:,'>"


def write_site(folder: Path, body: str, headers: str = "") -> Path:
    (folder / "index.html").write_text(f"{START}<main><h1>样例</h1>{body}</main>", encoding="utf-8")
    (folder / "_headers").write_text(headers, encoding="utf-8")
    return folder


def test_the_sites_own_headers_are_sent(page: Page, serve_folder: Callable[[Path], str], tmp_path: Path) -> None:
    base = serve_folder(write_site(tmp_path, "", "/*\n  X-Content-Type-Options: nosniff\n/other/*\n  X-Other: 1\n"))
    response = page.goto(f"{base}/")
    assert response is not None
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "x-other" not in response.headers


def test_a_breach_of_the_content_security_policy_is_seen(
    page: Page, console_errors: list[str], serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    policy = "/*\n  Content-Security-Policy: default-src 'self'\n"
    page.goto(serve_folder(write_site(tmp_path, "<script>document.title = 'x'</script>", policy)) + "/")
    assert any("Content Security Policy" in message for message in console_errors)
    console_errors.clear()


def test_a_request_to_another_host_is_seen(
    page: Page, console_errors: list[str], requests: list[str], serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    page.route("http://elsewhere.invalid/**", lambda route: route.abort())
    page.goto(serve_folder(write_site(tmp_path, "<img alt='' src='http://elsewhere.invalid/x.png'>")) + "/")
    assert "http://elsewhere.invalid/x.png" in requests
    requests.clear()
    console_errors.clear()


def test_a_missing_page_gives_the_sites_own_404(
    page: Page, console_errors: list[str], serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "404.html").write_text(f"{START}<h1>没有这一页</h1>", encoding="utf-8")
    response = page.goto(serve_folder(write_site(tmp_path, "")) + "/nowhere/")
    assert response is not None and response.status == 404
    assert page.locator("h1").inner_text() == "没有这一页"
    console_errors.clear()


@pytest.mark.parametrize(("body", "rules"), [("<p>好</p>", set()), ("<img src='data:,'>", {"image-alt"})])
def test_accessibility_faults_are_named(
    page: Page,
    accessibility_faults: Callable[[Page], list[str]],
    serve_folder: Callable[[Path], str],
    tmp_path: Path,
    body: str,
    rules: set[str],
) -> None:
    page.goto(serve_folder(write_site(tmp_path, body)) + "/")
    assert {fault.partition(":")[0] for fault in accessibility_faults(page)} == rules
