"""An edit of an article's text makes its page and looks at little else; whatever more has changed is never missed."""

import os
import sqlite3
from contextlib import closing
from functools import partial

import pytest
from msgspec.structs import replace

from ssg.build import build_site
from ssg.engine.ahead import Reader
from ssg.quick import build_quickly
from ssg.request import BuildRequest
from tests.conftest import NOW
from tests.laws.bench import build_with
from tests.sites.conftest import settle

pytestmark = pytest.mark.slow

SITE = """
    -- content/news/rain.md --
    ---
    title: 下雨通知
    date: 2026-11-20
    tags: [天气]
    summary: 请带伞。
    ---

    出门带伞。

    见[雪](snow.md)和[关于](/pages/about/)。
    -- content/news/snow.md --
    ---
    title: 下雪通知
    date: 2026-11-21
    tags: [天气]
    ---

    出门添衣。
    -- content/news/sun.md --
    ---
    title: 天晴了
    date: 2026-11-19
    bylines: [记者 赵立翠]
    ---

    晒被子。

    有太阳。
    -- content/pages/about.md --
    ---
    title: 关于
    ---

    关于我们。
"""
RAIN = "content/news/rain.md"


@pytest.fixture
def site(make_settled_site):
    """A built site whose files have been at rest for a while, outside continuous integration."""
    made = make_settled_site(SITE)
    assert made.build().exit_code == 0
    return made


def is_short(built) -> bool:
    return "plan" not in built.report["seconds"]


def assert_as_clean(site) -> None:
    left = site.outputs()
    site.build(clean=True)
    assert left == site.outputs()


def test_new_text_makes_one_page(site):
    site.edit(RAIN, "出门带伞", "出门带伞，慢行")
    built = site.build()
    assert (built.exit_code, is_short(built), built.rendered) == (0, True, ["/news/rain/"])
    assert "出门带伞，慢行" in site.html("/news/rain/")
    assert_as_clean(site)


def test_edits_one_after_the_other_need_no_rest_between(site):
    for text in ("一", "二", "三"):
        site.edit(RAIN, "出门带伞", f"{text}出门带伞")
        built = site.build()
        assert (is_short(built), built.rendered) == (True, ["/news/rain/"])
    assert "一二三出门带伞" in site.html("/news/rain/")
    assert site.build().rendered == []
    assert_as_clean(site)


def test_two_articles_with_new_text_make_two_pages(site):
    site.edit(RAIN, "出门带伞", "带伞")
    site.edit("content/news/snow.md", "出门添衣。", "出门添衣。\n")
    site.edit("content/news/sun.md", "有太阳", "有大太阳")
    built = site.build()
    assert (is_short(built), sorted(built.rendered)) == (True, ["/news/rain/", "/news/sun/"])
    assert_as_clean(site)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (RAIN, "2026-11-20", "2026-11-22"),
        (RAIN, "[天气]", "[雨]"),
        (RAIN, "snow.md", "sun.md"),
        (RAIN, "出门带伞。", "## 注意\n\n出门带伞。"),
        ("content/news/sun.md", "赵立翠", "李立翠"),
        ("content/pages/about.md", "关于我们", "关于你们"),
        ("site.yaml", "title: ", "title: 新"),
    ],
    ids=["date", "tags", "link", "heading", "byline", "another kind", "settings"],
)
def test_what_other_pages_may_know_of_is_looked_at_whole(site, path, old, new):
    site.edit(path, old, new)
    built = site.build()
    assert (built.exit_code, is_short(built)) == (0, False)
    assert built.rendered
    assert_as_clean(site)


def test_a_file_more_and_a_file_less_are_looked_at_whole(site):
    site.edit(RAIN, "出门带伞", "带伞")
    site.write("content/news/wind.md", "---\ntitle: 起风了\ndate: 2026-11-22\n---\n\n关窗。\n")
    assert {"/news/rain/", "/news/wind/"} <= set(site.build().rendered)
    site.edit(RAIN, "带伞", "打伞")
    site.delete("content/news/wind.md")
    built = site.build()
    assert (is_short(built), "打伞" in site.html("/news/rain/")) == (False, True)
    assert_as_clean(site)


def test_a_text_saved_while_it_was_read_and_taken_back_is_published_as_it_is(site):
    site.edit(RAIN, "出门带伞", "出门带帽")
    build_site(replace(request_of(site), search=False), reader=ReaderAfter(lambda: site.edit(RAIN, "带帽", "带毯")))
    assert "出门带毯" in site.html("/news/rain/")
    site.edit(RAIN, "带毯", "带帽")
    site.build()
    assert "出门带帽" in site.html("/news/rain/")
    assert_as_clean(site)


def test_settings_that_are_saved_after_the_first_look_are_those_that_count(site):
    site.edit(RAIN, "下雨通知", "大雨通知")
    site.edit(RAIN, "出门带伞", "![伞](https://example.org/umbrella.png)带伞")
    refuse = partial(site.write, "site.yaml", "title: 样例站\nremote_images: error\n")
    report = build_quickly(replace(request_of(site), search=False), build_with, ReaderAfter(refuse))
    assert [fault.code for fault in report.diagnostics] == ["remote-image-refused"]


class ReaderAfter(Reader):
    """Reads after something has happened."""

    def __init__(self, act):
        self._act = act

    def begin(self, function, items):
        self._act()
        return super().begin(function, items)


def test_a_fault_in_new_text_is_told(site):
    site.edit(RAIN, "出门带伞", "[伞](umbrella.md)")
    built = site.build()
    assert (built.exit_code, built.codes, is_short(built)) == (1, ["broken-link"], False)
    assert "出门带伞" in site.html("/news/rain/")


def test_of_two_new_texts_one_with_a_fault_neither_is_published(site):
    before = site.outputs()
    site.edit(RAIN, "出门带伞", "带伞")
    site.edit("content/news/sun.md", "有太阳", "[太阳](sunshine.md)")
    assert (site.build().exit_code, site.outputs() == before) == (1, True)
    site.edit("content/news/sun.md", "[太阳](sunshine.md)", "有太阳")
    built = site.build()
    assert (is_short(built), built.rendered) == (True, ["/news/rain/"])
    assert_as_clean(site)


def test_a_file_that_goes_while_it_is_read_has_gone(site):
    site.edit("content/news/sun.md", "有太阳", "有大太阳")
    go = partial((site.root / "content/news/sun.md").unlink, missing_ok=True)
    assert build_quickly(replace(request_of(site), search=False), build_with, ReaderAfter(go)).is_good
    assert "news/sun/index.html" not in site.outputs()
    assert_as_clean(site)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_check_in_between_hides_nothing_from_the_next_build(site, is_taken_back):
    site.edit(RAIN, "出门带伞", "出门带帽")
    assert site.build().exit_code == 0
    site.edit(RAIN, "带帽", "带毯")
    site.check()
    if is_taken_back:
        site.edit(RAIN, "带毯", "带帽")
    assert site.build().rendered == ([] if is_taken_back else ["/news/rain/"])
    assert_as_clean(site)


def test_an_article_that_is_a_link_is_made_of_what_it_leads_to(site):
    site.rename(RAIN, "rain.md")
    (site.root / RAIN).symlink_to("../../rain.md")
    site.build()
    site.edit("rain.md", "出门带伞", "出门带帽")
    assert site.build().rendered == ["/news/rain/"]
    assert_as_clean(site)


def test_the_place_of_a_link_is_where_the_edit_moved_it(site):
    site.edit(RAIN, "出门带伞。", "出门带伞。\n\n慢行。\n\n别急。")
    assert is_short(site.build())
    site.rename("content/pages/about.md", "content/pages/who.md")
    (fault,) = site.build().diagnostics
    assert (fault["code"], fault["path"], fault["line"]) == ("broken-link", RAIN, 14)


def test_a_file_with_another_time_and_the_same_text_makes_nothing(site):
    os.utime(site.root / RAIN)
    built = site.build()
    assert (is_short(built), built.rendered, built.exit_code) == (True, [], 0)


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_cache_that_cannot_be_written_is_told_of(site, is_edited):
    os.utime(site.root / RAIN)
    if is_edited:
        site.edit(RAIN, "出门带伞", "带伞")
    with closing(sqlite3.connect(site.root / ".ssg/cache.db", isolation_level=None)) as other:
        # A reader in the middle of its work, as a program that shows databases is.
        other.execute("BEGIN")
        other.execute("SELECT * FROM notes").fetchall()
        built = site.build()
    assert (built.exit_code, is_short(built), built.codes) == (0, True, ["cache-unusable"])
    assert_as_clean(site)


def test_an_output_that_was_touched_is_mended_with_the_edit(site):
    site.edit(RAIN, "出门带伞", "带伞")
    (site.output / "index.html").write_text("x")
    built = site.build()
    assert {"/", "/news/rain/"} <= set(built.rendered)
    assert_as_clean(site)


def test_a_theme_of_the_sites_own_is_used(site):
    site.write("themes/default/templates/footer.html", "<footer>自己的页脚</footer>\n")
    settle(site.root / "themes")
    site.build()
    site.edit(RAIN, "出门带伞", "带伞")
    assert is_short(site.build())
    assert "自己的页脚" in site.html("/news/rain/")
    assert_as_clean(site)


def test_a_site_with_an_elder_version_shows_a_new_text_in_both(site):
    site.write("site.yaml", "title: 样例站\nelder: true\n")
    settle(site.root)
    site.build()
    site.edit(RAIN, "出门带伞", "带伞")
    assert site.build().rendered == ["/news/rain/", "/zl/news/rain/"]
    assert_as_clean(site)


def test_an_edit_is_told_apart_from_a_comment_in_front_matter(site):
    site.edit(RAIN, "tags: [天气]", "tags: [天气]  # 待核")
    built = site.build()
    assert (is_short(built), built.rendered) == (True, [])
    assert_as_clean(site)


def test_an_article_shows_the_guides_and_notices_around_it_as_before(make_settled_site):
    site = make_settled_site(WITH_GUIDES)
    site.build()
    site.edit("content/news/flood.md", "地势低的先走", "地势低的先走，别等")
    built = site.build()
    assert (is_short(built), built.rendered) == (True, ["/news/flood/"])
    assert all(title in site.html("/news/flood/") for title in ("借沙袋", "防汛办法"))
    assert_as_clean(site)


WITH_GUIDES = """
    -- content/news/flood.md --
    ---
    title: 防汛怎么办
    date: 2026-11-20
    summary: 先走。
    related: [guide/sandbags]
    ---

    地势低的先走。
    -- content/guides/sandbags.md --
    ---
    title: 借沙袋
    ---
    -- content/notices/flood.md --
    ---
    title: 防汛办法
    date: 2026-11-19
    interpretation: ../news/flood.md
    ---

    一、先走。
"""


def test_the_report_says_why_the_page_was_made(site):
    site.edit(RAIN, "出门带伞", "带伞")
    assert site.build().report["rendered"] == [{"url": "/news/rain/", "reason": "changed: document, body"}]


def test_with_search_the_index_is_made_with_the_page(make_settled_site):
    site = make_settled_site(SITE)
    assert site.build(search=True).report["search"] == "indexed"
    site.edit(RAIN, "出门带伞", "带伞")
    built = site.build(search=True)
    assert (is_short(built), built.report["search"], built.rendered) == (False, "indexed", ["/news/rain/"])


def test_a_preview_leaves_the_index_for_later_and_the_next_build_makes_it(make_settled_site):
    site = make_settled_site(SITE)
    site.build(search=True)
    site.edit(RAIN, "出门带伞", "带伞")
    preview = replace(request_of(site), index=False)
    shown = build_quickly(preview, build_with)
    assert (shown.search, [page.url for page in shown.rendered]) == ("stale", ["/news/rain/"])
    assert build_quickly(preview, build_with).search == "stale"
    assert site.build(search=True).report["search"] == "indexed"
    assert build_quickly(preview, build_with).search == "unchanged"


def request_of(site) -> BuildRequest:
    return BuildRequest(site.root, site.output, now=NOW)
