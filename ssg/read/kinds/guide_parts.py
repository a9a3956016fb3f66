"""The small records inside a guide: limits, steps, fees, results (content-model §5.2 to §5.5)."""

import re
from typing import Any

from msgspec.structs import replace

from ssg.model.diagnostic import Outcome, error
from ssg.model.kinds.guide import (
    Condition,
    CrossRegion,
    Delivery,
    Fee,
    LegalBasis,
    Limit,
    Question,
    Result,
    Step,
    Variant,
    Visits,
)
from ssg.model.stated import Pending
from ssg.read.reader import Scope, refuse
from ssg.read.schema import optional, record, required, stated
from ssg.read.values import (
    choice,
    list_of,
    mapped,
    phrase,
    read_count,
    read_prose,
    read_ref,
    read_text,
    read_url,
    read_words,
    text_or,
)
from ssg.read.yaml_nodes import Node, ScalarNode

MOST_VISITS = 9

_UNITS = ("工作日", "自然日", "小时", "分钟")
_LIMIT = re.compile(r"(\d{1,4}) ?个?(工作日|自然日|小时|分钟)(?:内)?(?:办结|办完)?")
_ON_THE_SPOT = ("当场", "当场办结", "即办", "即时办结")
_VISITS = re.compile(r"(\d{1,2}) ?次?", re.ASCII)
_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{1,2})?", re.ASCII)
_DELIVERY_WAYS = ("现场", "邮寄", "电子")


def _read_limit_text(node: Node, scope: Scope) -> Outcome[Limit | None]:
    text = phrase(node)
    if text in _ON_THE_SPOT:
        return Outcome(Limit(0))
    match = _LIMIT.fullmatch(text)
    return Outcome(Limit(int(match[1]), match[2])) if match else refuse("bad-limit", node, scope)


read_limit = text_or(
    record(
        Limit,
        required("n 数量 天数", read_count),
        optional("unit 单位", choice(*_UNITS)),
        optional("note 说明", read_text),
    ),
    _read_limit_text,
)
"""A time limit: ``5 个工作日``, ``当场办结`` or {n, unit, note}."""


def _read_times(node: Node, scope: Scope) -> Outcome[int | None]:
    match = _VISITS.fullmatch(phrase(node))
    if match and int(match[1]) <= MOST_VISITS:
        return Outcome(int(match[1]))
    return refuse("bad-visits", node, scope)


read_visits = text_or(
    record(Visits, required("n 次数", _read_times), optional("reason 原因 说明", read_text)),
    mapped(_read_times, Visits),
)
"""到现场次数: ``0``, ``1 次`` or {n, reason}."""


def _condition_of_text(text: str) -> Condition:
    return Condition(text)


read_condition = text_or(
    record(
        Condition,
        required("text 条件 内容", read_text),
        optional("kind 类型", choice("必须", "不予受理")),
        optional("law 依据", read_text),
    ),
    mapped(read_text, _condition_of_text),
)


def _step_of_name(name: str) -> Step:
    return Step(name)


read_step = text_or(
    record(
        Step,
        required("name 名称", read_text),
        optional("who 谁来做 办理人", read_text),
        optional("do 做什么 内容", read_text),
        stated("time 用时 时限", read_limit),
        optional("channel 渠道", read_text),
        optional("result 结果", read_text),
    ),
    mapped(read_text, _step_of_name),
)


def _read_amount(node: Node, scope: Scope) -> Outcome[str | None]:
    text = phrase(node)
    return Outcome(text) if _AMOUNT.fullmatch(text) else refuse("bad-amount", node, scope)


_FEE = record(
    Fee,
    required("name 名称 项目", read_text),
    required("amount 金额", _read_amount),
    optional("unit 单位", read_text),
    optional("basis 依据", read_text),
    optional("basis_url 依据网址", read_url),
    optional("reduce 减免", read_text),
)


def read_fee(node: Node, scope: Scope) -> Outcome[Fee | None]:
    """Return one fee; each names the rule it is charged by (content-model §5.6, rule 5)."""
    if isinstance(node, ScalarNode):
        return refuse("bad-fee", node, scope)
    outcome = _FEE(node, scope)
    if outcome.value is None or outcome.value.basis:
        return outcome
    fault = error("fee-without-basis", scope.span(node), name=outcome.value.name)
    return replace(outcome, diagnostics=(*outcome.diagnostics, fault))


def _result_of_name(name: str) -> Result:
    return Result(name)


read_result = text_or(
    record(
        Result,
        required("name 名称", read_text),
        optional("kind 类型", read_text),
        optional("valid_for 有效期", read_text),
        optional("sample 样本", read_ref),
    ),
    mapped(read_text, _result_of_name),
)

read_delivery = text_or(
    record(
        Delivery,
        required("way 方式", choice(*_DELIVERY_WAYS)),
        optional("days 时间 天数", read_text),
    ),
    mapped(choice(*_DELIVERY_WAYS), Delivery),
)


def _legal_basis(title: str, article: Any = Pending(), **more: Any) -> LegalBasis:
    return LegalBasis(title, article=article, **more)


read_legal_basis = record(
    _legal_basis,
    required("title 名称 标题", read_text),
    optional("doc_no 文号", read_text),
    stated("article 条款", read_text),
    optional("text 内容 原文", read_prose),
    optional("url 网址", read_url),
    optional("valid 有效性", choice("已修改", "废止", also={"有效": ""}), into="validity"),
)
"""设定依据; an article that was left out is 待补."""

read_question = record(Question, required("q 问", read_text), required("a 答", read_prose))


def _excluded(step: str, limit: str = "") -> tuple[str, str]:
    return (step, limit)


read_time_excluded = text_or(
    record(_excluded, required("step 环节", read_text), optional("limit 时限", read_text)),
    mapped(read_text, _excluded),
)


def _variant(order: int = 0, **values: Any) -> tuple[int, Variant]:
    return (order, Variant(**values))


_VARIANT = record(
    _variant,
    required("id 编号", read_text),
    required("title 名称 标题", read_text),
    optional("order 顺序", read_count),
    optional("rank 主次", read_text),
    stated("who 适用对象 谁可以办", read_text),
    stated("do 做什么 怎么办", read_text),
    optional("channel 渠道", read_text),
    optional("materials 材料", read_words),
)


def _in_order(numbered: tuple[tuple[int, Variant], ...]) -> tuple[Variant, ...]:
    return tuple(variant for _, variant in sorted(numbered, key=lambda pair: pair[0]))


read_variants = mapped(list_of(_VARIANT), _in_order)
"""Ways to do it, by their ``order``, else as written."""

_CROSS_REGION_MODES = ("全程网办", "异地代收代办", "多地联办")
_CROSS_REGION_MORE = (
    optional("partners 合作地区 地区", read_words),
    optional("note 说明", read_text),
)


def _same_city(mode: Any = "", partners: tuple[str, ...] = (), note: str = "") -> CrossRegion:
    return CrossRegion("同城", mode, partners, note)


read_cross_region = record(
    CrossRegion,
    required("scope 范围", choice("同城", "全省", "跨省")),
    replace(stated("mode 方式", choice(*_CROSS_REGION_MODES)), is_required=True),
    *_CROSS_REGION_MORE,
)
SAME_CITY = record(_same_city, stated("mode 方式", choice(*_CROSS_REGION_MODES)), *_CROSS_REGION_MORE)
