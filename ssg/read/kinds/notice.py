"""Front matter of official notices (content-model §8)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.document import Kind
from ssg.model.kinds.notice import Attachment, NoticeMeta
from ssg.model.stated import Stated, is_value
from ssg.read.dates import read_day
from ssg.read.kinds.common import (
    PUBLICATION,
    TITLE,
    check_date_is_known,
    check_publication,
    kind_field,
    make_publication,
    read_private,
)
from ssg.read.kinds.gaps import find_gaps, warn_of_gaps
from ssg.read.reader import Scope, refuse
from ssg.read.schema import Fields, compile_schema, optional, read_fields, record, required, stated
from ssg.read.values import choice, list_of, phrase, read_phone, read_ref, read_text, read_words
from ssg.read.yaml_nodes import MapNode, Node, ScalarNode

KEY_ELEMENTS = {"issuer": "发文机关", "signed": "成文日期"}

# 聊政发〔2026〕1号; half-width or square brackets are the commonest mistake.
_DOC_NO = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕\d+号", re.ASCII)
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}", re.ASCII)
_WRONG_BRACKETS = re.compile(r"[\[(（【［](\d{4})[\])）】］]", re.ASCII)


def read_doc_no(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return a document number in its one right form."""
    if not isinstance(node, ScalarNode):
        return refuse("expects-text", node, scope)
    if _DOC_NO.fullmatch(node.text):
        return Outcome(node.text)
    suggestion = _WRONG_BRACKETS.sub(r"〔\1〕", node.text[:60]).replace(" ", "")
    if _DOC_NO.fullmatch(suggestion):
        return refuse("bad-doc-no", node, scope, suggestion=suggestion)
    return refuse("bad-doc-no", node, scope)


class _Period(Struct, frozen=True):
    start: date | None = None
    end: date | None = None
    objections: Stated[str] | None = None
    phone: str = ""
    mail: str = ""


def read_mail(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return an address for mail."""
    return Outcome(phrase(node)) if _MAIL.fullmatch(phrase(node)) else refuse("bad-mail", node, scope)


_PERIOD = record(
    _Period,
    optional("from 开始", read_day, into="start"),
    optional("to 结束 截止", read_day, into="end"),
    stated("objections 异议反映", read_text),
    optional("phone 电话", read_phone),
    optional("mail 邮箱", read_mail),
)

SCHEMA = compile_schema(
    kind_field(Kind.NOTICE),
    TITLE,
    *PUBLICATION,
    stated("index_no 索引号", read_text),
    stated("subject_class 主题分类 class", read_text),
    stated("issuer 发文机关", read_text),
    stated("signed 成文日期", read_day),
    stated("doc_no 发文字号", read_doc_no),
    stated("validity 有效性", choice("有效", "失效", "废止")),
    optional("period 公示期", _PERIOD),
    optional("period_from 公示开始", read_day),
    optional("period_to 公示截止", read_day),
    stated("objections 异议反映", read_text),
    optional(
        "attachments 附件",
        list_of(
            record(
                Attachment,
                required("file 文件", read_ref),
                required("title 名称 标题", read_text),
                optional("alternative 文字版 text", read_ref),
            )
        ),
    ),
    optional("applies_to 适用对象 适用范围", read_words),
    optional("interpretation 解读", list_of(read_ref)),
    optional("supersedes 代替 取代", list_of(read_ref)),
    optional("privacy_checked_by 隐私核对人", read_private),
)


def read_notice(root: MapNode, scope: Scope) -> Outcome[NoticeMeta | None]:
    """Return the front matter of a notice; None without a title or, drafts apart, a date."""
    fields = read_fields(SCHEMA, root, scope)
    values = fields.values
    gaps = find_gaps(KEY_ELEMENTS, values, fields, scope)
    period = values.get("period") or _Period(values.get("period_from"), values.get("period_to"))
    faults = (
        *fields.diagnostics,
        *check_date_is_known(fields, scope),
        *check_publication(fields, KEY_ELEMENTS, scope),
        *_check_period(period, fields, scope),
        *warn_of_gaps(gaps, fields.start),
    )
    has_date = values.get("draft") or is_value(values.get("date"))
    return Outcome(_make_notice(values, period) if fields.is_whole and has_date else None, faults)


def _check_period(period: _Period, fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    if not period.start or not period.end or period.start <= period.end:
        return ()
    return (error("period-backwards", fields.span("period" if "period" in fields.entries else "period_to", scope)),)


def _make_notice(values: Mapping[str, Any], period: _Period) -> NoticeMeta:
    return NoticeMeta(
        publication=make_publication(" ".join(values["title"]), values),
        index_no=values.get("index_no"),
        subject_class=values.get("subject_class"),
        issuer=values.get("issuer"),
        signed=values.get("signed"),
        doc_no=values.get("doc_no"),
        validity=values.get("validity"),
        period_from=period.start,
        period_to=period.end,
        objections=period.objections or values.get("objections"),
        attachments=values.get("attachments", ()),
        objection_phone=period.phone,
        objection_mail=period.mail,
        applies_to=values.get("applies_to", ()),
        interpretation=values.get("interpretation", ()),
        supersedes=values.get("supersedes", ()),
    )
