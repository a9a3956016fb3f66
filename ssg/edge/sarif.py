"""Diagnostics as SARIF 2.1.0 (OASIS), which code hosts show beside the lines and keep from run to run."""

import json
from collections.abc import Iterable
from urllib.parse import quote

import ssg
from ssg.edge.messages import Messages
from ssg.edge.report import arrange
from ssg.model.diagnostic import Diagnostic, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
WITHOUT_FILE = "site.yaml"
"""Where a result stands that belongs to no file: hosts show none without a place."""


def render_sarif(diagnostics: Iterable[Diagnostic], messages: Messages, *, path_prefix: str = "") -> str:
    """Return one SARIF log with one run.

    path_prefix: from the repository's root to the site root, with the last "/".
    """
    arranged = arrange(diagnostics)
    codes = sorted({each.code for each in arranged})
    rules = [_rule(code, arranged, messages) for code in codes]
    driver = {"name": "ssg", "version": ssg.__version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), messages, path_prefix) for each in arranged],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, diagnostics: Iterable[Diagnostic], messages: Messages) -> dict[str, object]:
    first = next(each for each in diagnostics if each.code == code)
    _, advice = messages.text(first)
    rule: dict[str, object] = {"id": code, "defaultConfiguration": {"level": first.severity.value}}
    return {**rule, "help": {"text": advice}} if advice else rule


def _result(diagnostic: Diagnostic, index: int, messages: Messages, path_prefix: str) -> dict[str, object]:
    message, advice = messages.text(diagnostic)
    text = "\n".join(part for part in (message, advice) if part)
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity.value,
        "message": {"text": text},
        "locations": [_location(diagnostic.span or Span(WITHOUT_FILE), path_prefix)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [_location(span, path_prefix) for span in diagnostic.related]
    return result


def _location(span: Span, path_prefix: str) -> dict[str, object]:
    path = span.path if span.path.startswith("/") else path_prefix + span.path
    place: dict[str, object] = {
        "artifactLocation": {"uri": quote(path, errors="replace"), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": span.line or 1},
    }
    if span.line and span.column:
        region: dict[str, int] = {"startLine": span.line, "startColumn": span.column}
        place["region"] = region | ({"endColumn": span.column + span.length} if span.length else {})
    return {"physicalLocation": place}
