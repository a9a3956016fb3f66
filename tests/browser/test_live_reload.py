"""An open page follows the site that is being written."""

import pytest
from msgspec.structs import replace

from ssg.edge.headers import parse_headers
from ssg.edge.messages import load_messages
from ssg.edge.report_html import render_error_page
from ssg.edge.respond import ServeState
from ssg.edge.server import DevServer
from ssg.model.diagnostic import Span, error

pytestmark = pytest.mark.browser

STRICT = parse_headers("/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'; connect-src 'self'\n")
PAGE = '<!doctype html><html lang="zh-Hans"><title>雨</title><body><main><h1>{}</h1></main></body></html>'


@pytest.fixture
def built(tmp_path):
    (tmp_path / "index.html").write_text(PAGE.format("雨"), encoding="utf-8")
    return ServeState(tmp_path, "1", header_rules=STRICT)


@pytest.fixture
def server(built):
    server = DevServer(built, port=0)
    server.start()
    yield server
    server.stop()


def broken(built, version):
    html = render_error_page(
        [error("own-check", Span("content/雨.md", 2, 3, 2), was="<b>")],
        load_messages("zh-Hans"),
        {"content/雨.md": "---\n下大雨了，<b>带伞</b>\n"}.get,
        has_last_good=True,
    )
    return replace(built, version=version, error_page=html)


def heading(page, text):
    page.get_by_role("heading", name=text, level=1).wait_for()


def test_an_open_page_loads_again_after_each_build(page, server, built):
    page.goto(server.url)
    heading(page, "雨")
    (built.output_dir / "index.html").write_text(PAGE.format("雪"), encoding="utf-8")
    server.publish(replace(built, version="2"))
    heading(page, "雪")


def test_an_error_page_comes_and_goes_by_itself(page, server, built, console_errors):
    page.goto(server.url)
    server.publish(broken(built, "2"))
    heading(page, "内容有待改正，没有发布")
    server.publish(replace(built, version="3"))
    heading(page, "雨")
    assert all("500" in message for message in console_errors)
    console_errors.clear()


def test_the_last_good_page_stays_until_the_fault_is_mended(page, server, built, console_errors):
    server.publish(broken(built, "2"))
    page.goto(server.url)
    page.get_by_role("link", name="查看上一次成功的页面").click()
    heading(page, "雨")
    server.publish(broken(built, "3"))
    (built.output_dir / "index.html").write_text(PAGE.format("雪"), encoding="utf-8")
    server.publish(replace(built, version="4"))
    heading(page, "雪")
    assert page.url == server.url
    console_errors.clear()


def test_everybody_can_read_the_error_page(page, server, built, console_errors, accessibility_faults):
    server.publish(broken(built, "2"))
    page.goto(server.url)
    assert accessibility_faults(page) == []
    assert page.locator("mark").inner_text() == "雨了"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    console_errors.clear()
