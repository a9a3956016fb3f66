"""Front matter of news, features, events, essays and reading tips (content-model §4)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.document import Kind
from ssg.model.kinds.common import Withdrawal
from ssg.model.kinds.news import GENRES, Correction, EventDate, Headline, NewsMeta, Origin
from ssg.model.stated import is_value
from ssg.read.dates import read_day
from ssg.read.kinds.bylines import read_bylines
from ssg.read.kinds.common import (
    PUBLICATION,
    check_date_is_known,
    check_publication,
    kind_field,
    make_publication,
    read_title,
)
from ssg.read.kinds.photos import read_photo
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.schema import Fields, compile_schema, optional, read_fields, record, required, stated
from ssg.read.values import choice, list_of, mapped, phrase, read_boolean, read_ref, read_text, read_url, text_or
from ssg.read.yaml_nodes import MapNode, Node, ScalarNode

_GENRE_BY_CHINESE = {
    "新闻": "news",
    "消息": "news",
    "特写": "feature",
    "通讯": "feature",
    "活动": "event",
    "随笔": "essay",
    "读书随笔": "essay",
    "阅读": "reading",
    "阅读推荐": "reading",
}
_EVENT_DAY = re.compile(r"(?:(\d{4})[-年])?(\d{1,2})[-月](\d{1,2})日?", re.ASCII)
_RANGE = re.compile(r"\s*(?:至|到|~|～|—+|/)\s*")
_LEAP_YEAR = 2024


def _parse_event_day(text: str) -> str:
    """Return ``2026-10-13`` or ``10-13``; empty when it is no day."""
    match = _EVENT_DAY.fullmatch(text.strip())
    if not match:
        return ""
    year, month, day = match.groups()
    try:
        # 29 February may stand without a year, so it is tried in a leap year.
        known = date(int(year or _LEAP_YEAR), int(month), int(day))
    except ValueError:
        return ""
    return known.isoformat() if year else known.strftime("%m-%d")


def _read_event_day(node: Node, scope: Scope) -> Outcome[str | None]:
    day = _parse_event_day(node.text) if isinstance(node, ScalarNode) else ""
    return Outcome(day) if day else refuse("bad-event-date", node, scope)


def _read_event_text(node: Node, scope: Scope) -> Outcome[EventDate | None]:
    pieces = _RANGE.split(phrase(node))
    days = [_parse_event_day(piece) for piece in pieces]
    if not all(days) or not 1 <= len(days) <= 2:
        return refuse("bad-event-date", node, scope)
    return Outcome(EventDate(*days))


_EVENT_RANGE = record(
    EventDate,
    required("from 开始", _read_event_day, into="start"),
    optional("to 结束", _read_event_day, into="end"),
)


def _make_headline(main: tuple[str, ...], kicker: str = "", deck: tuple[str, ...] = ()) -> Headline:
    return Headline(main, kicker, deck)


_HEADLINE = record(
    _make_headline,
    optional("kicker 肩题 引题", read_text),
    required("main 主题 主标题", read_title),
    optional("deck 副题 副标题", list_of(read_text)),
)


def _origin_of_name(name: str) -> Origin:
    return Origin(name)


_ORIGIN: Reader[Origin] = record(
    Origin,
    replace(stated("name 名称", read_text), is_required=True),
    optional("url 网址", read_url),
    stated("date 日期", read_day),
    optional("page 版面", read_text),
    optional("reprint 转载", read_boolean, into="is_reprint"),
    optional("note 说明", read_text),
)

_CORRECTION = record(
    Correction,
    required("date 日期", read_day),
    required("kind 类型", choice("更正", "补充", "撤回")),
    required("text 说明", read_text),
    optional("was 原文", read_text),
    optional("now 改为", read_text),
)

SCHEMA = compile_schema(
    kind_field(Kind.NEWS, "type"),
    optional("title 标题", read_title),
    optional("headline 标题组", _HEADLINE),
    *PUBLICATION,
    optional("kind 体裁 genre", choice(*GENRES, also=_GENRE_BY_CHINESE), into="genre"),
    optional("column 栏目", read_ref),
    stated("bylines 署名 作者 byline", read_bylines),
    stated("source 来源", text_or(_ORIGIN, mapped(read_text, _origin_of_name))),
    optional("dateline 电头", read_text),
    optional("event_date 事件日期", text_or(_EVENT_RANGE, _read_event_text)),
    optional("photos 图片 照片", list_of(read_photo)),
    optional("corrections 更正", list_of(_CORRECTION)),
)


def read_news(root: MapNode, scope: Scope) -> Outcome[NewsMeta | None]:
    """Return the front matter of a news item; None without a usable title or, drafts apart, date."""
    fields = read_fields(SCHEMA, root, scope)
    title_faults = _check_title(fields, scope)
    date_faults = check_date_is_known(fields, scope)
    faults = (
        *fields.diagnostics,
        *title_faults,
        *date_faults,
        *_check_reprint(fields, scope),
        *check_publication(fields, (), scope),
    )
    headline = _headline(fields.values)
    has_date = fields.values.get("draft") or is_value(fields.values.get("date"))
    if headline is None or not has_date:
        return Outcome(None, faults)
    return Outcome(_make_news(headline, fields.values), faults)


def _check_title(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    if "title" in fields.entries and "headline" in fields.entries:
        return (error("two-titles", fields.span("headline", scope), related=(fields.span("title", scope),)),)
    if "title" in fields.entries or "headline" in fields.entries:
        return ()
    return (error("missing-field", fields.start, field="title", label="标题"),)


def _check_reprint(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """A reprint names where it was taken from (readers R-43)."""
    source = fields.values.get("source")
    if not isinstance(source, Origin) or not source.is_reprint or is_value(source.name):
        return ()
    return (error("reprint-without-source", fields.span("source", scope)),)


def _headline(values: Mapping[str, Any]) -> Headline | None:
    if "title" in values:
        return Headline(values["title"])
    return values.get("headline")


def _withdrawn_by_correction(values: Mapping[str, Any]) -> dict[str, Withdrawal]:
    """Return the withdrawal that a correction of the kind 撤回 states; its text is the reason."""
    found = next((each for each in values.get("corrections", ()) if each.kind == "撤回"), None)
    return {"withdrawn": Withdrawal(found.text, found.date)} if found else {}


def _make_news(headline: Headline, values: Mapping[str, Any]) -> NewsMeta:
    source = values.get("source")
    return NewsMeta(
        publication=make_publication(" ".join(headline.lines), {**_withdrawn_by_correction(values), **values}),
        headline=headline,
        genre=values.get("genre", "news"),
        column=values.get("column"),
        bylines=values.get("bylines", ()),
        source=source if source is None or is_value(source) else Origin(source),
        dateline=values.get("dateline", ""),
        event_date=values.get("event_date"),
        photos=values.get("photos", ()),
        corrections=tuple(sorted(values.get("corrections", ()), key=lambda each: each.date, reverse=True)),
    )
