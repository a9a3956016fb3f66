"""Diagnostics as text for people at a terminal, as JSON for programs, and as annotations for GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

from ssg.edge.excerpt import excerpt, printable
from ssg.edge.messages import Messages
from ssg.model.diagnostic import Diagnostic, Severity, Span

SourceOf: TypeAlias = Callable[[str], str | None]
"""Gives a source file's text by its path below the site root; None when there is no such text."""

JSON_VERSION = 1

_Paint: TypeAlias = Callable[[str, str], str]
"""Puts a style on a text; the style is a severity or "faint"."""

_ESCAPE_BY_STYLE = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "faint": "\x1b[2m"}
_PLAIN = "\x1b[0m"


def arrange(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, by path, line, column and code; those of no file come last."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_position))


def arrange_by_file(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, grouped by file, the worst first: files with errors, and in each file errors.

    What belongs to no file comes last among what is as bad.
    """
    arranged = arrange(diagnostics)
    bad = {_file_of(each) for each in arranged if each.severity is Severity.ERROR}
    return tuple(sorted(arranged, key=lambda each: _badness(each, bad)))


def _badness(diagnostic: Diagnostic, bad: set[str]) -> tuple[bool, bool, str, bool]:
    path = _file_of(diagnostic)
    return path not in bad, not path, path, diagnostic.severity is not Severity.ERROR


def _file_of(diagnostic: Diagnostic) -> str:
    return diagnostic.span.path if diagnostic.span else ""


def read_source(site_root: Path) -> SourceOf:
    """Return a function that reads a site's files for excerpts; undecodable bytes are shown as U+FFFD."""

    def read(path: str) -> str | None:
        try:
            return (site_root / path).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return None  # moved or closed to us since it was read: the report stands without the line

    return read


def source_line(span: Span, source_of: SourceOf) -> str | None:
    """Return the line a span begins on, without its line break; None when it is not known."""
    text = source_of(span.path) if span.line else None
    lines = [] if text is None else text.replace("\r\n", "\n").split("\n")
    return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def render_text(
    diagnostics: Iterable[Diagnostic],
    messages: Messages,
    source_of: SourceOf,
    *,
    path_prefix: str = "",
    colour: bool = False,
    withheld: bool = False,
) -> str:
    """Return the report for a terminal; empty when there is nothing to say, else it ends with a line of counts.

    path_prefix: from the working folder to the site root, with the last "/", so that paths can be opened.
    withheld: whether nothing was published; the closing line then says so.
    """
    arranged = arrange_by_file(diagnostics)
    if not arranged:
        return ""
    paint = _paint if colour else _leave
    private = {(each.span.path, each.span.line) for each in arranged if each.is_private and each.span}
    lines: list[str] = []
    for each, following in zip_longest(arranged, arranged[1:]):
        lines += _text_lines(each, messages, _source_for(each, private, source_of), path_prefix, paint)
        lines += _help_lines(each, following, messages)
        if following is not None and _file_of(following) != _file_of(each):
            lines.append("")
    closing = count_line(arranged, messages) + (messages.word("withheld") if withheld else "")
    return "\n".join((*lines, closing, ""))


def count_line(diagnostics: Iterable[Diagnostic], messages: Messages) -> str:
    """Return how many errors and warnings there are: ``2 个错误，1 个提醒``."""
    counts = Counter(each.severity for each in diagnostics)
    parts = (
        messages.word(f"{severity}-count-{'one' if counts[severity] == 1 else 'many'}", count=counts[severity])
        for severity in Severity
        if counts[severity]
    )
    return messages.word("count-separator").join(parts)


def as_records(diagnostics: Iterable[Diagnostic], messages: Messages) -> list[dict[str, object]]:
    """Return diagnostics as JSON values, in the order of ``arrange``.

    Each has ``severity`` (error or warning), ``code``, ``message``, ``help`` (text or null), the place as
    ``path``, ``line``, ``column`` and ``end_column`` (from 1, the end is the column after the last; null where
    unknown), and ``related``, a list of such places.
    """
    return [_as_record(each, messages) for each in arrange(diagnostics)]


def render_json(diagnostics: Iterable[Diagnostic], messages: Messages) -> str:
    """Return one JSON object: ``version``, the numbers of ``errors`` and ``warnings``, ``diagnostics``.

    ``diagnostics`` is as ``as_records`` describes it. Within a version, keys are added only.
    """
    arranged = arrange(diagnostics)
    counts = Counter(each.severity for each in arranged)
    report = {
        "version": JSON_VERSION,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "diagnostics": as_records(arranged, messages),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def render_github(diagnostics: Iterable[Diagnostic], messages: Messages, *, path_prefix: str = "") -> str:
    """Return one workflow command a line, which GitHub shows beside the changed lines of a pull request.

    path_prefix: from the repository's root to the site root, with the last "/".
    """
    return "".join(_github_line(each, messages, path_prefix) + "\n" for each in arrange(diagnostics))


def place(span: Span, path_prefix: str = "") -> str:
    """Return ``path:line:column`` as far as it is known, in the form that terminals and editors open."""
    numbers = [str(number) for number in (span.line, span.column if span.line else 0) if number]
    return printable(":".join((_prefixed(span.path, path_prefix), *numbers)))


def _source_for(diagnostic: Diagnostic, private: set[tuple[str, int]], source_of: SourceOf) -> SourceOf:
    """Return the source for an excerpt; of a line with private data there is none, whatever is wrong in it."""
    span = diagnostic.span
    return _no_source if span and (span.path, span.line) in private else source_of


def _no_source(path: str) -> None:
    return None


def _position(diagnostic: Diagnostic) -> tuple[bool, str, int, int, str]:
    span = diagnostic.span or Span("")
    return diagnostic.span is None, span.path, span.line, span.column, diagnostic.code


def _text_lines(
    diagnostic: Diagnostic, messages: Messages, source_of: SourceOf, path_prefix: str, paint: _Paint
) -> Iterator[str]:
    message, _ = messages.text(diagnostic)
    label = paint(diagnostic.severity, f"{messages.word(diagnostic.severity)}[{diagnostic.code}]")
    where = f"{place(diagnostic.span, path_prefix)}: " if diagnostic.span else ""
    yield f"{where}{label}: {printable(message)}"
    if diagnostic.span:
        yield from _excerpt_lines(diagnostic.span, source_of, paint, diagnostic.severity)
    for span in diagnostic.related:
        yield "   " + messages.word("see-also", place=place(span, path_prefix))


def _help_lines(diagnostic: Diagnostic, following: Diagnostic | None, messages: Messages) -> Iterator[str]:
    """Yield the mend; one that holds for several faults in a row is said once, below the last of them."""
    _, advice = messages.text(diagnostic)
    is_said_later = (
        following is not None and following.code == diagnostic.code and messages.text(following)[1] == advice
    )
    if advice and not is_said_later:
        yield "   " + messages.word("help", help=printable(advice))


def _excerpt_lines(span: Span, source_of: SourceOf, paint: _Paint, style: str) -> Iterator[str]:
    line = source_line(span, source_of)
    if line is None or not span.column:
        return
    shown = excerpt(line, span.column, span.length)
    yield paint("faint", f"{span.line:>5} |") + f" {shown.text}"
    blank, carets = shown.underline.count(" "), shown.underline.count("^")
    yield paint("faint", "      |") + " " * (blank + 1) + paint(style, "^" * carets)


def _paint(style: str, text: str) -> str:
    return f"{_ESCAPE_BY_STYLE[style]}{text}{_PLAIN}"


def _leave(style: str, text: str) -> str:
    return text


def _as_record(diagnostic: Diagnostic, messages: Messages) -> dict[str, object]:
    message, advice = messages.text(diagnostic)
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": message,
        "help": advice or None,
        **_as_place(diagnostic.span or Span("")),
        "related": [_as_place(span) for span in diagnostic.related],
    }


def _as_place(span: Span) -> dict[str, object]:
    return {
        "path": span.path or None,
        "line": span.line or None,
        "column": span.column or None,
        "end_column": span.column + span.length if span.column and span.length else None,
    }


def _github_line(diagnostic: Diagnostic, messages: Messages, path_prefix: str) -> str:
    message, advice = messages.text(diagnostic)
    also = (messages.word("see-also", place=place(span, path_prefix)) for span in diagnostic.related)
    data = "\n".join((message, *also, *((messages.word("help", help=advice),) if advice else ())))
    record = _as_place(diagnostic.span or Span(""))
    properties = {
        "file": _prefixed(diagnostic.span.path, path_prefix) if diagnostic.span else None,
        "line": record["line"],
        "col": record["column"],
        "endColumn": record["end_column"],
        "title": diagnostic.code,
    }
    listed = ",".join(f"{name}={_github_property(value)}" for name, value in properties.items() if value is not None)
    return f"::{diagnostic.severity} {listed}::{_github_data(data)}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(value: object) -> str:
    return _github_data(str(value)).replace(":", "%3A").replace(",", "%2C")


def _prefixed(path: str, path_prefix: str) -> str:
    return path if path.startswith("/") else path_prefix + path
