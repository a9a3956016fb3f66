"""Front matter of bundles, places, notices and pages."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ssg.model.kinds.bundle import BundleItem
from ssg.model.kinds.place import Hours
from ssg.model.stated import Nothing, Pending
from ssg.read.kinds.bundle import read_bundle
from ssg.read.kinds.notice import read_notice
from ssg.read.kinds.page import read_front, read_page
from ssg.read.kinds.place import read_place
from ssg.read.reader import Scope
from ssg.read.strict_yaml import parse_yaml


def read(reader, text):
    return reader(parse_yaml("a.md", text, 2).value, Scope("a.md", ZoneInfo("Asia/Shanghai")))


def errors(reader, text):
    found = read(reader, text).diagnostics
    return [(each.code, each.span.line, each.span.column) for each in found if each.severity == "error"]


def test_a_bundle_may_hold_gaps_among_its_items():
    items = read(
        read_bundle, "title: 一\nitems:\n  - guide/a\n  - {ref: guide/b, role: 可选}\n  - {待补: 其余}\n"
    ).value.items
    assert [item.guide.target for item in items[:2]] == ["guide/a", "guide/b"]
    assert items[1].role == "可选"
    assert items[2] == BundleItem(Pending("其余"))


def test_a_bundle_has_two_items_at_least():
    assert errors(read_bundle, "title: 一\nitems: [guide/a]\n") == [("too-few-items", 3, 8)]


def test_a_bundle_tells_what_is_pending():
    outcome = read(read_bundle, "title: 一\nevent: 企业开办\nsteps: 待补\n")
    assert outcome.value.pending == ("audience", "summary", "items", "steps")
    assert [(each.code, each.span.line) for each in outcome.diagnostics] == [("pending-fields", 4)]


def test_savings_have_chinese_labels():
    saves = read(read_bundle, "title: 一\nsaves: {steps_cut: 平均60%, 跑动: 少一次}\n").value.saves
    assert saves == (("减少环节", "平均60%"), ("跑动", "少一次"))


def test_the_name_of_a_place_is_its_title():
    assert read(read_place, "name: 自助大厅\n").value.publication.title == "自助大厅"
    assert read(read_place, "名称: 自助大厅\n").value.publication.title == "自助大厅"


@pytest.mark.parametrize(("written", "kind"), [("自助大厅", "自助大厅"), ("place", Pending())])
def test_kind_says_what_sort_of_place_it_is_or_repeats_the_folder(written, kind):
    outcome = read(read_place, f"title: 一\nkind: {written}\naddress: 一路\nhours: 24小时\nphone: 12345\n")
    assert (outcome.value.place_kind, outcome.diagnostics) == (kind, ())


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("24小时", Hours("每天", "", "", "24小时")),
        ("周一至周五 9:00-17:00", Hours("周一至周五", "09:00", "17:00")),
        ("周一至周五 09：00—17：00（节假日除外）", Hours("周一至周五", "09:00", "17:00", "节假日除外")),
        ("{days: 周六, from: 09:00, to: 12:00}", Hours("周六", "09:00", "12:00")),
        ("[{days: 周六, from: '09:00', to: '12:00', note: 夏季}]", Hours("周六", "09:00", "12:00", "夏季")),
        ("{days: 每天, note: 24小时}", Hours("每天", "", "", "24小时")),
    ],
)
def test_opening_hours_keep_their_clock(written, hours):
    assert read(read_place, f"title: 一\nhours: {written}\n").value.hours == (hours,)


def test_a_time_that_no_clock_shows_is_refused():
    assert errors(read_place, "title: 一\nhours: {days: 周六, from: 25:00}\n") == [("bad-clock", 3, 25)]
    assert errors(read_place, "title: 一\nhours: 上班时间\n") == [("bad-hours", 3, 8)]


def test_a_mobile_number_of_a_place_is_refused():
    assert errors(read_place, "title: 一\nphone: 13812345678\n") == [("mobile-number", 3, 8)]


def test_a_notice_has_its_official_head():
    meta = read(
        read_notice,
        "标题: 公示\n发布日期: 2026-10-13\n索引号: 无\n主题分类: 人事\n发文机关: 审批部\n成文日期: 2026-10-12\n"
        "发文字号: 聊政发〔2026〕1号\n有效性: 有效\n公示期: {from: 2026-10-13, to: 2026-10-20, objections: 12345}\n"
        "附件:\n  - {文件: a.pdf, 名称: 名单}\n",
    )
    assert meta.diagnostics == ()
    assert (meta.value.index_no, meta.value.signed, meta.value.doc_no) == (
        Nothing(),
        date(2026, 10, 12),
        "聊政发〔2026〕1号",
    )
    assert (meta.value.period_from, meta.value.period_to) == (date(2026, 10, 13), date(2026, 10, 20))
    assert (meta.value.objections, meta.value.attachments[0].title) == ("12345", "名单")


def test_a_notice_needs_a_date():
    assert errors(read_notice, "title: 一\n") == [("missing-field", 2, 1)]


@pytest.mark.parametrize("written", ["聊政发[2026]1号", "聊政发（2026）1号", "聊政发〔2026〕 1号"])
def test_a_document_number_is_offered_with_the_right_brackets(written):
    found = read(read_notice, f"title: 一\ndate: 2026-10-13\ndoc_no: {written}\n").diagnostics
    assert [dict(each.args)["suggestion"] for each in found if each.code == "bad-doc-no"] == ["聊政发〔2026〕1号"]


def test_a_period_ends_after_it_begins():
    text = "title: 一\ndate: 2026-10-13\nperiod: {from: 2026-10-20, to: 2026-10-13}\n"
    assert errors(read_notice, text) == [("period-backwards", 4, 9)]


def test_a_page_needs_a_title_and_no_date():
    assert read(read_page, "title: 关于本站\n").diagnostics == ()
    assert errors(read_page, "summary: 一\n") == [("missing-field", 2, 1)]


def test_the_text_of_a_section_may_lack_its_title():
    outcome = read(read_front, "summary: 一\n")
    assert (outcome.value.publication.title, outcome.diagnostics) == ("", ())
