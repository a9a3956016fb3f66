"""``ssg calendar`` and ``ssg list --pending``: what is due when, whose it is, and when to build next."""

import json
from datetime import datetime

import pytest

from ssg.cli import main
from ssg.edge.agenda_text import render_cron

SITE = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.test
    footer: {organiser: 样例单位}
    -- content/registers/columns.yaml --
    zhengwu: {title: 政务, fresh_days: 14}
    dushu: {title: 读书, fresh_days: 180}
    -- content/news/old.md --
    ---
    title: 已发的新闻
    date: 2026-11-20
    column: zhengwu
    ---
    -- content/news/soon.md --
    ---
    title: 定时的新闻
    date: 2026-12-01 08:30
    expires: 2026-12-31
    ---
    -- content/notices/a.md --
    ---
    title: 样例公示
    date: 2026-11-01
    period: {from: 2026-11-01, to: 2026-11-30}
    ---
    -- content/guides/pension.md --
    ---
    title: 领取养老金
    owner: 审批服务部
    review_by: 2026-11-10
    fee: {待补: 问财务科, owner: 财务科, due: 2026-11-25}
    ---
    -- content/guides/draft.md --
    ---
    title: 草稿
    draft: true
    review_by: 2026-11-10
    ---
"""


@pytest.fixture
def tell(make_site, capsys):
    site = make_site(SITE)

    def run(*options, now="2026-11-23T12:00:00+08:00"):
        assert main([options[0], "--site", str(site.root), "--now", now, *options[1:]]) == 0
        return capsys.readouterr().out

    return run


def events(told):
    return [(each["moment"], each["kind"], each["title"]) for each in json.loads(told)["events"]]


def test_every_event_has_its_moment(tell):
    assert events(tell("calendar", "--format", "json")) == [
        ("2026-11-11T00:00:00+08:00", "review-due", "领取养老金"),
        ("2026-11-26T00:00:00+08:00", "pending-due", "领取养老金"),
        ("2026-12-01T00:00:00+08:00", "period-over", "样例公示"),
        ("2026-12-01T08:30:00+08:00", "goes-live", "定时的新闻"),
        ("2026-12-05T00:00:00+08:00", "home-stale", "已发的新闻"),
        ("2026-12-05T00:00:00+08:00", "column-stale", "政务"),
        ("2026-12-31T00:00:00+08:00", "expires", "定时的新闻"),
    ]


def test_what_is_over_is_overdue_or_gone(tell):
    told = json.loads(tell("calendar", "--format", "json", now="2027-01-01T00:00:00+08:00"))
    assert [event["kind"] for event in told["events"] if event["is_overdue"]] == [
        *("review-due", "pending-due", "period-over", "home-stale", "column-stale"),
    ]
    assert not any(event["is_change"] for event in told["events"])
    assert told["next_rebuild"] is None
    assert told["cron"] is None


def test_the_day_that_a_column_fails_is_the_day_that_check_says_so(make_site):
    site = make_site(SITE)
    day_before, day = "2026-12-04T23:59:00+08:00", "2026-12-05T00:00:00+08:00"
    assert not {"column-stale", "home-stale"} & set(site.check(now=day_before).codes)
    assert "column-stale" in site.check(now=day).codes


def test_the_next_needed_build_is_a_line_for_cron(tell):
    # The period of a notice ends at midnight in China, 16:00 the day before in UTC.
    assert tell("calendar", "--format", "cron") == "0 16 30 11 *\n"
    assert json.loads(tell("calendar", "--format", "json"))["next_rebuild"] == "2026-12-01T00:00:00+08:00"
    assert render_cron(datetime.fromisoformat("2026-12-31T23:59:01+00:00")) == "0 0 1 1 *\n"
    assert render_cron(None) == ""


def test_a_build_at_that_moment_changes_the_site_and_none_before(make_site):
    site = make_site(SITE)
    site.build(now="2026-11-23T12:00:00+08:00")
    assert site.build(now="2026-11-30T23:59:59+08:00").rendered == []
    assert site.build(now="2026-12-01T00:00:00+08:00").rendered != []


def test_the_text_groups_what_is_overdue_what_comes_and_what_changes_by_itself(tell):
    text = tell("calendar")
    assert (
        "已经到期，要处理 1 项\n  2026-11-11 00:00  该复核  领取养老金  content/guides/pension.md  负责：审批服务部"
        in text
    )
    assert "网站会自己变化 2 次" in text
    assert "空栏目：读书" in text
    assert "下一次要构建：2026-12-01T00:00+08:00；cron（UTC）：0 16 30 11 *" in text


def test_icalendar_is_whole_and_stable(tell):
    text = tell("calendar", "--format", "ics")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 7
    assert "DTSTART:20261201T003000Z\r\nSUMMARY:发布：定时的新闻\r\n" in text
    assert "URL:https://example.test/columns/zhengwu/\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == 7
    later = tell("calendar", "--format", "ics", now="2026-11-24T12:00:00+08:00")
    assert [line for line in later.split("\r\n") if line.startswith("UID:")] == uids


def test_icalendar_keeps_long_and_odd_titles(make_site, capsys):
    site = make_site(SITE)
    title = "很长的标题，" * 9 + r"a,b;c\d"
    site.edit("content/news/soon.md", "定时的新闻", f"'{title}'")
    main(["calendar", "--site", str(site.root), "--now", "2026-11-23", "--format", "ics"])
    unfolded = capsys.readouterr().out.replace("\r\n ", "")
    assert "SUMMARY:发布：" + "很长的标题，" * 9 + r"a\,b\;c\\d" + "\r\n" in unfolded


def test_pending_fields_have_owner_and_due_date(tell):
    rows = json.loads(tell("list", "--pending", "--format", "json"))["pending"]
    fee = next(row for row in rows if row["field"] == "fee" and row["title"] == "领取养老金")
    assert fee == {
        "path": "content/guides/pension.md",
        "title": "领取养老金",
        "field": "fee",
        "label": "收费",
        "note": "问财务科",
        "owner": "财务科",
        "due": "2026-11-25",
        "is_overdue": False,
    }
    steps = next(row for row in rows if row["field"] == "steps" and row["title"] == "领取养老金")
    assert (steps["owner"], steps["due"]) == ("审批服务部", None)
    text = tell("list", "--pending", now="2026-11-26T00:00:00+08:00")
    assert "2026-11-25（已过）\t财务科\tcontent/guides/pension.md\t领取养老金：收费\t问财务科\n" in text


def test_a_site_without_dates_needs_no_build(make_site, capsys):
    site = make_site("-- content/pages/a.md --\n---\ntitle: 关于\n---\n")
    assert main(["calendar", "--site", str(site.root)]) == 0
    assert capsys.readouterr().out == "以后没有因日期而变化的内容，不用定时构建\n"
    assert main(["calendar", "--site", str(site.root), "--format", "cron"]) == 0
    assert capsys.readouterr().out == ""
