"""署名: ``记者 赵立翠 通讯员 翁璇``, ``许海英（东昌路小学）``, ``（东昌路小学 许海英）``, or a mapping."""

import re

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.kinds.news import Byline
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.schema import optional, record, required
from ssg.read.values import choice, phrase, read_ref, read_text
from ssg.read.yaml_nodes import ListNode, Node, ScalarNode, is_blank, shorten

ROLES = ("记者", "通讯员", "作者", "译者", "校对", "摄影", "摄像", "编辑", "责编", "审核")

_TOKEN = re.compile(r"([^\s、，,;；（]+)?(?:（([^（）]*)）)?")
_ROLE = re.compile(f"({'|'.join(ROLES)})[:：]?(.*)")
_ROLE_INSIDE = re.compile(f".+({'|'.join(ROLES)})[:：]?")
# Letters of any script, and the points inside foreign names: 玛丽·居里, O'Neill, J. Smith.
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[·•．.'’ -]){0,29}")
_FEWEST_ORG_CHARACTERS = 5


class _Word(Struct, frozen=True):
    text: str
    org: str


def read_bylines(node: Node, scope: Scope) -> Outcome[tuple[Byline, ...] | None]:
    """Return the people named, in their order: one text or mapping, or a list of them."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    bylines: list[Byline] = []
    faults: tuple[Diagnostic, ...] = ()
    for item in nodes:
        if is_blank(item):
            continue
        outcome = _read_words(item, scope) if isinstance(item, ScalarNode) else _read_mapping(item, scope)
        bylines += outcome.value or ()
        faults += outcome.diagnostics
    return Outcome(tuple(bylines), faults)


def _read_name(node: Node, scope: Scope) -> Outcome[str | None]:
    outcome = read_text(node, scope)
    if outcome.value is None or _is_name(outcome.value):
        return outcome
    return refuse("bad-byline", node, scope)


_BYLINE: Reader[Byline] = record(
    Byline,
    required("name 姓名", _read_name),
    optional("role 角色 职务", choice(*ROLES)),
    optional("org 单位", read_text),
    optional("org_ref 单位编号", read_ref),
)


def _read_mapping(node: Node, scope: Scope) -> Outcome[tuple[Byline, ...]]:
    outcome = _BYLINE(node, scope)
    return Outcome((outcome.value,) if outcome.value else (), outcome.diagnostics)


def _read_words(node: ScalarNode, scope: Scope) -> Outcome[tuple[Byline, ...]]:
    text = phrase(node).replace("(", "（").replace(")", "）")
    if text.startswith("（") and text.endswith("）") and text.count("（") == 1:
        text = text[1:-1]
    words = _join_split_names(_split(text))
    if len(words) == 2 and not any(_ROLE.match(word.text) for word in words):
        words = _affiliation_first(words)
    return _people(words, node, scope)


def _split(text: str) -> tuple[_Word, ...]:
    found = (_Word(match[1] or "", (match[2] or "").strip()) for match in _TOKEN.finditer(text))
    return tuple(word for word in found if word.text or word.org)


def _join_split_names(words: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """Join ``李　军``, spaced out to the width of three characters, and the parts of Latin names."""
    joined: list[_Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and not before.org and _is_split(before.text, word.text):
            space = " " if word.text.isascii() else ""
            joined[-1] = _Word(before.text + space + word.text, word.org)
        else:
            joined.append(word)
    return tuple(joined)


def _is_split(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return bool(before and after)
    return len(before) == 1 and len(after) == 1


def _affiliation_first(words: tuple[_Word, ...]) -> tuple[_Word, ...]:
    first, second = words
    is_org = len(first.text) >= _FEWEST_ORG_CHARACTERS and not _ROLE_INSIDE.fullmatch(first.text)
    if not is_org or first.org or second.org or not second.text:
        return words
    return (_Word(second.text, first.text),)


def _people(words: tuple[_Word, ...], node: ScalarNode, scope: Scope) -> Outcome[tuple[Byline, ...]]:
    people: list[Byline] = []
    role, is_role_used = "", True
    for word in words:
        name = word.text
        match = _ROLE.match(name)
        if match:
            if not is_role_used:
                return _bad(node, scope, role)
            role, name, is_role_used = match[1], match[2], False
        if not name and not word.org and match:
            continue
        if inside := _ROLE_INSIDE.fullmatch(name):
            fault = error("unknown-role", scope.span(node), written=shorten(name), nearest=inside[1])
            return Outcome((), (replace(fault, related=()),))
        if not _is_name(name):
            return _bad(node, scope, "")
        people.append(Byline(name, role, word.org))
        is_role_used = True
    return Outcome(tuple(people)) if people and is_role_used else _bad(node, scope, role)


def _bad(node: ScalarNode, scope: Scope, role: str) -> Outcome[tuple[Byline, ...]]:
    hint = {"role": role} if role else {}
    return Outcome((), refuse("bad-byline", node, scope, **hint).diagnostics)


def _is_name(text: str) -> bool:
    return len(text) > 1 and _NAME.fullmatch(text) is not None
