"""Splits a content file into front matter and body, and says what is wrong with the lines between them.

A faulty fence never hides the rest: the likely end of the front matter is guessed, so that one run finds the
mistakes of both parts.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.patterns import late_pattern

FENCE = "---"
MOST_FRONT_MATTER = 65_536
"""Characters; the longest guide needs a tenth of it. Bounds the time that hostile front matter takes."""

# A line of hyphens, dashes or box lines at the left margin, of any number: what people type for "---".
_FENCE_LIKE = re.compile(r"^([-‐‑‒–—―−─━－﹣ー_]{2,})[ \t]*$", re.MULTILINE)
_KEY_LIKE = late_pattern(r"^[A-Za-z_\u3400-\u9fff]{1,20}[:：]")
_END_OF_KEYS = re.compile(r"^(?:[ \t]*$|#{1,6} )", re.MULTILINE)


class Parts(Struct, frozen=True):
    front: str | None
    """YAML between the fences; None when the file has none."""
    front_line: int
    """Number of its first line, from 1."""
    body: str
    body_line: int
    """Number of the body's first line, from 1."""


def split_front_matter(path: str, text: str) -> Outcome[Parts]:
    """Return both parts of a content file.

    text: ``\\n`` line ends, no byte order mark (see ``source_text``). Empty lines before the first fence are allowed.
    """
    outcome = _split(path, text)
    parts = outcome.value
    if parts.front is None or len(parts.front) <= MOST_FRONT_MATTER:
        return outcome
    fault = error("front-matter-too-long", Span(path, parts.front_line, 1), most=MOST_FRONT_MATTER)
    return Outcome(replace(parts, front=None), (*outcome.diagnostics, fault))


def _split(path: str, text: str) -> Outcome[Parts]:
    start = len(text) - len(text.lstrip())
    start = text.rfind("\n", 0, start) + 1
    first_line = text.count("\n", 0, start) + 1
    opening = _FENCE_LIKE.match(text, start)
    if not opening:
        return _without_opening(path, text, start, first_line)
    faults = _fence_faults(path, opening, first_line)
    front_start = min(opening.end() + 1, len(text))
    closing = _FENCE_LIKE.search(text, front_start)
    if not closing:
        return _without_closing(path, text, front_start, first_line, faults)
    closing_line = first_line + 1 + text.count("\n", front_start, closing.start())
    faults += _fence_faults(path, closing, closing_line)
    front = text[front_start : closing.start()]
    return Outcome(Parts(front, first_line + 1, text[closing.end() + 1 :], closing_line + 1), faults)


def _fence_faults(path: str, fence: re.Match[str], line: int) -> tuple[Diagnostic, ...]:
    written = fence[1]
    if written == FENCE:
        return ()
    return (error("front-matter-fence", Span(path, line, 1, len(written)), written=written),)


def _without_opening(path: str, text: str, start: int, line: int) -> Outcome[Parts]:
    first = text[start:].partition("\n")[0]
    span = Span(path, line, 1, len(first.rstrip()))
    closing = _FENCE_LIKE.search(text, start)
    if closing and _KEY_LIKE.match(first):
        body_line = line + text.count("\n", start, closing.start()) + 1
        parts = Parts(text[start : closing.start()], line, text[closing.end() + 1 :], body_line)
        return Outcome(parts, (error("front-matter-unopened", span),))
    return Outcome(Parts(None, line, text, 1), (error("no-front-matter", span),))


def _without_closing(
    path: str, text: str, start: int, first_line: int, faults: tuple[Diagnostic, ...]
) -> Outcome[Parts]:
    guess = _END_OF_KEYS.search(text, start)
    end = guess.start() if guess else len(text)
    parts = Parts(text[start:end], first_line + 1, text[end:], first_line + 1 + text.count("\n", start, end))
    opening = Span(path, first_line, 1, len(FENCE))
    fault = error("front-matter-unclosed", Span(path, parts.body_line, 1), related=(opening,))
    return Outcome(parts, (*faults, fault))
