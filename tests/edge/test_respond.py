"""What is answered for each URL, with and without errors."""

from http import HTTPStatus

import pytest
from msgspec.structs import replace

from ssg.edge.headers import parse_headers
from ssg.edge.respond import ServeState, respond, with_reload

SCRIPT = b'<script src="/__ssg/reload.js" defer data-version="7"></script>'


@pytest.fixture
def good(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "index.html").write_bytes(b"<body>home</body></html>")
    (tmp_path / "news/index.html").write_bytes(b"<body>news</body></html>")
    (tmp_path / "404.html").write_bytes(b"<body>nothing here</body></html>")
    (tmp_path / "site.css").write_bytes(b"b{}")
    return ServeState(tmp_path, "7")


def test_a_page_gets_the_reload_script_and_the_file_stays_as_it_is(good):
    response = respond("/news/?q=1", good)
    assert response.status == HTTPStatus.OK
    assert response.body == b"<body>news" + SCRIPT + b"</body></html>"
    assert (good.output_dir / "news/index.html").read_bytes() == b"<body>news</body></html>"


def test_a_page_without_end_tag_gets_the_script_at_its_end():
    assert with_reload(b"<p>x", "7") == b"<p>x" + SCRIPT


def test_other_files_are_sent_as_they_are(good):
    response = respond("/site.css", good)
    assert (response.body, dict(response.headers)["Content-Type"]) == (b"b{}", "text/css; charset=utf-8")


def test_an_unknown_url_gets_the_sites_own_page_with_status_404(good):
    response = respond("/none/", good)
    assert response.status == HTTPStatus.NOT_FOUND
    assert response.body.startswith(b"<body>nothing here")


def test_a_site_without_404_page_gets_a_line_of_text(good):
    (good.output_dir / "404.html").unlink()
    assert respond("/none/", good).body == b"404 Not Found\n"


def test_a_move_keeps_the_query(good):
    response = respond("/news?page=2", good)
    assert (response.status, dict(response.headers)) == (HTTPStatus.FOUND, {"Location": "/news/?page=2"})


def test_the_hosts_headers_are_sent_except_those_that_would_keep_old_pages(good):
    rules = parse_headers(
        "/*\n  X-Frame-Options: DENY\n  Cache-Control: max-age=9\n/site.css\n  content-type: text/plain\n"
    )
    assert dict(respond("/", replace(good, header_rules=rules)).headers) == {
        "X-Frame-Options": "DENY",
        "Content-Type": "text/html; charset=utf-8",
    }
    assert dict(respond("/site.css", replace(good, header_rules=rules)).headers) == {
        "X-Frame-Options": "DENY",
        "content-type": "text/plain",
    }


def test_while_there_are_errors_every_page_is_the_error_page(good):
    bad = replace(good, error_page="<body>错误</body>")
    for url in ("/", "/news/", "/none/", "/news/index.html", "/none?__ssg=first"):
        response = respond(url, bad)
        assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
        assert response.body == "<body>错误".encode() + SCRIPT + b"</body>"


def test_while_there_are_errors_the_last_good_page_can_be_seen(good):
    bad = replace(good, error_page="<body>错误</body>")
    assert respond("/news/?__ssg=last", bad).body == b"<body>news" + SCRIPT + b"</body></html>"
    assert respond("/site.css", bad).body == b"b{}"


def test_the_error_page_may_load_nothing_but_its_own_files(good):
    policy = dict(respond("/", replace(good, error_page="x")).headers)["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/__ssg/reload.js", "text/javascript; charset=utf-8"), ("/__ssg/error.css", "text/css; charset=utf-8")],
)
def test_the_servers_own_files_are_there_even_while_there_are_errors(good, url, expected):
    response = respond(url, replace(good, error_page="x"))
    assert (response.status, dict(response.headers)["Content-Type"]) == (HTTPStatus.OK, expected)


def test_nothing_else_stands_below_the_servers_own_path(good):
    for url in ("/__ssg/", "/__ssg/../server.py", "/__ssg/%2e%2e/server.py", "/__ssg/none.js"):
        assert respond(url, good).status == HTTPStatus.NOT_FOUND


def test_before_the_first_good_build_there_is_only_the_error_page(tmp_path):
    state = ServeState(tmp_path / "public", "1", error_page="<p>x")
    assert respond("/", state).status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert respond("/site.css", state).status == HTTPStatus.NOT_FOUND
