"""The sheet to print of a guide or bundle: what it says of its own state, and what gives way when room is short."""

import re

import pytest

SITE = """
    -- content/guides/permit.md --
    ---
    title: 登记
    summary: 开店的人先办这一项。
    steps: [{name: 受理, time: 待补}]
    variants: [{id: a, title: 网上, who: 会上网的人, do: 待补}]
    legal_basis:
      - {title: 登记条例, article: 第五条, text: 开店应当登记。}
      - {title: 旧办法, article: 第二条, valid: 废止}
    effective_until: 2026-12-31
    review_by: 2026-12-01
    ---
    -- content/bundles/shop.md --
    ---
    title: 开店一件事
    items: [{ref: guide/permit, group: 先办}, 待补]
    channels: [{counter: {window: 3号窗口}}]
    expires: 2026-12-31
    review_by: 2026-12-01
    ---
    """


def words_of(site, url: str) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r"<main.*</main>", site.html(url), re.DOTALL)[0])


@pytest.mark.parametrize("url", ["/guides/permit/sheet/", "/bundles/shop/sheet/"])
def test_a_sheet_that_holds_no_more_says_so_first(make_site, url):
    site = make_site(SITE)
    site.build()
    assert "现已" not in words_of(site, url)
    site.build(now="2027-01-01T12:00:00+08:00")
    words = words_of(site, url)
    assert "现已过期" in words or "已过有效期" in words
    assert "本页应在2026年12月1日前复核，现已超过" in words


def test_the_words_of_a_law_are_printed_where_there_is_room(make_site):
    site = make_site(SITE)
    site.build()
    assert "登记条例 第五条：开店应当登记；旧办法 第二条（废止）" in words_of(site, "/guides/permit/sheet/")


def test_the_words_of_a_law_give_way_before_the_type_gets_smaller(make_site):
    site = make_site(SITE)
    site.edit("content/guides/permit.md", "开店应当登记。", "开店应当登记。" * 200)
    result = site.build()
    assert "登记条例 第五条；旧办法 第二条（废止）" in words_of(site, "/guides/permit/sheet/")
    assert "<body>" in site.html("/guides/permit/sheet/")
    assert "sheet-too-long" not in result.codes
    assert "开店应当登记。" * 200 in site.html("/guides/permit/")


def test_what_is_not_known_of_a_step_or_a_way_is_marked(make_site):
    site = make_site(SITE)
    site.build()
    words = words_of(site, "/guides/permit/sheet/")
    assert "受理（待补：这一步的用时）" in words
    assert "网上：会上网的人，待补：具体办法" in words


def test_the_sheet_of_a_bundle_says_where_it_is_done_and_in_which_order(make_site):
    site = make_site(SITE)
    site.build()
    words = words_of(site, "/bundles/shop/sheet/")
    assert "窗口办理 3号窗口" in words
    assert "登记（先办）" in words


def test_a_sheet_without_a_summary_marks_the_gap(make_site):
    site = make_site(SITE)
    site.build()
    assert "待补：一句话说明" in words_of(site, "/bundles/shop/sheet/")
