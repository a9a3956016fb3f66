"""The three states of a field (content-model §2): a value, ``无`` (stated as none), ``待补`` (to be confirmed)."""

from typing import Any

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.stated import Nothing, Pending
from ssg.read.dates import read_day
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.values import read_text
from ssg.read.yaml_nodes import MapNode, Node, ScalarNode, is_blank

NOTHING = "无"
PENDING = "待补"

_STATES = (NOTHING, PENDING)
_NAME_BY_KEY = {"owner": "owner", "负责人": "owner", "责任人": "owner", "due": "due", "期限": "due"}


class StatedReader(Struct, frozen=True):
    """Reads ``无``, ``待补`` or what ``read`` reads."""

    read: Reader[Any]

    def __call__(self, node: Node, scope: Scope) -> Outcome[Any]:
        """Return Nothing, Pending or the value; None where it is faulty."""
        return read_state(node, scope) or self.read(node, scope)


def read_state(node: Node, scope: Scope) -> Outcome[Nothing | Pending | None] | None:
    """Return what ``无``, ``待补``, ``{无: 理由}`` or ``{待补: 说明, owner: …, due: …}`` says.

    None when the node is none of these.
    """
    if isinstance(node, ScalarNode):
        if node.text == PENDING:
            return Outcome(Pending())
        return Outcome(Nothing()) if node.text == NOTHING else None
    if isinstance(node, MapNode) and any(entry.key.text in _STATES for entry in node.entries):
        return _read_state_mapping(node, scope)
    return None


def _read_state_mapping(node: MapNode, scope: Scope) -> Outcome[Nothing | Pending | None]:
    state, note = "", ""
    more: dict[str, Any] = {}
    faults: tuple[Diagnostic, ...] = ()
    for entry in node.entries:
        key = entry.key.text
        if key in _STATES and not state:
            state = key
            outcome: Outcome[Any] = Outcome("") if is_blank(entry.value) else read_text(entry.value, scope)
            note = outcome.value or ""
        elif key in _NAME_BY_KEY:
            name = _NAME_BY_KEY[key]
            outcome = (read_day if name == "due" else read_text)(entry.value, scope)
            if outcome.value is not None:
                more[name] = outcome.value
        else:
            outcome = refuse("bad-state", entry.key, scope)
        faults += outcome.diagnostics
    return Outcome(Nothing(note) if state == NOTHING else Pending(note, **more), faults)
