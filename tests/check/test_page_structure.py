"""The structure of built pages: headings, pictures, links, tables, language, ids; faults and near-misses."""

import pytest

from ssg.check.facts import page_facts

GOOD = "<h1>题目</h1><h2>一</h2><h3>二</h3><h2>三</h2><p>文字。</p>"


def page(body, lang=' lang="zh-Hans"', title="<title>题目</title>", head=""):
    return f"<!doctype html><html{lang}><head>{title}{head}</head><body>{body}</body></html>"


def faults(html):
    return [(fault.code, fault.text) for fault in page_facts("/a/", html, "").faults]


FAULTS = [
    (page("<p>一</p>"), "page-no-h1", "h1"),
    (page(GOOD + "<h1>又一个</h1>"), "page-many-h1", "又一个"),
    (page("<h1>一</h1><h3>跳了</h3>"), "page-heading-skips", "跳了"),
    (page(GOOD + "<h2><svg></svg></h2>"), "page-empty-heading", "h2"),
    (page(GOOD, title=""), "page-no-title", "title"),
    (page(GOOD, title="<title> </title>"), "page-no-title", "title"),
    (page(GOOD, lang=""), "page-no-language", "lang"),
    (page(GOOD, lang=' lang=""'), "page-no-language", "lang"),
    (page(GOOD, lang=' lang="en"'), "page-wrong-language", "en"),
    (page(GOOD, lang=' lang="en-US"'), "page-wrong-language", "en-US"),
    (page(GOOD + '<img src="/p/a.png">'), "page-image-no-alt", "a.png"),
    (page(GOOD + '<img alt="IMG_0231.JPG" src="/p/a.png">'), "alt-says-nothing", "IMG_0231.JPG"),
    (page(GOOD + '<img alt="图片" src="/p/a.png">'), "alt-says-nothing", "图片"),
    (page(GOOD + '<img alt="图1" src="/p/a.png">'), "alt-says-nothing", "图1"),
    (page(GOOD + '<a href="/b/"></a>'), "link-no-text", "/b/"),
    (page(GOOD + '<a href="/b/"><img alt="" src="/x.png"></a>'), "link-no-text", "/b/"),
    (page(GOOD + '<a href="/b/">点击这里</a>'), "link-text-vague", "点击这里"),
    (page(GOOD + '<a href="/b/">【点此查看】</a>').replace("点此查看", "点击查看"), "link-text-vague", "【点击查看】"),
    (page(GOOD + '<a href="/b/">查看更多&gt;&gt;</a>'), "link-text-vague", "查看更多>>"),
    (page(GOOD + '<a href="/b/">Click here</a>'), "link-text-vague", "Click here"),
    (page(GOOD + '<a href="/b.docx">申请表</a>'), "file-link-bare", "申请表"),
    (page(GOOD + '<a href="/b.pdf">申请表（PDF）</a>'), "file-link-bare", "申请表（PDF）"),
    (page(GOOD + '<a href="/b.pdf">申请表（12 KB）</a>'), "file-link-bare", "申请表（12 KB）"),
    (page(GOOD + "<table><tr><td>一</td></tr></table>"), "table-no-head", "一"),
    (page(GOOD + '<p id="x"></p><p id="x"></p>'), "id-twice", "x"),
]
FINE = [
    page(GOOD),
    page("<h1>一</h1><h2>二</h2><h3>三</h3><h4>四</h4><h2>五</h2>"),
    page("<h1>The Library Card (借书证)</h1>", lang=' lang="en"'),
    page("<h1>図書館</h1>", lang=' lang="ja"'),
    page("<nav><h2>导航</h2></nav><h1>题目</h1><h2>一</h2>"),
    page(GOOD + '<img src="/a.png" alt="">'),
    page(GOOD + '<img src="/a.png" alt="图书馆一楼的自助借书机">'),
    page(GOOD + '<img src="/a.png" alt="图1：大厅平面图">'),
    page(GOOD + '<a id="anchor"></a>'),
    page(GOOD + '<a href="/b/" aria-label="上一篇"></a>'),
    page(GOOD + '<a href="/b/"><img src="/x.png" alt="首页"></a>'),
    page(GOOD + '<a href="/b/">更多公告</a>'),
    page(GOOD + '<a href="/b/">查看养老金领取资格确认指南</a>'),
    page(GOOD + '<a href="/b/">下载专区</a>'),
    page(GOOD + '<a href="/b.docx">申请表（DOCX，12 KB）</a>'),
    page(GOOD + '<a href="/b.docx">申请表</a>（Word 文档，1.2 MB）'),
    page(GOOD + '<a href="/b.xlsx">名单（Excel表格，860 B）</a>'),
    page(GOOD + '<a href="/pdf/">关于PDF文件</a>'),
    page(GOOD + "<table><thead><tr><th>一</th></tr></thead></table>"),
    page(GOOD + '<table role="presentation"><tr><td>一</td></tr></table>'),
    page(GOOD + '<p id="x"></p><p id="X"></p><p data-id="x"></p>'),
    page(GOOD + '<!-- <img src="a.png"> <p id="x"></p><p id="x"></p> -->'),
    page(GOOD + '<script>var a = "<h1>一</h1>";</script><template><h1>二</h1></template>'),
    page("", head='<meta http-equiv="refresh" content="0; url=/b/">', lang=""),
]


@pytest.mark.parametrize(("html", "code", "text"), FAULTS)
def test_each_fault_is_found_and_nothing_else(html, code, text):
    assert faults(html) == [(code, text)]


@pytest.mark.parametrize("html", FINE)
def test_what_is_right_is_left_alone(html):
    assert faults(html) == []


SITE = """
    -- content/news/a.md --
    ---
    title: 样例新闻
    date: 2026-11-20
    ---
    办事先看[节目单](https://example.org/list.zip)，再[点击这里](b.md)。

    ![图片](p.png)
    -- content/news/p.png --
    一
    -- content/news/b.md --
    ---
    title: 另一篇
    date: 2026-11-19
    ---
    文字。
"""


def found(checked):
    return [(each["code"], each["path"], each["line"], each["column"]) for each in checked.diagnostics]


def test_a_fault_of_the_text_is_told_at_its_link_in_the_source(make_site):
    checked = make_site(SITE).check()
    assert found(checked) == [
        ("file-link-bare", "content/news/a.md", None, None),
        ("link-text-vague", "content/news/a.md", 5, 49),
        ("alt-says-nothing", "content/news/a.md", 7, 7),
    ]
    assert "请在文字后面写上类型和大小" in checked.text
    assert checked.exit_code == 0


def test_repeated_pages_repeat_no_fault(make_site):
    site = make_site(SITE)
    site.write("site.yaml", "title: 样例站\nelder: true\n")
    assert len(found(site.check())) == 3


def test_a_fault_that_reading_has_told_of_is_not_told_again(make_site):
    site = make_site(SITE)
    site.write("content/news/a.md", "---\ntitle: 样例\ndate: 2026-11-20\n---\n#### 跳级\n\n文字。\n")
    site.delete("content/news/p.png")
    assert [code for code, *_ in found(site.check())] == ["heading-skips-level"]


def test_a_fault_of_a_template_is_told_once_for_all_pages(make_site):
    site = make_site(SITE)
    site.write("content/news/a.md", "---\ntitle: 样例\ndate: 2026-11-20\n---\n文字。\n")
    site.delete("content/news/p.png")
    site.write(
        "themes/default/templates/footer.html",
        '<footer><p id="foot">一</p><p id="foot">二</p><a href="/nowhere/">地图</a></footer>\n',
    )
    checked = site.check()
    links = [each for each in checked.diagnostics if each["code"] == "page-link-broken"]
    assert len(links) == 1
    assert "在 9 个页面上" in links[0]["message"]
    assert sorted(checked.codes) == ["id-twice", "page-link-broken"]
    assert checked.diagnostics[0]["path"] is None


def test_a_site_sets_these_checks_and_names_exceptions(make_site):
    site = make_site(SITE)
    site.write(
        "site.yaml",
        """
        title: 样例站
        checks:
          下载说明: 错误
          images: off
          exceptions:
            - {check: link-text, path: content/news/a.md, text: 点击这里, reason: 引用原文}
        """,
    )
    checked = site.check()
    assert [(each["severity"], each["code"]) for each in checked.diagnostics] == [("error", "file-link-bare")]
    assert checked.exit_code == 1
