"""署名 in the three shapes of the newspaper, and in others that editors use."""

from datetime import UTC

import pytest

from ssg.model.kinds.news import Byline
from ssg.read.kinds.bylines import ROLES, read_bylines
from ssg.read.reader import Scope
from ssg.read.strict_yaml import parse_yaml


def read(written):
    root = parse_yaml("a.md", f"署名: {written}\n").value
    return read_bylines(root.entries[0].value, Scope("a.md", UTC))


@pytest.mark.parametrize(
    "written",
    [
        "记者 赵立翠 通讯员 翁璇",
        "记者：赵立翠　通讯员：翁璇",
        "（记者 赵立翠 通讯员 翁璇）",
        "(记者 赵立翠 通讯员 翁璇)",
        "记者赵立翠、通讯员翁璇",
        "[记者 赵立翠, 通讯员 翁璇]",
        "\n  - 记者 赵立翠\n  - {role: 通讯员, name: 翁璇}",
        "\n  - {角色: 记者, 姓名: 赵立翠}\n  - 通讯员 翁璇",
    ],
)
def test_role_and_name_are_told_apart(written):
    outcome = read(written)
    assert outcome.value == (Byline("赵立翠", "记者"), Byline("翁璇", "通讯员"))
    assert outcome.diagnostics == ()


@pytest.mark.parametrize(
    "written",
    [
        "许海英（东昌路小学）",
        "许海英(东昌路小学)",
        "（东昌路小学 许海英）",
        "东昌路小学 许海英",
        "{name: 许海英, org: 东昌路小学}",
    ],
)
def test_an_affiliation_stands_in_brackets_or_before_the_name(written):
    assert read(written).value == (Byline("许海英", "", "东昌路小学"),)


def test_a_role_holds_for_the_names_that_follow():
    assert read("记者 李军 王丽 通讯员 李丽君").value == (
        Byline("李军", "记者"),
        Byline("王丽", "记者"),
        Byline("李丽君", "通讯员"),
    )


def test_a_name_spaced_out_is_one_name():
    assert read("记者 李　军").value == (Byline("李军", "记者"),)


def test_names_of_other_scripts_are_kept_whole():
    assert read("作者 玛丽·居里").value == (Byline("玛丽·居里", "作者"),)
    assert read("译者 John Smith").value == (Byline("John Smith", "译者"),)


def test_role_and_affiliation_may_stand_together():
    assert read("作者 许海英（东昌路小学）").value == (Byline("许海英", "作者", "东昌路小学"),)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_model_is_known(role):
    assert read(f"{role} 赵立翠").value == (Byline("赵立翠", role),)


@pytest.mark.parametrize("written", ["记者", "记者 通讯员 翁璇", "记者 123", "13812345678", "甲"])
def test_a_byline_without_a_name_is_refused(written):
    outcome = read(written)
    assert outcome.value == ()
    assert [(each.code, each.span.line, each.span.column) for each in outcome.diagnostics] == [("bad-byline", 1, 5)]


@pytest.mark.parametrize(("written", "role"), [("本报记者 赵立翠", "记者"), ("特约通讯员 翁璇", "通讯员")])
def test_a_role_with_additions_is_not_taken_for_a_name(written, role):
    (fault,) = read(written).diagnostics
    assert (fault.code, dict(fault.args)["nearest"]) == ("unknown-role", role)


def test_an_unknown_role_in_a_mapping_is_named_at_its_place():
    (fault,) = read("{role: 记着, name: 赵立翠}").diagnostics
    assert (fault.code, fault.span.column, dict(fault.args)["nearest"]) == ("not-a-choice", 12, "记者")
