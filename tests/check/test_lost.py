"""No address that readers know gets lost: it stays, it leads on, or the build says so (``--published``)."""

import json

import pytest

from ssg.check.lost import find_lost, resemblance
from ssg.published import site_path

RAIN = """
    -- content/news/2025/rain.md --
    ---
    title: 下雨天上学路线调整
    date: 2025-11-20
    ---

    振兴路积水的地方改走东昌路，校门口有人引导，请提前十分钟出门。
    -- content/news/2025/art.md --
    ---
    title: 艺术节开幕
    date: 2025-11-21
    ---

    开幕式上师生同唱一首歌，此后一周安排了比赛和展览，欢迎家长参加。
"""
TEXT = "振兴路积水的地方改走东昌路，校门口有人引导，请提前十分钟出门。"


def lost(site, published="", **options):
    """Return (severity, code, path) of what is told of lost addresses when the site is checked."""
    checked = site.check(published=published or site.output, **options)
    found = [each for each in checked.diagnostics if each["code"].startswith("lost-")]
    return [(each["severity"], each["code"], each["path"]) for each in found]


@pytest.fixture
def published(make_site):
    site = make_site(RAIN)
    assert site.build().exit_code == 0
    return site


def test_a_deleted_page_holds_the_site_back(published):
    before = published.outputs()
    published.delete("content/news/2025/rain.md")
    built = published.build(published=published.output)
    assert built.exit_code == 1
    assert "lost-url" in built.codes
    assert "/news/2025/rain/" in built.text
    assert published.outputs() == before


def test_without_something_to_compare_with_nothing_is_lost(published):
    published.delete("content/news/2025/rain.md")
    assert published.build().exit_code == 0


def test_what_stays_is_not_lost(published):
    published.edit("content/news/2025/rain.md", "十分钟", "二十分钟")
    assert lost(published) == []


def test_a_withdrawn_page_keeps_its_address(published):
    published.edit("content/news/2025/rain.md", "date:", "withdrawn: {reason: 路线已恢复, date: 2025-12-01}\ndate:")
    assert lost(published) == []


def test_an_expired_page_keeps_its_address(published):
    published.edit("content/news/2025/rain.md", "date:", "expires: 2025-12-01\ndate:")
    assert lost(published) == []


def test_a_redirect_answers_for_the_old_address(published):
    published.rename("content/news/2025/rain.md", "content/news/2025/route.md")
    published.edit("content/news/2025/route.md", "date:", "aliases: [/news/2025/rain/]\ndate:")
    assert lost(published) == []


def test_a_page_that_became_a_draft_is_named_with_its_file(published):
    published.edit("content/news/2025/rain.md", "date:", "draft: true\ndate:")
    assert lost(published) == [("error", "lost-url-hidden", "content/news/2025/rain.md")]
    assert lost(published, drafts=True) == []


def test_a_rename_is_recognised_by_content_and_the_redirect_written(published):
    published.rename("content/news/2025/rain.md", "content/news/2025/route.md")
    assert lost(published) == [("error", "lost-url", "content/news/2025/route.md")]
    fixed = published.check(published=published.output, fix=True)
    assert fixed.exit_code == 0
    assert "+aliases: [/news/2025/rain/]" in fixed.text
    text = (published.root / "content/news/2025/route.md").read_text("utf-8")
    assert "date: 2025-11-20\naliases: [/news/2025/rain/]\n---\n" in text
    assert published.build(published=published.output).exit_code == 0
    assert "/news/2025/route/" in published.html("/news/2025/rain/")


def test_a_rename_with_edits_and_a_new_title_is_recognised(published):
    published.rename("content/news/2025/rain.md", "content/news/2025/route.md")
    published.edit("content/news/2025/route.md", "下雨天上学路线调整", "雨天绕行通知")
    published.edit("content/news/2025/route.md", "提前十分钟", "提前二十分钟")
    assert lost(published) == [("error", "lost-url", "content/news/2025/route.md")]


def test_another_article_is_not_taken_for_the_lost_one(published):
    published.delete("content/news/2025/rain.md")
    published.write(
        "content/news/2025/library.md",
        "---\ntitle: 图书馆晚上也开门\ndate: 2025-11-22\n---\n\n从本周起，区图书馆每晚开到九点，凭身份证就能进。\n",
    )
    assert lost(published) == [("error", "lost-url", None)]


def test_two_renames_are_told_apart(published):
    published.rename("content/news/2025/rain.md", "content/news/2025/b.md")
    published.rename("content/news/2025/art.md", "content/news/2025/a.md")
    published.check(published=published.output, fix=True)
    assert "aliases: [/news/2025/rain/]" in (published.root / "content/news/2025/b.md").read_text("utf-8")
    assert "aliases: [/news/2025/art/]" in (published.root / "content/news/2025/a.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: [/x/]\n", "aliases: [/news/2025/rain/, /x/]\n"),
        ("aliases:\n  - /x/\n", "aliases:\n  - /news/2025/rain/\n  - /x/\n"),
        ("旧网址:\n- /x/\n", "旧网址:\n- /news/2025/rain/\n- /x/\n"),
    ],
)
def test_the_redirect_joins_those_that_are_there(published, before, after):
    published.rename("content/news/2025/rain.md", "content/news/2025/route.md")
    published.edit("content/news/2025/route.md", "date:", f"{before}date:")
    assert published.check(published=published.output, fix=True).exit_code == 0
    assert after in (published.root / "content/news/2025/route.md").read_text("utf-8")


def test_windows_line_ends_stay(published):
    published.rename("content/news/2025/rain.md", "content/news/2025/route.md")
    path = published.root / "content/news/2025/route.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert published.check(published=published.output, fix=True).exit_code == 0
    data = path.read_bytes()
    assert b"aliases: [/news/2025/rain/]\r\n---\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize(
    "listed",
    [
        "https://example.test/news/2025/rain/\n",
        "# 上次发布\n/news/2025/rain/\n",
        "news/2025/rain/index.html\n",
        "<urlset><url><loc>https://example.test/news/2025/rain/</loc></url></urlset>",
        json.dumps({"pages": [{"url": "/news/2025/rain/", "title": "下雨天上学路线调整"}]}),
    ],
)
def test_lists_of_several_forms_are_understood(published, tmp_path, listed):
    (tmp_path / "list").write_text(listed, encoding="utf-8")
    assert lost(published, tmp_path / "list") == []
    published.delete("content/news/2025/rain.md")
    assert lost(published, tmp_path / "list") == [("error", "lost-url", None)]


def test_a_site_below_a_path_is_compared_without_it(published, tmp_path):
    (tmp_path / "list").write_text("https://example.test/edu/news/2025/rain/\n", encoding="utf-8")
    assert lost(published, tmp_path / "list", base_url="https://example.test/edu") == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b'{"pages": 3}', b"", b"<html>\n", "读我 一下\n".encode()])
def test_what_is_no_list_is_a_fault_of_usage(published, tmp_path, content):
    (tmp_path / "list").write_bytes(content)
    checked = published.check(published=tmp_path / "list")
    assert (checked.exit_code, checked.codes) == (2, ["published-no-list"])


def test_a_list_that_is_not_there_is_a_fault_of_usage(published, tmp_path):
    checked = published.build(published=tmp_path / "none")
    assert (checked.exit_code, checked.codes) == (2, ["published-unreadable"])


def test_a_download_that_goes_is_told_and_a_picture_is_not(make_site):
    site = make_site(RAIN)
    site.edit("content/news/2025/rain.md", "请提前", "[路线](route.docx) ![路](road.png) 请提前")
    site.write("content/news/2025/route.docx", b"PK")
    site.write("content/news/2025/road.png", "路")
    site.build()
    site.edit("content/news/2025/rain.md", "[路线](route.docx) ![路](road.png) ", "")
    assert lost(site) == [("error", "lost-file", None)]


def test_lists_and_repeated_pages_are_told_and_hold_nothing_back(make_site):
    site = make_site(RAIN)
    site.write("site.yaml", "title: 样例站\nelder: true\n")
    site.edit("content/news/2025/rain.md", "date:", "tags: [交通]\ndate:")
    site.build()
    site.write("site.yaml", "title: 样例站\n")
    site.edit("content/news/2025/rain.md", "tags: [交通]\n", "")
    assert sorted(code for _, code, _ in lost(site)) == ["lost-derived", "lost-list", "lost-list"]
    assert site.build(published=site.output).exit_code == 0


def test_a_reviewed_exception_lets_an_address_go(published):
    published.delete("content/news/2025/rain.md")
    published.write(
        "site.yaml",
        """
        title: 样例站
        checks:
          exceptions:
            - {check: lost-urls, text: /news/2025/rain/, reason: 发错了网站}
        """,
    )
    assert lost(published) == []
    assert "unused-exception" not in published.check().codes
    published.write("site.yaml", "title: 样例站\nchecks: {lost-urls: off}\n")
    assert lost(published) == []


def test_a_page_with_a_chinese_name_is_found_again(make_site):
    site = make_site(RAIN)
    site.rename("content/news/2025/rain.md", "content/news/2025/下雨.md")
    site.build()
    assert lost(site) == []
    site.rename("content/news/2025/下雨.md", "content/news/2025/rain.md")
    assert site.check(published=site.output, fix=True).exit_code == 0
    assert "aliases: [/news/2025/下雨/]" in (site.root / "content/news/2025/rain.md").read_text("utf-8")


def test_an_address_is_read_in_every_form():
    assert site_path("https://example.test/a/index.html", "") == "/a/"
    assert site_path("index.html", "") == "/"
    assert site_path("/edu/a/", "/edu") == "/a/"
    assert site_path("/edu", "/edu") == "/"
    assert site_path("/education/", "/edu") == "/education/"
    assert site_path("news/雨/index.html", "") == "/news/%E9%9B%A8/"
    assert site_path("pagefind/", "") == ""


def test_comparison_is_of_letters_and_not_of_marks():
    assert resemblance("甲乙丙丁，戊己庚辛", "…甲乙丙丁 戊己庚辛…") == 1.0
    assert resemblance("", "甲") == 0.0
    gone = find_lost(["/news/a/", "/style.css", "/b.png", "/c.pdf", "/tags/x/", "/zl/news/a/"], frozenset())
    assert (gone.pages, gone.lists, gone.derived) == (("/c.pdf", "/news/a/"), ("/tags/x/",), ("/zl/news/a/",))
