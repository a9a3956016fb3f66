"""Fields are known by two names; unknown, doubled and missing ones are told with their places."""

from datetime import UTC, date

import pytest
from msgspec import Struct

from ssg.model.stated import Nothing, Pending
from ssg.read.reader import Scope
from ssg.read.schema import compile_schema, optional, read_fields, record, required, stated
from ssg.read.states import StatedReader
from ssg.read.strict_yaml import parse_yaml
from ssg.read.values import read_integer, read_text

SCOPE = Scope("a.md", UTC)
SCHEMA = compile_schema(
    required("title 标题", read_text),
    optional("tags 标签", read_text),
    stated("fee 收费", read_text),
    optional("count 数量", read_integer, into="n"),
)


def fields(text):
    return read_fields(SCHEMA, parse_yaml("a.md", text).value, SCOPE)


def faults(text):
    return [(each.code, each.span.line, each.span.column) for each in fields(text).diagnostics]


def test_english_and_chinese_names_mean_the_same():
    assert fields("title: 一\n标签: 二\ncount: 3\n").values == {"title": "一", "tags": "二", "n": 3}


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("titel", "title"), ("Title", "title"), ("标提", "标题"), ("tag", "tags"), ("收费金额", "收费")],
)
def test_an_unknown_name_offers_the_nearest(key, nearest):
    unknown = fields(f"title: 一\n{key}: 二\n").diagnostics[0]
    assert (unknown.code, unknown.span.line, unknown.span.column, unknown.span.length) == (
        "unknown-key",
        2,
        1,
        len(key),
    )
    assert dict(unknown.args)["nearest"] == nearest


def test_an_unknown_name_unlike_any_lists_all():
    (unknown,) = fields("title: 一\nxyzzy: 二\n").diagnostics
    assert "nearest" not in dict(unknown.args)
    assert "title 标题" in dict(unknown.args)["known"]


def test_a_flood_of_unknown_names_is_counted():
    found = fields("title: 一\n" + "".join(f"x{number}: 1\n" for number in range(500))).diagnostics
    assert len(found) == 21
    assert (found[-1].code, dict(found[-1].args)) == ("more-unknown-keys", {"count": "480"})


def test_both_names_of_a_field_are_one_too_many():
    (fault,) = fields("title: 一\n标题: 二\n").diagnostics
    assert (fault.code, fault.span.line, fault.span.column) == ("same-field-twice", 2, 1)
    assert [(span.line, span.column) for span in fault.related] == [(1, 1)]


@pytest.mark.parametrize("text", ["tags: 二\n", "title:\ntags: 二\n", "title: ~\ntags: 二\n"])
def test_a_required_field_left_out_is_missed(text):
    assert faults(text) == [("missing-field", 1, 1)]
    assert not fields(text).is_whole


def test_a_faulty_required_field_is_told_once():
    assert faults("title: [一]\n") == [("expects-text", 1, 8)]


def test_an_optional_field_left_empty_is_left_out():
    assert fields("title: 一\ntags:\nfee: \n").values == {"title": "一"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("无", Nothing()),
        ("待补", Pending()),
        ("{无: 政府承担}", Nothing("政府承担")),
        ("{待补: 请审批部确认}", Pending("请审批部确认")),
        ("{待补: , owner: 张科, due: 2026-12-31}", Pending("", "张科", date(2026, 12, 31))),
        ("12 元", "12 元"),
    ],
)
def test_a_stated_field_has_three_states(written, value):
    outcome = fields(f"title: 一\nfee: {written}\n")
    assert (outcome.values["fee"], outcome.diagnostics) == (value, ())


def test_a_state_has_no_other_companions():
    assert faults("title: 一\nfee: {待补: 说明, 金额: 3}\n") == [("bad-state", 2, 15)]
    assert faults("title: 一\nfee: {待补: 说明, 无: 说明}\n") == [("bad-state", 2, 15)]


def test_a_pending_field_that_no_page_shows_is_told():
    assert faults("title: 一\ntags: 待补\n") == [("pending-not-shown", 2, 7)]


def test_none_in_a_plain_field_leaves_it_out():
    outcome = fields("title: 一\ntags: 无\n")
    assert (outcome.values, outcome.diagnostics) == ({"title": "一"}, ())


def test_a_required_field_cannot_be_pending():
    assert faults("title: 待补\n") == [("missing-field", 1, 8)]


def test_two_fields_of_one_name_are_our_own_mistake():
    with pytest.raises(ValueError, match="标题"):
        compile_schema(optional("a 标题", read_text), optional("b 标题", read_text))


class Fee(Struct, frozen=True):
    name: str
    amount: int = 0


def test_a_record_is_made_of_its_fields():
    reader = record(Fee, required("name 名称", read_text), optional("amount 金额", read_integer))
    assert reader(parse_yaml("a.md", "{名称: 工本费, amount: 5}").value, SCOPE).value == Fee("工本费", 5)


def test_a_record_without_what_it_needs_is_not_made():
    outcome = record(Fee, required("name 名称", read_text))(parse_yaml("a.md", "- {}").value.items[0], SCOPE)
    assert outcome.value is None
    assert [(each.code, each.span.column) for each in outcome.diagnostics] == [("missing-field", 3)]


def test_text_in_place_of_a_record_is_quoted():
    (fault,) = record(Fee, required("name 名称", read_text))(parse_yaml("a.md", "五元").value, SCOPE).diagnostics
    assert (fault.code, dict(fault.args)["written"]) == ("expects-mapping", "五元")


def test_a_stated_reader_reads_values_too():
    assert StatedReader(read_integer)(parse_yaml("a.md", "3").value, SCOPE).value == 3
