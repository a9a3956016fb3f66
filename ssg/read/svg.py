"""Drawings: an SVG is published as it is, so none may run a script or load anything (contract, law 6)."""

import re
import sys
from itertools import islice

from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.patterns import late_pattern
from ssg.read.source_text import decode_source
from ssg.read.yaml_nodes import shorten

MOST_REPORTS = 5
_PREFIX = r"(?:[\w.-]+:)?"
ACTIVE = late_pattern(
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

MARKUP = frozenset(("", "<", ">", "&", '"', "'"))
_COMMENT = late_pattern(r"<!--.*?-->", re.DOTALL)
_REFERENCE = late_pattern(r"&#([0-9]{1,7});|&#x([0-9a-f]{1,6});|\\([0-9a-f]{1,6})\s?", re.IGNORECASE)

_ROOT = re.compile(r"<svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_SIZES = re.compile(r"\s(width|height|viewBox)\s*=\s*[\"']([^\"']*)[\"']")
_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*")


def svg_size(text: str) -> tuple[int, int]:
    """Return the width and height of a drawing in CSS pixels, each 0 where it does not say."""
    root = _ROOT.search(text)
    attributes = dict(_SIZES.findall(root[0])) if root else {}
    given = [_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    lengths = [float(found[1]) if found else 0.0 for found in given]
    box = attributes.get("viewBox", "").replace(",", " ").split()
    if not all(lengths) and len(box) == 4 and all(_LENGTH.fullmatch(number) for number in box[2:]):
        wide, high = float(box[2]), float(box[3])
        if any(lengths) and wide and high:
            lengths = [lengths[0] or lengths[1] * wide / high, lengths[1] or lengths[0] * high / wide]
        else:
            lengths = [wide, high]
    return (round(lengths[0]), round(lengths[1])) if all(lengths) else (0, 0)


def check_svg(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return an error for each part of a drawing that runs or loads something, at most five.

    A drawing that is not UTF-8 is an error too: in another encoding nothing of this could be seen.
    """
    decoded = decode_source(path, data)
    if decoded.value is None:
        return decoded.diagnostics
    found = []
    for match in islice(ACTIVE.finditer(decoded.value), MOST_REPORTS):
        before = decoded.value[: match.start()]
        span = Span(path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, len(match[0]))
        found.append(error("active-svg", span, written=shorten(match[0])))
    if not found:
        hidden = islice(ACTIVE.finditer(_as_browsers_read(decoded.value)), 1)
        found = [error("active-svg", Span(path), written=shorten(match[0])) for match in hidden]
    return tuple(found)


def _as_browsers_read(text: str) -> str:
    """Return a drawing without comments, and with letters and signs in the place of what stands for them.

    XML writes ``&#64;`` and CSS ``\\40`` for @; marks that would open or close a tag or a value stay as they are.
    """
    without = _COMMENT.sub("", text)
    return _REFERENCE.sub(_character, without)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, of_css = found.groups()
    number = int(decimal) if decimal else int(hexadecimal or of_css, 16)
    character = chr(number) if number <= sys.maxunicode else ""
    return found[0] if character in MARKUP else character
