"""Numbers of offices come from the register; hotlines and other digits are none of its business (R-86)."""

import pytest

from ssg.check.phones import check_phones, digits_of
from ssg.source_findings import prose_of

KNOWN = digits_of(("0635-8512345", "400-812-3456"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("请打0635-8512346。", "0635-8512346"),
        ("请打（0635）8512346。", "（0635）8512346"),
        ("请打010 12345678。", "010 12345678"),
        ("请打400-812-3457。", "400-812-3457"),
        ("[0635-8512346](tel:0635-8512346)", "0635-8512346"),
    ],
)
def test_a_number_that_nobody_has_is_found(text, number):
    assert [finding.text for finding in check_phones(prose_of("a.md", text), KNOWN)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "请打0635-8512345、（0635）8512345、06358512345或4008123456。",
        "热线12345、96777、110；手机138****1234。",
        "编号0123456789，2026-11-23，0635，00635-85123467，文号〔2026〕0101234号。",
        "---\nphone: 0635-8512346\n---\n",
        "`0635-8512346` https://example.test/0635-8512346",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert list(check_phones(prose_of("a.md", text), KNOWN)) == []


def test_the_numbers_of_units_and_places_are_known(make_site):
    site = make_site("""
        -- content/registers/orgs.yaml --
        hall: {name: 大厅, phone: 0635-8512345}
        -- content/places/a.md --
        ---
        title: 地点
        address: 待补
        hours: 24小时
        phone: 0635-8512346
        ---
        大厅0635-8512345，本处0635-8512346，别处0635-8512347。
    """)
    assert [each["column"] for each in site.check().diagnostics if each["code"] == "phone-not-in-register"] == [33]
