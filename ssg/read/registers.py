"""Registers, ``content/registers/*.yaml``: facts that are written once and used by id everywhere."""

import re
from collections.abc import Callable, Mapping
from datetime import timezone
from typing import Any

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.patterns import late_pattern
from ssg.model.registers import Column, Figure, Org, Registers, Term
from ssg.read.reader import Scope, refuse
from ssg.read.schema import Schema, compile_schema, optional, read_fields, required, stated
from ssg.read.source_text import clean_text
from ssg.read.states import StatedReader
from ssg.read.strict_yaml import parse_yaml
from ssg.read.values import (
    choice,
    find_nearest,
    list_of,
    mapped,
    read_integer,
    read_phone,
    read_text,
    read_url,
    read_words,
)
from ssg.read.yaml_nodes import Entry, MapNode

_ID = late_pattern(r"[A-Za-z0-9\u3400-\u9fff]+(?:[._-][A-Za-z0-9\u3400-\u9fff]+)*")
_COLUMN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _Register(Struct, frozen=True):
    """How one file is read."""

    schema: Schema
    id_pattern: re.Pattern[str]
    bad_id: str
    """Code of the diagnostic for an id that does not fit."""
    make: Callable[..., Any]


_DOUBTFUL = mapped(choice("certain", "doubtful", also={"存疑": "doubtful", "确定": "certain"}), "doubtful".__eq__)

_REGISTERS: Mapping[str, _Register] = {
    "orgs": _Register(
        compile_schema(
            required("name 名称", StatedReader(read_text)),
            optional("short 简称", read_text),
            stated("phone 电话", read_phone),
            stated("address 地址", read_text),
            optional("url 网址", read_url),
        ),
        _ID,
        "bad-id",
        Org,
    ),
    "figures": _Register(
        compile_schema(
            required("value 数值", read_text),
            optional("unit 单位", read_text),
            optional("label 名称", read_text),
            optional("as_of 截至", read_text),
            optional("source 来源", read_text),
            optional("note 说明", read_text),
            optional("certainty 可靠程度", _DOUBTFUL, into="is_doubtful"),
            optional("facts_ref 事实编号", read_words),
        ),
        _ID,
        "bad-id",
        Figure,
    ),
    "terms": _Register(
        compile_schema(
            required("preferred 标准写法", read_text),
            optional("forbidden 不用", list_of(read_text)),
            optional("gloss 解释", read_text),
            optional("sort 排序", read_text),
        ),
        _ID,
        "bad-id",
        Term,
    ),
    "columns": _Register(
        compile_schema(
            required("title 名称 标题", read_text),
            optional("description 简介", read_text),
            optional("order 顺序", read_integer),
            optional("sort 排序", read_text),
            optional("fresh_days 新鲜天数", read_integer),
        ),
        _COLUMN_ID,
        "bad-column-id",
        Column,
    ),
}


def read_registers(files: tuple[tuple[str, str], ...]) -> Outcome[Registers]:
    """Return the registers of a site.

    files: (path, text) of everything in ``content/registers``; the file's name says which register it is.
    """
    values: dict[str, tuple[Any, ...]] = {}
    faults: list[Diagnostic] = []
    for path, text in files:
        name = path.rpartition("/")[2].removesuffix(".yaml")
        register = _REGISTERS.get(name)
        if register is None or not path.endswith(".yaml"):
            faults.append(_unknown_register(path, name))
            continue
        outcome = _read_register(register, path, text)
        values[name] = outcome.value
        faults.extend(outcome.diagnostics)
    return Outcome(Registers(**values), tuple(faults))


def _unknown_register(path: str, name: str) -> Diagnostic:
    nearest = find_nearest(name, _REGISTERS)
    known = "、".join(f"{each}.yaml" for each in _REGISTERS)
    file_name = path.rpartition("/")[2]
    if nearest:
        return error("unknown-register", Span(path), file=file_name, known=known, nearest=f"{nearest}.yaml")
    return error("unknown-register", Span(path), file=file_name, known=known)


def _read_register(register: _Register, path: str, text: str) -> Outcome[tuple[Any, ...]]:
    clean = clean_text(path, text)
    parsed = parse_yaml(path, clean.value)
    faults = clean.diagnostics + parsed.diagnostics
    if parsed.value is None:
        return Outcome((), faults)
    if not isinstance(parsed.value, MapNode):
        return Outcome((), (*faults, error("register-not-fields", Span(path, 1, 1))))
    # Nothing in a register is a moment, so the zone is of no account here.
    scope = Scope(path, timezone.utc)  # noqa: UP017
    outcomes = [_read_entry(register, entry, scope) for entry in parsed.value.entries]
    items = tuple(outcome.value for outcome in outcomes if outcome.value is not None)
    return Outcome(items, faults + tuple(fault for outcome in outcomes for fault in outcome.diagnostics))


def _read_entry(register: _Register, entry: Entry, scope: Scope) -> Outcome[Any]:
    item_id = entry.key.text
    if not register.id_pattern.fullmatch(item_id):
        return refuse(register.bad_id, entry.key, scope)
    if not isinstance(entry.value, MapNode):
        known = "、".join(field.label for field in register.schema.fields)
        return refuse("expects-mapping", entry.value, scope, known=known)
    fields = read_fields(register.schema, entry.value, scope)
    if not fields.is_whole:
        return Outcome(None, fields.diagnostics)
    return Outcome(register.make(id=item_id, span=scope.span(entry.key), **fields.values), fields.diagnostics)
