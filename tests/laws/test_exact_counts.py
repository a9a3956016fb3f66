"""How much one edit re-renders at 410 articles: exactly the pages that show what has changed.

Article n, from 1, was published n days after 30 September 2025; odd ones stand in the column 新闻, even ones in
读书. Every 40th is tagged 集市. A list page holds 20, so page 1 of the news shows the articles 1 to 20.
"""

import shutil
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from ssg.build import build_site
from ssg.edge.version import packaged_theme_dir
from tests.laws.bench import Options, request_of
from tests.laws.corpus import write_files

COUNT = 410
NEWEST = date(2025, 9, 30) + timedelta(days=COUNT)
OPTIONS = Options(now=f"{NEWEST.isoformat()}T12:00:00+08:00")
COLUMNS = "xinwen: {title: 新闻, order: 1}\ndushu: {title: 读书, order: 2}\n"
FIGURES = 'umbrellas: {value: "30", unit: 把}\nnobody: {value: "1", unit: 个}\n'
ABOUT = "---\ntitle: 关于\n---\n\n门口有{{fact: umbrellas}}。\n"


def article(number: int, title: str = "", body: str = "正文。", more: str = "") -> str:
    day = date(2025, 9, 30) + timedelta(days=number)
    column = "xinwen" if number % 2 else "dushu"
    tags = "tags: [集市]\n" if number % 40 == 0 else ""
    head = f"title: {title or f'第{number}号消息'}\ndate: {day} 09:00\ncolumn: {column}\nsummary: 摘要。\n{tags}{more}"
    return f"---\n{head}---\n\n{body}\n"


def path_of(number: int) -> str:
    return f"content/news/n{number}.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with its output and its cache; copied for each test."""
    root = tmp_path_factory.mktemp("counts") / "site"
    texts = {path_of(number): article(number) for number in range(1, COUNT + 1)}
    texts |= {"content/registers/columns.yaml": COLUMNS, "content/registers/figures.yaml": FIGURES}
    texts |= {
        "site.yaml": "title: 样例站\nbase_url: https://example.org\ntheme: mine\n",
        "content/pages/about.md": ABOUT,
    }
    texts |= {"themes/mine/i18n/zh-Hans.yaml": "plan.more: 更多\n"}
    write_files(root, {path: text.encode() for path, text in texts.items()})
    report = build_site(request_of(root, OPTIONS))
    assert report.is_good, report.diagnostics
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


def rendered(root: Path) -> set[str]:
    report = build_site(request_of(root, OPTIONS))
    assert report.is_good, report.diagnostics
    return {unquote(page.url) for page in report.rendered}


def test_nothing_is_rendered_where_nothing_has_changed(root: Path) -> None:
    assert rendered(root) == set()


def test_an_edited_body_renders_its_page_alone(root: Path) -> None:
    write_files(root, {path_of(105): article(105, body="别的正文。").encode()})
    assert rendered(root) == {"/news/n105/"}


def test_a_comment_in_front_matter_renders_nothing(root: Path) -> None:
    write_files(root, {path_of(105): article(105, more="# 核对过\n").encode()})
    assert rendered(root) == set()


def test_a_new_title_renders_the_page_its_neighbours_and_the_lists_that_show_it(root: Path) -> None:
    write_files(root, {path_of(105): article(105, title="改过的标题").encode()})
    assert rendered(root) == {
        "/news/n105/",
        # 上一篇 and 下一篇.
        "/news/n104/",
        "/news/n106/",
        # Article 105 is the 53rd odd one; 13 January 2026 is its day.
        "/news/page/6/",
        "/columns/xinwen/page/3/",
        "/news/2026/01/",
    }


def test_a_new_article_renders_itself_its_neighbour_and_the_fronts_of_its_lists(root: Path) -> None:
    text = f"---\ntitle: 新消息\ndate: {NEWEST} 10:00\ncolumn: xinwen\ntags: [集市]\n---\n\n刚刚。\n"
    write_files(root, {"content/news/new.md": text.encode()})
    assert rendered(root) == {
        "/news/new/",
        # Its neighbour gets a 下一篇; numbered pages of lists stay, because they count from the oldest.
        "/news/n410/",
        "/",
        "/news/",
        "/news/2026/",
        "/news/2026/11/",
        "/columns/xinwen/",
        # The index of the tags says how many items each has.
        "/tags/",
        "/tags/集市/",
        "/feed.xml",
        "/columns/xinwen/feed.xml",
        "/sitemap.xml",
        "/news-sitemap.xml",
    }


def test_a_list_that_gets_another_page_renders_it_and_the_one_before_it(root: Path) -> None:
    """The front has room for 9 of these 10 articles."""
    head = f"title: 新消息\ndate: {NEWEST} 10:00\ncolumn: xinwen\n"
    write_files(root, {f"content/news/new{number}.md": f"---\n{head}---\n".encode() for number in range(10)})
    pages = {url for url in rendered(root) if url.startswith("/news/page/")}
    # The older ones say the same as before: that there is one after them.
    assert pages == {"/news/page/19/", "/news/page/20/"}


def test_a_deleted_article_renders_its_neighbours_and_the_fronts_of_its_lists(root: Path) -> None:
    (root / path_of(409)).unlink()
    assert rendered(root) == {
        "/news/n408/",
        "/news/n410/",
        "/",
        "/news/",
        "/news/2026/",
        "/news/2026/11/",
        "/columns/xinwen/",
        "/feed.xml",
        "/columns/xinwen/feed.xml",
        "/sitemap.xml",
        "/news-sitemap.xml",
    }


def test_a_figure_renders_the_pages_that_quote_it(root: Path) -> None:
    write_files(root, {"content/registers/figures.yaml": FIGURES.replace('"30"', '"31"').encode()})
    assert rendered(root) == {"/pages/about/"}


def test_a_figure_that_nobody_quotes_renders_nothing(root: Path) -> None:
    write_files(root, {"content/registers/figures.yaml": FIGURES.replace('"1"', '"2"').encode()})
    assert rendered(root) == set()


def test_a_word_of_the_interface_renders_every_page(root: Path) -> None:
    write_files(root, {"themes/mine/i18n/zh-Hans.yaml": "plan.more: 其他\n".encode()})
    assert len(rendered(root)) > COUNT


def test_a_new_base_layout_renders_every_page_that_stands_on_it(root: Path) -> None:
    text = (packaged_theme_dir() / "templates/base.html").read_text(encoding="utf-8")
    write_files(root, {"themes/mine/templates/base.html": text.replace("</body>", "<!-- 新 --></body>").encode()})
    pages = (path.relative_to(root / "public").as_posix() for path in (root / "public").rglob("*.html"))
    assert rendered(root) == {"/" + page.removesuffix("index.html") for page in pages}
