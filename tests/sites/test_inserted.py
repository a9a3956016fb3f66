"""A new article makes the pages that come to show it, and looks at little else: as looking at everything would."""

from datetime import datetime
from random import Random

import pytest
from msgspec.structs import replace

from ssg.build import build_site
from ssg.edge import publish
from ssg.edge.stage import Stage
from ssg.quick import build_quickly
from tests.conftest import Site
from tests.laws.bench import build_with
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
    dushu: {title: 读书, order: 2}
    -- content/registers/figures.yaml --
    cleaners: {value: "30", unit: 人}
    -- content/pages/about.md --
    ---
    title: 关于
    ---

    关于我们。
    -- content/notices/trees.md --
    ---
    title: 种树
    date: 2026-11-21 08:00
    index_no: 无
    class: 无
    issuer: 样例镇
    signed: 2026-11-20
    doc_no: 无
    validity: 有效
    objections: 无
    ---

    一、种树。
    -- static/umbrella.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><title>伞</title></svg>
    -- static/form.pdf --
    %PDF-1.4
"""
ARTICLES = 14
"""Fourteen in a list of pages of five: a front of nine, which is full with one more, and one page behind it."""
TODAY = "2026-11-23"


def article(number: int) -> str:
    """Return an article of one of the last days, the first of them the oldest."""
    return text_of(f"第{number}号消息", f"2026-11-{8 + number:02}", "消息" if number % 2 else "消息, 双号")


def text_of(title: str, date: str, tags: str = "消息", more: str = "column: xinwen\n", body: str = "开头。") -> str:
    return f"---\ntitle: {title}\ndate: {date}\ntags: [{tags}]\n{more}---\n\n{body}\n"


def path_of(name: object) -> str:
    return f"content/news/n{name}.md"


@pytest.fixture
def site(make_settled_site) -> Site:
    """A built site whose files have been at rest for a while, outside continuous integration."""
    made = make_settled_site(SITE)
    for number in range(1, ARTICLES + 1):
        made.write(path_of(number), article(number))
    settle(made.root)
    assert made.build(search=False).exit_code == 0
    return made


def test_the_newest_article_makes_the_pages_that_show_it(site: Site) -> None:
    site.write(path_of("ew"), text_of("新到的", f"{TODAY} 09:00"))
    made = assert_as_the_whole_way(site)
    assert made == {
        "/news/new/": "new",
        "/news/n14/": "changed: newer",
        "/": "changed: lead, news",
        "/news/": "changed: page, links, cards",
        # The front was full.
        "/news/page/2/": "new",
        "/news/page/1/": "changed: page",
        "/news/2026/": "changed: months, cards",
        "/news/2026/11/": "changed: page, cards",
        "/news/2026/11/page/2/": "new",
        "/news/2026/11/page/1/": "changed: page",
        "/columns/xinwen/": "changed: page, cards",
        "/columns/xinwen/page/2/": "new",
        "/columns/xinwen/page/1/": "changed: page",
        "/tags/": "changed: links",
        "/tags/%E6%B6%88%E6%81%AF/": "changed: page, cards",
        "/tags/%E6%B6%88%E6%81%AF/page/2/": "new",
        "/tags/%E6%B6%88%E6%81%AF/page/1/": "changed: page",
        "/feed.xml": "changed: updated, entries",
        "/columns/xinwen/feed.xml": "changed: updated, entries",
        "/sitemap.xml": "changed: entries",
        "/news-sitemap.xml": "changed: entries",
    }
    assert all("新到的" in site.read_output(path) for path in ("/", "/news/", "/feed.xml", "/feed.json", "/news/n14/"))


def test_an_article_between_others(site: Site) -> None:
    """Its tag is its own, or newer articles would offer it as related."""
    site.write(path_of("a"), text_of("先来的", f"{TODAY}", tags=""))
    assert_as_the_whole_way(site)
    site.write(path_of("b"), text_of("同一天的", f"{TODAY}", tags=""))
    made = assert_as_the_whole_way(site)
    assert (made["/news/nb/"], made["/news/na/"]) == ("new", "changed: older")
    site.write(path_of("c"), text_of("更早的", "2026-11-20 10:00", tags="", more=""))
    made = assert_as_the_whole_way(site)
    assert (made["/news/n13/"], made["/news/n12/"]) == ("changed: older", "changed: newer")
    assert "/columns/xinwen/" not in made


def test_an_article_that_leads_elsewhere_and_shows_what_there_is(site: Site) -> None:
    body = "见[关于](/pages/about/)、[十三](n13.md)、[十三](/news/n13)和[自己](/news/nx/)，有{{fact: cleaners}}。\n\n"
    body += "![伞](/umbrella.svg)\n\n[表格](/form.pdf)\n\n## 小标题\n\n[上面](#小标题)\n"
    site.write(path_of("x"), text_of("有链接的", f"{TODAY} 10:00", body=body))
    assert_as_the_whole_way(site)
    assert 'href="/news/n13/"' in site.html("/news/nx/")


@pytest.mark.parametrize(
    ("date", "more"),
    [
        ("2026-11-21 08:00", "column: dushu\n"),
        ("2026-11-23 13:00", "column: xinwen\n"),
        ("2026-11-23 10:00", "column: xinwen\ndraft: true\n"),
        ("2026-11-23 10:00", "column: xinwen\nexpires: 2026-12-01\n"),
        ("2026-11-23 10:00", "column: xinwen\naliases: [/old/]\n"),
        ("2026-11-23 10:00", "column: xinwen\nrelated: [news/n13]\n"),
        ("2026-11-01 10:00", "column: xinwen\n"),
        ("2026-10-01 10:00", ""),
        ("2025-11-01 10:00", ""),
        ("2026-11-18 10:00", "column: xinwen\n"),
    ],
    ids=[
        "first of its column",
        "scheduled",
        "draft",
        "expires",
        "alias",
        "names another",
        "behind the front",
        "first of its month",
        "first of its year",
        "older than another of its tag",
    ],
)
def test_what_concerns_more_pages_is_looked_at_whole(site: Site, date: str, more: str) -> None:
    site.write(path_of("ew"), text_of("新到的", date, more=more))
    assert_as_the_whole_way(site, is_short=False)


def test_a_tag_that_is_new_is_looked_at_whole(site: Site) -> None:
    site.write(path_of("ew"), text_of("新到的", TODAY, tags="新标签"))
    assert_as_the_whole_way(site, is_short=False)


def test_two_new_articles_at_once_are_looked_at_whole(site: Site) -> None:
    site.write(path_of("a"), text_of("一", TODAY))
    site.write(path_of("b"), text_of("二", TODAY))
    assert_as_the_whole_way(site, is_short=False)


def test_a_new_article_beside_an_edited_one_is_looked_at_whole(site: Site) -> None:
    site.write(path_of("a"), text_of("一", TODAY))
    site.edit(path_of(3), "开头。", "另一个开头。")
    assert_as_the_whole_way(site, is_short=False)


@pytest.mark.parametrize(
    ("name", "more"),
    [("content/news/a.b.md", ""), ("content/news/sub/new.md", ""), ("content/news/new.md", "slug: n3\n")],
    ids=["odd name", "new folder", "name of another"],
)
def test_a_name_that_has_to_be_looked_at(site: Site, name: str, more: str) -> None:
    site.write(name, text_of("新到的", TODAY, more=more))
    if more:
        assert build_site(request_of(site.root)).is_good is False
        assert site.build(search=False).exit_code == 1
    else:
        assert_as_the_whole_way(site, is_short=False)


def test_an_address_of_its_own_that_is_free(site: Site) -> None:
    site.write("content/news/new.md", text_of("新到的", TODAY, more="slug: fresh\n"))
    assert_as_the_whole_way(site)
    assert "新到的" in site.html("/news/fresh/")


def test_the_name_of_a_draft_is_not_free(site: Site) -> None:
    site.write(path_of("draft"), text_of("草稿", TODAY, more="draft: true\nslug: fresh\n"))
    assert_as_the_whole_way(site, is_short=False)
    site.write("content/news/fresh.md", text_of("新到的", TODAY))
    assert_as_the_whole_way(site, is_short=False)


@pytest.mark.parametrize("taken_by", ["static", "alias", "article"])
def test_a_page_that_a_list_gets_replaces_nothing_else(site: Site, taken_by: str) -> None:
    if taken_by == "static":
        site.write("static/news/page/2/index.html", "<!doctype html><title>x</title>\n")
    elif taken_by == "alias":
        site.edit(path_of(3), "column: xinwen\n", "column: xinwen\naliases: [/news/page/2/]\n")
    else:
        site.delete(path_of(1))
        site.write("content/news/page/2.md", text_of("占位", "2026-11-09"))
    settle(site.root)
    assert site.build(search=False).exit_code == 0
    before = site.outputs()
    site.write(path_of("ew"), text_of("新到的", TODAY, tags="", more=""))
    assert site.build(search=False).codes == ["route-taken"]
    assert site.outputs() == before


def test_a_draft_that_is_shown_leaves_the_news_sitemap_as_others_do(site: Site) -> None:
    request = replace(request_of(site.root), drafts=True)
    assert build_site(request).is_good
    site.write(path_of("ew"), text_of("新到的", "2026-11-21 13:00", more="draft: true\n"))
    quick = build_quickly(request, build_with)
    assert quick.next_change == build_site(request).next_change == datetime.fromisoformat("2026-11-23T13:00+08:00")


def test_what_a_path_led_to_is_meant_by_the_name_of_a_new_article_now(site: Site) -> None:
    site.write("content/news/news/n50.md", text_of("下面的", "2026-11-10", tags="", more=""))
    site.edit(path_of(3), "column: xinwen\n", "column: xinwen\nrelated: [news/n50.md]\n")
    settle(site.root)
    assert site.build(search=False).exit_code == 0
    assert 'href="/news/news/n50/"' in site.html("/news/n3/")
    site.write(path_of(50), text_of("新到的", TODAY, tags="", more=""))
    assert_as_the_whole_way(site, is_short=False)
    assert 'href="/news/n50/"' in site.html("/news/n3/")


def test_a_page_of_a_list_and_the_article_cannot_have_one_address(site: Site) -> None:
    site.write("content/news/page/other.md", text_of("占位", "2026-11-09", tags="", more=""))
    site.delete(path_of(1))
    settle(site.root)
    assert site.build(search=False).exit_code == 0
    before = site.outputs()
    site.write("content/news/page/x.md", text_of("新到的", TODAY, tags="", more='slug: "2"\n'))
    assert site.build(search=False).codes == ["route-taken"]
    assert site.outputs() == before


@pytest.mark.parametrize(
    "body",
    ["见[没有的](/nowhere/)。", "![没有](no.svg)", "[锚](n13.md#no)", "{{fact: nobody}}", "[表](/form.docx)"],
)
def test_a_fault_in_a_new_article_is_told_and_nothing_is_published(site: Site, body: str) -> None:
    before = site.outputs()
    site.write(path_of("ew"), text_of("新到的", TODAY, body=body))
    built = site.build(search=False)
    assert (built.exit_code, site.outputs() == before) == (1, True)
    site.edit(path_of("ew"), body, "没有错了。")
    assert_as_the_whole_way(site)


def test_a_site_that_lets_faults_pass_is_looked_at_whole(site: Site) -> None:
    site.edit("site.yaml", "page_size: 5\n", "page_size: 5\nchecks: {links: off}\n")
    site.edit(path_of(3), "开头。", "见[以后来的](new.md)。")
    settle(site.root)
    assert site.build(search=False).exit_code == 0
    site.write("content/news/new.md", text_of("新到的", TODAY))
    assert_as_the_whole_way(site, is_short=False)


def test_warnings_are_told_again(site: Site) -> None:
    site.write("content/news/unused.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>\n')
    settle(site.root)
    assert site.build(search=False).codes == ["unused-file"]
    site.write(path_of("ew"), text_of("新到的", TODAY))
    settle(site.root / "content")
    assert_as_the_whole_way(site)
    assert site.build(search=False).codes == ["unused-file"]


def test_a_list_with_pictures_keeps_them(site: Site, photo: bytes) -> None:
    site.write("content/news/rain.png", photo)
    for number in (6, 13):
        site.edit(
            path_of(number), "column: xinwen\n", "column: xinwen\nphotos: [{src: rain.png, alt: 雨, credit: 赵}]\n"
        )
    settle(site.root)
    assert site.build(search=False).codes == []
    for name in ("a", "b", "c"):
        site.write(path_of(name), text_of("新到的", TODAY))
        assert_as_the_whole_way(site, is_short=name == "a" or None)
    assert "<img" in site.html("/news/")


def test_a_site_with_an_elder_version_is_looked_at_whole(site: Site) -> None:
    site.edit("site.yaml", "page_size: 5\n", "page_size: 5\nelder: true\n")
    settle(site.root)
    site.build(search=False)
    site.write(path_of("ew"), text_of("新到的", TODAY))
    assert_as_the_whole_way(site, is_short=False)


def test_a_site_without_an_address_has_no_sitemap(site: Site) -> None:
    site.edit("site.yaml", "base_url: https://example.org\n", "")
    settle(site.root)
    site.build(search=False)
    site.write(path_of("ew"), text_of("新到的", TODAY))
    assert "/sitemap.xml" not in assert_as_the_whole_way(site)


def test_what_stands_where_a_new_page_shall_be_is_not_replaced(site: Site) -> None:
    (site.output / "news/new").mkdir()
    (site.output / "news/new/index.html").write_text("别人的", encoding="utf-8")
    site.write(path_of("ew"), text_of("新到的", TODAY))
    assert site.build(search=False).codes == ["output-not-ours"]
    assert (site.output / "news/new/index.html").read_text(encoding="utf-8") == "别人的"


@pytest.mark.parametrize("moves", [0, 1, 5])
def test_a_build_that_is_broken_off_is_mended_by_the_next(
    site: Site, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write(path_of("ew"), text_of("新到的", TODAY))
    done = []

    def move(stage: Stage, path: str) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(path)
        move_as_ever(stage, path)

    move_as_ever = publish._move
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(publish, "_move", move)
        build_quickly(request_of(site.root), build_with)
    assert len(done) == moves
    assert ".ssg-manifest" in site.outputs()
    assert build_quickly(request_of(site.root), build_with).is_good
    left = site.outputs()
    assert build_site(replace(request_of(site.root), clean=True)).is_good
    assert site.outputs() == left


@pytest.mark.parametrize("seed", range(4))
def test_articles_one_after_the_other(site: Site, seed: int) -> None:
    """Some of them fill a front, drop out of a feed, stand beside others of the same moment, or reach no front."""
    random = Random(seed)
    for step in range(12):
        tags = random.choice(("", "", "消息", "双号", "消息, 双号"))
        date = f"2026-11-{random.choice((18, 20, 21, 22, 23, 23, 23)):02} {random.choice(('08:00', '09:00', '09:00'))}"
        more = random.choice(("column: xinwen\n", "column: dushu\n", "", f"slug: s{step}\n"))
        name = f"{random.choice('axm')}{step}"
        site.write(path_of(name), text_of(f"第{step}篇", date, tags, more))
        assert_as_the_whole_way(site, is_short=None)
        if random.random() < 0.7:
            settle(site.root / "content")
