"""长辈版: the same facts again below /zl/, for readers who need large letters and few choices (readers R-50)."""

import re
from collections.abc import Callable
from typing import Any

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    elder: true
    phone: 0635-8512345
    -- content/places/hall.md --
    ---
    title: 政务服务大厅
    address: 黄山南路1号
    ---
    -- content/guides/pension.md --
    ---
    title: 确认养老金领取资格
    summary: 领养老金的人每年确认一次。
    visits: 1
    fee: 无
    promised_limit: 5 个工作日
    places: [place/hall]
    contacts: {ask: {phone: 0635-8599999}, complain: {phone: "12345"}}
    ---
    先看[大厅在哪里](../places/hall.md)，再看[图](map.png)。
    -- content/guides/map.png --
    x
    -- content/news/2026/rain.md --
    ---
    title: 下雨了
    date: 2026-11-01
    ---
    带伞。
"""


def facts(html: str) -> list[str]:
    return re.findall(r"<d[td]>.*?</d[td]>", html.split('<dl class="key-facts">')[1].split("</dl>")[0])


def links(html: str) -> list[str]:
    return re.findall(r'<a [^>]*?href="(/[^"]*)"', html)


def test_a_site_has_no_elder_version_unless_it_asks_for_one(make_site: Callable[[str], Any]):
    site = make_site(SITE.replace("elder: true\n", "noindex: false\n"))
    assert site.build().exit_code == 0
    assert not (site.output / "zl").exists()
    assert "elder-link" not in site.html("/guides/pension/")


def test_both_versions_say_the_same_and_lead_to_each_other(make_site: Callable[[str], Any]):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    normal, elder = site.html("/guides/pension/"), site.html("/zl/guides/pension/")
    assert facts(elder) == facts(normal)
    assert '<a class="elder-link" href="/zl/guides/pension/">' in normal
    assert '<a class="elder-link" href="/guides/pension/">' in elder


def test_search_engines_keep_the_normal_version(make_site: Callable[[str], Any]):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    elder = site.html("/zl/guides/pension/")
    assert '<link rel="canonical" href="https://example.org/guides/pension/">' in elder
    assert '<meta name="robots" content="noindex">' in elder
    assert "/zl/" not in site.read_output("/sitemap.xml")


def test_links_stay_in_the_elder_version_and_files_are_shared(make_site: Callable[[str], Any]):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    found = links(site.html("/zl/guides/pension/"))
    assert "/zl/places/hall/" in found
    assert "/guides/map.png" in found
    assert {url for url in found if not url.startswith("/zl/")} == {
        *("/guides/pension/", "/guides/pension/sheet/", "/guides/map.png")
    }


def test_the_home_page_has_at_most_six_choices_and_the_telephone_comes_first(make_site: Callable[[str], Any]):
    site = make_site(SITE)
    assert site.build(search=True).exit_code == 0
    actions = re.findall(r'<a [^>]*href="([^"]*)"', site.html("/zl/").split("<main")[1].split("</main>")[0])
    assert actions == ["tel:06358512345", "/zl/places/", "/zl/guides/", "/zl/news/", "/search/"]


def test_every_page_of_the_elder_version_has_its_normal_page(make_site: Callable[[str], Any]):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    elder = {path.removeprefix("zl/") for path in site.outputs() if path.startswith("zl/")}
    normal = {path for path in site.outputs() if path.endswith("/index.html") and not path.startswith("zl/")}
    assert elder - {"index.html"} == {path for path in normal if "/sheet/" not in path}


def test_an_edited_body_renders_both_versions_and_nothing_else(make_site: Callable[[str], Any]):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    site.edit("content/guides/pension.md", "先看", "请先看")
    assert site.build().rendered == ["/guides/pension/", "/zl/guides/pension/"]
