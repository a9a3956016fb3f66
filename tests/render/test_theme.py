"""What holds for every page of the default theme."""

import gzip
import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest

from ssg.model.contexts import Context
from ssg.model.document import Content
from ssg.model.theme import Theme
from ssg.render.render import Renderer

HTML = "{http://www.w3.org/1999/xhtml}"
ASSETS = Path(__file__).parents[2] / "themes" / "default" / "assets"
Pages = dict[str, tuple[str, Context]]
Contents = dict[str, Content]

HTML_NAMES = [
    f"{stem}{suffix}"
    for stem in ("home", "news", "guide", "bundle", "place", "notice", "page", "listing", "directory", "terms", "404")
    for suffix in ("", "-bare")
] + ["news-pending", "guide-calm", "guide-pending", "redirect", "redirect-bare"]
HTML_NAMES += ["elder-home", "elder-home-bare", "guide-sheet", "guide-sheet-bare", "bundle-sheet", "bundle-sheet-bare"]


def render(theme: Theme, page: tuple[str, Context], contents: Contents, base_path: str = "") -> str:
    template, context = page
    outcome = Renderer(theme, base_path, "zh-Hans").render(template, context, contents)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value.decode()


def parse(html: str) -> Any:
    return html5lib.HTMLParser(strict=True).parse(html)


@pytest.fixture(params=HTML_NAMES)
def html(request: pytest.FixtureRequest, theme: Theme, pages: Pages, contents: Contents) -> str:
    return render(theme, pages[request.param], contents)


def test_every_sample_page_is_tested(pages: Pages):
    assert sorted(pages) == sorted(HTML_NAMES)


def test_every_page_is_valid_html(html: str):
    assert parse(html) is not None


def test_every_page_renders_in_english_too(english_theme: Theme, pages: Pages, contents: Contents):
    for page in pages.values():
        parse(render(english_theme, page, contents))


def test_every_page_has_one_h1_and_skips_no_level(html: str):
    levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_heading_has_something_under_it(html: str):
    assert not re.search(r"</h([2-6])>\s*<h[1-6](?<=h\1)[\s>]", html)
    assert not re.search(r"</h[2-6]>\s*</(?:section|div|main)>", html)


def test_ids_are_unique_and_every_jump_lands(html: str):
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_no_page_has_scripts_but_those_for_settings_and_reading_aloud_nor_inline_styles(html: str):
    assert set(re.findall(r"<script([^>]*)>", html)) <= {
        *(' type="application/ld+json"', "", ' src="/assets/speak.js" defer')
    }
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_no_list_or_description_is_empty(html: str):
    assert not re.search(r"<(ul|ol|dl|dd|dt|li|p|h[1-6]|td|th|span|a)\b[^>]*>\s*</\1>", html)


def test_no_chinese_word_hides_in_a_template(theme: Theme):
    assert [
        template.name for template in theme.templates if re.search(r"[\u3000-\u9fff\uff00-\uffef]", template.source)
    ] == []


def test_both_languages_have_the_same_words(theme: Theme, english_theme: Theme):
    assert {key for key, _ in theme.strings} == {key for key, _ in english_theme.strings}


@pytest.mark.parametrize("name", ["home", "news", "guide", "listing", "404"])
def test_the_skip_link_comes_first_and_lands_in_main(theme: Theme, pages: Pages, contents: Contents, name: str):
    body = parse(render(theme, pages[name], contents)).find(f"{HTML}body")
    first = next(element for element in body.iter() if element.tag == f"{HTML}a")
    main = body.find(f"{HTML}main")
    assert first.get("href") == "#main"
    assert (main.get("id"), main.get("tabindex")) == ("main", "-1")


@pytest.mark.parametrize(
    "name", ["home", "news", "guide", "bundle", "place", "notice", "listing", "directory", "redirect"]
)
def test_every_site_link_carries_the_base_path(theme: Theme, pages: Pages, contents: Contents, name: str):
    html = render(theme, pages[name], contents, base_path="/preview")
    urls = re.findall(r'(?:href|src|action|url)="?(/[^"]*)"', html)
    assert urls
    assert [url for url in urls if not url.startswith("/preview/")] == []


def test_the_help_phone_stands_in_every_footer(theme: Theme, pages: Pages, contents: Contents):
    for name in ("home", "news", "guide", "listing", "404"):
        footer = render(theme, pages[name], contents).split("<footer")[1]
        assert 'href="tel:06358512345"' in footer


def test_a_missing_element_of_a_government_footer_is_shown_as_pending(theme: Theme, pages: Pages, contents: Contents):
    footer = render(theme, pages["guide"], contents).split("<footer")[1]
    assert "待补：ICP备案号" in footer
    assert "示例单位" in footer
    assert "待补" not in render(theme, pages["guide-bare"], contents).split("footer-facts")[0].split("<main")[0]


def test_the_head_says_what_the_page_is(theme: Theme, pages: Pages, contents: Contents):
    html = render(theme, pages["news"], contents)
    assert "<title>页名 - 窗口与课堂（示例站）</title>" in html
    assert '<link rel="canonical" href="https://example.cn/x/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta name="ArticleTitle" content="页名">' in html
    assert '<meta property="og:image" content="https://example.cn/x.jpg">' in html
    assert '<link rel="alternate" type="application/atom+xml" title="全部新闻" href="/feed.xml">' in html
    assert '<script type="application/ld+json">{"@type":"WebPage"}</script>' in html
    assert "maximum-scale" not in html
    assert "user-scalable" not in html


def test_the_home_page_is_not_named_twice(theme: Theme, pages: Pages, contents: Contents):
    assert "<title>窗口与课堂（示例站）</title>" in render(theme, pages["home"], contents)


def test_xml_is_well_formed(theme: Theme, xml_pages: Pages, contents: Contents):
    for page in xml_pages.values():
        ElementTree.fromstring(render(theme, page, contents))


def test_the_feed_says_who_wrote_what_and_when(theme: Theme, xml_pages: Pages, contents: Contents):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(render(theme, xml_pages["feed"], contents))
    (entry,) = feed.findall(f"{atom}entry")
    assert feed.findtext(f"{atom}title") == "全部 & 新闻"
    assert entry.findtext(f"{atom}title") == "窗口<减法>&加法"
    assert entry.findtext(f"{atom}published") == "2026-11-23T10:00:00+08:00"
    assert [author.findtext(f"{atom}name") for author in entry.findall(f"{atom}author")] == ["谢晓丽", "盛婷婷"]


def test_a_redirect_leads_on_without_a_script(theme: Theme, pages: Pages, contents: Contents):
    html = render(theme, pages["redirect"], contents, base_path="/preview")
    assert '<meta http-equiv="refresh" content="0; url=/preview/news/0/">' in html
    assert '<a href="/preview/news/0/">' in html


def test_a_guide_weighs_little(theme: Theme, pages: Pages, contents: Contents):
    page = len(gzip.compress(render(theme, pages["guide"], contents).encode()))
    css = len(gzip.compress((ASSETS / "site.css").read_bytes()))
    icon = (ASSETS / "favicon.svg").stat().st_size
    script = len((ASSETS / "speak.js").read_bytes())
    assert css <= 15_000
    assert script <= 10_000
    assert page + css + icon + script <= 60_000


def test_the_style_sheet_loads_nothing_and_grows_with_the_readers_letters():
    css = (ASSETS / "site.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css
    assert not re.search(r"\d(px|vw)\b", css)
