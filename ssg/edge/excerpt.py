"""A line of source around the place a diagnostic speaks of, safe and short enough to show."""

import re
import unicodedata

from msgspec import Struct

BEFORE_COLUMNS = 40
"""Terminal columns kept in front of the place; paragraphs of Chinese text are one long line."""
MARKED_COLUMNS = 60
AFTER_COLUMNS = 40

# Control characters could drive the terminal, direction marks could show text that is not there, and lone
# surrogates, which stand for undecodable bytes in file names, cannot be printed at all.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Excerpt(Struct, frozen=True):
    before: str
    marked: str
    """May be empty: the place is the end of the line."""
    after: str

    @property
    def text(self) -> str:
        """Return the whole line as shown."""
        return self.before + self.marked + self.after

    @property
    def underline(self) -> str:
        """Return a row of carets that stands below ``marked``, at least one of them."""
        return " " * width(self.before) + "^" * max(width(self.marked), 1)


def excerpt(line: str, column: int, length: int) -> Excerpt:
    """Return the part of a line around a place.

    line: without its line break.   column: in characters, from 1.   length: in characters, 0 = one character.
    A place beyond the end of the line is moved to the end.
    """
    shown = printable(line)
    start = min(column - 1, len(shown))
    end = start + max(length, 1)
    return Excerpt(
        _cut(shown[:start][::-1], BEFORE_COLUMNS)[::-1],
        _cut(shown[start:end], MARKED_COLUMNS),
        _cut(shown[end:], AFTER_COLUMNS),
    )


def printable(text: str) -> str:
    """Return the text with every dangerous character replaced by one harmless one, so that columns still count."""
    return _UNSHOWABLE.sub(_stand_in, text)


def width(text: str) -> int:
    """Return the terminal columns a printable text takes: two for a full-width character, none for a combining one."""
    return sum(_columns(character) for character in text)


def _cut(text: str, columns: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _columns(character)
        if used > columns:
            return text[:index] + "…"
    return text


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's pictures of control characters
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
