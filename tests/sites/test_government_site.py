"""What every government site has to carry: footer, page labels, marks on links that lead away, landing pages."""

import re

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org/sub
    footer:
      organiser: 某单位
      icp: 待补
      site_code: "3715000001"
      report_url: https://report.example.cn/
    -- content/registers/columns.yaml --
    zhengwu: {title: 政务}
    -- content/guides/both.md --
    ---
    title: 都能办的事
    audience: [自然人, 企业法人]
    topics: [登记]
    ---
    -- content/guides/one.md --
    ---
    title: 个人的事
    audience: 自然人
    ---
    -- content/news/n.md --
    ---
    title: 消息
    date: 2026-11-01 09:30
    column: zhengwu
    source: 某报
    ---
    """


def labels_of(site, url):
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', site.html(url)))


def main_of(site, url):
    page = site.html(url)
    return page[page.index("<main") : page.index("</main>")]


def test_what_the_footer_lacks_is_told_in_site_yaml_and_shown(make_site):
    site = make_site(SITE)
    result = site.build()
    (fault,) = [each for each in result.diagnostics if each["code"] == "footer-incomplete"]
    assert (fault["severity"], fault["path"], fault["line"], fault["column"]) == ("warning", "site.yaml", 5, 3)
    assert "缺 4 项：联系方式、ICP备案号、公安备案号、党政机关标识" in fault["message"]
    footer = site.html("/").partition("<footer")[2]
    assert [label for label in ("联系方式", "ICP备案号", "公安备案号") if f"待补：{label}" not in footer] == []
    assert site.build(strict=True).exit_code != 0


def test_a_site_without_a_footer_is_no_government_site(make_site):
    assert "footer-incomplete" not in make_site("-- site.yaml --\ntitle: 样例站\n").build().codes


def test_a_link_that_leads_away_says_so(make_site):
    site = make_site(SITE)
    site.build()
    assert "我为政府网站找错<span" in site.html("/") and "（外部网站）" in site.html("/").partition("<footer")[2]


def test_every_page_is_labelled_for_what_it_is(make_site):
    site = make_site(SITE)
    site.build()
    own = {"SiteName": "样例站", "SiteDomain": "example.org", "SiteIDCode": "3715000001"}
    assert labels_of(site, "/") == own
    column = {"ColumnName": "政务", "ColumnType": "政务"}
    article = {"ArticleTitle": "消息", "PubDate": "2026-11-01 09:30", "ContentSource": "某报"}
    assert labels_of(site, "/news/n/") == own | column | article
    assert labels_of(site, "/columns/zhengwu/") == own | column
    guides = {"ColumnName": "办事指南", "ColumnType": "办事指南"}
    assert labels_of(site, "/guides/") == own | guides
    assert labels_of(site, "/guides/one/") == own | guides | {"ArticleTitle": "个人的事"}


def test_the_domain_is_that_of_the_address_the_site_is_built_for(make_site):
    site = make_site(SITE)
    site.build(base_url="https://preview.example.net")
    assert labels_of(site, "/")["SiteDomain"] == "preview.example.net"


def test_each_audience_has_a_landing_page_by_topic(make_site, html_errors):
    site = make_site(SITE)
    site.build()
    personal, business = main_of(site, "/guides/personal/"), main_of(site, "/guides/business/")
    assert "都能办的事" in personal and "个人的事" in personal and ">登记</a>" in personal
    assert "都能办的事" in business and "个人的事" not in business
    assert 'href="/sub/guides/personal/"' in site.html("/guides/")
    assert html_errors(site.html("/guides/personal/")) == []


def test_a_fault_is_reported_with_the_address_of_its_page(make_site, html_errors):
    site = make_site(
        SITE.replace("report.example.cn/", "report.example.cn/new?site=1&url={url}").replace(
            "title: 样例站", "title: 样例站\n    elder: true"
        )
    )
    site.build()
    filled = 'href="https://report.example.cn/new?site=1&amp;url=https%3A//example.org/sub/guides/both/"'
    for url in ("/guides/both/", "/zl/guides/both/"):
        assert site.html(url).count(filled) == 1
        assert html_errors(site.html(url)) == []
    assert [path for path, data in site.outputs().items() if path.endswith(".html") and b"{url}" in data] == []


def test_nothing_on_a_page_moves_plays_or_frames_another(sample, counter):
    """Readers R-13: no marquee, no film that starts by itself, no foreign frame, nothing that only a pointer finds."""
    unwanted = re.compile(
        r"<(marquee|blink|iframe|frame|embed|object|applet)\b|\bautoplay\b|\son[a-z]+=", re.IGNORECASE
    )
    found = {
        page.relative_to(folder): match[0]
        for folder in (sample, counter)
        for page in folder.rglob("*.html")
        if (match := unwanted.search(page.read_text("utf-8")))
    }
    assert found == {}
