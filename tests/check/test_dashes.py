"""Dashes, ellipses and ranges have one form (T-15, T-24)."""

import pytest

from ssg.check.dashes import check_dashes


@pytest.mark.parametrize(
    ("body", "code", "place", "instead"),
    [
        ("有例外--不含节假日。", "wrong-dash", "1:4+2", "——"),
        ("有例外──不含节假日。", "wrong-dash", "1:4+2", "——"),
        ("有例外–不含节假日。", "wrong-dash", "1:4+1", "——"),
        ("有例外———不含。", "wrong-dash", "1:4+3", "——"),
        ("“例外”一一不含节假日。", "wrong-dash", "1:5+2", "——?"),
        ("有例外—不含节假日。", "single-dash", "1:4+1", "——?"),
        ("等等...后来", "wrong-ellipsis", "1:3+3", "……"),
        ("等等。。。", "wrong-ellipsis", "1:3+3", "……"),
        ("等等…后来", "wrong-ellipsis", "1:3+1", "……"),
        ("上午9:00~12:00开放", "wrong-range", "1:7+1", "～"),
        ("3月~5月", "wrong-range", "1:3+1", "～"),
        ("---\nsummary: 例外--不含\n---\n", "wrong-dash", "2:12+2", "——"),
    ],
)
def test_a_fault_is_found_at_its_place(findings, body, code, place, instead):
    assert findings(check_dashes, body) == [(code, place, instead)]


@pytest.mark.parametrize(
    "body",
    [
        "有例外——不含，等等……后来。",
        "周一—周五，三月—五月，2024—2026年，10月13日—19日，东昌府区—茌平区。",
        "没有一一列出，一一对应。",
        "a--b，`--strict`，2026-11-23，0635-12345，~~删~~，a~b",
        "甲\n\n---\n\n乙",
        "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
        "标题\n----",
    ],
)
def test_what_is_right_is_left_alone(findings, body):
    assert findings(check_dashes, body) == []
