"""Paragraphs that end in the middle of a sentence.

A page of a newspaper is set in columns: where a column or a photograph cut a paragraph in two, the pasted text
has a paragraph that breaks off, often inside a word.
"""

import re
from collections.abc import Iterator

from ssg.check.prose import HAN, HIDDEN, Prose, found
from ssg.model.finding import Finding

CHECK = "sentences"
FAR = 2000
"""Characters before the end of a paragraph in which its last pictures are looked for."""
TAIL = 6
"""Characters that the finding shows."""

_GOES_ON = tuple("，、（《“‘〈【")
_OPEN_END = re.compile(rf"[{HAN}A-Za-z0-9]$")
_STOP = re.compile(r"[。！？；]")
_CLAUSE = re.compile(r"[，。！？；、]")
_LABEL = re.compile(rf"[{HAN} ]{{1,12}}：")
_PICTURES = re.compile(r"(?:!\[[^\[\]\n]*\]\([^()\n]*\)\s*)+\Z")
"""At the end of a paragraph, where their descriptions are no part of its last sentence."""
_LONG = 25
"""Chinese characters that no caption or line of addresses has without a stop behind them."""
_EDGES = f" \t\n\u3000{HIDDEN}"


def check_sentences(prose: Prose) -> Iterator[Finding]:
    """Yield paragraphs that end in a comma or an opening mark, or in a word after a sentence has begun."""
    for block in prose.blocks:
        if block.kind != "paragraph" or prose.text.startswith(" ", block.start):
            continue
        pictures = _PICTURES.search(prose.text, max(block.start, block.end - FAR), block.end)
        text = prose.shown[block.start : pictures.start() if pictures else block.end].rstrip(_EDGES)
        if _breaks_off(text.lstrip(_EDGES).replace(HIDDEN, "")):
            end = block.start + len(text)
            start = max(end - TAIL, prose.shown.rfind("\n", 0, end) + 1, block.start)
            yield found(prose, CHECK, "broken-off-paragraph", start, end)


def _breaks_off(text: str) -> bool:
    if text.endswith(_GOES_ON):
        return True
    if not _OPEN_END.search(text) or _LABEL.match(text):
        return False
    is_long = len(re.findall(f"[{HAN}]", text)) >= _LONG
    return _STOP.search(text) is not None or (is_long and _CLAUSE.search(text) is not None)
