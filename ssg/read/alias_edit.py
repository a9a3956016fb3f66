"""Where to write one more ``aliases`` entry in a content file, as an edit that changes nothing else."""

import re

from ssg.model.diagnostic import Span
from ssg.model.finding import Edit
from ssg.read.frontmatter import FENCE, split_front_matter
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import ListNode, MapNode, Node, is_blank

KEYS = ("aliases", "旧网址")

_PLAIN = re.compile(r"/[\w/.~+=-]*")


def alias_edit(path: str, text: str, alias: str) -> Edit | None:
    """Return the edit that adds ``alias`` to a file's redirects; None where only a person should.

    text: as ``decode_source`` gives it.   alias: a site path, not encoded: ``/news/2025/old/``.
    """
    parts = split_front_matter(path, text)
    front = parts.value.front
    if parts.diagnostics or front is None:
        return None
    root = parse_yaml(path, front, parts.value.front_line)
    if root.diagnostics or not isinstance(root.value, MapNode) or root.value.length:
        return None
    written = alias if _PLAIN.fullmatch(alias) else '"' + alias.replace("\\", "\\\\").replace('"', '\\"') + '"'
    entry = next((entry for entry in root.value.entries if entry.key.text in KEYS), None)
    if entry is None:
        return _insert(path, parts.value.body_line - 1, 1, f"aliases: [{written}]\n", text)
    return _edit_of_list(path, text, entry.value, written)


def _edit_of_list(path: str, text: str, value: Node, written: str) -> Edit | None:
    if not isinstance(value, ListNode) or not value.items or any(is_blank(item) for item in value.items):
        return None
    first = value.items[0]
    line = text.split("\n")[first.line - 1]
    before = line[: first.column - 1]
    if re.fullmatch(r" *- +", before):
        return _insert(path, first.line, 1, f"{before}{written}\n", text)
    return _insert(path, first.line, first.column, f"{written}, ", text) if before.rstrip().endswith("[") else None


def _insert(path: str, line: int, column: int, becomes: str, text: str) -> Edit | None:
    """Return the insertion; one before the closing fence is refused where there is no such fence."""
    if becomes.startswith("aliases") and text.split("\n")[line - 1].rstrip() != FENCE:
        return None
    return Edit(Span(path, line, column, 0), "", becomes)
