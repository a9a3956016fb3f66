"""What a check found in a source text: a diagnostic, and the edits that would mend it."""

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Span


class Edit(Struct, frozen=True):
    """One replacement in a source file; what it replaces never goes across a line break."""

    span: Span
    was: str
    """The characters that the span covers; an edit that no longer finds them is not made."""
    becomes: str
    """Empty = taken out; with a line break where a line of its own is added."""


class Finding(Struct, frozen=True):
    check: str
    """Name of the check under ``checks`` in site.yaml: ``punctuation``."""
    diagnostic: Diagnostic
    text: str
    """What was found, masked where it is private; exceptions name it by this."""
    edits: tuple[Edit, ...] = ()
    """All of them together mend the fault; empty = only a person can."""
    is_safe: bool = False
    """``ssg check --fix`` may make the edits without asking: they cannot change what is meant."""


class FileFindings(Struct, frozen=True):
    """What the checks found in one file, as it is remembered by the file's digest."""

    findings: tuple[Finding, ...]
    is_final: bool = True
    """False: another look may find more, so this one is not worth remembering."""
