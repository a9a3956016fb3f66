"""From bytes to text that every later step may rely on: UTF-8, ``\\n`` line ends, no invisible control characters."""

import re

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error

# NUL and controls break YAML and feeds; the private-use characters are our own markers (model/document.py);
# U+0085, U+2028 and U+2029 end a line in YAML but not in an editor, which would shift every position;
# U+202A to U+202E and U+2066 to U+2069 turn the order of the text around, so that it reads as what it is not.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
_MOST_REPORTS = 20
_REPLACEMENT = "\ufffd"


def decode_source(path: str, data: bytes) -> Outcome[str | None]:
    """Return the text of a source file, or None when it is not UTF-8.

    A byte order mark is dropped. Forbidden characters are errors; U+FFFD stands in their place, so that
    the rest of the file can be read with right positions.
    """
    utf16 = _looks_like_utf16(data)
    if utf16:
        return Outcome(None, (error("not-utf8", Span(path, 1, 1), encoding="UTF-16"),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Outcome(None, (_encoding_error(path, data, fault.start),))
    return clean_text(path, text)


def clean_text(path: str, text: str) -> Outcome[str]:
    """Return ``text`` with ``\\n`` line ends and without forbidden characters, each of which is an error."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _FORBIDDEN.search(text):
        return Outcome(text)
    return Outcome(replace_forbidden(text), _forbidden_errors(path, text))


def find_forbidden(text: str) -> str | None:
    """Return the first forbidden character of ``text``, as ``U+0007``; None when there is none."""
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def replace_forbidden(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each forbidden character."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def _looks_like_utf16(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:200]
    return len(head) >= 8 and head.count(0) * 4 >= len(head)


def _encoding_error(path: str, data: bytes, start: int) -> Diagnostic:
    before = data[:start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    span = Span(path, line, column)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return error("not-utf8", span)
    return error("not-utf8", span, encoding="GBK")


def _forbidden_errors(path: str, text: str) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    line, line_start = 1, 0
    for match in _FORBIDDEN.finditer(text):
        if len(found) == _MOST_REPORTS:
            break
        newline = text.rfind("\n", line_start, match.start())
        if newline >= 0:
            line += text.count("\n", line_start, match.start())
            line_start = newline + 1
        span = Span(path, line, match.start() - line_start + 1, 1)
        found.append(error("forbidden-character", span, character=f"U+{ord(match[0]):04X}"))
    return tuple(found)
