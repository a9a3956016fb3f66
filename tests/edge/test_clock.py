"""The present is what --now says, else what SOURCE_DATE_EPOCH says, else what the clock says."""

from datetime import UTC, datetime

import pytest

from ssg.edge.clock import resolve_now

SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-23T08:00", "2026-11-23T08:00:00+08:00"),
        ("2026-11-23 08:00:30", "2026-11-23T08:00:30+08:00"),
        ("2026-11-23", "2026-11-23T00:00:00+08:00"),
        (" 2026-11-23T00:00:00Z ", "2026-11-23T08:00:00+08:00"),
        ("2026-11-23T08:00:00-05:00", "2026-11-23T21:00:00+08:00"),
    ],
)
def test_a_time_without_a_zone_is_in_the_sites(written: str, meant: str) -> None:
    now = resolve_now(written, {}, SHANGHAI).value
    assert now is not None
    assert now.isoformat() == meant


def test_the_option_goes_before_the_environment() -> None:
    now = resolve_now("2026-11-23", {"SOURCE_DATE_EPOCH": "0"}, SHANGHAI).value
    assert now is not None
    assert now.year == 2026


def test_the_environment_goes_before_the_clock() -> None:
    now = resolve_now(None, {"SOURCE_DATE_EPOCH": "1795392000"}, SHANGHAI).value
    assert now is not None
    assert now.isoformat() == "2026-11-23T08:00:00+08:00"


def test_without_either_the_clock_is_asked() -> None:
    before = datetime.now(UTC)
    now = resolve_now(None, {"SOURCE_DATE_EPOCH": ""}, SHANGHAI).value
    assert now is not None
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() is not None


@pytest.mark.parametrize(
    "written", ["", "tomorrow", "2026-02-30", "31/12/2026", "2026-11-23T25:00", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_time_is_an_error_that_quotes_it(written: str) -> None:
    outcome = resolve_now(written, {}, SHANGHAI)
    assert outcome.value is None
    assert [(fault.code, dict(fault.args)["value"]) for fault in outcome.diagnostics] == [("bad-now", written)]


@pytest.mark.parametrize("written", ["today", "1e3", "9" * 30, "-" + "9" * 30])
def test_an_epoch_that_is_no_time_is_an_error(written: str) -> None:
    outcome = resolve_now(None, {"SOURCE_DATE_EPOCH": written}, SHANGHAI)
    assert outcome.value is None
    assert [fault.code for fault in outcome.diagnostics] == ["bad-source-date-epoch"]
