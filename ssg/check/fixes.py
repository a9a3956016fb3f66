"""Which edits ``ssg check --fix`` may make: safe ones, whole findings, none that touch each other."""

from collections.abc import Iterable, Iterator

from ssg.model.diagnostic import Span
from ssg.model.finding import Edit, Finding


def choose_edits(findings: Iterable[Finding]) -> dict[str, tuple[Edit, ...]]:
    """Return the edits of each file by its path, in the order of its lines.

    Of two findings that would change the same characters the first is mended; the other is found again next time.
    """
    edits_by_path: dict[str, list[Edit]] = {}
    taken: set[tuple[str, int, int]] = set()
    for finding in findings:
        places = {place for edit in finding.edits for place in _places(edit.span)}
        if finding.is_safe and taken.isdisjoint(places):
            taken |= places
            for edit in finding.edits:
                edits_by_path.setdefault(edit.span.path, []).append(edit)
    return {path: tuple(sorted(edits, key=_place)) for path, edits in edits_by_path.items()}


def _places(span: Span) -> Iterator[tuple[str, int, int]]:
    return ((span.path, span.line, span.column + index) for index in range(span.length))


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.line, edit.span.column
