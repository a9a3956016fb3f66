"""Readers of single values: text, numbers, choices, addresses, phone numbers, references."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.kinds.common import Ref
from ssg.model.patterns import late_pattern
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.yaml_nodes import ListNode, MapNode, Node, ScalarNode, is_blank

T = TypeVar("T")

MOST_PHRASE = 300
"""Characters of a short form; bounds the time that patterns take on hostile text."""

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—"
# YAML puts a space where a line was broken; between Chinese characters there must be none (typography T-01).
# The look-behind for blanks keeps the search linear on long runs of them.
_FOLD = late_pattern(f"(?<=[{_WIDE}])[ \n]+|(?<![ \n])[ \n]+(?=[{_WIDE}])")
_WORD_SEPARATORS = re.compile(r"[、，,;；]")
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_URL = re.compile(r"https?://[^\s/?#<>\"'\\]+[^\s<>\"'\\]*", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+?86-?)?1[3-9]\d{9}", re.ASCII)
_PHONE = re.compile(r"(?:\+86-?)?(?:0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}|1\d{2,5}|9\d{4,5})", re.ASCII)


def read_text(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return text on one line, exactly as written; broken Chinese lines are joined without a space."""
    if isinstance(node, ScalarNode):
        return Outcome(join_folded(node.text) if node.is_folded else node.text)
    return refuse("expects-text", node, scope)


def read_prose(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return plain text that may keep the line breaks of a ``|`` block."""
    if isinstance(node, ScalarNode) and node.style == "|":
        return Outcome(node.text.strip())
    return read_text(node, scope)


def read_boolean(node: Node, scope: Scope) -> Outcome[bool | None]:
    """Return plain ``true`` or ``false``; whatever else YAML once took for a truth value is an error."""
    if isinstance(node, ScalarNode) and node.style == "" and node.text in ("true", "false"):
        return Outcome(node.text == "true")
    return refuse("expects-boolean", node, scope)


def read_integer(node: Node, scope: Scope) -> Outcome[int | None]:
    """Return a decimal whole number of at most nine digits."""
    if isinstance(node, ScalarNode) and _INTEGER.fullmatch(node.text):
        return Outcome(int(node.text))
    return refuse("expects-integer", node, scope)


def read_count(node: Node, scope: Scope) -> Outcome[int | None]:
    """Return a whole number from 0."""
    outcome = read_integer(node, scope)
    return refuse("expects-integer", node, scope) if outcome.value is not None and outcome.value < 0 else outcome


def read_ref(node: Node, scope: Scope) -> Outcome[Ref | None]:
    """Return a reference that planning resolves: ``guide/pension``, a relative file path, or an id."""
    if isinstance(node, ScalarNode) and node.text.strip():
        return Outcome(Ref(node.text.strip(), scope.span(node)))
    return refuse("expects-text", node, scope)


def read_url(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return an absolute http or https address."""
    if isinstance(node, ScalarNode) and _URL.fullmatch(node.text):
        return Outcome(node.text)
    return refuse("bad-url", node, scope)


def read_phone(node: Node, scope: Scope) -> Outcome[str | None]:
    """Return a public number as dialled, ``0635-123456`` or ``12345``; a mobile number is refused (R-86)."""
    if not isinstance(node, ScalarNode):
        return refuse("expects-text", node, scope)
    number = normalise_phone(node.text)
    if _MOBILE.fullmatch(number.replace("-", "")):
        # The number itself is left out: a diagnostic may be shown where the number must not.
        return Outcome(None, (error("mobile-number", scope.span(node)),))
    return Outcome(number) if _PHONE.fullmatch(number) else refuse("bad-phone", node, scope)


def normalise_phone(text: str) -> str:
    """Return ``（0635）123456`` and ``0635 123456`` as ``0635-123456``."""
    plain = unicodedata.normalize("NFKC", text[:60]).strip()
    plain = re.sub(r"[‐‑‒–—−]", "-", plain)
    return re.sub(r"[\s()-]+", "-", plain).strip("-")


def choice(*values: str, also: Mapping[str, str] | None = None) -> Reader[str]:
    """Return a reader of one of ``values``. also: further spellings and the value that each means."""
    value_by_spelling = {value: value for value in values} | dict(also or {})

    def read(node: Node, scope: Scope) -> Outcome[str | None]:
        if not isinstance(node, ScalarNode):
            return refuse("expects-text", node, scope)
        value = value_by_spelling.get(node.text)
        if value is not None:
            return Outcome(value)
        nearest = find_nearest(node.text, value_by_spelling)
        hint = {"nearest": nearest} if nearest else {}
        return refuse("not-a-choice", node, scope, choices="、".join(value_by_spelling), **hint)

    return read


def read_words(node: Node, scope: Scope) -> Outcome[tuple[str, ...] | None]:
    """Return short words: a list, or one text with 、 or commas between them. Doubled words count once."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    words: dict[str, None] = {}
    faults: tuple[Diagnostic, ...] = ()
    for item in nodes:
        outcome = read_text(item, scope)
        faults += outcome.diagnostics
        pieces = _WORD_SEPARATORS.split(outcome.value or "")
        words.update(dict.fromkeys(word for piece in pieces if (word := piece.strip())))
    return Outcome(tuple(words), faults)


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """Return a reader of lists; one value that is no list counts as a list of it."""

    def read_list(node: Node, scope: Scope) -> Outcome[tuple[T, ...] | None]:
        nodes = node.items if isinstance(node, ListNode) else (node,)
        outcomes = [read(item, scope) for item in nodes if not is_blank(item)]
        faults = tuple(fault for outcome in outcomes for fault in outcome.diagnostics)
        return Outcome(tuple(outcome.value for outcome in outcomes if outcome.value is not None), faults)

    return read_list


def read_pairs(node: Node, scope: Scope) -> Outcome[tuple[tuple[str, str], ...] | None]:
    """Return (name, text) of every entry of a mapping with free names."""
    if not isinstance(node, MapNode):
        return refuse("expects-pairs", node, scope)
    outcomes = [(entry.key.text, read_text(entry.value, scope)) for entry in node.entries]
    faults = tuple(fault for _, outcome in outcomes for fault in outcome.diagnostics)
    return Outcome(tuple((name, outcome.value) for name, outcome in outcomes if outcome.value is not None), faults)


def text_or(read: Reader[T], from_text: Reader[T]) -> Reader[T]:
    """Return a reader that takes a short form in plain text and otherwise what ``read`` reads."""

    def read_either(node: Node, scope: Scope) -> Outcome[T | None]:
        return from_text(node, scope) if isinstance(node, ScalarNode) else read(node, scope)

    return read_either


def mapped(read: Reader[Any], make: Any) -> Reader[Any]:
    """Return a reader that hands a well-formed value of ``read`` to ``make``."""

    def read_mapped(node: Node, scope: Scope) -> Outcome[Any]:
        outcome = read(node, scope)
        return Outcome(None if outcome.value is None else make(outcome.value), outcome.diagnostics)

    return read_mapped


def phrase(node: Node) -> str:
    """Return the text of a short form such as ``5 个工作日``; empty when it is none, or longer than any can be."""
    return node.text.strip() if isinstance(node, ScalarNode) and len(node.text) <= MOST_PHRASE else ""


def find_nearest(written: str, names: Iterable[str]) -> str:
    """Return the name most like what was written; empty when none is like it."""
    # Of two Chinese characters, one may be wrong: half of the word.
    likeness = 0.6 if written.isascii() else 0.5
    # Late: most files hold no word that is not known.
    from difflib import get_close_matches

    return next(iter(get_close_matches(written[:40].lower(), names, 1, likeness)), "")


def join_folded(text: str) -> str:
    """Return text of several lines as one line, without spaces beside Chinese characters at the breaks."""
    return _FOLD.sub("", text.strip()).replace("\n", " ")
