"""What strict YAML gives: text with its style and place; the typed readers decide what it means.

Named tuples instead of frozen dataclasses: equally immutable, and made three times as fast, which counts
at some fifty nodes for each of ten thousand files.
"""

from typing import NamedTuple, TypeAlias

from ssg.model.diagnostic import Span


class ScalarNode(NamedTuple):
    text: str
    """Exactly as written, quotes and folding undone: ``12:30``, ``0635123``, ``no``."""
    style: str
    """Empty = plain; otherwise ``'``, ``"``, ``|`` or ``>``."""
    line: int
    column: int
    length: int
    """In characters, of the first line."""
    is_folded: bool
    """Written on more than one line."""


class ListNode(NamedTuple):
    items: tuple["Node", ...]
    line: int
    column: int
    length: int
    """In characters, of ``[…]`` or ``{…}`` on one line; else 0."""


class Entry(NamedTuple):
    key: ScalarNode
    value: "Node"


class MapNode(NamedTuple):
    entries: tuple[Entry, ...]
    line: int
    column: int
    length: int
    """In characters, of ``[…]`` or ``{…}`` on one line; else 0."""


Node: TypeAlias = ScalarNode | ListNode | MapNode

_BLANKS = frozenset(("", "~", "null", "Null", "NULL"))


def is_blank(node: Node) -> bool:
    """Return whether nothing was written after the key (YAML 1.2 core: empty, ``~`` and ``null``)."""
    return isinstance(node, ScalarNode) and node.style == "" and node.text in _BLANKS


def span_of(node: Node, path: str) -> Span:
    """Return where ``node`` stands."""
    return Span(path, node.line, node.column, node.length)


def quote(node: Node) -> str:
    """Return what was written, on one line and at most 40 characters, for a message."""
    return shorten(_inline(node))


def shorten(text: str) -> str:
    """Return ``text`` on one line, cut to 40 characters."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"


def _inline(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode):
        return "[" + ", ".join(_inline(item) for item in node.items[:5]) + "]"
    return "{" + ", ".join(f"{entry.key.text}: {_inline(entry.value)}" for entry in node.entries[:5]) + "}"
