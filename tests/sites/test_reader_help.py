"""What helps any reader on: an emergency notice, a site map, words explained, a way without the internet."""

import re

import pytest

SITE = """
    -- site.yaml --
    title: 样例站
    elder: true
    alert: {text: 大厅因暴雨停办, until: 2026-11-24, url: /news/rain/}
    -- content/registers/terms.yaml --
    rongque: {preferred: 容缺, gloss: 先受理，再按期补上。}
    jingmo: {preferred: 静默认证, gloss: 不用到场，由系统核对。}
    -- content/registers/columns.yaml --
    zhengwu: {title: 政务}
    kong: {title: 空着的栏目}
    -- content/news/rain.md --
    ---
    title: 大厅停办一天
    date: 2026-11-23
    column: zhengwu
    ---
    -- content/guides/online.md --
    ---
    title: 网上登记
    audience: [自然人]
    topics: [登记]
    channels: [{online: {url: "https://zwfw.example.cn/", depth: 全程网办}}]
    contacts: {ask: 0635-1234567, complain: "12345"}
    ---
    材料不齐的，可以容缺受理。
    -- content/guides/counter.md --
    ---
    title: 窗口登记
    channels: [{counter: 3号窗口}, {online: {url: "https://zwfw.example.cn/"}}]
    ---
    -- content/bundles/both.md --
    ---
    title: 登记一件事
    items: [guide/online, guide/counter]
    steps: [{name: 静默认证}]
    ---
    -- content/places/hall.md --
    ---
    title: 大厅
    ---
    """
URLS = ("/", "/guides/online/", "/news/rain/", "/zl/", "/zl/guides/online/", "/search/", "/404.html")


def test_an_emergency_stands_at_the_top_of_every_page(make_site, html_errors):
    site = make_site(SITE)
    result = site.build(search=True)
    assert result.exit_code == 0, result.text
    for url in URLS:
        html = site.html(url)
        assert html.index("大厅因暴雨停办") < html.index('class="nameplate') or "zl" in url, url
        assert re.search(r'<a href="(/zl)?/news/rain/">详细内容</a>', html), url
        assert html_errors(html) == []


def test_an_emergency_is_over_after_its_last_day_and_the_build_says_when(make_site):
    site = make_site(SITE)
    result = site.build(now="2026-11-24T23:59:59+08:00")
    assert "大厅因暴雨停办" in site.html("/")
    assert result.report["next_change"].startswith("2026-11-25T00:00")
    site.build(now="2026-11-25T00:00:00+08:00")
    assert "大厅因暴雨停办" not in b"".join(site.outputs().values()).decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        (", until: 2026-11-24", "", "missing-field", "{text"),
        ("until: 2026-11-24", "until: 明天", "bad-date", "明天"),
        ("url: /news/rain/", "url: javascript:alert(1)", "bad-nav-url", "javascript"),
    ],
)
def test_a_faulty_notice_is_told_at_its_place(make_site, old, new, code, at):
    site = make_site(SITE.replace(old, new))
    result = site.build()
    (fault,) = [each for each in result.diagnostics if each["code"] == code]
    line = (site.root / "site.yaml").read_text("utf-8").splitlines()[fault["line"] - 1]
    assert (result.exit_code, fault["path"]) == (2, "site.yaml")
    assert line[fault["column"] - 1 :].startswith(at)


def test_the_site_map_leads_to_every_part_and_every_page_to_it(make_site, html_errors):
    site = make_site(SITE)
    site.build()
    page = site.html("/site-map/")
    wanted = ("/news/", "/columns/zhengwu/", "/guides/personal/", "/guides/a-z/", "/guides/online/", "/topics/登记/")
    hrefs = re.findall(r'href="([^"]+)"', page[page.index("<main") : page.index("</main>")])
    decoded = {href.replace("%E7%99%BB%E8%AE%B0", "登记") for href in hrefs}
    assert [url for url in (*wanted, "/bundles/both/", "/places/hall/", "/feed.xml") if url not in decoded] == []
    assert "空着的栏目" not in page
    assert html_errors(page) == []
    for url in ("/", "/news/rain/", "/guides/online/"):
        assert '<a href="/site-map/">网站地图</a>' in site.html(url)


def test_a_word_of_the_office_is_explained_once_where_it_is_used(make_site, html_errors):
    site = make_site(SITE)
    site.build()
    online, counter, both = (site.html(url) for url in ("/guides/online/", "/guides/counter/", "/bundles/both/"))
    assert online.count("先受理，再按期补上。") == 1 and "不用到场，由系统核对。" not in online
    assert '<a href="#terms">这些词的意思</a>' in online
    assert "先受理，再按期补上。" not in counter and "这些词的意思" not in counter
    assert both.count("不用到场，由系统核对。") == 1
    assert html_errors(online) == html_errors(both) == []


def test_who_is_not_online_is_told_whom_to_ring(make_site):
    site = make_site(SITE)
    site.build()
    online, counter = site.html("/guides/online/"), site.html("/guides/counter/")
    section = online[online.index("不会上网怎么办") :]
    assert section.index('href="tel:06351234567"') < section.index("</p>")
    assert "不会上网怎么办" not in counter
