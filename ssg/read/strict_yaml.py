"""Strict YAML: every key and value with its place, nothing converted, nothing clever.

PyYAML reads 13:30 as 810, 0635123 as 211539 and ``no`` as False (content-model §3). So only its events are used:
a scalar stays the text that was written, with its style, and the typed readers decide. Anchors, aliases,
tags and merge keys are refused, nesting is bounded: no "billion laughs", no objects.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml import events
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error, warning
from ssg.read.source_text import find_forbidden, replace_forbidden
from ssg.read.yaml_faults import explain_fault, find_fullwidth_colons
from ssg.read.yaml_nodes import Entry, ListNode, MapNode, Node, ScalarNode, is_blank, shorten, span_of

MOST_NESTING = 12
"""Levels of lists and mappings; the deepest field of the content model needs five."""

_CONTINUED_LIST = re.compile(r"^\s*- ")


class PurePythonParser(Reader, Scanner, Parser):
    """PyYAML's event parser in Python, for machines without libyaml."""

    def __init__(self, text: str) -> None:
        """Prepare to parse ``text``."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def fastest_parser() -> Callable[[str], Any]:
    """Return the class of the event parser: libyaml's where it is there (ten times as fast)."""
    if yaml.__with_libyaml__:
        return yaml.CSafeLoader
    return PurePythonParser


_FASTEST = fastest_parser()


class _Stream(NamedTuple):
    next_event: Callable[[], Any]
    path: str
    lines: list[str]
    offset: int
    """Lines of the file before the first line of the text."""
    has_comments: bool
    faults: list[Diagnostic]
    """Filled while parsing one text; never leaves this module."""


class _RefusedError(Exception):
    """The rest of the text cannot be placed; the fault says why."""


def parse_yaml(
    path: str, text: str, first_line: int = 1, parser: Callable[[str], Any] = _FASTEST
) -> Outcome[Node | None]:
    """Return the one value of a YAML text; None when there is none or when it cannot be understood.

    text: ``\\n`` line ends, free of control characters (see ``source_text``).
    first_line: number of its first line in the file, for the positions.
    """
    lines = text.split("\n")
    stream = _Stream(lambda: None, path, lines, first_line, " #" in text, [])
    try:
        # libyaml's parser reads ahead while it is made, so that making it can already fail.
        stream = stream._replace(next_event=parser(text).get_event)
        root = _build_document(stream)
    except yaml.MarkedYAMLError as fault:
        stream.faults.extend(explain_fault(path, lines, first_line, fault))
        return Outcome(None, tuple(stream.faults))
    except _RefusedError:
        return Outcome(None, tuple(stream.faults))
    if root is None or is_blank(root):
        return Outcome(None, tuple(stream.faults))
    if isinstance(root, ScalarNode) and (colons := find_fullwidth_colons(path, lines, first_line)):
        return Outcome(None, (*stream.faults, *colons))
    return Outcome(root, tuple(stream.faults))


def _build_document(stream: _Stream) -> Node | None:
    stream.next_event()
    start = stream.next_event()
    if isinstance(start, events.StreamEndEvent):
        return None
    root = _build(stream, stream.next_event(), 0)
    stream.next_event()
    after = stream.next_event()
    if not isinstance(after, events.StreamEndEvent):
        _refuse(stream, "yaml-second-document", after)
    return root


def _build(stream: _Stream, event: Any, depth: int) -> Node:
    kind = type(event)
    if kind is events.AliasEvent:
        return _alias(stream, event)
    if event.anchor is not None or event.tag is not None:
        _refuse_properties(stream, event)
    if kind is events.ScalarEvent:
        return _scalar(stream, event)
    if depth == MOST_NESTING:
        _refuse(stream, "yaml-too-deep", event)
    if kind is events.SequenceStartEvent:
        return _list(stream, event, depth + 1)
    return _mapping(stream, event, depth + 1)


def _scalar(stream: _Stream, event: Any) -> ScalarNode:
    start, end = event.start_mark, event.end_mark
    line, column = start.line, start.column
    style = event.style or ""
    is_folded = end.line != line and (style != "" or "\n" in event.value or " " in event.value)
    length = (end.column if end.line == line else len(stream.lines[line].rstrip())) - column
    node = ScalarNode(event.value, style, line + stream.offset, column + 1, length, is_folded)
    forbidden = find_forbidden(event.value) if style == '"' else None
    if forbidden:
        # Only double quotes can hide a character behind an escape: the text itself has been cleaned.
        stream.faults.append(error("forbidden-character", _span(stream, event), character=forbidden))
        return node._replace(text=replace_forbidden(event.value))
    if not style:
        if is_folded:
            _check_continuation(stream, line, end.line)
        if stream.has_comments and event.value:
            _check_comment(stream, end)
    return node


def _list(stream: _Stream, event: Any, depth: int) -> ListNode:
    items = []
    while type(item := stream.next_event()) is not events.SequenceEndEvent:
        items.append(_build(stream, item, depth))
    start = event.start_mark
    return ListNode(tuple(items), start.line + stream.offset, start.column + 1, _flow_length(event, item))


def _mapping(stream: _Stream, event: Any, depth: int) -> MapNode:
    entries: dict[str, Entry] = {}
    while type(item := stream.next_event()) is not events.MappingEndEvent:
        key = _key(stream, item, depth)
        value = _build(stream, stream.next_event(), depth)
        if key is not None:
            _add_entry(stream, entries, Entry(key, value))
    start = event.start_mark
    return MapNode(tuple(entries.values()), start.line + stream.offset, start.column + 1, _flow_length(event, item))


def _key(stream: _Stream, event: Any, depth: int) -> ScalarNode | None:
    if type(event) is not events.ScalarEvent or event.value == "":
        _refuse(stream, "yaml-key", event)
    key = _build(stream, event, depth)
    assert isinstance(key, ScalarNode)
    if key.style:
        return key
    if key.text == "<<":
        stream.faults.append(error("yaml-merge-key", span_of(key, stream.path)))
        return None
    colon = key.text.find("：")
    if colon >= 0:
        span = Span(stream.path, key.line, key.column + colon, 1)
        stream.faults.append(error("fullwidth-colon", span, key=shorten(key.text[:colon])))
        return None
    return key


def _add_entry(stream: _Stream, entries: dict[str, Entry], entry: Entry) -> None:
    earlier = entries.setdefault(entry.key.text, entry)
    if earlier is not entry:
        first = span_of(earlier.key, stream.path)
        where = span_of(entry.key, stream.path)
        fault = error("duplicate-key", where, related=(first,), key=shorten(entry.key.text), line=first.line)
        stream.faults.append(fault)


def _flow_length(opening: Any, closing: Any) -> int:
    """Return the length of ``[…]`` or ``{…}``; a block has none, as the parsers differ about where it ends."""
    return _length(opening.start_mark, closing.end_mark) if opening.flow_style else 0


def _length(start: Any, end: Any) -> int:
    return end.column - start.column if start.line == end.line else 0


def _alias(stream: _Stream, event: Any) -> ScalarNode:
    stream.faults.append(error("yaml-alias", _span(stream, event), written="*" + event.anchor))
    start = event.start_mark
    return ScalarNode("", "", start.line + stream.offset, start.column + 1, 0, False)


def _refuse_properties(stream: _Stream, event: Any) -> None:
    if event.anchor is not None:
        stream.faults.append(error("yaml-anchor", _span(stream, event), written="&" + shorten(event.anchor)))
    if event.tag is not None:
        stream.faults.append(error("yaml-tag", _span(stream, event), written=shorten(event.tag)))


def _refuse(stream: _Stream, code: str, event: Any) -> None:
    stream.faults.append(error(code, _span(stream, event)))
    raise _RefusedError


def _span(stream: _Stream, event: Any) -> Span:
    start = event.start_mark
    return Span(stream.path, start.line + stream.offset, start.column + 1, _length(start, event.end_mark))


def _check_continuation(stream: _Stream, first: int, last: int) -> None:
    """Find a list that YAML swallowed as more words: ``bylines: 记者 甲`` and ``  - 通讯员 乙`` below it."""
    for index in range(first + 1, min(last + 1, len(stream.lines))):
        line = stream.lines[index]
        if _CONTINUED_LIST.match(line):
            column = len(line) - len(line.lstrip()) + 1
            stream.faults.append(error("list-after-text", Span(stream.path, index + stream.offset, column, 1)))
            return


def _check_comment(stream: _Stream, end: Any) -> None:
    """``title: 关于 #教育`` would silently lose the end of the line; ``# remark`` is a comment and fine."""
    rest = stream.lines[end.line][end.column :].lstrip(" ") if end.line < len(stream.lines) else ""
    if len(rest) > 1 and rest[0] == "#" and rest[1] not in " #!":
        column = len(stream.lines[end.line]) - len(rest) + 1
        span = Span(stream.path, end.line + stream.offset, column, len(rest))
        stream.faults.append(warning("text-lost-as-comment", span, lost=shorten(rest)))
