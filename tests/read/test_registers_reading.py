"""Registers are read by their file names, entry by entry."""

import pytest

from ssg.model.stated import Pending
from ssg.read.registers import read_registers


def read(name, text):
    return read_registers(((f"content/registers/{name}", text),))


def faults(name, text):
    return [(each.code, each.span.line, each.span.column) for each in read(name, text).diagnostics]


def test_organisations_have_numbers_and_addresses_in_three_states():
    (org,) = read("orgs.yaml", "shenpi:\n  名称: 审批部\n  phone: 待补\n").value.orgs
    assert (org.id, org.name, org.phone, org.address) == ("shenpi", "审批部", Pending(), None)
    assert (org.span.line, org.span.column, org.span.length) == (1, 1, 6)


def test_figures_keep_their_digits():
    (figure,) = read(
        "figures.yaml", "win.tax: {value: 0060, unit: 个, certainty: doubtful, facts_ref: [A-16]}\n"
    ).value.figures
    assert (figure.id, figure.value, figure.unit) == ("win.tax", "0060", "个")
    assert (figure.is_doubtful, figure.facts_ref) == (True, ("A-16",))


def test_terms_and_columns_are_read():
    registers = read_registers(
        (
            ("content/registers/terms.yaml", "茌平: {preferred: 茌平区, forbidden: [在平区]}\n"),
            ("content/registers/columns.yaml", "xiaoyuan: {title: 校园, order: 2}\n"),
        )
    ).value
    assert (registers.terms[0].preferred, registers.terms[0].forbidden) == ("茌平区", ("在平区",))
    assert (registers.columns[0].title, registers.columns[0].order, registers.columns[0].fresh_days) == ("校园", 2, 14)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("columns.yaml", "校园: {title: 校园}\n", [("bad-column-id", 1, 1)]),
        ("orgs.yaml", "a/b: {name: 甲}\n", [("bad-id", 1, 1)]),
        ("orgs.yaml", "a: 审批部\n", [("expects-mapping", 1, 4)]),
        ("orgs.yaml", "a: {short: 审批部}\n", [("missing-field", 1, 4)]),
        ("orgs.yaml", "a: {name: 甲, phone: 13812345678}\n", [("mobile-number", 1, 21)]),
        ("orgs.yaml", "- name: 甲\n", [("register-not-fields", 1, 1)]),
        ("orgs.yaml", "a: {name: 甲}\na: {name: 乙}\n", [("duplicate-key", 2, 1)]),
        ("figures.yaml", "a: {valeu: 3}\n", [("unknown-key", 1, 5), ("missing-field", 1, 4)]),
        ("org.yaml", "a: {name: 甲}\n", [("unknown-register", 0, 0)]),
        ("orgs.yml", "a: {name: 甲}\n", [("unknown-register", 0, 0)]),
    ],
)
def test_a_mistake_is_named_at_its_place(name, text, expected):
    assert faults(name, text) == expected


def test_a_faulty_entry_does_not_hide_the_others():
    assert [org.id for org in read("orgs.yaml", "a: 甲\nb: {name: 乙}\n").value.orgs] == ["b"]


def test_empty_registers_are_allowed():
    assert read("orgs.yaml", "# 还没有单位\n").diagnostics == ()
