"""A new title makes the pages that show it and looks at little else: the same pages as looking at everything would."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from ssg.build import build_site
from ssg.quick import build_quickly
from tests.conftest import NOW, Site
from tests.laws.bench import build_with, files_of
from tests.sites.conftest import settle
from tests.sites.short_ways import assert_as_the_whole_way, request_of

pytestmark = pytest.mark.slow

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    page_size: 5
    -- content/registers/columns.yaml --
    xinwen: {title: 新闻, order: 1}
    -- content/registers/figures.yaml --
    cleaners: {value: "30", unit: 人}
    -- content/pages/about.md --
    ---
    title: 关于
    ---

    关于我们。
"""
ARTICLES = 40
"""More than feeds and the home page show, and enough for numbered pages of lists."""


def article(number: int) -> str:
    head = f"title: 第{number}号消息\ndate: 2026-{1 + number // 20:02}-{1 + number % 20:02}\ncolumn: xinwen\n"
    tags = f"tags: [{'单' if number % 2 else '双'}号, 消息]\n"
    return f"---\n{head}{tags}---\n\n这是第{number}号消息的开头。\n\n说第{number}件事。\n"


def path_of(number: int) -> str:
    return f"content/news/n{number}.md"


@pytest.fixture
def site(make_settled_site) -> Site:
    """A built site whose files have been at rest for a while, outside continuous integration."""
    made = make_settled_site(SITE)
    for number in range(1, ARTICLES + 1):
        made.write(path_of(number), article(number))
    settle(made.root)
    assert made.build().exit_code == 0
    return made


def test_a_new_title_of_an_old_article(site: Site) -> None:
    site.edit(path_of(7), "第7号消息\n", "第七号消息\n")
    made = assert_as_the_whole_way(site)
    assert made["/news/n7/"] == "changed: document, card"
    assert made["/news/n8/"] == "changed: related, older"
    assert made["/news/n6/"] == "changed: newer"
    assert made["/news/page/2/"] == made["/news/2026/01/page/2/"] == "changed: cards"
    assert "第七号消息" in site.html("/news/page/2/")
    assert not {"/", "/feed.xml"} & made.keys()


def test_a_new_title_of_the_newest_article_stands_at_home_and_in_the_feeds(site: Site) -> None:
    site.edit(path_of(ARTICLES), "第40号消息\n", "第四十号消息\n")
    made = assert_as_the_whole_way(site)
    assert made.keys() >= {"/", "/feed.xml", "/columns/xinwen/feed.xml", "/news/", "/tags/%E6%B6%88%E6%81%AF/"}
    assert all("第四十号消息" in site.read_output(path) for path in ("/", "/feed.xml", "/feed.json", "/news/n40/"))


def test_a_title_of_today_stands_in_the_sitemap_of_news(site: Site) -> None:
    site.write("content/news/today.md", f"---\ntitle: 今天\ndate: {NOW}\n---\n\n今天的事。\n")
    settle(site.root / "content")
    site.build()
    site.edit("content/news/today.md", "今天\n", "今日\n")
    assert "/news-sitemap.xml" in assert_as_the_whole_way(site)
    assert "今日" in site.read_output("/news-sitemap.xml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("这是第40号消息的开头", "这才是第40号消息的开头"),
        ("column: xinwen\n", "column: xinwen\nsummary: 另写的摘要。\n"),
        ("column: xinwen\n", "column: xinwen\nshort_title: 四十\n"),
        ("title: 第40号消息\n", "title: [眉题在上, 第40号消息]\n"),
        ("title: 第40号消息\n", "title: '引号“里”的<标题>&符号'\n"),
        ("说第40件事", "说另一件事，有{{fact: cleaners}}"),
    ],
    ids=["summary of its beginning", "summary", "short title", "headline", "characters", "figure"],
)
def test_what_else_an_article_is_called(site: Site, old: str, new: str) -> None:
    site.edit(path_of(ARTICLES), old, new)
    assert_as_the_whole_way(site, is_short="fact" not in new)


def test_a_title_taken_back(site: Site) -> None:
    site.edit(path_of(7), "第7号消息\n", "第七号消息\n")
    assert_as_the_whole_way(site)
    site.build()
    site.edit(path_of(7), "第七号消息\n", "第7号消息\n")
    made = assert_as_the_whole_way(site)
    assert "/news/n7/" in made


def test_new_titles_of_two_neighbours_and_new_text_of_a_third(site: Site) -> None:
    site.edit(path_of(20), "第20号消息\n", "第二十号消息\n")
    site.edit(path_of(21), "第21号消息\n", "第二十一号消息\n")
    site.edit(path_of(22), "说第22件事", "说第二十二件事")
    made = assert_as_the_whole_way(site)
    assert made["/news/n20/"] == "changed: document, card, newer"
    assert made["/news/n22/"] == "changed: document, body, related, older"


def test_a_new_title_beside_an_article_in_which_a_comment_alone_is_new(site: Site) -> None:
    site.edit(path_of(7), "column: xinwen\n", "column: xinwen  # 待核\n")
    site.edit(path_of(8), "第8号消息\n", "第八号消息\n")
    made = assert_as_the_whole_way(site)
    assert made["/news/n7/"] == "changed: newer"
    assert "第八号消息" in site.html("/news/n7/")


def test_a_new_title_after_another(site: Site) -> None:
    """What was made the short way is remembered as the whole way remembers it."""
    for number, name in ((12, "甲"), (13, "乙"), (12, "丙"), (14, "丁"), (40, "戊"), (39, "己")):
        old = (site.root / path_of(number)).read_text("utf-8").split("title: ")[1].split("\n")[0]
        site.edit(path_of(number), f"title: {old}\n", f"title: {name}号消息\n")
        report = build_quickly(request_of(site.root), build_with)
        assert "plan" not in {stage.name for stage in report.stages}
        assert report.rendered
    assert build_site(request_of(site.root)).rendered == ()
    left = files_of(site.output)
    build_site(replace(request_of(site.root), clean=True))
    assert files_of(site.output) == left


def test_an_expired_article_under_a_new_title(site: Site) -> None:
    site.edit(path_of(9), "column: xinwen\n", "column: xinwen\nexpires: 2026-03-01\n")
    settle(site.root / "content")
    site.build()
    site.edit(path_of(9), "第9号消息\n", "第九号消息\n")
    assert assert_as_the_whole_way(site) == {"/news/n9/": "changed: document, card"}


def test_a_list_with_pictures_keeps_them(site: Site, photo: bytes) -> None:
    site.write("content/news/rain.png", photo)
    site.edit(path_of(7), "column: xinwen\n", "column: xinwen\nphotos: [{src: rain.png, alt: 雨, credit: 赵立翠}]\n")
    settle(site.root / "content")
    assert site.build().codes == []
    site.edit(path_of(8), "第8号消息\n", "第八号消息\n")
    assert_as_the_whole_way(site)
    assert "<img" in site.html("/news/page/2/")
    site.edit(path_of(7), "第7号消息\n", "第七号消息\n")
    assert_as_the_whole_way(site)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "content/notices/rule.md",
            "---\ntitle: 办法\ndate: 2026-02-01\ninterpretation: ../news/n7.md\n---\n\n一、全文。\n",
        ),
        ("content/guides/umbrella.md", "---\ntitle: 借伞\nrelated: [news/n7]\n---\n"),
        (
            "content/guides/old.md",
            "---\ntitle: 旧事\nwithdrawn: {reason: 不办了, date: 2026-02-01, replacement: news/n7}\n---\n",
        ),
        ("content/news/index.md", "---\ntitle: 新闻\n---\n\n说明在上面。\n"),
    ],
    ids=["notice", "guide", "withdrawn guide", "text above a list"],
)
def test_pages_of_other_kinds_that_show_a_title_are_made_too(site: Site, path: str, text: str) -> None:
    site.write(path, text)
    settle(site.root / "content")
    site.build()
    for number in (7, ARTICLES):
        site.edit(path_of(number), f"第{number}号消息\n", f"新的第{number}号消息\n")
        quick = build_quickly(request_of(site.root), build_with)
        assert quick.rendered
        assert build_site(request_of(site.root)).rendered == ()
        left = files_of(site.output)
        build_site(replace(request_of(site.root), clean=True))
        assert files_of(site.output) == left
        settle(site.root / "content")
        site.build()


def test_a_guide_shows_the_new_title_of_the_news_about_it(site: Site) -> None:
    site.write("content/guides/umbrella.md", "---\ntitle: 借伞\n---\n")
    site.edit(path_of(7), "column: xinwen\n", "column: xinwen\nrelated: [guide/umbrella]\n")
    settle(site.root / "content")
    site.build()
    assert "第7号消息" in site.html("/guides/umbrella/")
    site.edit(path_of(7), "第7号消息\n", "第七号消息\n")
    assert "/guides/umbrella/" in assert_as_the_whole_way(site, is_short=False)


def test_a_site_with_an_elder_version_is_looked_at_whole(site: Site) -> None:
    site.edit("site.yaml", "page_size: 5", "page_size: 5\nelder: true")
    settle(site.root)
    site.build()
    site.edit(path_of(7), "第7号消息\n", "第七号消息\n")
    assert "/zl/news/n7/" in assert_as_the_whole_way(site, is_short=False)


def test_a_site_below_a_folder_and_without_an_address(site: Site) -> None:
    site.edit("site.yaml", "base_url: https://example.org\n", "")
    settle(site.root)
    site.build()
    site.edit(path_of(ARTICLES), "第40号消息\n", "第四十号消息\n")
    assert "/feed.xml" in assert_as_the_whole_way(site)


def test_a_damaged_record_of_a_page_that_shows_the_title_costs_a_whole_build(make_settled_site) -> None:
    site = make_settled_site("-- content/news/rain.md --\n---\ntitle: 下雨\ndate: 2026-01-01\n---\n\n带伞。\n")
    site.build()
    with closing(sqlite3.connect(site.root / ".ssg" / "cache.db")) as database, database:
        database.execute("UPDATE origins SET checksum = checksum + 1 WHERE path = 'index.html'")
    site.edit("content/news/rain.md", "下雨", "大雨")
    quick = build_quickly(request_of(site.root), build_with)
    assert [fault.code for fault in quick.diagnostics] == ["cache-dropped"]
    assert "大雨" in site.html("/")
    left = files_of(site.output)
    build_site(replace(request_of(site.root), clean=True))
    assert files_of(site.output) == left


@pytest.mark.parametrize("number", [7, 8])
def test_a_warning_is_told_with_the_line_that_it_is_in_now(site: Site, number: int) -> None:
    site.edit("site.yaml", "page_size: 5", "page_size: 5\nchecks: {links: warn}")
    site.edit(path_of(7), "说第7件事", "去[没有](/nowhere/)")
    settle(site.root)
    assert site.build().codes == ["broken-link"]
    site.edit(path_of(number), f"title: 第{number}号消息\n", f"# 待核\ntitle: 新的第{number}号消息\n")
    quick = build_quickly(request_of(site.root), build_with)
    assert ("plan" in {stage.name for stage in quick.stages}) == (number == 7)
    assert quick.diagnostics == build_site(replace(request_of(site.root), clean=True)).diagnostics


def test_a_title_with_a_fault_is_told(site: Site) -> None:
    before = files_of(site.output)
    site.edit(path_of(7), "title: 第7号消息\n", "title:\n")
    built = site.build()
    assert (built.exit_code, files_of(site.output) == before) == (1, True)
