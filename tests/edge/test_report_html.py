"""The page that stands in place of a site that could not be built."""

from ssg.edge.messages import Entry, Messages, load_messages
from ssg.edge.report_html import render_error_page
from ssg.model.diagnostic import Span, error, warning


def page(*diagnostics, sources=None, language="zh-Hans", has_last_good=True, **entries):
    loaded = load_messages(language)
    messages = Messages(loaded.language, entries, loaded.word_by_key)
    return render_error_page(diagnostics, messages, (sources or {}).get, has_last_good=has_last_good)


def test_the_page_names_file_place_line_and_remedy():
    html = page(
        error("bad-date", Span("content/rain.md", 2, 7, 10), was="2026-02-30"),
        sources={"content/rain.md": "---\ndate: 2026-02-30\n"},
        **{"bad-date": Entry("没有“{was}”这一天", ("请核对日期",))},
    )
    assert '<html lang="zh-Hans">' in html
    assert "<h2>content/rain.md</h2>" in html
    assert "没有“2026-02-30”这一天" in html
    assert '<p class="place">content/rain.md:2:7</p>' in html
    assert "<code>date: <mark>2026-02-30</mark></code>" in html
    assert "<p>改法：请核对日期</p>" in html
    assert "<p>1 个错误。改好并保存后，这一页会自己消失。</p>" in html


def test_content_is_escaped_everywhere():
    evil = "<script>alert(1)</script>&\"'"
    html = page(
        error(evil, Span(f"{evil}.md", 1, 1, 3), was=evil, related=(Span(evil, 1),)),
        sources={f"{evil}.md": evil},
        **{evil: Entry("{was}", ("{was}",))},
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;") >= 5


def test_faults_of_no_file_stand_under_the_whole_site():
    html = page(warning("w"), language="en", w=Entry("Odd"))
    assert "<h2>The whole site</h2>" in html
    assert '<li class="warning">' in html


def test_errors_come_before_warnings_which_are_folded_away():
    html = page(warning("w", Span("a.md")), error("e", Span("b.md")), e=Entry("坏"), w=Entry("怪"))
    assert html.index("坏") < html.index("<details>\n<summary>1 个提醒</summary>") < html.index("怪")


def test_warnings_that_alone_hold_the_site_back_are_open_to_view():
    assert "<details open>" in page(warning("w", Span("a.md")), w=Entry("怪"))


def test_the_last_good_page_is_offered_only_when_there_is_one():
    assert '<a href="?__ssg=last">查看上一次成功的页面</a>' in page(error("e"), has_last_good=True)
    assert "?__ssg=last" not in page(error("e"), has_last_good=False)


def test_nothing_in_the_page_needs_inline_style_or_script():
    html = page(error("e", Span("a.md", 1, 1)), sources={"a.md": "x"})
    assert "<style" not in html and " style=" not in html and "<script" not in html and " on" not in html
