"""Drawings: an SVG is published as it is, so none may run a script or load anything (contract, law 6)."""

import re

from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.read.source_text import decode_source
from ssg.read.yaml_nodes import shorten

MOST_REPORTS = 5
_PREFIX = r"(?:[\w.-]+:)?"
ACTIVE = re.compile(
    rf"<{_PREFIX}(?:script|foreignObject|iframe|embed|object|handler|listener|audio|video)\b"
    # XML wants quotes around values, which tells an attribute from a word of the text.
    r"|(?<=[\s\"'/])on[a-z]+\s*=\s*[\"']"
    # Animation can set an address or a handler that the drawing did not begin with.
    rf"|attributeName\s*=\s*[\"']\s*(?:{_PREFIX}href|on[a-z]+)"
    # Entities hide all of this, and can be made to grow without end.
    r"|<!ENTITY\b|<\?xml-stylesheet\b"
    # What is in the file itself, or a picture written into it, is no other host's.
    rf"|\b{_PREFIX}(?:href|src)\s*=\s*[\"'](?!\s*(?:#|[\"']|data:image/(?:png|jpeg|gif|webp)[;,]))[^\"']*"
    r"|@import\b|url\(\s*[\"']?(?!\s*[\"']?(?:#|data:image/(?:png|jpeg|gif|webp)[;,]))[^)]*",
    re.IGNORECASE,
)
"""What makes a drawing more than a drawing. A browser reads names of XML exactly; editors mend them."""


def check_svg(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return an error for each part of a drawing that runs or loads something, at most five.

    A drawing that is not UTF-8 is an error too: in another encoding nothing of this could be seen.
    """
    decoded = decode_source(path, data)
    if decoded.value is None:
        return decoded.diagnostics
    found = []
    for match in ACTIVE.finditer(decoded.value):
        before = decoded.value[: match.start()]
        span = Span(path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, len(match[0]))
        found.append(error("active-svg", span, written=shorten(match[0])))
        if len(found) == MOST_REPORTS:
            break
    return tuple(found)
