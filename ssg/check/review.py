"""What a site makes of findings: ``checks`` of site.yaml turns checks off or raises them, and names exceptions."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.config import CheckException, CheckSettings
from ssg.model.diagnostic import Diagnostic, Severity, warning
from ssg.model.finding import Finding

_SEVERITY_BY_LEVEL = {"warn": Severity.WARNING, "error": Severity.ERROR}


class Reviewed(Struct, frozen=True):
    findings: tuple[Finding, ...]
    """Those that count, with the severity that the site gives them."""
    unused: tuple[Diagnostic, ...]
    """A warning for each exception that excuses nothing any more."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*(finding.diagnostic for finding in self.findings), *self.unused)


def review(findings: Iterable[Finding], settings: CheckSettings, ran: frozenset[str]) -> Reviewed:
    """Return the findings that the settings let through.

    ran: names of the checks that made ``findings``; exceptions from others are no concern of this review.
    """
    exception_by_key = {_key_of(each): each for each in settings.exceptions if each.check in ran}
    used: set[tuple[str, str, str]] = set()
    kept: list[Finding] = []
    for finding in findings:
        key = next((key for key in _keys_of(finding) if key in exception_by_key), None)
        level = settings.level_of(finding.check)
        if key is not None:
            used.add(key)
        elif level != "off":
            severity = _SEVERITY_BY_LEVEL.get(level, finding.diagnostic.severity)
            kept.append(replace(finding, diagnostic=replace(finding.diagnostic, severity=severity)))
    return Reviewed(tuple(kept), tuple(_unused(each) for key, each in exception_by_key.items() if key not in used))


def _keys_of(finding: Finding) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of exceptions that hold for a finding, the narrowest first.

    An exception that names no file holds for all; one that names the code holds for all that the code tells of, which
    is how faults are named whose messages quote nothing, such as a page without its language.
    """
    span = finding.diagnostic.span
    for text in (finding.text, finding.diagnostic.code):
        yield finding.check, span.path if span else "", text
        yield finding.check, "", text


def _key_of(exception: CheckException) -> tuple[str, str, str]:
    return exception.check, exception.path, exception.text


def _unused(exception: CheckException) -> Diagnostic:
    return warning("unused-exception", exception.span, path=exception.path or "site.yaml", text=exception.text)
