"""What readers, lists and editors see of an item that was taken back."""

import pytest

from ssg.cli import main

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    -- content/guides/old.md --
    ---
    title: 旧办法登记
    status: 停用
    withdrawn: {reason: 并入新办法, date: 2026-11-20, replacement: guide/new}
    aliases: [/old-address/]
    topics: [登记]
    ---
    旧的正文。
    -- content/guides/new.md --
    ---
    title: 新办法登记
    replaces: guide/old
    ---
    -- content/news/gone.md --
    ---
    title: 登错了的消息
    date: 2026-11-01
    corrections:
      - {date: 2026-11-21, kind: 撤回, text: 事实有误}
    ---
    不该再看到的正文。
    -- content/news/stays.md --
    ---
    title: 照常的消息
    date: 2026-11-02
    ---
    """


@pytest.mark.parametrize(
    ("url", "shown", "hidden"),
    [
        ("/guides/old/", ("目前停办", "2026年11月20日", "并入新办法", 'href="/guides/new/"'), "旧的正文"),
        ("/news/gone/", ("已经撤回", "2026年11月21日", "事实有误"), "不该再看到的正文"),
    ],
)
def test_the_page_gives_date_reason_and_replacement_instead_of_the_text(make_site, html_errors, url, shown, hidden):
    site = make_site(SITE)
    assert site.build().exit_code == 0
    page = site.html(url)
    assert [text for text in shown if text not in page] == []
    assert hidden not in page
    assert html_errors(page) == []
    assert '<meta name="robots" content="noindex">' in page


def test_a_withdrawn_item_stands_in_no_list_feed_or_sitemap(make_site):
    site = make_site(SITE)
    site.build()
    for path in ("/", "/news/", "/guides/", "/guides/a-z/", "/feed.xml", "/feed.json", "/sitemap.xml"):
        text = site.read_output(path)
        assert "登错了的消息" not in text and "旧办法登记" not in text, path
        assert "/news/gone/" not in text and "/guides/old/" not in text, path
    assert "照常的消息" in site.html("/news/")


def test_a_withdrawn_item_is_not_searched(make_site):
    site = make_site(SITE)
    site.build(search=True)
    index = b"".join(data for path, data in site.outputs().items() if path.startswith("pagefind/"))
    assert "登错了的消息".encode() not in index


def test_old_addresses_still_lead_to_the_withdrawn_page(make_site):
    site = make_site(SITE)
    site.build()
    assert "/old-address/ /guides/old/ 301" in site.read_output("/_redirects")


def test_the_successor_names_what_it_replaces(make_site):
    site = make_site(SITE)
    site.build()
    assert '<a href="/guides/old/">旧办法登记</a>' in site.html("/guides/new/")


def test_the_successor_is_named_even_where_only_it_knows(make_site):
    site = make_site(SITE)
    site.edit("content/guides/old.md", ", replacement: guide/new", "")
    site.build()
    assert '<a href="/guides/new/">新办法登记</a>' in site.html("/guides/old/")


def test_the_list_of_items_says_what_is_withdrawn(make_site, capsys):
    site = make_site(SITE)
    main(["list", "--site", str(site.root), "--now", "2026-11-23T12:00:00+08:00"])
    lines = capsys.readouterr().out.splitlines()
    withdrawn = sorted(line.split("content/")[1].split()[0] for line in lines if "已撤回" in line)
    assert withdrawn == ["guides/old.md", "news/gone.md"]


def test_a_withdrawal_takes_effect_on_its_day(make_site):
    site = make_site(SITE)
    site.edit("content/guides/old.md", "2026-11-20", "2026-11-24")
    before = site.build()
    assert "旧的正文" in site.html("/guides/old/")
    assert before.report["next_change"].startswith("2026-11-24T00:00")
    site.build(now="2026-11-24T00:00:00+08:00")
    assert "旧的正文" not in site.html("/guides/old/")


def test_a_shown_page_may_not_link_to_a_guide_out_of_use(make_site):
    site = make_site(SITE)
    site.edit("content/news/stays.md", "照常的消息\n", "照常的消息\nrelated: [guide/old]\n")
    fault = next(each for each in site.build().diagnostics if each["code"] == "link-to-withdrawn")
    assert (fault["severity"], fault["path"], fault["line"]) == ("error", "content/news/stays.md", 3)
    assert "已经撤回或停用" in fault["message"]


def test_news_may_be_withdrawn_while_others_still_link_to_it(make_site):
    site = make_site(SITE)
    site.edit("content/news/stays.md", "照常的消息\n", "照常的消息\nrelated: [news/gone]\n")
    result = site.build()
    assert (result.exit_code, result.codes.count("link-to-withdrawn")) == (0, 1)
    assert "登错了的消息" not in site.html("/news/stays/")


def test_a_guide_out_of_use_says_since_when_and_why(make_site):
    site = make_site("""
        -- content/guides/old.md --
        ---
        title: 旧办法登记
        status: 废止
        ---
        """)
    fault = next(each for each in site.build().diagnostics if each["code"] == "withdrawn-without-reason")
    assert (fault["severity"], fault["line"], fault["column"]) == ("warning", 3, 9)
    assert "已经废止" in site.html("/guides/old/")


def test_nobody_is_asked_for_the_missing_fields_of_a_guide_that_was_taken_back(make_site):
    result = make_site(SITE).build()
    asked = [each["path"] for each in result.diagnostics if each["code"] == "pending-fields"]
    assert asked == ["content/guides/new.md"]
