"""Summaries and counts (typography T-19): by Han characters and Latin words, cut at a clause."""

import re
from bisect import bisect_right
from itertools import accumulate

from ssg.model.document import MARK_CLOSE, MARK_OPEN
from ssg.read.markdown.paragraphs import HAN

LIMIT = 120
ELLIPSIS = "……"
MARKER = re.compile(rf"{MARK_OPEN}\d+{MARK_CLOSE}")
LATIN_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[.'’:,-][0-9A-Za-z\u00c0-\u024f]+)*")
HAN_RUN = re.compile(rf"{HAN.pattern}+")
UNIT = re.compile(rf"{MARKER.pattern}|{LATIN_WORD.pattern}|.", re.DOTALL)
"""What must not be cut in two."""
MARKER_WIDTH = 6
"""Characters that a figure with its unit is taken for: its text is not known before planning."""
SENTENCE_ENDS = frozenset("。！？!?")
CLAUSE_ENDS = frozenset("，；：、,;:")
OPENING = frozenset("“‘《〈（「『【(")
CLOSING = frozenset("”’》〉）」』】)")


def count_characters(text: str) -> int:
    """Return Han characters plus Latin words; a number is a word, a fact marker counts as nothing."""
    plain = MARKER.sub("", text)
    return sum(map(len, HAN_RUN.findall(plain))) + len(LATIN_WORD.findall(plain))


def summarise(paragraph: str) -> str:
    """Return at most ``LIMIT`` characters: whole sentences if they fill half of it, else whole clauses and “……”.

    Never cut inside a quotation, brackets, a Latin word or a marker, unless there is no other place at all.
    """
    text = paragraph.replace("\n", " ").strip()
    units = _fitting_units(text, LIMIT)
    if sum(map(len, units)) == len(text):
        return text
    sentence = _last_end(units, SENTENCE_ENDS)
    if sum(map(_width, units[:sentence])) >= LIMIT // 2:
        return "".join(units[:sentence]).strip()
    room = _fitting_units(text, LIMIT - len(ELLIPSIS))
    clause = max(_last_end(room, CLAUSE_ENDS), _last_end(room, SENTENCE_ENDS)) or len(room)
    return "".join(room[:clause]).rstrip("".join(CLAUSE_ENDS) + " ") + ELLIPSIS


def _width(unit: str) -> int:
    return MARKER_WIDTH if unit.startswith(MARK_OPEN) else len(unit)


def _fitting_units(text: str, limit: int) -> list[str]:
    """Return the units from the start of ``text`` that are together no wider than ``limit``."""
    # A word that is cut off here is too wide in any case.
    units = UNIT.findall(text[: 2 * limit])
    ends = list(accumulate(map(_width if MARK_OPEN in text else len, units)))
    return units[: bisect_right(ends, limit)]


def _last_end(units: list[str], ends: frozenset[str]) -> int:
    """Return how many units reach up to the last of ``ends`` outside quotations and brackets; 0 = none."""
    depth, last = 0, 0
    for index, unit in enumerate(units):
        depth += (unit in OPENING) - (unit in CLOSING)
        if unit in ends and depth <= 0:
            last = index + 1
        elif unit in CLOSING and depth <= 0 and index > 0 and units[index - 1] in ends & SENTENCE_ENDS:
            # “……。” ends the sentence behind its closing quote.
            last = index + 1
    return last
