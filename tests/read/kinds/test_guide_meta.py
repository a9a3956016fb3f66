"""Front matter of guides: what is missing, what contradicts itself, and the short forms editors use."""

from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from ssg.model.kinds.guide import Channel, Delivery, Fee, Limit, MaterialForm, Visits
from ssg.model.stated import Nothing, Pending
from ssg.read.kinds.guide import KEY_ELEMENTS, read_guide
from ssg.read.reader import Scope
from ssg.read.strict_yaml import parse_yaml


def read(text):
    return read_guide(parse_yaml("a.md", text, 2).value, Scope("a.md", ZoneInfo("Asia/Shanghai")))


def faults(text):
    """Errors and warnings by code and place, without the warning of the fields that each short example leaves out."""
    found = read("title: 一\n" + text).diagnostics
    return [(each.code, each.span.line, each.span.column) for each in found if each.code != "pending-fields"]


def test_key_elements_left_out_are_pending_and_told_in_one_warning():
    outcome = read("title: 养老认证\n")
    (warning,) = outcome.diagnostics
    assert (warning.severity.value, warning.code, warning.span.line) == ("warning", "pending-fields", 2)
    assert dict(warning.args)["count"] == str(len(KEY_ELEMENTS))
    assert outcome.value.pending == tuple(KEY_ELEMENTS)
    assert (outcome.value.fee, outcome.value.contacts.ask) == (Pending(), Pending())


def test_the_warning_stands_at_the_first_pending_key():
    (warning,) = read("title: 一\nowner: 审批部\nfee: 待补\nsteps: 待补\n").diagnostics
    assert (warning.span.line, warning.span.column, warning.span.length) == (5, 1, 5)


def test_a_stated_none_is_not_pending():
    meta = read("title: 一\nfee: 无\neligibility: {无: 人人可办}\n").value
    assert (meta.fee, meta.eligibility) == (Nothing(), Nothing("人人可办"))
    assert not {"fee", "eligibility"} & set(meta.pending)


def test_a_faulty_field_is_an_error_and_not_pending_as_well():
    outcome = read("title: 一\nfee: 五元\n")
    assert [each.code for each in outcome.diagnostics if each.severity == "error"] == ["bad-fee"]
    assert "fee" not in outcome.value.pending


def test_contacts_as_a_whole_hold_for_both():
    contacts = read("title: 一\ncontacts: {待补: 请审批部确认}\n").value.contacts
    assert (contacts.ask, contacts.complain) == (Pending("请审批部确认"), Pending("请审批部确认"))


def test_the_plain_title_is_shown_and_the_official_one_kept():
    meta = read("title: 养老保险待遇领取资格确认\nplain_title: 领养老金，怎么确认资格\n").value
    assert meta.publication.title == "领养老金，怎么确认资格"
    assert meta.official_title == "养老保险待遇领取资格确认"
    assert read("title: 一\n").value.publication.title == "一"


def test_a_mobile_number_is_refused_at_its_place():
    assert faults("contacts: {ask: 13812345678, complain: 12345}\n") == [("mobile-number", 3, 17)]


def test_long_codes_stay_text():
    codes = read("title: 一\ncodes: {实施编码: 11371500004512345637100000000000, basic: 待补}\n").value.codes
    assert codes == (("implementation", "11371500004512345637100000000000"), ("basic", Pending()))


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("5 个工作日", Limit(5)),
        ("5工作日", Limit(5)),
        ("10 个自然日", Limit(10, "自然日")),
        ("2小时", Limit(2, "小时")),
        ("当场办结", Limit(0)),
        ("{n: 3, unit: 工作日, note: 不含邮寄}", Limit(3, "工作日", "不含邮寄")),
    ],
)
def test_a_limit_is_a_phrase_or_a_mapping(written, limit):
    assert read(f"title: 一\npromised_limit: {written}\n").value.promised_limit == limit


@pytest.mark.parametrize(
    ("written", "visits"), [("0", Visits(0)), ("1 次", Visits(1)), ("{n: 2, reason: 取证}", Visits(2, "取证"))]
)
def test_visits_are_a_number_or_a_mapping(written, visits):
    assert read(f"title: 一\nvisits: {written}\n").value.visits == visits


@pytest.mark.parametrize("written", ["10", "-1", "一次", "1.5"])
def test_other_visits_are_refused(written):
    assert faults(f"visits: {written}\n") == [("bad-visits", 3, 9)]


def test_a_material_tells_its_forms():
    (material,) = read("title: 一\nmaterials:\n  - {name: 身份证, form: 原件 1 份、复印件 2 份}\n").value.materials
    assert material.form == (MaterialForm("原件", 1), MaterialForm("复印件", 2))


@pytest.mark.parametrize(
    "name", ["其他材料", "相关材料", "其他相关材料", "有关证明材料", "法律规定的其他材料", "身份证等材料"]
)
def test_a_vague_material_is_refused(name):
    codes = [code for code, _, _ in faults(f"materials:\n  - name: {name}\n")]
    assert codes == ["vague-material"]


@pytest.mark.parametrize("name", ["其他组织登记证", "相关材料清单表", "身份证"])
def test_a_material_with_a_name_is_accepted(name):
    assert faults(f"materials:\n  - name: {name}\n") == []


def test_a_material_that_may_follow_says_until_when():
    assert faults("materials:\n  - {name: 照片, necessity: 容缺}\n") == [("material-without-deadline", 4, 5)]


def test_a_material_from_an_office_says_from_which():
    assert faults("materials:\n  - {name: 证明, source: 政府部门核发}\n") == [("material-without-issuer", 4, 5)]


@pytest.mark.parametrize(
    "written",
    [
        "\n  - online: {url: https://example.org/, depth: 查询}\n  - counter: 一楼",
        "\n  online: {url: https://example.org/, depth: 查询}\n  counter: {text: 一楼}",
        "\n  - {kind: online, url: https://example.org/, depth: 查询}\n  - 窗口: 一楼",
    ],
)
def test_channels_are_written_in_three_ways(written):
    assert without_places(read(f"title: 一\nchannels: {written}\n").value.channels) == (
        Channel("online", url="https://example.org/", depth="查询"),
        Channel("counter", text="一楼"),
    )


def without_places(channels):
    return tuple(replace(channel, span=None) for channel in channels)


def test_channels_have_short_forms():
    channels = read(
        "title: 一\nchannels:\n  online: https://example.org/\n  phone: 12345\n  post: 无\n  agent: 待补\n"
    ).value.channels
    assert without_places(channels) == (
        Channel("online", url="https://example.org/"),
        Channel("phone", phone="12345"),
        Channel("agent", url=Pending()),
    )


def test_an_unknown_channel_is_refused_at_its_key():
    assert faults("channels:\n  fax: 0635-1234567\n") == [("bad-channel", 4, 3)]


def test_delivery_is_a_way_or_a_mapping():
    assert read("title: 一\ndelivery: [现场, {way: 邮寄, days: 3 天}]\n").value.delivery == (
        Delivery("现场"),
        Delivery("邮寄", "3 天"),
    )


def test_a_fee_keeps_its_digits():
    fee = read("title: 一\nfee:\n  - {name: 工本费, amount: 12.50, basis: 某号文件}\n").value.fee
    assert fee == (Fee("工本费", "12.50", basis="某号文件"),)


def test_the_promised_limit_is_within_the_statutory_one():
    text = "statutory_limit: 5 个工作日\npromised_limit: 6 个工作日\n"
    assert faults(text) == [("promised-over-statutory", 4, 17)]
    assert faults("statutory_limit: 20 个自然日\npromised_limit: 25 个工作日\n") == [("limits-in-two-units", 4, 17)]


def test_an_instant_case_is_settled_on_the_spot():
    assert faults("case_type: 即办件\npromised_limit: 1 个工作日\n") == [("instant-case-with-limit", 4, 17)]
    assert faults("case_type: 承诺件\npromised_limit: 当场办结\n") == [("promised-case-without-limit", 4, 17)]
    assert faults("case_type: 即办件\npromised_limit: 当场办结\n") == []


def test_fully_online_needs_no_visit_and_an_address():
    assert faults("channels: {online: {depth: 全程网办}}\nvisits: 1\n") == [
        ("online-with-visits", 4, 9),
        ("online-without-url", 3, 11),
    ]
    assert faults("channels: {online: {depth: 全程网办, url: http://example.org/, continues_on: 网}}\n") == [
        ("online-not-https", 3, 11)
    ]
    assert faults("channels: {online: {depth: 全程网办, url: 待补}}\nvisits: 0\n") == []


def test_fully_online_needs_no_place():
    meta = read("title: 一\nchannels: {online: {depth: 全程网办, url: https://example.org/}}\n").value
    assert meta.places == Nothing("全程网办")
    assert "places" not in meta.pending


def test_a_visit_needs_a_place():
    assert faults("visits: 1\nplaces: 无\n") == [("visits-without-place", 4, 9)]
    assert faults("visits: 1\nplaces: 待补\n") == []


def test_several_visits_need_a_reason():
    assert faults("visits: 2\n") == [("visits-without-reason", 3, 9)]


def test_a_fee_needs_its_basis():
    assert faults("fee:\n  - {name: 工本费, amount: 5}\n") == [("fee-without-basis", 4, 5)]


def test_variants_use_materials_that_are_listed():
    materials = "materials:\n  - {id: id-card, name: 身份证}\n"
    text = materials + "variants:\n  - {id: self, title: 自助, materials: [id-card, photo]}\n"
    (fault,) = [each for each in read("title: 一\n" + text).diagnostics if each.severity == "error"]
    assert (fault.code, fault.span.line) == ("unknown-material", 6)
    assert (dict(fault.args)["id"], dict(fault.args)["known"]) == ("photo", "id-card")


def test_variants_follow_their_order():
    variants = read(
        "title: 一\nvariants:\n  - {id: b, title: 乙, order: 2}\n  - {id: a, title: 甲, order: 1}\n"
    ).value.variants
    assert [variant.id for variant in variants] == ["a", "b"]


def test_the_last_day_of_effect_is_the_last_in_the_lists():
    expires = read("title: 一\neffective_until: 2026-12-31\n").value.publication.expires
    assert expires.isoformat() == "2027-01-01T00:00:00+08:00"


def test_the_kind_may_repeat_the_folder_and_nothing_else():
    assert faults("kind: guide\ntype: guide\n") == [("same-field-twice", 4, 1)]
    assert faults("kind: 指南\n") == []
    assert faults("kind: news\n") == [("wrong-kind", 3, 7)]
