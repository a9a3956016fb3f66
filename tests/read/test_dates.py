"""Dates as editors write them, in the site's time zone."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ssg.read.dates import day_start, read_day, read_moment
from ssg.read.reader import Scope
from ssg.read.strict_yaml import parse_yaml

SHANGHAI = Scope("a.md", ZoneInfo("Asia/Shanghai"))


def node(written):
    return parse_yaml("a.md", f"date: {written}").value.entries[0].value


def moment(written, scope=SHANGHAI):
    return read_moment(node(written), scope)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-10-13", "2026-10-13T00:00:00+08:00"),
        ("'2026-10-13'", "2026-10-13T00:00:00+08:00"),
        ("2026-1-5", "2026-01-05T00:00:00+08:00"),
        ("2026-10-13 09:30", "2026-10-13T09:30:00+08:00"),
        ("2026-10-13T09:30:15", "2026-10-13T09:30:15+08:00"),
        ("2026-10-13T01:30:00Z", "2026-10-13T09:30:00+08:00"),
        ("2026-10-13 09:30+09:00", "2026-10-13T08:30:00+08:00"),
        ("2026-10-13T20:30:00-05:00", "2026-10-14T09:30:00+08:00"),
        ("2026年10月13日", "2026-10-13T00:00:00+08:00"),
        ("2026年1月5日 9:05", "2026-01-05T09:05:00+08:00"),
        ("2024-02-29", "2024-02-29T00:00:00+08:00"),
    ],
)
def test_a_date_is_read_in_the_zone_of_the_site(written, expected):
    assert moment(written).value.isoformat() == expected


def test_summer_time_counts_on_its_own_days_only():
    london = Scope("a.md", ZoneInfo("Europe/London"))
    assert moment("2026-07-01", london).value.isoformat() == "2026-07-01T00:00:00+01:00"
    assert moment("2026-12-01", london).value.isoformat() == "2026-12-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-30",
        "2023-02-29",
        "2026-13-01",
        "2026/13/01",
        "2026-10-13 24:00",
        "2026-10-13 09:60",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31T23:59:59-12:00",
        "2026-10-13T09:30+99:00",
        "10-13",
        "明天",
        "20261013",
        "٢٠٢٦-١٠-١٣",
        "[2026-10-13]",
    ],
)
def test_what_is_no_date_is_refused_at_its_place(written):
    (fault,) = moment(written).diagnostics
    assert (fault.code, fault.span.line, fault.span.column) == ("bad-date", 1, 7)


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("2026/10/13", "2026-10-13"),
        ("2026.10.3", "2026-10-03"),
        ("２０２６-10-13", "2026-10-13"),
        ("2026-10-13 09：30", "2026-10-13 09:30"),
    ],
)
def test_a_date_in_another_form_is_offered_in_the_right_one(written, suggestion):
    (fault,) = moment(written).diagnostics
    assert dict(fault.args)["suggestion"] == suggestion


def test_a_day_has_no_time():
    assert read_day(node("2026-10-13"), SHANGHAI).value == date(2026, 10, 13)
    assert read_day(node("2026-10-13 09:30"), SHANGHAI).value is None


def test_a_day_begins_at_midnight_of_the_zone():
    assert day_start(date(2026, 10, 13), SHANGHAI.zone).isoformat() == "2026-10-13T00:00:00+08:00"
