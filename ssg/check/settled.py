"""What reading and planning notice and a site may set as it sets the checks of ``ssg check``: levels, exceptions.

These cost a build nothing, so it makes them, too.
"""

from collections.abc import Iterable

from ssg.check.review import review
from ssg.model.config import CheckSettings
from ssg.model.diagnostic import Diagnostic
from ssg.model.finding import Finding

PAGE_LINKS = "page-links"
CODES_BY_CHECK = {
    "approval": (
        "approval-missing",
        "approval-undated",
        "approval-out-of-order",
        "approval-same-person",
        "approval-too-late",
    ),
    "links": (
        "broken-link",
        "broken-anchor",
        "missing-image",
        "missing-file",
        "link-to-unpublished",
        "link-to-withdrawn",
    ),
    "guides": ("pending-fields", "pending-not-shown", "bundle-gap", "phone-typed-twice", "hours-typed-twice"),
    "review-dates": ("review-overdue",),
    "files": (
        "photo-without-credit",
        "picture-mislabelled",
        "picture-not-cleanable",
        "svg-without-size",
        "file-mislabelled",
        "file-too-heavy",
        "file-empty",
        "office-file-alone",
        "unused-file",
    ),
    PAGE_LINKS: ("page-link-broken", "page-anchor-broken"),
}
"""Codes of the diagnostics by the name of their check under ``checks`` of site.yaml."""
PLAN_CHECKS = frozenset(CODES_BY_CHECK) - {PAGE_LINKS}
"""Checks whose findings are all known once a site is planned."""
_NAMED_BY = {"pending-fields": "labels", "page-link-broken": "address", "page-anchor-broken": "address"}
"""Argument by which an exception names a fault, where it is not the first one."""
_CHECK_BY_CODE = {code: check for check, codes in CODES_BY_CHECK.items() for code in codes}


def settle(
    diagnostics: Iterable[Diagnostic], settings: CheckSettings, ran: frozenset[str] = PLAN_CHECKS
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that the site's settings let through; those of no check as they are.

    ran: names of the checks whose findings are all among ``diagnostics``.
    """
    told = tuple(diagnostics)
    if not any(check in ran for check, _ in settings.levels) and not any(e.check in ran for e in settings.exceptions):
        return told
    checked = [fault for fault in told if fault.code in _CHECK_BY_CODE]
    findings = (Finding(_CHECK_BY_CODE[fault.code], fault, quoted(fault)) for fault in checked)
    others = (fault for fault in told if fault.code not in _CHECK_BY_CODE)
    return (*others, *review(findings, settings, ran).diagnostics)


def quoted(fault: Diagnostic) -> str:
    """Return what an exception names a fault by: what its message tells of; its code where it tells of nothing."""
    if not fault.args:
        return fault.code
    return dict(fault.args)[_NAMED_BY.get(fault.code, fault.args[0][0])]
