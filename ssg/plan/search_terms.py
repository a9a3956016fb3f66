"""Text as a stream of overlapping pairs, so that any piece of two or more characters can be found exactly.

``艺术节，6+N`` becomes ``艺术 术节 节ᚅ6 6ᚅn n``, each character a token together with the one after it. A piece
``术节`` is then the phrase of its own pairs: no dictionary cuts words, so nothing is missed and nothing else is
found. Letters and digits are cut in the same way, which makes mixed pieces (``15分钟``) no special case.

Pairs are made of folded characters (``fold``). Punctuation between two characters is ``ACROSS`` in their pair: which
sign it was, the text itself tells. The browser's half of this is ``search-text.js``.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

from ssg.model.patterns import late_pattern

ACROSS = "ᚅ"
"""Stands in a pair for punctuation without white space; an Ogham letter, which in a text counts as punctuation."""

# Long stretches of the characters that fold to themselves go through at once; all else goes one by one.
_PIECE = late_pattern("[a-z0-9\u3400-\u4dbf\u4e00-\u9fff]+|.", re.DOTALL)
_HAN = late_pattern("[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=1 << 14)
def fold(char: str) -> str:
    """Return the letters and digits by which ``char`` is found: half-width, lower case, without accents.

    Empty for punctuation and white space; more than one character for signs such as ``㎡`` (``m2``).
    """
    return "".join(c for c in unicodedata.normalize("NFKD", char).lower() if c.isalnum() and c != ACROSS)


def pair_tokens(text: str) -> tuple[str, ...]:
    """Return the stream of ``text``: token i begins with its i-th letter or digit.

    The last letter before white space or the end stands alone. White space between a Han character and a letter or
    digit is typography and joins: ``用 Git`` is found as ``用git``.
    """
    runs = _runs(text)
    tokens: list[str] = []
    for run, following in zip_longest(runs, runs[1:]):
        tokens += [run.folded[i : i + 2] for i in range(len(run.folded) - 1)]
        tokens.append(run.folded[-1] + (_link(run, following) if following else ""))
    return tuple(tokens)


class _Run:
    """Folded characters and what stands after them; alive within ``pair_tokens`` only."""

    __slots__ = ("after", "folded")

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.after = ""


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", text)):
        folded = piece if len(piece) > 1 else fold(piece)
        if folded:
            runs.append(_Run(folded))
        elif runs and (unicodedata.category(piece) not in ("Cf", "Cc") or piece in "\n\t"):
            runs[-1].after += piece
    return runs


def _link(run: _Run, following: _Run) -> str:
    """Return what pairs the last letter of ``run`` with the first after it: nothing, the letter, or ACROSS and it."""
    if _joins(run, following):
        return following.folded[0]
    has_space = any(char.isspace() for char in run.after)
    return "" if has_space else ACROSS + following.folded[0]


def _joins(run: _Run, following: _Run) -> bool:
    if not run.after:
        return True
    if "\n" not in run.after and run.after.isspace():
        return bool(_HAN.match(run.folded[-1])) != bool(_HAN.match(following.folded))
    return all(unicodedata.category(char)[0] == "M" for char in run.after)
