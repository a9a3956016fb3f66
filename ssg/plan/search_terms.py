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
from itertools import pairwise

_SIGNS = str.maketrans("0123456789abcdef", "!#$%()*+,-/:;=?[")
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
    cells = _cells(text)
    if not cells:
        return ()
    heads = [_pair(cell, following) + _tail(cell) for cell, following in pairwise(cells)]
    return (*heads, cells[-1].folded + _tail(cells[-1]) + "~")


def spell(text: str) -> str:
    """Return ``text`` written in signs alone: kept by the indexer, found by no query."""
    return "".join(f"^{_code(char)}" for char in text)


class _Cell:
    """A folded character, how it is shown and what stands after it; alive within ``pair_tokens`` only."""

    __slots__ = ("after", "folded", "shown")

    def __init__(self, folded: str, shown: str) -> None:
        self.folded = folded
        self.shown = shown
        self.after = ""


def _cells(text: str) -> list[_Cell]:
    cells: list[_Cell] = []
    for char in unicodedata.normalize("NFC", text):
        folded = fold(char)
        if folded:
            cells.append(_Cell(folded[0], char))
            cells.extend(_Cell(further, "") for further in folded[1:])
        elif unicodedata.category(char) not in ("Cf", "Cc") or char in "\n\t":
            if not cells:
                cells.append(_Cell("", ""))
            cells[-1].after += char
    return cells


def _pair(cell: _Cell, following: _Cell) -> str:
    return cell.folded + following.folded if cell.folded and _joins(cell, following) else cell.folded


def _joins(cell: _Cell, following: _Cell) -> bool:
    if not cell.after:
        return True
    if "\n" not in cell.after and cell.after.isspace():
        return bool(_HAN.match(cell.folded)) != bool(_HAN.match(following.folded))
    return all(unicodedata.category(char)[0] == "M" for char in cell.after)


def _tail(cell: _Cell) -> str:
    shown = "" if cell.shown == cell.folded else f"@{_code(cell.shown)}"
    if not cell.after:
        return shown
    return shown + re.sub("~+", "~", "".join("~" if c.isspace() else f"^{_code(c)}" for c in cell.after))


def _code(char: str) -> str:
    return f"{ord(char):x}".translate(_SIGNS) if char else ""
