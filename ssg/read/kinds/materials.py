"""申请材料: what to bring, in which form, and who issues it (content-model §5.3)."""

import re
from typing import Any

from ssg.model.diagnostic import Outcome, error
from ssg.model.kinds.guide import Material, MaterialForm
from ssg.read.reader import Scope, refuse
from ssg.read.schema import optional, record, required, stated
from ssg.read.values import choice, list_of, mapped, phrase, read_boolean, read_count, read_ref, read_text, text_or
from ssg.read.yaml_nodes import Node

_FORM = re.compile(r"(原件|复印件|电子件)(?: ?(\d{1,3}) ?份)?")
_FORM_SEPARATORS = re.compile(r"\s*[、，,;；+和及]\s*")
# Names under which an office could ask for anything; they are refused by the inspection rules (content-model §5.3).
_VAGUE_MATERIAL = re.compile(
    r"(?:.{0,20}的)?(?:(?:其他|其它|相关|有关|所需|必要)的?){1,3}(?:申请|证明)?(?:材料|资料|文件|证明)|.{0,12}等(?:材料|资料|文件)"
)


def _read_forms_text(node: Node, scope: Scope) -> Outcome[tuple[MaterialForm, ...] | None]:
    """Return ``原件 1 份、复印件 1 份`` as forms."""
    pieces = _FORM_SEPARATORS.split(phrase(node))
    matches = [_FORM.fullmatch(piece.strip()) for piece in pieces]
    if not matches or not all(matches):
        return refuse("bad-material-form", node, scope)
    return Outcome(tuple(MaterialForm(match[1], int(match[2] or 1)) for match in matches if match))


def _form_list(form: MaterialForm) -> tuple[MaterialForm, ...]:
    return (form,)


_FORM_RECORD = record(
    MaterialForm,
    required("kind 形式 类型", choice("原件", "复印件", "电子件")),
    optional("copies 份数", read_count),
)
_READ_FORMS = mapped(
    list_of(text_or(mapped(_FORM_RECORD, _form_list), _read_forms_text)),
    lambda groups: tuple(form for group in groups for form in group),
)


def _read_material_name(node: Node, scope: Scope) -> Outcome[str | None]:
    outcome = read_text(node, scope)
    if outcome.value is not None and _VAGUE_MATERIAL.fullmatch(outcome.value.strip()):
        return refuse("vague-material", node, scope)
    return outcome


def _read_shared(node: Node, scope: Scope) -> Outcome[tuple[bool, str] | None]:
    """Return whether it need not be handed in, and the certificate that is checked instead, where one is named."""
    if phrase(node) in ("true", "false"):
        return mapped(read_boolean, lambda is_shared: (is_shared, ""))(node, scope)
    return mapped(read_text, lambda certificate: (True, certificate))(node, scope)


def _make_material(shared: tuple[bool, str] = (False, ""), **values: Any) -> Material:
    return Material(**values, shared=shared[0], certificate=shared[1])


_MATERIAL = record(
    _make_material,
    required("name 名称", _read_material_name),
    optional("id 编号", read_text),
    stated("form 形式", _READ_FORMS),
    stated("source 来源渠道 来源", choice("申请人自备", "政府部门核发", "其他")),
    optional("issuer 出具单位 核发部门", read_text),
    optional("when 情形", read_text),
    optional("necessity 必要性", choice("必要", "容缺", "告知承诺")),
    optional("deadline 补交期限", read_text),
    optional("shared 免提交", _read_shared),
    optional("blank 空白表", read_ref),
    optional("sample 样表", read_ref),
    optional("sign 签字", read_boolean),
    optional("seal 盖章", read_boolean),
    optional("note 说明", read_text),
)


def _material_of_name(name: str) -> Material:
    return Material(name)


def read_material(node: Node, scope: Scope) -> Outcome[Material | None]:
    """Return one thing to bring; 容缺 says until when it may follow, 核发 says who issues it."""
    outcome = text_or(_MATERIAL, mapped(_read_material_name, _material_of_name))(node, scope)
    material = outcome.value
    if material is None:
        return outcome
    faults = outcome.diagnostics
    if material.necessity == "容缺" and not material.deadline:
        faults += (error("material-without-deadline", scope.span(node), name=material.name),)
    if material.source == "政府部门核发" and not material.issuer:
        faults += (error("material-without-issuer", scope.span(node), name=material.name),)
    return Outcome(material, faults)
