"""``ssg diff``: what readers would see change between the last publication and this build."""

import json

import pytest

from ssg.check.difference import changed_passages, page_reasons
from ssg.cli import main

SITE = """
    -- content/news/2026/rain.md --
    ---
    title: 下雨天上学路线调整
    date: 2026-11-20
    ---

    振兴路积水的地方改走东昌路，校门口有人引导，请提前十分钟出门。
    -- content/news/2026/art.md --
    ---
    title: 艺术节开幕
    date: 2026-11-21
    ---

    开幕式上师生同唱一首歌，此后一周安排了比赛和展览，欢迎家长参加。[节目单](list.docx)
    -- content/news/2026/list.docx --
    一
"""


@pytest.fixture
def site(make_site):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    return site


def diff(site, capsys, *options, status=0):
    capsys.readouterr()
    arguments = ["diff", "--site", str(site.root), "--now", "2026-11-23T12:00:00+08:00", "--no-search", *options]
    assert main([str(each) for each in arguments]) == status
    return capsys.readouterr().out


def diff_json(site, capsys, *options):
    return json.loads(diff(site, capsys, "--format", "json", *options))


def test_with_nothing_changed_there_is_nothing_to_tell(site, capsys):
    assert "没有读者看得到的变化" in diff(site, capsys)
    told = diff_json(site, capsys)
    assert not any(told[key] for key in ("added", "changed", "removed", "redirected", "others", "files_changed"))


def test_before_the_first_publication_every_page_is_new(make_site, capsys):
    site = make_site(SITE)
    assert "还没有发布过：这次会发布 2 页" in diff(site, capsys)
    assert [page["url"] for page in diff_json(site, capsys)["added"]] == ["/news/2026/art/", "/news/2026/rain/"]
    assert not site.output.exists()


def test_a_changed_sentence_is_shown_before_and_after(site, capsys):
    site.edit("content/news/2026/rain.md", "十分钟", "二十分钟")
    (change,) = diff_json(site, capsys)["changed"]
    assert (change["url"], change["title"]) == ("/news/2026/rain/", "下雨天上学路线调整")
    assert (change["reasons"], change["source"]) == (["text"], "content/news/2026/rain.md")
    assert change["passages"] == [["…有人引导，请提前十分钟出门。", "…有人引导，请提前二十分钟出门。"]]
    text = diff(site, capsys)
    assert "改动 1 页\n  /news/2026/rain/  下雨天上学路线调整  [文字]\n    - …有人引导，请提前十分钟出门。\n" in text


def test_a_new_title_is_a_reason_of_its_own_and_lists_are_counted(site, capsys):
    site.edit("content/news/2026/rain.md", "下雨天上学路线调整", "雨天怎么上学")
    told = diff_json(site, capsys)
    assert [(page["url"], page["reasons"][0]) for page in told["changed"]] == [
        ("/news/2026/art/", "markup"),
        ("/news/2026/rain/", "title"),
    ]
    assert "/news/" in told["others"]
    assert "列表页" in diff(site, capsys)
    assert "  /news/\n" in diff(site, capsys, "-v")


def test_a_setting_that_every_page_shows_changes_what_is_around_the_text(site, capsys):
    site.write("site.yaml", "title: 改名的站\n")
    changed = diff_json(site, capsys)["changed"]
    assert {tuple(page["reasons"]) for page in changed} == {("frame",)}
    assert len(changed) == 2


def test_added_removed_and_redirected_pages_are_told(site, capsys):
    site.rename("content/news/2026/rain.md", "content/news/2026/route.md")
    told = diff_json(site, capsys)
    assert [page["url"] for page in told["added"]] == ["/news/2026/route/"]
    (gone,) = told["removed"]
    assert (gone["url"], gone["title"]) == ("/news/2026/rain/", "下雨天上学路线调整")
    assert gone["moved_to"] == "content/news/2026/route.md"
    site.edit("content/news/2026/route.md", "date:", "aliases: [/news/2026/rain/]\ndate:")
    told = diff_json(site, capsys)
    assert told["removed"] == []
    assert told["redirected"] == [{"url": "/news/2026/rain/", "target": "/news/2026/route/"}]
    site.build()
    assert diff_json(site, capsys)["redirected"] == []


def test_downloads_are_told(site, capsys):
    site.write("content/news/2026/list.docx", "二")
    assert diff_json(site, capsys)["files_changed"] == ["/news/2026/list.docx"]
    site.delete("content/news/2026/list.docx")
    site.edit("content/news/2026/art.md", "[节目单](list.docx)", "[节目单](new.docx)")
    site.write("content/news/2026/new.docx", "二")
    told = diff_json(site, capsys)
    assert (told["files_added"], told["files_removed"]) == (["/news/2026/new.docx"], ["/news/2026/list.docx"])


def test_it_needs_no_cache_and_makes_no_site(site, capsys):
    before = site.outputs()
    site.edit("content/news/2026/rain.md", "十分钟", "二十分钟")
    with_cache = diff_json(site, capsys)
    for name in ("cache.db",):
        (site.root / ".ssg" / name).unlink()
    assert diff_json(site, capsys) == with_cache
    assert diff_json(site, capsys, "--clean") == with_cache
    assert site.outputs() == before


def test_a_list_of_addresses_tells_no_changes_and_says_so(site, capsys, tmp_path):
    (tmp_path / "list").write_text("/news/2026/rain/\n/news/2026/old/\n", encoding="utf-8")
    told = diff_json(site, capsys, "--published", tmp_path / "list")
    assert not told["is_exact"]
    assert [page["url"] for page in told["added"]] == ["/news/2026/art/"]
    assert [page["url"] for page in told["removed"]] == ["/news/2026/old/"]
    assert "只知道网址" in diff(site, capsys, "--published", tmp_path / "list")


def test_markdown_shows_titles_as_they_are(site, capsys):
    site.edit("content/news/2026/rain.md", "title: 下雨天上学路线调整", 'title: "<b>雨</b> @all [x](y)"')
    text = diff(site, capsys, "--format", "markdown")
    assert "**改动 2 页**" in text
    assert r"\<b\>雨\</b\> \@all \[x\](y)" in text
    assert "<b>" not in text


def test_errors_of_the_content_are_told_beside(site, capsys):
    site.write("content/news/2026/bad.md", "---\ntitle: 坏\n---\n")
    diff(site, capsys, status=1)


def test_a_site_without_site_yaml_or_with_a_bad_list_is_refused(site, capsys, tmp_path):
    diff(site, capsys, "--published", tmp_path / "none", status=2)


def test_reasons_go_from_the_title_to_the_frame():
    page = "<nav>一</nav><main><h1>甲</h1><p>乙。</p></main>"
    assert page_reasons(page, page) == ()
    assert page_reasons(page, page.replace("一", "二")) == ("frame",)
    assert page_reasons(page, page.replace("<p>", '<p class="a">')) == ("markup",)
    assert page_reasons(page, page.replace("乙", "丙")) == ("text",)
    assert page_reasons(page, page.replace("甲", "丙")) == ("title", "text")


def test_passages_are_cut_to_what_differs():
    def page(text):
        return f"<main><p>{text}</p></main>"

    assert changed_passages(page("甲。乙。"), page("甲。")) == (("乙。", ""),)
    before, now = "一二三四五六七八九十百千甲十百千万亿兆京垓。", "一二三四五六七八九十百千乙十百千万亿兆京垓。"
    assert changed_passages(page(before), page(now)) == (
        ("…五六七八九十百千甲十百千万亿兆京垓…", "…五六七八九十百千乙十百千万亿兆京垓…"),
    )
    (pair,) = changed_passages(page("长" * 200), page("短" * 200))
    assert [len(each) for each in pair] == [60, 60]
