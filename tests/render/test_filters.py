from datetime import date, datetime, timedelta, timezone

import pytest

from ssg.model.stated import Nothing, Pending
from ssg.model.theme import Theme
from ssg.render.filters import (
    UnsafeUrl,
    dialled,
    format_date,
    format_moment,
    format_range_end,
    is_external,
    is_nothing,
    is_pending,
    iso,
    news_language,
    phrases,
    time_element,
    weekday,
    with_base_path,
)
from ssg.render.words import MissingString, make_translate

CHINA = timezone(timedelta(hours=8))
STRINGS = (
    ("date.full", "{year}年{month}月{day}日"),
    ("date.day", "{day}日"),
    ("date.yearless", "{month}月{day}日"),
    ("date.moment", "{date} {clock}"),
    ("month.10", "10月"),
    ("month.1", "1月"),
    ("greeting", "你好，{name}"),
)
t = make_translate(Theme(templates=(), strings=STRINGS, assets=()))


def test_a_date_has_no_leading_zeros():
    assert format_date(date(2022, 1, 3), t) == "2022年1月3日"


def test_a_date_without_a_year_shows_none():
    assert format_date("10-13", t) == "10月13日"


def test_a_written_date_reads_like_a_date():
    assert format_date("2022-10-13", t) == "2022年10月13日"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2022-10-13", "2022-10-19", "19日"),
        ("10-13", "10-19", "19日"),
        ("2022-10-13", "10-19", "19日"),
        ("2022-10-13", "2022-01-03", "1月3日"),
        ("2022-10-13", "2023-10-13", "2023年10月13日"),
    ],
)
def test_the_end_of_a_range_repeats_nothing_of_its_start(start: str, end: str, shown: str):
    assert format_range_end(end, start, t) == shown


def test_the_weekday_is_computed():
    """T-46."""
    assert weekday("2022-10-13") == 4
    assert weekday(date(2026, 11, 22)) == 7


def test_a_moment_shows_the_time_of_day_unless_it_is_midnight():
    """T-46."""
    assert format_moment(datetime(2022, 10, 13, 8, 5, tzinfo=CHINA), t) == "2022年10月13日 8:05"
    assert format_moment(datetime(2022, 10, 13, tzinfo=CHINA), t) == "2022年10月13日"


def test_the_machine_form_keeps_the_offset_of_the_site():
    assert iso(datetime(2022, 10, 13, 8, 30, tzinfo=CHINA)) == "2022-10-13T08:30:00+08:00"
    assert iso(date(2022, 1, 3)) == "2022-01-03"
    assert iso("10-13") == "10-13"


def test_a_time_element_carries_both_forms():
    assert time_element("10-13", "10月13日") == '<time datetime="10-13">10月13日</time>'


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("/guides/", "/preview/guides/"),
        ("https://example.cn/a", "https://example.cn/a"),
        ("//example.cn/a", "//example.cn/a"),
        ("#材料", "#材料"),
        ("tel:12345", "tel:12345"),
    ],
)
def test_only_site_relative_urls_get_the_base_path(url: str, printed: str):
    assert with_base_path(url, "/preview") == printed


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:,x"])
def test_a_url_that_could_run_code_is_refused(url: str):
    with pytest.raises(UnsafeUrl):
        with_base_path(url, "")


def test_a_phone_number_is_dialled_by_its_digits():
    """T-47."""
    assert dialled("0635-123 4567") == "tel:06351234567"
    assert dialled("+86 635-1234567") == "tel:+866351234567"


def test_the_three_states_of_a_field_can_be_told_apart():
    assert (is_pending(Pending()), is_nothing(Pending())) == (True, False)
    assert (is_pending(Nothing()), is_nothing(Nothing())) == (False, True)


def test_another_host_is_external_and_the_own_site_is_not():
    assert is_external("https://example.cn/")
    assert not is_external("/guides/")


def test_an_interface_string_escapes_what_is_put_into_it():
    assert t("greeting", name="<b>") == "你好，&lt;b&gt;"


def test_an_unknown_interface_string_is_a_fault():
    with pytest.raises(MissingString):
        t("nowhere")


def test_news_sitemaps_name_chinese_by_region():
    assert news_language("zh-Hans") == "zh-cn"
    assert news_language("zh-Hant") == "zh-tw"
    assert news_language("en") == "en"


def test_a_title_breaks_after_a_stop_or_a_space_and_reads_the_same():
    assert phrases("练拼音：办法") == '<span class="phrase">练拼音：</span><span class="phrase">办法</span>'
    assert phrases("做减法 做加法") == '<span class="phrase">做减法</span> <span class="phrase">做加法</span>'
    assert phrases("他问“是吗？”然后走了").startswith('<span class="phrase">他问“是吗？”</span>')


def test_a_title_of_one_phrase_stays_plain_and_escaped():
    assert phrases("校园<艺术节>") == "校园&lt;艺术节&gt;"
    assert phrases("") == ""


def test_a_headline_breaks_where_its_editor_allows_it_and_nowhere_else():
    """T-51."""
    assert phrases("推动审批改革|服务攻坚突破") == "推动审批改革<wbr>服务攻坚突破"
    assert phrases("<b>|x") == "&lt;b&gt;<wbr>x"
    assert "<wbr>" not in phrases("甲 | 乙")
