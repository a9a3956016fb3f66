"""Says in an editor's words what the YAML parser could not read, and how to mend it.

The parser's own words ("did not find expected key") name the grammar, not the mistake. The mistake is looked for in
the lines themselves, so that libyaml and the parser in Python lead to the same diagnostic.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.patterns import late_pattern
from ssg.read.yaml_nodes import shorten

_FULLWIDTH_KEY = late_pattern(r"^\s*(?:- +)?([^\s:：#'\"\[\]{},，。-][^:：，。]{0,15})：")
_KEY_LINE = late_pattern(r"^(\s*(?:- +)*)([^\s:#'\"\[\]{}][^:]{0,30}?): +(\S.*)$")
_GLUED_KEY = late_pattern(r"^\s*(?:- +)*([^\s:：#'\"\[\]{}]{1,20}):(?=[^\s/])")
_CLOSING = {"[": "]", "{": "}"}
_LONGEST_FIX = 80
_MOST_REPORTS = 20


class _Place(Struct, frozen=True):
    """A line of the text and a column in it, both from 0 as the parser counts."""

    path: str
    lines: list[str]
    first_line: int
    index: int
    column: int

    @property
    def text(self) -> str:
        return self.lines[self.index]

    def error(self, code: str, column: int, length: int, **args: str) -> Diagnostic:
        span = Span(self.path, self.index + self.first_line, column + 1, length)
        return replace(error(code, span), args=tuple(args.items()))


def find_fullwidth_colons(path: str, lines: list[str], first_line: int) -> tuple[Diagnostic, ...]:
    """Return an error for every line at the left margin whose key ends in a full-width colon."""
    found: list[Diagnostic] = []
    for index, line in enumerate(lines):
        if line[:1] not in ("", " ", "\t", "-") and len(found) < _MOST_REPORTS:
            found += _fullwidth_colon(_Place(path, lines, first_line, index, 0))
    return tuple(found)


def explain_fault(path: str, lines: list[str], first_line: int, fault: Any) -> tuple[Diagnostic, ...]:
    """Return what is wrong, at least one diagnostic, for a ``yaml.MarkedYAMLError``."""
    problem = fault.problem_mark
    context = fault.context_mark or problem
    at = _place(path, lines, first_line, problem)
    opened = _place(path, lines, first_line, context)
    colons = find_fullwidth_colons(path, lines, first_line) or _fullwidth_colon(at) or _fullwidth_colon(opened)
    if colons:
        return tuple(colons)
    words = f"{fault.context or ''} | {fault.problem or ''}"
    found = (
        _tab(at)
        or _unclosed_quote(at, opened, words)
        or _text_after_quote(at)
        or _unclosed_bracket(opened, words)
        or _text_after_bracket(at)
        or _special_start(at, opened, words)
        or _second_colon(at, words)
        or _missing_colon(at, opened, words)
    )
    return (found or at.error("yaml-syntax", at.column, 1),)


def _place(path: str, lines: list[str], first_line: int, mark: Any) -> _Place:
    if mark.line < len(lines):
        return _Place(path, lines, first_line, mark.line, mark.column)
    return _Place(path, lines, first_line, len(lines) - 1, len(lines[-1]))


def _fullwidth_colon(at: _Place) -> list[Diagnostic]:
    match = _FULLWIDTH_KEY.match(at.text)
    return [at.error("fullwidth-colon", match.end() - 1, 1, key=match[1])] if match else []


def _tab(at: _Place) -> Diagnostic | None:
    indent = at.text[: len(at.text) - len(at.text.lstrip())]
    column = indent.find("\t")
    return at.error("yaml-tab", column, 1) if column >= 0 else None


def _unclosed_quote(at: _Place, opened: _Place, words: str) -> Diagnostic | None:
    if "quoted scalar" in words:
        if "escape" in words:
            return at.error("yaml-backslash", max(at.text.rfind("\\", 0, at.column + 1), 0), 2)
        return opened.error("yaml-unclosed-quote", opened.column, 1, quote=opened.text[opened.column])
    before = at.text[: at.column].rstrip()
    if not before.endswith(('"', "'")):
        return None
    mark = before[-1]
    for index in range(at.index, -1, -1):
        line = at.lines[index]
        match = _KEY_LINE.match(line)
        if match and match[3].startswith(mark) and match[3].count(mark) == 1:
            return replace(at, index=index).error("yaml-unclosed-quote", match.start(3), 1, quote=mark)
    return None


def _text_after_quote(at: _Place) -> Diagnostic | None:
    before = at.text[: at.column].rstrip()
    if not before.endswith(('"', "'")) or at.column >= len(at.text):
        return None
    rest = at.text[at.column :].rstrip()
    return at.error("yaml-text-after-quote", at.column, len(rest), rest=shorten(rest), **_fix(at))


def _text_after_bracket(at: _Place) -> Diagnostic | None:
    before = at.text[: at.column].rstrip()
    match = _KEY_LINE.match(at.text)
    if not match or match[3][0] not in _CLOSING or not before.endswith(("]", "}")):
        return None
    return at.error("yaml-text-after-bracket", match.start(3), 1, bracket=match[3][0], **_fix(at))


def _unclosed_bracket(opened: _Place, words: str) -> Diagnostic | None:
    bracket = opened.text[opened.column : opened.column + 1]
    if "while parsing a flow" not in words or bracket not in _CLOSING:
        return None
    return opened.error("yaml-unclosed-bracket", opened.column, 1, bracket=bracket, closing=_CLOSING[bracket])


def _special_start(at: _Place, opened: _Place, words: str) -> Diagnostic | None:
    """Find a value that begins with a character which YAML keeps for itself: ``@ ` % * & ! | > , ] }``."""
    if any(word in words for word in ("an alias", "an anchor", "a tag", "block scalar")):
        start = opened
    elif any(word in words for word in ("cannot start any token", "node content", "sequence entries")):
        start = at
    else:
        return None
    char = start.text[start.column : start.column + 1]
    if char == "-":
        return start.error("yaml-list-beside-key", start.column, 1)
    return start.error("yaml-special-start", start.column, 1, char=char, **_fix(start)) if char else None


def _second_colon(at: _Place, words: str) -> Diagnostic | None:
    if "mapping values are not allowed" not in words:
        return None
    match = _KEY_LINE.match(at.text)
    if match and match.start(3) <= at.column:
        value = match[3]
        return at.error("yaml-colon-in-text", at.column, 1, value=shorten(value), **_fix(at))
    above = replace(at, index=max(at.index - 1, 0))
    indent = len(at.text) - len(at.text.lstrip())
    mistakes = (*_fullwidth_colon(above), _glued_key(above), at.error("yaml-indent", 0, max(indent, 1)))
    return next(mistake for mistake in mistakes if mistake)


def _glued_key(at: _Place) -> Diagnostic | None:
    match = _GLUED_KEY.match(at.text)
    return at.error("yaml-missing-space", match.end() - 1, 1, key=match[1]) if match else None


def _missing_colon(at: _Place, opened: _Place, words: str) -> Diagnostic | None:
    if "could not find expected ':'" not in words:
        return None
    text = opened.text.strip()
    found = _glued_key(opened)
    return found or opened.error("yaml-missing-colon", opened.column, len(text), line=shorten(text))


def _fix(at: _Place) -> dict[str, str]:
    """Return the whole line with its value in quotes, as ``fixed``; nothing where it would be too long to show."""
    match = _KEY_LINE.match(at.text)
    if not match or len(match[3]) > _LONGEST_FIX:
        return {}
    value = match[3].rstrip()
    quoted = f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
    return {"fixed": f"{match[2]}: {quoted}"}
