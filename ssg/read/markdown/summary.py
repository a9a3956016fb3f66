"""Summaries and counts (typography T-19): by Han characters and Latin words, cut at a clause."""

import re

from ssg.model.document import MARK_CLOSE, MARK_OPEN
from ssg.model.patterns import late_pattern
from ssg.read.markdown.paragraphs import HAN

LIMIT = 120
ELLIPSIS = "……"
_MARKER = rf"{MARK_OPEN}\d+{MARK_CLOSE}"
_LATIN_WORD = r"[0-9A-Za-z\u00c0-\u024f]+(?:[.'’:,-][0-9A-Za-z\u00c0-\u024f]+)*"
MARKER = re.compile(_MARKER)
LATIN_WORD = late_pattern(_LATIN_WORD)
HAN_RUN = late_pattern(rf"{HAN}+")
WORD = late_pattern(rf"{_MARKER}|{_LATIN_WORD}")
"""What must not be cut in two."""
MARKER_WIDTH = 6
"""Characters that a figure with its unit is taken for: its text is not known before planning."""
SENTENCE_ENDS = frozenset("。！？!?")
CLAUSE_ENDS = frozenset("，；：、,;:")
OPENING = frozenset("“‘《〈（「『【(")
CLOSING = frozenset("”’》〉）」』】)")
WORD_OR_MARK = late_pattern(
    rf"{_MARKER}|{_LATIN_WORD}|[{re.escape(''.join(SENTENCE_ENDS | CLAUSE_ENDS | OPENING | CLOSING))}]"
)


def count_characters(text: str) -> int:
    """Return Han characters plus Latin words; a number is a word, a fact marker counts as nothing."""
    plain = MARKER.sub("", text)
    return sum(map(len, HAN_RUN.findall(plain))) + len(LATIN_WORD.findall(plain))


def summarise(paragraph: str) -> str:
    """Return at most ``LIMIT`` characters: whole sentences if they fill half of it, else whole clauses and “……”.

    Never cut inside a quotation, brackets, a Latin word or a marker, unless there is no other place at all.
    """
    text = paragraph.replace("\n", " ").strip()
    fitting = _fitting(text, LIMIT)
    if fitting == text:
        return text
    sentences = fitting[: _last_end(fitting, SENTENCE_ENDS)]
    if _width(sentences) >= LIMIT // 2:
        return sentences.strip()
    room = _fitting(text, LIMIT - len(ELLIPSIS))
    clause = max(_last_end(room, CLAUSE_ENDS), _last_end(room, SENTENCE_ENDS)) or len(room)
    return room[:clause].rstrip("".join(CLAUSE_ENDS) + " ") + ELLIPSIS


def _width(text: str) -> int:
    return len(MARKER.sub("0" * MARKER_WIDTH, text)) if MARK_OPEN in text else len(text)


def _fitting(text: str, limit: int) -> str:
    """Return what of the start of ``text`` is no wider than ``limit``, the last word whole."""
    width = end = 0
    # A word that is cut off here is too wide in any case.
    for word in WORD.finditer(text, 0, 2 * limit):
        width += word.start() - end
        if width > limit:
            return text[: word.start() - (width - limit)]
        width += _width(word[0])
        if width > limit:
            return text[: word.start()]
        end = word.end()
    return text[: end + limit - width]


def _last_end(text: str, ends: frozenset[str]) -> int:
    """Return the place behind the last of ``ends`` outside quotations and brackets; 0 = none."""
    depth, last = 0, 0
    for match in WORD_OR_MARK.finditer(text):
        mark = match[0]
        depth += (mark in OPENING) - (mark in CLOSING)
        if mark in ends and depth <= 0:
            last = match.end()
        elif mark in CLOSING and depth <= 0 and text[match.start() - 1 : match.start()] in ends & SENTENCE_ENDS:
            # “……。” ends the sentence behind its closing quote.
            last = match.end()
    return last
