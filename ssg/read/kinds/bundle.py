"""Front matter of “一件事”: several guides in one event (content-model §6)."""

from collections.abc import Mapping
from typing import Any

from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.document import Kind
from ssg.model.kinds.bundle import BundleItem, BundleMeta, BundleStep
from ssg.model.kinds.common import Contacts
from ssg.model.stated import Pending, is_value
from ssg.read.dates import read_day
from ssg.read.kinds.channels import read_channels
from ssg.read.kinds.common import (
    CONTACTS,
    PUBLICATION,
    TITLE,
    check_publication,
    kind_field,
    make_contacts,
    make_listed_publication,
)
from ssg.read.kinds.gaps import Gap, find_gaps, warn_of_gaps
from ssg.read.kinds.guide_parts import SAME_CITY
from ssg.read.reader import Scope
from ssg.read.schema import Fields, compile_schema, optional, read_fields, record, required, stated
from ssg.read.states import read_state
from ssg.read.values import choice, list_of, mapped, read_pairs, read_ref, read_text, text_or
from ssg.read.yaml_nodes import MapNode, Node

KEY_ELEMENTS = {
    "event": "人生或企业阶段",
    "audience": "服务对象",
    "summary": "摘要",
    "items": "事项清单",
    "steps": "办理步骤",
}
_FEWEST_ITEMS = 2
_SAVING_LABELS = {
    "materials_before": "原来的材料",
    "materials_after": "现在的材料",
    "materials_cut": "减少材料",
    "steps_cut": "减少环节",
    "time_cut": "压缩时限",
    "visits": "跑动次数",
    "time": "办理时间",
    "steps": "办理环节",
    "scope": "适用范围",
}

_ITEM = record(
    lambda ref, **more: BundleItem(ref, **more),
    required("ref 事项 指南 guide", read_ref),
    optional("when 情形", read_text),
    stated("role 必要性", choice("必办", "可选", "二选一")),
    optional("group 分组", read_text),
)


def _read_item(node: Node, scope: Scope) -> Outcome[BundleItem | None]:
    """Return a member of the bundle, or the gap where one is still to be named."""
    state = read_state(node, scope)
    if state and isinstance(state.value, Pending):
        return Outcome(BundleItem(state.value), state.diagnostics)
    return text_or(_ITEM, mapped(read_ref, BundleItem))(node, scope)


_STEP = record(
    BundleStep,
    required("name 名称", read_text),
    optional("logic 关系", choice("然后", "同时", "或者")),
    optional("text 说明", read_text),
    optional("time 用时", read_text),
    optional("items 事项", list_of(read_ref)),
)


def _label_savings(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_SAVING_LABELS.get(name, name), text) for name, text in pairs)


SCHEMA = compile_schema(
    kind_field(Kind.BUNDLE),
    TITLE,
    *PUBLICATION,
    stated("event 阶段 事件", read_text),
    stated("items 事项清单 事项", list_of(_read_item)),
    stated("steps 步骤 办理步骤", list_of(_STEP)),
    optional("figures 数字", list_of(read_ref)),
    optional("saves 成效", mapped(read_pairs, _label_savings)),
    stated("one_form 一表", read_text),
    stated("one_window 一窗", read_text),
    stated("result 办理结果 结果", read_text),
    optional("same_city 同城通办", SAME_CITY),
    stated("channels 办理渠道 渠道", read_channels),
    CONTACTS,
    stated("owner 维护单位", read_text),
    stated("review_by 复核期限", read_day),
)


def read_bundle(root: MapNode, scope: Scope) -> Outcome[BundleMeta | None]:
    """Return the front matter of a bundle; None without a title. ★ fields left out are 待补."""
    fields = read_fields(SCHEMA, root, scope)
    gaps = find_gaps(KEY_ELEMENTS, fields.values, fields, scope)
    faults = (
        *fields.diagnostics,
        *check_publication(fields, KEY_ELEMENTS, scope),
        *_check_items(fields, scope),
        *warn_of_gaps(gaps, fields.start),
    )
    return Outcome(_make_bundle(fields, gaps, scope) if fields.is_whole else None, faults)


def _check_items(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    items = fields.values.get("items")
    if items is None or not is_value(items) or len(items) >= _FEWEST_ITEMS:
        return ()
    return (error("too-few-items", fields.span("items", scope), count=len(items)),)


def _make_bundle(fields: Fields, gaps: tuple[Gap, ...], scope: Scope) -> BundleMeta:
    values: Mapping[str, Any] = fields.values
    contacts: Contacts = make_contacts(values.get("contacts"))
    return BundleMeta(
        publication=make_listed_publication(" ".join(values["title"]), values),
        event=values.get("event", Pending()),
        items=values.get("items", Pending()),
        steps=values.get("steps", Pending()),
        figures=values.get("figures", ()),
        saves=values.get("saves", ()),
        one_form=values.get("one_form"),
        one_window=values.get("one_window"),
        result=values.get("result"),
        contacts=contacts,
        owner=values.get("owner", Pending()),
        review_by=values.get("review_by", Pending()),
        pending=tuple(gap.name for gap in gaps),
        same_city=values.get("same_city"),
        channels=values.get("channels"),
        review_span=fields.span("review_by", scope),
    )
