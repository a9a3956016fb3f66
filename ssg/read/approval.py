"""``approval`` of site.yaml: which reviews the texts of each kind need (三审三校)."""

from datetime import date
from typing import Any

from ssg.model.approval import NAME_BY_STAGE, ApprovalRule, ReviewStage
from ssg.model.diagnostic import Outcome
from ssg.model.document import CHINESE_BY_KIND, Kind
from ssg.read.dates import read_day
from ssg.read.reader import Reader, Scope
from ssg.read.schema import optional, record
from ssg.read.values import choice, list_of
from ssg.read.yaml_nodes import Node

WHOLE = "三审三校"
_STAGE = choice(*NAME_BY_STAGE, WHOLE, also={name: stage for stage, name in NAME_BY_STAGE.items()})


def _read_stages(node: Node, scope: Scope) -> Outcome[tuple[ReviewStage, ...] | None]:
    """Return stages in the order in which they come; 三审三校 stands for all."""
    outcome = list_of(_STAGE)(node, scope)
    named = set(outcome.value or ())
    stages = tuple(stage for stage in NAME_BY_STAGE if WHOLE in named or stage in named)
    return Outcome(stages or None, outcome.diagnostics)


def _rules(
    distinct: str = "reviews", since: date | None = None, **stages_by_kind: tuple[ReviewStage, ...]
) -> tuple[tuple[str, ApprovalRule], ...]:
    return tuple((kind, ApprovalRule(stages, distinct, since)) for kind, stages in stages_by_kind.items())


_DISTINCT = {"三审": "reviews", "全部": "all", "不限": "none"}

read_approval_rules: Reader[Any] = record(
    _rules,
    *(optional(f"{kind} {CHINESE_BY_KIND[kind]}", _read_stages) for kind in Kind),
    optional("distinct 不同人", choice("reviews", "all", "none", also=_DISTINCT)),
    optional("since 起始日期", read_day),
)
