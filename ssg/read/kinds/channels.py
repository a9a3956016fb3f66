"""办理渠道: the ways to have a guide's matter done (content-model §5.4)."""

from typing import Any

from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.kinds.guide import Channel
from ssg.model.stated import Nothing, Pending
from ssg.read.reader import Scope, refuse
from ssg.read.schema import optional, record, required, stated
from ssg.read.states import read_state
from ssg.read.values import choice, list_of, read_boolean, read_phone, read_ref, read_text, read_url, read_words
from ssg.read.yaml_nodes import Entry, ListNode, MapNode, Node, ScalarNode, is_blank

_KIND_BY_CHINESE = {
    "网上": "online",
    "网上办": "online",
    "在线": "online",
    "窗口": "counter",
    "窗口办": "counter",
    "自助": "self_service",
    "自助机": "self_service",
    "邮寄": "post",
    "帮办": "agent",
    "代办": "agent",
    "帮办代办": "agent",
    "电话": "phone",
}
_KINDS = ("online", "counter", "self_service", "post", "agent", "phone")
_KIND_BY_KEY = {kind: kind for kind in _KINDS} | _KIND_BY_CHINESE

_READ_KIND = choice(*_KINDS, also=_KIND_BY_CHINESE)
_FIELDS = (
    stated("url 网址", read_url),
    stated("continues_on 转到 网站名称", read_text),
    optional("depth 网办深度 深度", choice("全程网办", "预审", "查询")),
    optional("login 需登录 登录", read_boolean),
    optional("place 地点", read_ref),
    optional("window 窗口 窗口号", read_text),
    optional("machine 机器 自助机", read_text),
    optional("places 地点清单", list_of(read_ref)),
    optional("hours 开放时间", read_text),
    optional("apps 客户端 小程序", read_words),
    optional("phone 电话", read_phone),
    optional("booking 预约", read_text),
    optional("text 说明", read_text),
)


def _make_named(kind: str, **values: Any) -> Channel:
    return Channel(kind, **values)


def _make_unnamed(**values: Any) -> Channel:
    return Channel("", **values)


_READ_WITH_KIND = record(_make_named, required("kind 方式 类型", _READ_KIND), *_FIELDS)
_READ_WITHOUT_KIND = record(_make_unnamed, *_FIELDS)


def read_channels(node: Node, scope: Scope) -> Outcome[tuple[Channel, ...] | None]:
    """Return the channels of ``- online: {…}``, of ``online: {…}``, of ``- {kind: online, …}`` or of ``- 窗口``."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    channels: list[Channel] = []
    faults: tuple[Diagnostic, ...] = ()
    for item in nodes:
        if is_blank(item):
            continue
        outcome = _read_item(item, scope)
        channels += (replace(channel, span=scope.span(item)) for channel in outcome.value)
        faults += outcome.diagnostics
    return Outcome(tuple(channels), faults)


def _read_item(node: Node, scope: Scope) -> Outcome[tuple[Channel, ...]]:
    if isinstance(node, ScalarNode):
        kind = _READ_KIND(node, scope)
        return Outcome((Channel(kind.value),) if kind.value else (), kind.diagnostics)
    if not isinstance(node, MapNode):
        return Outcome((), refuse("bad-channel", node, scope).diagnostics)
    if any(entry.key.text in ("kind", "方式", "类型") for entry in node.entries):
        outcome = _READ_WITH_KIND(node, scope)
        return Outcome((outcome.value,) if outcome.value else (), outcome.diagnostics)
    outcomes = [_read_entry(entry, scope) for entry in node.entries]
    channels = tuple(outcome.value for outcome in outcomes if outcome.value)
    return Outcome(channels, tuple(fault for outcome in outcomes for fault in outcome.diagnostics))


def _read_entry(entry: Entry, scope: Scope) -> Outcome[Channel | None]:
    kind = _KIND_BY_KEY.get(entry.key.text)
    if kind is None:
        return refuse("bad-channel", entry.key, scope)
    if is_blank(entry.value):
        return Outcome(Channel(kind))
    state = read_state(entry.value, scope)
    if state:
        return Outcome(_channel_of_state(kind, state.value), state.diagnostics)
    if isinstance(entry.value, ScalarNode):
        return _read_short(kind, entry.value, scope)
    outcome = _READ_WITHOUT_KIND(entry.value, scope)
    return Outcome(replace(outcome.value, kind=kind) if outcome.value else None, outcome.diagnostics)


def _channel_of_state(kind: str, state: Nothing | Pending | None) -> Channel | None:
    """待补 keeps the channel with its address open; 无 says that there is no such channel."""
    return Channel(kind, url=state) if isinstance(state, Pending) else None


def _read_short(kind: str, node: ScalarNode, scope: Scope) -> Outcome[Channel | None]:
    """Return ``online: https://…``, ``phone: 12345`` or a plain description."""
    if kind == "online" and "://" in node.text:
        url = read_url(node, scope)
        return Outcome(Channel(kind, url=url.value) if url.value else None, url.diagnostics)
    if kind == "phone":
        phone = read_phone(node, scope)
        return Outcome(Channel(kind, phone=phone.value) if phone.value else None, phone.diagnostics)
    text = read_text(node, scope)
    return Outcome(Channel(kind, text=text.value or ""), text.diagnostics)
