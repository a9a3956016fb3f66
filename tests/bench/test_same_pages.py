"""What is called the same pages is the same: addresses and words of the two sites that the benchmark compares."""

import subprocess
from pathlib import Path

import pytest

from ssg.cli import main
from tests.bench.generators import NOW, Generator, generators
from tests.bench.layouts import write_site
from tests.bench.same_pages import page_differences, page_facts, site_paths

TOOLS = Path("build/bench/tools")
"""Where ``make bench`` installs Hugo; it is 90 MB, too much to be installed for every run of the tests."""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_digests_and_page_numbers_make_no_difference(tmp_path):
    for name in (".ssg-manifest", "assets/site.0a1b2c3d.css", "news/page/1/index.html"):
        write(tmp_path / "ours" / name, "")
    for name in (f"assets/site.{'0' * 64}.css", "news/page/2/index.html"):
        write(tmp_path / "theirs" / name, "")

    assert site_paths(tmp_path / "ours", 1) == site_paths(tmp_path / "theirs", 2)


def test_a_page_that_one_site_lacks_is_a_difference(tmp_path):
    write(tmp_path / "ours/news/a/index.html", "")
    write(tmp_path / "ours/news/b/index.html", "")
    write(tmp_path / "theirs/news/a/index.html", "")

    assert site_paths(tmp_path / "ours", 1) - site_paths(tmp_path / "theirs", 2) == {"news/b/index.html"}


PAGE = """<head><title>一 - 站</title><meta name="PubDate" content="2026-11-20">
<script type="application/ld+json">{"@type": "NewsArticle"}</script></head>
<body><script>hidden()</script><h1>一</h1> <p>二 <a href="/三/">三</a></p></body>"""


def test_the_facts_of_a_page_are_its_words_links_and_data(tmp_path):
    facts = page_facts(write(tmp_path / "a.html", PAGE))

    assert (facts.title, facts.text, facts.links) == ("一 - 站", "一二三", ["/三/"])
    assert (facts.metas, facts.data) == ({"PubDate": "2026-11-20"}, [{"@type": "NewsArticle"}])


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("<p>二 ", "<p>四 ", "text"),
        ("/三/", "/四/", "links"),
        ("NewsArticle", "Article", "data"),
        ("-20", "-21", "metas"),
    ],
)
def test_every_fact_that_differs_is_named(tmp_path, old, new, name):
    ours, theirs = write(tmp_path / "a.html", PAGE), write(tmp_path / "b.html", PAGE.replace(old, new))

    assert list(page_differences(ours, theirs)) == [name]
    assert list(page_differences(ours, ours)) == []


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> tuple[Path, Path]:
    """The same 120 articles as ssg and Hugo make them."""
    if not (TOOLS / "installed").exists():
        pytest.skip("Hugo is not here: make bench installs it, and compares the addresses itself")
    by_title = {generator.title: generator for generator in generators(TOOLS.resolve())}
    folder = tmp_path_factory.mktemp("same")
    ours = folder / "ours"
    write_site("ssg", ours, 120)
    assert main(["build", "--site", str(ours), "--no-search", "--now", NOW, "-q"]) == 0
    return ours / "public", _build(by_title["Hugo, same pages"], folder / "theirs")


def _build(generator: Generator, folder: Path) -> Path:
    write_site(generator.layout, folder, 120)
    subprocess.run(generator.command, cwd=folder, check=True, capture_output=True)
    return folder / generator.output


@pytest.mark.slow
def test_hugo_makes_the_same_addresses(sites):
    ours, theirs = sites

    assert site_paths(ours, 1) == site_paths(theirs, 2)


@pytest.mark.slow
def test_hugo_makes_the_same_articles(sites):
    """All but which older news is called related, where Hugo looks at all of it and ssg at the newest of each tag."""
    ours, theirs = sites
    articles = [path.relative_to(ours) for path in sorted(ours.glob("news/*/a*/index.html"))]
    differences = {str(path): tuple(page_differences(ours / path, theirs / path)) for path in articles}
    different = {path: names for path, names in differences.items() if names}

    assert len(articles) == 120
    assert set(different.values()) <= {("links", "text")}
    assert len(different) <= len(articles) // 8


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "404.html",
        "news/2021/index.html",
        "news/2021/03/index.html",
        "columns/jiedu/index.html",
        "site-map/index.html",
    ],
)
def test_hugo_makes_the_same_lists(sites, path):
    ours, theirs = sites

    assert list(page_differences(ours / path, theirs / path)) == []
