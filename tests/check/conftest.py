"""Content files as the checks see them."""

from collections.abc import Callable, Iterator

import pytest

from ssg.check.prose import Prose
from ssg.model.finding import Finding
from ssg.source_findings import prose_of

Check = Callable[[Prose], Iterator[Finding]]


@pytest.fixture
def findings() -> Callable[[Check, str], list[tuple[str, str, str]]]:
    """Return a function that lists what a check finds in a body: (code, ``line:column+length``, replacement).

    The body begins in line 1; an edit that is not safe has a "?" behind its replacement, none has "".
    """

    def list_findings(check: Check, body: str) -> list[tuple[str, str, str]]:
        return [_row(finding) for finding in check(prose_of("content/news/a.md", body))]

    return list_findings


def _row(finding: Finding) -> tuple[str, str, str]:
    span = finding.diagnostic.span
    assert span is not None
    instead = dict(finding.diagnostic.args).get("instead", "") + ("?" if finding.edits and not finding.is_safe else "")
    return finding.diagnostic.code, f"{span.line}:{span.column}+{span.length}", instead
