"""The headers a host will send, read from the built ``_headers`` file (Netlify's syntax)."""

import re

from msgspec import Struct

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""A token of RFC 9110."""


class HeaderRule(Struct, frozen=True):
    pattern: str
    """URL path; a last ``*`` stands for anything, ``:name`` for one part: ``/news/*``."""
    headers: tuple[tuple[str, str], ...]
    """(name, value); a name given twice has its values joined by ", "."""


def parse_headers(text: str) -> tuple[HeaderRule, ...]:
    """Return the rules of a ``_headers`` file; lines that are neither path, header nor comment are left out.

    A path stands at the beginning of a line, its headers on the indented lines below it.
    """
    rules: list[HeaderRule] = []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("/"):
            rules.append(HeaderRule(stripped, ()))
        elif (header := _parse_header(stripped)) and rules:
            rules[-1] = HeaderRule(rules[-1].pattern, _joined(rules[-1].headers, header))
    return tuple(rules)


def headers_for(path: str, rules: tuple[HeaderRule, ...]) -> tuple[tuple[str, str], ...]:
    """Return the headers of a URL path: all rules that match it, of which a later one replaces an earlier.

    Names are compared without regard to case; the spelling of the later rule stands.
    """
    header_by_name = {
        name.lower(): (name, value) for rule in rules if _matches(rule.pattern, path) for name, value in rule.headers
    }
    return tuple(header_by_name.values())


def _parse_header(line: str) -> tuple[str, str] | None:
    name, colon, value = (part.strip() for part in line.partition(":"))
    return (name, value) if colon and value and _NAME.fullmatch(name) else None


def _joined(headers: tuple[tuple[str, str], ...], more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    name, value = more
    if any(name.lower() == known.lower() for known, _ in headers):
        return tuple((n, f"{v}, {value}") if n.lower() == name.lower() else (n, v) for n, v in headers)
    return (*headers, more)


def _matches(pattern: str, path: str) -> bool:
    parts = (".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(part) for part in _parts(pattern))
    return re.fullmatch("/".join(parts) + "/?", path.removeprefix("/")) is not None


def _parts(pattern: str) -> list[str]:
    return [part for part in pattern.split("/") if part]
