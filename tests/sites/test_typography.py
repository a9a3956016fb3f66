"""Rules of typography that concern whole sites: the joined text in every output, headlines in one line, languages."""

import json
import re

SENTENCE = "首推“同城同标”跨区通办，共631项"
BROKEN = "首推“同城同标”\n跨区通办，共\n631项"
READING = "{重庆|chóng qìng}的{小朋友||xiǎo péngyǒu}"


ARTICLES = f"""
-- site.yaml --
title: 样例站
-- content/news/a.md --
---
headline:
  kicker: 审批有特色
  main: [开发区行政审批服务部, 推动审批改革|服务攻坚突破]
date: 2026-11-20
pinyin: ruby
---
{BROKEN}。{READING}。
-- content/guides/g.md --
---
title: 样例事项
summary: >
  首推“同城同标”
  跨区通办，共
  631项
materials:
  - name: 首推“同城同标”
      跨区通办，共
      631项
---
{BROKEN}。
"""


def test_the_joined_text_is_in_every_output(make_site):
    """T-07: whoever looks for the sentence finds it, in pages, descriptions, feeds, search and on the printed sheet."""
    site = make_site(ARTICLES)
    assert site.build(search=True).exit_code == 0
    outputs = {path: data.decode("utf-8", "replace") for path, data in site.outputs().items()}
    having = {path for path, text in outputs.items() if SENTENCE in text}
    assert {
        *("news/a/index.html", "guides/g/index.html", "guides/g/sheet/index.html"),
        *("feed.xml", "feed.json", "guides/index.html"),
    } <= having
    texts = [json.loads(text) for path, text in outputs.items() if "/text/" in path]
    assert {text["url"] for text in texts if SENTENCE in json.dumps(text, ensure_ascii=False)} == {
        "/news/a/",
        "/guides/g/",
    }
    for url in ("/news/a/", "/guides/g/"):
        [description] = re.findall('<meta name="description" content="([^"]*)"', site.html(url))
        assert description.startswith(SENTENCE)
    for path, text in outputs.items():
        if not path.endswith((".js", ".css")):
            assert not re.search(r"同标”\s+跨区|共\s+631项", text), path


def test_readings_above_characters_stay_on_the_page(make_site):
    """T-40b: search, feeds, descriptions and what is read aloud have the words alone."""
    site = make_site(ARTICLES)
    assert site.build(search=True).exit_code == 0
    assert "qìng" in site.html("/news/a/")
    read = [site.read_output("/feed.xml"), site.read_output("/feed.json"), site.html("/news/a/").split("<main")[0]]
    read += [data.decode() for path, data in site.outputs().items() if "/text/" in path]
    assert [text for text in read if "qìng" in text] == []
    assert sum("重庆的小朋友" in text for text in read) == 4


def test_the_lines_of_a_headline_are_one_line_elsewhere(make_site):
    """T-50, T-51: one space between lines, and no sign of where they may break."""
    site = make_site(ARTICLES)
    site.build()
    title = "开发区行政审批服务部 推动审批改革服务攻坚突破"
    assert f"<title>{title}" in site.html("/news/a/")
    assert f'<meta property="og:title" content="{title}"' in site.html("/news/a/")
    assert title in site.read_output("/feed.xml") and title in site.read_output("/feed.json")
    assert site.html("/news/a/").count("<h1") == 1
    assert '</span><span class="hl' in site.html("/news/a/")


def test_every_page_is_tagged_as_chinese(make_site):
    """T-44."""
    site = make_site(ARTICLES)
    site.build()
    pages = [data.decode() for path, data in site.outputs().items() if path.endswith(".html")]
    assert len(pages) > 10
    assert [page[:60] for page in pages if not re.match(r'<!doctype html>\s*<html lang="zh', page, re.IGNORECASE)] == []


def test_styles_load_no_font_and_slant_no_han(make_site):
    """T-23, T-34 to T-36: no sheet names a file of letters, breaks words anywhere, justifies or slants."""
    site = make_site(ARTICLES)
    site.build()
    styles = {path: data.decode() for path, data in site.outputs().items() if path.endswith(".css")}
    assert len(styles) >= 3
    for path, text in styles.items():
        # An address on the printed sheet is no word.
        rules = re.sub(r'url\("?data:|\.address \{[^}]*\}', "", text)
        wrong = r"url\(|font-style:\s*(italic|oblique)|word-break:\s*break-all|space-all|text-align:\s*justify"
        assert not re.search(wrong, rules), path
