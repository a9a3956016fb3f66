"""Text as a stream of overlapping pairs, so that any piece of two or more characters can be found exactly.

``艺术节，6+N`` becomes ``艺术 术节 节 6 n``, each character a token together with the one after it. A piece
``术节`` is then the phrase of its own pairs: no dictionary cuts words, so nothing is missed and nothing else is
found. Letters and digits are cut in the same way, which makes mixed pieces (``15分钟``) no special case.

Pairs are made of folded characters (``fold``). What a reader sees is not lost: a token carries it as a tail of
ASCII punctuation, which the indexer drops from words and keeps in the text:

* ``@`` + code: the character is shown as this one (``Ｇ`` or ``G`` for ``g``), or not at all when the code is empty;
* ``^`` + code: this character follows (``，``);
* ``~``: white space or the end of a block follows.

A code is the hexadecimal code point written with the sixteen signs of ``_SIGNS``. ``search.js`` reads it back.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

_SIGNS = str.maketrans("0123456789abcdef", "!#$%()*+,-/:;=?[")
# Long stretches of the characters that fold to themselves go through at once; all else goes one by one.
_PIECE = re.compile("[a-z0-9\u3400-\u4dbf\u4e00-\u9fff]+|.", re.DOTALL)
_HAN = re.compile("[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=1 << 14)
def fold(char: str) -> str:
    """Return the letters and digits by which ``char`` is found: half-width, lower case, without accents.

    Empty for punctuation and white space; more than one character for signs such as ``㎡`` (``m2``).
    """
    return "".join(c for c in unicodedata.normalize("NFKD", char).lower() if c.isalnum())


def pair_tokens(text: str) -> tuple[str, ...]:
    """Return the stream of ``text``: token i begins with its i-th letter or digit.

    The last letter before punctuation, white space or the end stands alone. White space between a Han character
    and a letter or digit is typography and joins: ``用 Git`` is found as ``用git``. Punctuation before the first
    letter is a token of its own.
    """
    runs = _runs(text)
    tokens: list[str] = []
    for run, following in zip_longest(runs, runs[1:]):
        tokens += [run.folded[i : i + 2] for i in range(len(run.folded) - 1)]
        successor = following.folded[0] if following and _joins(run, following) else ""
        tokens.append(run.folded[-1:] + successor + _tail(run))
    if tokens:
        tokens[-1] += "~"
    return tuple(tokens)


def spell(text: str) -> str:
    """Return ``text`` written in signs alone: kept by the indexer, found by no query."""
    return "".join(f"^{_code(char)}" for char in text)


class _Run:
    """Folded characters, how they are shown and what stands after them; alive within ``pair_tokens`` only."""

    __slots__ = ("after", "folded", "shown")

    def __init__(self, folded: str, shown: str) -> None:
        self.folded = folded
        self.shown = shown
        """Differs from ``folded`` in runs of one character only."""
        self.after = ""


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", text)):
        folded = piece if len(piece) > 1 else fold(piece)
        if folded == piece:
            runs.append(_Run(piece, piece))
        elif folded:
            runs.append(_Run(folded[0], piece))
            runs.extend(_Run(further, "") for further in folded[1:])
        elif unicodedata.category(piece) not in ("Cf", "Cc") or piece in "\n\t":
            if not runs:
                runs.append(_Run("", ""))
            runs[-1].after += piece
    return runs


def _joins(run: _Run, following: _Run) -> bool:
    if not run.folded or not run.after:
        return bool(run.folded)
    if "\n" not in run.after and run.after.isspace():
        return bool(_HAN.match(run.folded[-1])) != bool(_HAN.match(following.folded))
    return all(unicodedata.category(char)[0] == "M" for char in run.after)


def _tail(run: _Run) -> str:
    shown = "" if run.shown == run.folded else f"@{_code(run.shown)}"
    if not run.after:
        return shown
    return shown + re.sub("~+", "~", "".join("~" if c.isspace() else f"^{_code(c)}" for c in run.after))


def _code(char: str) -> str:
    return f"{ord(char):x}".translate(_SIGNS) if char else ""
