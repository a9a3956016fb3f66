"""What differs between two states of a page, as far as its reader can tell."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ssg.check.lost import page_text, page_title

MOST_PASSAGES = 3
MOST_SENTENCES = 2000
"""Longer pages are not compared sentence by sentence: that takes the square of it."""
LONGEST_PASSAGE = 60

_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|tr|dt|dd|div|section|figure|figcaption|table|ul|ol|blockquote)\b[^>]*>", re.I)
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def page_reasons(before: str, now: str) -> tuple[str, ...]:
    """Return in which respects two states of a page differ; see ``PageChange.reasons``. Empty when they are equal."""
    if before == now:
        return ()
    found = []
    if page_title(before) != page_title(now):
        found.append("title")
    if _sentences(before) != _sentences(now):
        found.append("text")
    elif not found and _main(before) != _main(now):
        found.append("markup")
    return tuple(found) or ("frame",)


def changed_passages(before: str, now: str) -> tuple[tuple[str, str], ...]:
    """Return the first sentences of two states of a page that differ, cut to what fits a line."""
    old, new = _sentences(before), _sentences(now)
    if max(len(old), len(new)) > MOST_SENTENCES:
        return ()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pairs = (("".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in blocks if tag != "equal")
    return tuple(_around(*pair) for pair, _ in zip(pairs, range(MOST_PASSAGES), strict=False))


def _sentences(html: str) -> list[str]:
    lines = page_text(_BLOCK.sub("\n", _main(html))).split("\n")
    return [sentence for line in lines for sentence in _SENTENCE.findall(" ".join(line.split()))]


def _main(html: str) -> str:
    main = _MAIN.search(html)
    return main[0] if main else html


def _around(before: str, now: str) -> tuple[str, str]:
    """Return both texts without the beginning and the end that they share, but for a few letters."""
    start = next(_first_difference(before, now), min(len(before), len(now)))
    most = min(len(before), len(now)) - start
    end = min(next(_first_difference(before[::-1], now[::-1]), most), most)
    return _cut(before, start, end), _cut(now, start, end)


def _first_difference(one: str, other: str) -> Iterator[int]:
    return (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)


def _cut(text: str, same_start: int, same_end: int) -> str:
    keep = 8
    first, last = max(same_start - keep, 0), len(text) - max(same_end - keep, 0)
    shown = text[first:last]
    shown = shown if len(shown) <= LONGEST_PASSAGE else shown[: LONGEST_PASSAGE - 1] + "…"
    return ("…" if first and shown else "") + shown + ("…" if last < len(text) and not shown.endswith("…") else "")
