"""Readers find names in the order of their pinyin (T-48), whatever their code points are."""

import re

DISTRICTS = ("茌平", "东昌府", "度假区", "高新区", "莘县")
"""In the right order; by code points it would be 东昌府, 度假区, 茌平, 莘县, 高新区."""


def names_in_order(html: str) -> list[str]:
    links = re.findall(r">([^<>]+)</a>", html.split("<main")[1])
    return list(dict.fromkeys(name for name in links if name in DISTRICTS))


def test_tags_topics_and_guides_stand_by_pinyin(make_site):
    site = make_site()
    for name in reversed(DISTRICTS):
        site.write(
            f"content/guides/g{ord(name[0])}.md", f"---\ntitle: {name}\ntopics: [{name}]\ntags: [{name}]\n---\n文\n"
        )
    assert site.build().exit_code == 0
    for url in ("/topics/", "/tags/", "/guides/a-z/"):
        assert names_in_order(site.html(url)) == list(DISTRICTS), url


def test_places_stand_by_the_pinyin_of_their_area(make_site):
    site = make_site()
    for name in DISTRICTS:
        site.write(f"content/places/p{ord(name[0])}.md", f"---\ntitle: {name}\narea: {name}\n---\n文\n")
    assert site.build().exit_code == 0
    assert names_in_order(site.html("/places/")) == list(DISTRICTS)


def test_a_register_says_where_a_name_stands_that_a_dictionary_reads_otherwise(make_site):
    site = make_site(
        """
        -- content/registers/terms.yaml --
        wei: {preferred: 尉氏, sort: yu shi}
        -- content/guides/a.md --
        ---
        title: 甲
        topics: [尉氏, 西关, 中心]
        ---
        文
        """
    )
    assert site.build().exit_code == 0
    topics = re.findall(r'href="/topics/[^"]+/">([^<]+)<', site.html("/topics/").split("<main")[1])
    assert topics == ["西关", "尉氏", "中心"]


def test_columns_of_equal_order_stand_by_their_pinyin(make_site):
    site = make_site(
        """
        -- content/registers/columns.yaml --
        a: {title: 校园, sort: xiao yuan}
        b: {title: 读书, sort: du shu}
        -- content/news/a.md --
        ---
        {title: 甲, date: 2026-11-01, column: a}
        ---
        文
        -- content/news/b.md --
        ---
        {title: 乙, date: 2026-11-01, column: b}
        ---
        文
        """
    )
    assert site.build().exit_code == 0
    columns = re.findall(r'href="/columns/./">([^<]+)<', site.html("/news/"))
    assert [name for name in columns if name in ("读书", "校园")][-2:] == ["读书", "校园"]
