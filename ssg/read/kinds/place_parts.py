"""Where a place lies, and when it is closed (content-model §7)."""

import re
from datetime import date

from msgspec.structs import replace

from ssg.model.diagnostic import Outcome, error
from ssg.model.kinds.place import Closure, Geo
from ssg.read.dates import read_day
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.schema import optional, record, required
from ssg.read.values import choice, phrase, read_text
from ssg.read.yaml_nodes import Node

_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,8})?", re.ASCII)


def _degrees(most: int) -> Reader[str]:
    def read(node: Node, scope: Scope) -> Outcome[str | None]:
        text = phrase(node)
        is_good = _DEGREES.fullmatch(text) and abs(float(text)) <= most
        return Outcome(text) if is_good else refuse("bad-coordinate", node, scope, most=str(most))

    return read


read_geo = record(
    Geo,
    required("lat 纬度", _degrees(90)),
    required("lon 经度", _degrees(180)),
    required("datum 坐标系", choice("WGS-84", "GCJ-02", also={"WGS84": "WGS-84", "GCJ02": "GCJ-02"})),
)


def _closure(start: date, end: date | None = None, reason: str = "") -> Closure:
    return Closure(start, end or start, reason)


_CLOSURE = record(
    _closure,
    required("from 开始", read_day, into="start"),
    optional("to 结束", read_day, into="end"),
    optional("reason 原因", read_text),
)


def read_closure(node: Node, scope: Scope) -> Outcome[Closure | None]:
    """Return days of closing; without an end it is one day."""
    outcome = _CLOSURE(node, scope)
    closure = outcome.value
    if closure is None or closure.start <= closure.end:
        return outcome
    return replace(outcome, diagnostics=(*outcome.diagnostics, error("closure-backwards", scope.span(node))))
