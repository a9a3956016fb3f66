"""图片: every picture says in words what it shows, and who made it (content-model §4)."""

import re

from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Outcome, error, warning
from ssg.model.kinds.common import Photo
from ssg.model.pupils import find_pupil
from ssg.read.reader import Scope, refuse
from ssg.read.schema import Fields, compile_schema, optional, read_fields, required
from ssg.read.values import choice, read_boolean, read_ref, read_text
from ssg.read.yaml_nodes import MapNode, Node, ScalarNode

_CHILDREN = "children"
_CONSENT = "已取得"

_FOCUS = re.compile(r"(\d{1,3}) *%? *[ ,，] *(\d{1,3}) *%?")
_ACROSS, _DOWN = {"左": 0, "右": 100}, {"上": 0, "下": 100}


def read_focus(node: Node, scope: Scope) -> Outcome[tuple[int, int] | None]:
    """Return what a crop keeps, in percent from the left and from the top: ``30% 40%``, ``左上``, ``中``."""
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    numbers = _FOCUS.fullmatch(text)
    if numbers and int(numbers[1]) <= 100 and int(numbers[2]) <= 100:
        return Outcome((int(numbers[1]), int(numbers[2])))
    across = [_ACROSS[word] for word in text if word in _ACROSS]
    down = [_DOWN[word] for word in text if word in _DOWN]
    if text and set(text) <= {*_ACROSS, *_DOWN, "中"} and len(across) <= 1 and len(down) <= 1:
        return Outcome(((across or [50])[0], (down or [50])[0]))
    return refuse("bad-focus", node, scope)


_SCHEMA = compile_schema(
    required("src 文件", read_ref),
    optional("alt 替代文字", read_text),
    optional("caption 图说 说明", read_text),
    optional("credit 摄影 作者", read_text),
    optional("decorative 装饰", read_boolean),
    optional("faces 人脸", choice("children", "adults", "none", also={"儿童": "children", "成人": "adults"})),
    optional("consent 同意", choice("已取得", "未取得", "不需要")),
    optional("focus 焦点", read_focus),
)


def read_photo(node: Node, scope: Scope) -> Outcome[Photo | None]:
    """Return a photo. Faces and consent are checked and stay in the source."""
    if not isinstance(node, MapNode):
        return refuse("photo-not-fields", node, scope)
    fields = read_fields(_SCHEMA, node, scope)
    faults = fields.diagnostics + _check(fields, scope)
    if not fields.is_whole:
        return Outcome(None, faults)
    shown = {name: value for name, value in fields.values.items() if name not in ("faces", "consent")}
    return Outcome(Photo(**({"alt": ""} | shown)), faults)


def _check(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    values = fields.values
    faults = []
    where = fields.span("src", scope)
    if not values.get("alt", "").strip() and not values.get("decorative"):
        faults.append(error("photo-without-alt", where))
    if not values.get("credit") and not values.get("decorative"):
        faults.append(warning("photo-without-credit", where))
    if values.get("faces") == _CHILDREN and values.get("consent") != _CONSENT:
        faults.append(error("photo-without-consent", fields.span("faces", scope)))
    named = (name for name in ("alt", "caption") if find_pupil(values.get(name, "")))
    if values.get("consent") != _CONSENT:
        # A report that shows the line would tell the name once more.
        faults.extend(replace(error("pupil-named", fields.span(name, scope)), is_private=True) for name in named)
    return tuple(faults)
