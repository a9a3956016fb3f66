"""URLs lead to files of the output folder and to no others."""

import os

import pytest

from ssg.edge.site_files import Moved, asks_for_page, content_type, resolve


@pytest.fixture
def site(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("index.html", "news/index.html", "办事/index.html", "a b.txt", "img/photo.jpg", "_headers"):
        (tmp_path / "public" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / path).write_text(path)
    return tmp_path / "public"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/news/", "news/index.html"),
        ("/news/index.html", "news/index.html"),
        ("/%E5%8A%9E%E4%BA%8B/", "办事/index.html"),
        ("/a%20b.txt", "a b.txt"),
    ],
)
def test_a_url_leads_to_its_file(site, url, path):
    assert resolve(url, site, "") == site / path


def test_a_folder_without_slash_is_moved_to_the_one_with_it(site):
    assert resolve("/news", site, "") == Moved("/news/")
    assert resolve("/%E5%8A%9E%E4%BA%8B", site, "") == Moved("/%E5%8A%9E%E4%BA%8B/")


@pytest.mark.parametrize(
    "url",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/news/../../secret.txt",
        "//../secret.txt",
        "/%2fetc/passwd",
        "/%00",
        "/a%FF",
        "/news//index.html",
        "/img/",
        "/a%20b.txt/",
        "/" + "x" * 5000,
        "/_headers",
        "/none",
        "*",
        "http://127.0.0.1/news/",
    ],
)
def test_nothing_else_is_found(site, url):
    assert resolve(url, site, "") is None


def test_a_symbolic_link_out_of_the_folder_is_not_followed(site):
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    (site / "up").symlink_to(site.parent)
    (site / "loop").symlink_to(site / "loop")
    assert [resolve(url, site, "") for url in ("/link.txt", "/up/secret.txt", "/loop")] == [None, None, None]


def test_a_pipe_is_no_file(site):
    os.mkfifo(site / "pipe")
    assert resolve("/pipe", site, "") is None


def test_a_site_below_a_path_is_served_there_alone(site):
    assert resolve("/", site, "/portal/city") == Moved("/portal/city/")
    assert resolve("/portal/city", site, "/portal/city") == Moved("/portal/city/")
    assert resolve("/portal/city/news", site, "/portal/city") == Moved("/portal/city/news/")
    assert resolve("/portal/city/news/", site, "/portal/city") == site / "news/index.html"
    assert resolve("/news/", site, "/portal/city") is None


def test_folders_and_pages_are_what_readers_open():
    assert [asks_for_page(url) for url in ("/", "/v1.2/", "/a", "/a.html")] == [True] * 4
    assert [asks_for_page(url) for url in ("/a.css", "/feed.xml", "/x.pf_meta")] == [False] * 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("LOGO.SVG", "image/svg+xml; charset=utf-8"),
        ("pagefind.js", "text/javascript; charset=utf-8"),
        ("words-60defaa4/7.words", "application/octet-stream"),
        ("zh_1.pf_fragment", "application/octet-stream"),
        ("engine.wasm", "application/wasm"),
        ("README", "application/octet-stream"),
    ],
)
def test_types_are_told_by_suffix(tmp_path, name, expected):
    assert content_type(tmp_path / name) == expected
