"""Quotes and brackets without a partner are found; those with one are left alone (T-41)."""

import pytest

from ssg.check.pairs import check_pairs


@pytest.mark.parametrize(
    ("body", "code", "place", "instead"),
    [
        ("首推“同城同标，跨区通办。", "unpaired-mark", "1:3+1", ""),
        ("首推同城同标”，跨区通办。", "unpaired-mark", "1:7+1", ""),
        ("朗诵《少年中国说。", "unpaired-mark", "1:3+1", ""),
        ("材料（原件，一份。", "unpaired-mark", "1:3+1", ""),
        ("材料原件），一份。", "unpaired-mark", "1:5+1", ""),
        ("- 甲“乙\n- 丙", "unpaired-mark", "1:4+1", ""),
        ("| 甲 | “乙 |\n| - | - |\n| 丙 | 丁 |", "unpaired-mark", "1:7+1", ""),
        ("材料（原件)一份。", "mixed-brackets", "1:6+1", "）"),
        ("材料(原件）一份。", "mixed-brackets", "1:3+1", "（"),
        ('叫"一件事"的改革。', "straight-quotes", "1:2+5", "“一件事”"),
        ('叫"一件事的改革。', "unpaired-mark", "1:2+1", ""),
        ("他说：“甲“乙”丙。”", "nested-quotes", "1:6+3", "‘乙’?"),
        ('---\ntitle: 关于"一件事"\n---\n', "straight-quotes", "2:10+5", "“一件事”"),
        ("---\ntitle: 关于“一件事\n---\n", "unpaired-mark", "2:10+1", ""),
    ],
)
def test_a_fault_is_found_at_its_place(findings, body, code, place, instead):
    assert findings(check_pairs, body) == [(code, place, instead)]


def test_a_quotation_cut_by_a_column_break_is_found_on_both_sides(findings):
    body = "定期举办“营商\n\n环境畅聊早餐会”。"
    assert findings(check_pairs, body) == [("unpaired-mark", "1:5+1", ""), ("unpaired-mark", "3:8+1", "")]


@pytest.mark.parametrize(
    "body",
    [
        "叫“甲‘乙’丙”（见《丁〈戊〉》〔2026〕1号）【己】。",
        "一段里断行的“同城\n同标”。",
        "“第一段，\n\n“第二段，\n\n“第三段。”",
        "1）甲；2）乙\n\n（一）丙",
        "a) 甲",
        "Don’t worry，没事。",
        '“好”的**“双全”**和"OK" (see) "x" y',
        '<a title="甲">乙</a>，`"甲`，[链接](a.md "题")',
        '!!! note "关于本文"\n    内容。',
        "[甲](a_(b).md)，http://example.test/a_(b)，好。",
        '\\(转义，\\"转义',
        "---\ntitle: 甲\nalt: '说“乙”'\nx: \"丙\"\n---\n",
    ],
)
def test_what_is_right_is_left_alone(findings, body):
    assert findings(check_pairs, body) == []


def test_marks_that_are_never_closed_take_no_longer_than_their_length(findings):
    assert len(findings(check_pairs, "（" * 20_000)) == 20_000
    findings(check_pairs, "“" * 20_000)
