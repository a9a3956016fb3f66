"""Front matter of a service guide (content-model §5)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ssg.model.diagnostic import Outcome
from ssg.model.document import Kind
from ssg.model.kinds.common import Contacts, Withdrawal
from ssg.model.kinds.guide import GuideMeta
from ssg.model.stated import Nothing, Pending
from ssg.read.dates import day_start, read_day
from ssg.read.kinds import guide_parts as parts
from ssg.read.kinds.channels import read_channels
from ssg.read.kinds.common import (
    CONTACTS,
    PUBLICATION,
    TITLE,
    check_publication,
    kind_field,
    make_contacts,
    make_listed_publication,
    read_title,
)
from ssg.read.kinds.gaps import Gap, find_gaps, warn_of_gaps
from ssg.read.kinds.guide_limits import check_limits
from ssg.read.kinds.guide_rules import FULLY_ONLINE, WITHDRAWING, check_rules, is_fully_online
from ssg.read.kinds.materials import read_material
from ssg.read.reader import Scope
from ssg.read.schema import Fields, compile_schema, optional, read_fields, record, stated
from ssg.read.values import choice, list_of, read_boolean, read_integer, read_prose, read_ref, read_text, read_words
from ssg.read.yaml_nodes import MapNode

KEY_ELEMENTS = {
    "item_type": "事项类型",
    "agency": "实施主体",
    "audience": "服务对象",
    "topics": "主题",
    "summary": "一句话摘要",
    "eligibility": "受理条件",
    "case_type": "办件类型",
    "statutory_limit": "法定办结时限",
    "promised_limit": "承诺办结时限",
    "visits": "到现场次数",
    "materials": "申请材料",
    "steps": "办理流程",
    "channels": "办理渠道",
    "fee": "收费",
    "result": "办理结果",
    "delivery": "结果送达",
    "places": "办理地点",
    "contacts.ask": "咨询电话",
    "contacts.complain": "监督投诉电话",
    "legal_basis": "设定依据",
    "owner": "维护单位",
    "review_by": "复核期限",
}
"""★ of content-model §5, in its order."""

_ITEM_TYPES = ("行政许可", "行政确认", "行政裁决", "行政给付", "行政奖励", "行政备案", "其他", "公共服务")
_SHORT_ITEM_TYPES = {name.removeprefix("行政"): name for name in _ITEM_TYPES if name.startswith("行政")}


def _pairs(**codes: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(codes.items())


SCHEMA = compile_schema(
    kind_field(Kind.GUIDE),
    replace(TITLE, keys=("title", "事项名称", "标题")),
    optional("plain_title 大白话标题", read_title),
    *PUBLICATION,
    stated("item_type 事项类型", choice(*_ITEM_TYPES, also=_SHORT_ITEM_TYPES | {"其他行政权力": "其他"})),
    optional(
        "codes 编码",
        record(
            _pairs,
            stated("basic 基本编码", read_text),
            stated("implementation 实施编码", read_text),
            stated("business 业务办理项编码", read_text),
        ),
    ),
    stated("agency 实施主体", read_ref),
    stated("agency_nature 实施主体性质", read_text),
    stated("accept_agency 受理机构", read_ref),
    stated("level 行使层级", read_text),
    optional("co_agencies 联办机构", read_words),
    optional("area 办理范围", read_text),
    optional("life_stage 人生阶段 生命周期", read_words),
    stated("eligibility 受理条件", list_of(parts.read_condition)),
    stated("quantity_limit 数量限制", read_text),
    stated("case_type 办件类型", choice("即办件", "承诺件", also={"即办": "即办件", "承诺": "承诺件"})),
    stated("statutory_limit 法定办结时限 法定时限", parts.read_limit),
    stated("promised_limit 承诺办结时限 承诺时限", parts.read_limit),
    optional("time_excluded 不计入时限", list_of(parts.read_time_excluded)),
    stated("visits 到现场次数 跑动次数", parts.read_visits),
    optional("once 一次办好", read_boolean),
    stated("materials 申请材料 材料", list_of(read_material)),
    stated("steps 办理流程 流程", list_of(parts.read_step)),
    stated("channels 办理渠道 渠道", read_channels),
    optional("cross_region 跨域通办", parts.read_cross_region),
    stated("fee 收费", list_of(parts.read_fee)),
    optional("pay_online 网上支付", read_boolean),
    stated("result 办理结果 结果", parts.read_result),
    stated("delivery 结果送达 送达", list_of(parts.read_delivery)),
    stated("places 办理地点 地点", list_of(read_ref)),
    CONTACTS,
    stated("legal_basis 设定依据 依据", list_of(parts.read_legal_basis)),
    optional("rights 权利义务 救济", read_prose),
    optional("faq 常见问题", list_of(parts.read_question)),
    stated("agency_services 中介服务 特殊环节", list_of(read_text)),
    stated("owner 维护单位", read_text),
    stated("reviewed 复核日期", read_day),
    stated("review_by 复核期限", read_day),
    optional("version 版本", read_integer),
    optional("effective_from 生效日期", read_day),
    optional("effective_until 有效期至", read_day),
    optional("status 状态", choice("草案", "有效", "停用", "废止")),
    optional("replaces 代替", read_ref),
    optional("replaced_by 由谁代替", read_ref),
    optional("variants 办理方式", parts.read_variants),
    optional("warning 提醒", read_text),
)


def read_guide(root: MapNode, scope: Scope) -> Outcome[GuideMeta | None]:
    """Return the front matter of a guide; None without a title. ★ fields left out are 待补."""
    fields = read_fields(SCHEMA, root, scope)
    contacts = make_contacts(fields.values.get("contacts"))
    values = dict(fields.values) | {"contacts.ask": contacts.ask, "contacts.complain": contacts.complain}
    if is_fully_online(values) and "places" not in fields.entries:
        values["places"] = Nothing(FULLY_ONLINE)
    gaps = find_gaps(KEY_ELEMENTS, values, fields, scope)
    faults = (
        *fields.diagnostics,
        *check_publication(fields, KEY_ELEMENTS, scope),
        *check_rules(fields, scope),
        *check_limits(fields, scope),
        *(() if _is_withdrawn(values) else warn_of_gaps(gaps, fields.start)),
    )
    return Outcome(_make_guide(fields, values, contacts, gaps, scope) if fields.is_whole else None, faults)


def _expires_after_last_day(values: Mapping[str, Any], scope: Scope) -> dict[str, datetime]:
    """Return when the guide leaves the lists: the midnight after ``effective_until`` (rule 8)."""
    last_day = values.get("effective_until")
    if last_day is None or "expires" in values:
        return {}
    return {"expires": day_start(last_day + timedelta(days=1), scope.zone)}


def _withdrawn_by_status(values: Mapping[str, Any]) -> dict[str, Withdrawal]:
    """Return the withdrawal of a guide that is 停用 or 废止, or has a successor (content-model §5.5)."""
    status, successor = values.get("status"), values.get("replaced_by")
    withdrawn = values.get("withdrawn", Withdrawal(status="停用"))
    if status in WITHDRAWING:
        withdrawn = replace(withdrawn, status=status)
    elif not successor:
        return {}
    return {"withdrawn": replace(withdrawn, replacement=withdrawn.replacement or successor)}


def _is_withdrawn(values: Mapping[str, Any]) -> bool:
    """Return whether a notice stands in place of the guide, so that nobody needs its ★ fields any more."""
    return "withdrawn" in values or bool(_withdrawn_by_status(values))


def _make_guide(
    fields: Fields, values: Mapping[str, Any], contacts: Contacts, gaps: tuple[Gap, ...], scope: Scope
) -> GuideMeta:
    official_title = " ".join(values["title"])
    title = " ".join(values.get("plain_title", values["title"]))
    return GuideMeta(
        publication=make_listed_publication(
            title, {**values, **_expires_after_last_day(values, scope), **_withdrawn_by_status(values)}
        ),
        official_title=official_title,
        item_type=values.get("item_type", Pending()),
        agency=values.get("agency", Pending()),
        level=values.get("level"),
        codes=values.get("codes", ()),
        co_agencies=values.get("co_agencies", ()),
        area=values.get("area", ""),
        eligibility=values.get("eligibility", Pending()),
        quantity_limit=values.get("quantity_limit"),
        case_type=values.get("case_type", Pending()),
        statutory_limit=values.get("statutory_limit", Pending()),
        promised_limit=values.get("promised_limit", Pending()),
        time_excluded=values.get("time_excluded", ()),
        visits=values.get("visits", Pending()),
        materials=values.get("materials", Pending()),
        steps=values.get("steps", Pending()),
        channels=values.get("channels", Pending()),
        cross_region=values.get("cross_region"),
        fee=values.get("fee", Pending()),
        result=values.get("result", Pending()),
        delivery=values.get("delivery", Pending()),
        places=values.get("places", Pending()),
        contacts=contacts,
        legal_basis=values.get("legal_basis", Pending()),
        rights=values.get("rights", ""),
        faq=values.get("faq", ()),
        owner=values.get("owner", Pending()),
        reviewed=values.get("reviewed"),
        review_by=values.get("review_by", Pending()),
        version=values.get("version"),
        effective_from=values.get("effective_from"),
        status=values.get("status", "有效"),
        variants=values.get("variants", ()),
        warning=values.get("warning", ""),
        replaces=values.get("replaces"),
        agency_nature=values.get("agency_nature"),
        accept_agency=values.get("accept_agency"),
        once=values.get("once", False),
        pay_online=values.get("pay_online"),
        agency_services=values.get("agency_services"),
        life_stage=values.get("life_stage", ()),
        effective_until=values.get("effective_until"),
        review_span=fields.span("review_by", scope),
        pending=tuple(gap.name for gap in gaps),
    )
