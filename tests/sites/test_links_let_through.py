"""A site that publishes in spite of broken links shows their text, and nothing that leads astray."""

import pytest

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org/sub
    checks: {links: warn}
    -- content/news/a.md --
    ---
    title: 甲
    date: 2026-11-20
    photos: [{src: no.jpg, alt: 大厅, credit: 某人}]
    ---
    看[要带的材料](no.md)、[下面](no.md#x)和[第二节](#二)。![大厅一楼](gone.png)

    [首页](/)好的。
    -- content/notices/b.md --
    ---
    title: 公告
    date: 2026-11-20
    attachments: [{file: no.zip, title: 申请表}]
    related: [news/later]
    ---
    文字。
    -- content/news/later.md --
    ---
    title: 以后
    date: 2026-11-20
    draft: true
    ---
    文字。
"""


@pytest.fixture
def site(make_site):
    return make_site(SITE)


def test_a_link_that_leads_nowhere_is_text_and_a_picture_that_is_missing_is_left_out(site):
    built = site.build()
    assert built.exit_code == 0, built.text
    told = sorted((each["code"], each["severity"]) for each in built.diagnostics if each["path"] == "content/news/a.md")
    assert told == [
        *[("broken-anchor", "warning")],
        *[("broken-link", "warning")] * 2,
        *[("missing-image", "warning")] * 2,
    ]
    page = site.html("/news/a/")
    assert "看<a>要带的材料</a>、<a>下面</a>和" in page
    assert 'href=""' not in page
    assert "<img" not in page
    assert '<a href="/sub/">首页</a>好的。' in page


def test_an_attachment_that_is_missing_and_an_item_that_is_not_published_are_not_offered(site):
    site.build()
    page = site.html("/notices/b/")
    assert "no.zip" not in page and 'href=""' not in page
    assert "/news/later/" not in page


def test_a_check_tells_of_them_once(site):
    checked = site.check()
    assert checked.exit_code == 0, checked.text
    assert checked.codes.count("broken-link") == 2
    assert {"page-link-broken", "page-anchor-broken", "page-image-no-alt", "link-no-text"} & set(checked.codes) == set()
