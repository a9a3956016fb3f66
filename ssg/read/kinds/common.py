"""Fields that every kind has: when an item is shown, what it is called, how it is found."""

import re
from collections.abc import Container, Mapping
from typing import Any

from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Outcome, error, warning
from ssg.model.document import CHINESE_BY_KIND, Kind
from ssg.model.kinds.common import Change, Contact, Contacts, Publication, Withdrawal
from ssg.model.stated import Nothing, Pending, is_value
from ssg.read.dates import read_day, read_moment
from ssg.read.kinds.approvals import check_approvals, read_approvals
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.schema import Field, Fields, optional, record, required, stated
from ssg.read.sort_keys import sort_key
from ssg.read.states import StatedReader
from ssg.read.values import (
    choice,
    join_folded,
    list_of,
    mapped,
    read_boolean,
    read_phone,
    read_ref,
    read_text,
    read_words,
    text_or,
)
from ssg.read.yaml_nodes import ListNode, Node, ScalarNode, is_blank, quote

MOST_TITLE = 60
MOST_SUMMARY = 120
"""Characters; longer is a warning (contract.md)."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?", re.ASCII)


def read_title(node: Node, scope: Scope) -> Outcome[tuple[str, ...] | None]:
    """Return the lines of a title, at least one: a text, or a list of lines (T-50)."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    outcomes = [read_text(item, scope) for item in nodes if not is_blank(item)]
    faults = tuple(fault for outcome in outcomes for fault in outcome.diagnostics)
    lines = tuple(" ".join(outcome.value.split()) for outcome in outcomes if outcome.value)
    if not lines:
        return Outcome(None, faults or refuse("expects-text", node, scope).diagnostics)
    if lines[-1].endswith("。"):
        faults += (warning("title-ends-with-stop", scope.span(node)),)
    length = len(" ".join(lines))
    if length > MOST_TITLE:
        faults += (warning("long-title", scope.span(node), length=length, most=MOST_TITLE),)
    return Outcome(lines, faults)


def read_summary(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return a summary on one line."""
    if isinstance(node, ScalarNode) and node.is_folded:
        outcome: Outcome[str | None] = Outcome(join_folded(node.text))
    else:
        outcome = read_text(node, scope)
    length = len(outcome.value or "")
    if length <= MOST_SUMMARY:
        return outcome
    return replace(outcome, diagnostics=(warning("long-summary", scope.span(node), length=length, most=MOST_SUMMARY),))


def read_private(node: Node, scope: Scope) -> Outcome[None]:
    """Accept what the office writes down for itself and never publishes: reviewers, consent forms."""
    return Outcome(None)


def read_slug(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return the last part of a URL: small Latin letters, digits and single hyphens between them."""
    if isinstance(node, ScalarNode) and _SLUG.fullmatch(node.text):
        return Outcome(node.text)
    suggestion = _suggest_slug(node.text) if isinstance(node, ScalarNode) else ""
    if suggestion:
        return refuse("bad-slug", node, scope, suggestion=suggestion)
    return refuse("bad-slug", node, scope)


def _suggest_slug(text: str) -> str:
    # Loaded here because its dictionaries take a tenth of a second, and only a mistake needs them.
    from pypinyin import lazy_pinyin

    latin = " ".join(lazy_pinyin(text[:40])).lower().replace("ü", "v")
    return "-".join(re.findall(r"[a-z0-9]+", latin))


def kind_field(kind: Kind, keys: str = "type kind") -> Field:
    """Return the field that may repeat the kind of the folder; another kind is an error."""
    name = CHINESE_BY_KIND[kind]

    def read(node: Node, scope: Scope) -> Outcome[str | None]:
        if isinstance(node, ScalarNode) and node.text in (kind.value, name):
            return Outcome(kind.value)
        return refuse("wrong-kind", node, scope, kind=kind.value, name=name)

    return optional(keys, read, into="kind_of_folder")


_CHANGE = record(Change, required("date 日期", read_day), optional("note 说明", read_text))


def read_language(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return a language tag after BCP 47: ``en``, ``zh-Hant``."""
    if isinstance(node, ScalarNode) and _LANGUAGE.fullmatch(node.text):
        return Outcome(node.text)
    return refuse("bad-language", node, scope)


_WITHDRAWAL = record(
    Withdrawal,
    required("reason 原因", read_text),
    required("date 日期", read_day, into="since"),
    optional("replacement 替代", read_ref),
)

TITLE = required("title 标题", read_title)

PUBLICATION = (
    optional("short_title 短标题", read_text),
    stated("date 发布日期 发布 发布时间 日期 published", read_moment),
    optional("embargo 定时 定时发布", read_moment),
    optional("updated 更新 更新日期 更新时间", read_moment),
    optional("expires 失效 失效日期 失效时间", read_moment),
    optional("draft 草稿", read_boolean),
    optional("slug 网址名", read_slug),
    optional("aliases 旧网址", list_of(read_ref)),
    stated("summary 摘要 一句话", read_summary),
    optional("tags 标签", read_words),
    stated("topics 主题", read_words),
    stated("audience 服务对象 读者", read_words),
    optional("hidden_terms 别名搜索词 搜索词", read_words),
    optional("related 相关", list_of(read_ref)),
    optional("facts_ref 事实编号", read_words),
    optional("pinyin 拼音", mapped(choice("off", "ruby", "word"), lambda mode: "" if mode == "off" else mode)),
    optional("sort 排序", read_text),
    optional("changes 修改记录", list_of(_CHANGE)),
    optional("withdrawn 撤回", _WITHDRAWAL),
    optional("lang 语言", read_language, into="language"),
    optional("review 审核 三审三校", read_approvals),
)
"""All fields of ``Publication`` but the title, which kinds read in their own ways."""


_STATED = tuple(field for field in PUBLICATION if isinstance(field.read, StatedReader) and field.name != "date")


def make_publication(title: str, values: Mapping[str, Any]) -> Publication:
    """Return what ``PUBLICATION`` read. A field stated as 无 or 待补 is empty; kinds report what is pending.

    An embargo moves the date: until then the item is scheduled (content-model §4).
    """
    plain: dict[str, Any] = {
        field.name: values[field.name] for field in PUBLICATION if is_value(values.get(field.name))
    }
    embargo, approvals = plain.pop("embargo", None), plain.pop("review", ())
    if embargo and ("date" not in plain or embargo > plain["date"]):
        plain["date"] = embargo
    return Publication(title=title, **plain, approvals=approvals)


def make_listed_publication(title: str, values: Mapping[str, Any]) -> Publication:
    """Return what ``make_publication`` returns, for a kind that is listed by pinyin: with a key for that."""
    publication = make_publication(title, values)
    return publication if publication.sort else replace(publication, sort=sort_key(title))


def check_publication(fields: Fields, key_elements: Container[str], scope: Scope) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the times of an item or with who has approved it, and each 待补 that is not shown.

    key_elements: names of the kind's ★ fields, which have their own warning.
    """
    pending = tuple(
        warning("pending-not-shown", fields.span(field.name, scope), field=field.keys[0], label=field.label)
        for field in _STATED
        if isinstance(fields.values.get(field.name), Pending) and field.name not in key_elements
    )
    return _check_expiry(fields, scope) + _check_update(fields, scope) + check_approvals(fields, scope) + pending


def _check_expiry(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    date: Any = fields.values.get("date")
    expires: Any = fields.values.get("expires")
    if not is_value(date) or not is_value(expires) or expires > date:
        return ()
    return (error("expires-too-early", fields.span("expires", scope)),)


def _check_update(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    date: Any = fields.values.get("date")
    updated: Any = fields.values.get("updated")
    if not is_value(date) or not is_value(updated) or updated >= date:
        return ()
    return (error("updated-too-early", fields.span("updated", scope), related=(fields.span("date", scope),)),)


def check_date_is_known(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """Return an error for a kind that needs a date and has none; a draft may still wait for it."""
    if fields.values.get("draft") or is_value(fields.values.get("date")):
        return ()
    if "date" in fields.values:
        written = quote(fields.entries["date"].value)
        return (error("date-pending", fields.span("date", scope), written=written),)
    if "date" in fields.entries:
        return ()
    return (error("missing-field", fields.start, field="date", label="发布日期"),)


def _contact_of_phone(phone: str) -> Contact:
    return Contact(phone=phone)


_CONTACT: Reader[Contact] = record(
    Contact,
    optional("phone 电话", read_phone),
    optional("org 单位", read_ref),
    optional("note 说明", read_text),
)
_CONTACT_OR_PHONE = text_or(_CONTACT, mapped(read_phone, _contact_of_phone))


def _read_contact(node: Node, scope: Scope) -> Outcome[Contact | None]:
    outcome = _CONTACT_OR_PHONE(node, scope)
    return replace(outcome, value=replace(outcome.value, span=scope.span(node))) if outcome.value else outcome


CONTACTS = stated(
    "contacts 电话 联系方式",
    record(
        lambda ask=Pending(), complain=Pending(): Contacts(ask, complain),
        stated("ask 咨询电话 咨询", _read_contact),
        stated("complain 监督投诉电话 监督投诉 投诉电话", _read_contact),
    ),
)


def make_contacts(stated_contacts: Contacts | Nothing | Pending | None) -> Contacts:
    """Return both numbers; what was said of the field as a whole holds for each, left out is 待补."""
    if isinstance(stated_contacts, Contacts):
        return stated_contacts
    both = Pending() if stated_contacts is None else stated_contacts
    return Contacts(both, both)
