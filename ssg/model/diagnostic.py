"""What an editor is told: a code, where it is, and the words' arguments.

A diagnostic carries no sentence. Its words live in ``ssg/messages/<language>.toml`` under the code,
so that each message exists in every language and a cached diagnostic stays data.
"""

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

T_co = TypeVar("T_co", covariant=True)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Span(Struct, frozen=True):
    """A place in a source file. Positions never reach a reader, so digests leave them out."""

    path: str
    """Relative to the site root, with "/": ``content/news/rain.md``."""
    line: int = 0
    """From 1; 0 = the file as a whole."""
    column: int = 0
    """In characters, from 1; 0 = unknown."""
    length: int = 0
    """In characters; 0 = unknown."""


class Diagnostic(Struct, frozen=True):
    severity: Severity
    code: str
    """Permanent, kebab-case, a key of ``ssg/messages/*.toml``: ``unknown-key``."""
    span: Span | None = None
    args: tuple[tuple[str, str], ...] = ()
    """Fill the placeholders of the message: ``(("key", "titel"), ("nearest", "title"))``."""
    related: tuple[Span, ...] = ()
    """Other places that belong to the same fault, such as the second of two pages at one URL."""
    is_private: bool = False
    """The place holds what must not be repeated: no report shows its line."""


def error(code: str, span: Span | None = None, *, related: tuple[Span, ...] = (), **args: object) -> Diagnostic:
    """Return an error; publishing stops when a build holds one. Arguments that are None are left out."""
    return Diagnostic(Severity.ERROR, code, span, _as_args(args), related)


def warning(code: str, span: Span | None = None, *, related: tuple[Span, ...] = (), **args: object) -> Diagnostic:
    """Return a warning; it stops publishing with ``--strict`` alone."""
    return Diagnostic(Severity.WARNING, code, span, _as_args(args), related)


def _as_args(args: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in args.items() if value is not None)


class Outcome(Struct, Generic[T_co], frozen=True):
    """A value, if there is one, and everything that was noticed on the way."""

    value: T_co
    diagnostics: tuple[Diagnostic, ...] = ()
