"""Front matter of halls, counters and self-service rooms (content-model §7)."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ssg.model.diagnostic import Outcome
from ssg.model.document import Kind
from ssg.model.kinds.place import Hours, PlaceMeta, ServicePoint
from ssg.model.stated import Pending
from ssg.read.dates import read_day
from ssg.read.kinds.common import PUBLICATION, TITLE, check_publication, kind_field, make_listed_publication
from ssg.read.kinds.gaps import Gap, find_gaps, warn_of_gaps
from ssg.read.kinds.photos import read_photo
from ssg.read.kinds.place_parts import read_closure, read_geo
from ssg.read.reader import Scope, refuse
from ssg.read.schema import Fields, compile_schema, optional, read_fields, record, required, stated
from ssg.read.values import choice, list_of, mapped, phrase, read_phone, read_ref, read_text, read_words, text_or
from ssg.read.yaml_nodes import MapNode, Node, ScalarNode

KEY_ELEMENTS = {"address": "地址", "hours": "开放时间", "phone": "电话"}
PLACE_KINDS = ("政务服务大厅", "自助大厅", "街道", "社区", "政银", "园区", "工作室")

_CLOCK = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)", re.ASCII)
_ALL_DAY = re.compile(r"(?:全天)?24 ?小时(?:开放)?")
_LINE = re.compile(
    r"(?P<days>\D+?)\s*(?P<start>\d{1,2}[:：]\d{2})\s*(?:[-–—~～至到]+)\s*(?P<end>\d{1,2}[:：]\d{2})(?P<note>.*)",
    re.ASCII,
)


def _clock(text: str) -> str:
    """Return ``9:00`` as ``09:00``; empty when it is no time of day."""
    match = _CLOCK.fullmatch(text.strip())
    if not match or (match[1] == "24" and match[2] != "00"):
        return ""
    return f"{int(match[1]):02}:{match[2]}"


def read_clock(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return a time of day as HH:MM, whether it was quoted or not."""
    clock = _clock(node.text) if isinstance(node, ScalarNode) else ""
    return Outcome(clock) if clock else refuse("bad-clock", node, scope)


def read_hours_line(node: Node, scope: Scope) -> Outcome[Hours | None]:
    """Return ``24小时`` or ``周一至周五 09:00-17:00`` as opening hours."""
    text = phrase(node)
    if _ALL_DAY.fullmatch(text):
        return Outcome(Hours("每天", "", "", "24小时"))
    match = _LINE.fullmatch(text)
    if match and _clock(match["start"]) and _clock(match["end"]):
        note = match["note"].strip(" ，,（）()")
        return Outcome(Hours(match["days"].strip(" ，,:："), _clock(match["start"]), _clock(match["end"]), note))
    return refuse("bad-hours", node, scope)


def _make_hours(days: str, start: str = "", end: str = "", note: str = "") -> Hours:
    return Hours(days, start, end, note)


_HOURS = record(
    _make_hours,
    required("days 星期 日子", read_text),
    optional("from 开始", read_clock, into="start"),
    optional("to 结束", read_clock, into="end"),
    optional("note 说明", read_text),
)


_HOURS_LIST = list_of(text_or(_HOURS, read_hours_line))


def _point_of_name(name: str) -> ServicePoint:
    return ServicePoint(name)


_POINT = record(
    ServicePoint,
    required("name 名称", read_text),
    optional("no 编号 窗口号", read_text),
    optional("guides 可办事项 事项", list_of(read_ref)),
    optional("text 说明", read_text),
    optional("hours 开放时间", _HOURS_LIST),
)
_POINTS = list_of(text_or(_POINT, mapped(read_text, _point_of_name)))

_READ_PLACE_KIND = choice(*PLACE_KINDS)
_FOLDER_KIND = kind_field(Kind.PLACE)


def _read_kind(node: Node, scope: Scope) -> Outcome[str | None]:
    """``kind`` says what sort of place it is; ``kind: place``, which repeats the folder, says nothing."""
    if isinstance(node, ScalarNode) and node.text in (Kind.PLACE.value, "地点"):
        return Outcome(None)
    return _READ_PLACE_KIND(node, scope)


SCHEMA = compile_schema(
    kind_field(Kind.PLACE, "type"),
    replace(TITLE, keys=("title", "名称", "标题", "name")),
    *PUBLICATION,
    stated("kind 类型 place_kind", _read_kind, into="place_kind"),
    optional("area 所属街道 区域", read_text),
    stated("address 地址", read_text),
    optional("geo 坐标", read_geo),
    stated("hours 开放时间", _HOURS_LIST),
    stated("holiday_hours 节假日开放时间", _HOURS_LIST),
    optional("closures 暂停开放", list_of(read_closure)),
    optional("photo 图片 照片", read_photo),
    stated("phone 电话", read_phone),
    stated("windows 窗口", _POINTS),
    stated("machines 自助机", _POINTS),
    optional("facilities 便民设施", read_words),
    stated("access 无障碍", read_text),
    stated("transport 交通", read_text),
    stated("parking 停车", read_text),
    optional("org 单位", read_ref),
    stated("owner 维护单位", read_text),
    stated("review_by 复核期限", read_day),
)


def read_place(root: MapNode, scope: Scope) -> Outcome[PlaceMeta | None]:
    """Return the front matter of a place; None without its name."""
    fields = read_fields(SCHEMA, root, scope)
    gaps = find_gaps(KEY_ELEMENTS, fields.values, fields, scope)
    faults = fields.diagnostics + check_publication(fields, KEY_ELEMENTS, scope) + warn_of_gaps(gaps, fields.start)
    return Outcome(_make_place(fields, gaps, scope) if fields.is_whole else None, faults)


def _make_place(fields: Fields, gaps: tuple[Gap, ...], scope: Scope) -> PlaceMeta:
    values: Mapping[str, Any] = fields.values
    return PlaceMeta(
        publication=make_listed_publication(" ".join(values["title"]), values),
        place_kind=values.get("place_kind", Pending()),
        area=values.get("area", ""),
        address=values.get("address", Pending()),
        hours=values.get("hours", Pending()),
        phone=values.get("phone", Pending()),
        windows=values.get("windows"),
        machines=values.get("machines"),
        facilities=values.get("facilities", ()),
        access=values.get("access"),
        transport=values.get("transport"),
        parking=values.get("parking"),
        org=values.get("org"),
        owner=values.get("owner"),
        review_by=values.get("review_by"),
        pending=tuple(gap.name for gap in gaps),
        geo=values.get("geo"),
        holiday_hours=values.get("holiday_hours"),
        closures=values.get("closures", ()),
        photo=values.get("photo"),
        review_span=fields.span("review_by", scope),
        phone_span=fields.span("phone", scope),
    )
