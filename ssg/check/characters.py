"""Characters that look right and are not: what comes along when text is pasted from a PDF or Word (T-43)."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from ssg.check.prose import HAN, Prose, found
from ssg.model.finding import Finding

CHECK = "characters"

_RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
_ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\U000f0000-\U0010ffff"
_SUSPECT = re.compile(rf"[{_RADICALS}{_ZERO_WIDTH}]")
_JOINERS = "\u200c\u200d"
_COMBINED = re.compile(r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+|[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_DOTS = re.compile(rf"(?<=[{HAN}])[\u30fb\uff65\u2022\u2027\u2219\u22c5](?=[{HAN}])")

# Of the radicals' supplement Unicode itself decomposes two; the others that PDF readers hand out are these.
_SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


def check_characters(prose: Prose) -> Iterator[Finding]:
    """Yield radicals in place of characters, invisible characters, decomposed letters, and wrong middle dots.

    The whole file is looked at, front matter and code too: none of them is meant anywhere.
    """
    for match in _SUSPECT.finditer(prose.text):
        yield from _suspect(prose, match)
    for match in _DOTS.finditer(prose.text):
        edits = (prose.edit(match.start(), match.end(), "·"),)
        yield found(prose, CHECK, "wrong-middle-dot", match.start(), match.end(), edits, is_safe=True)
    if not unicodedata.is_normalized("NFC", prose.text):
        yield from _decomposed(prose)


def _suspect(prose: Prose, match: re.Match[str]) -> Iterator[Finding]:
    character, start, end = match[0], match.start(), match.end()
    if "\u2e80" <= character <= "\u2fd5":
        meant = _SUPPLEMENT.get(character, unicodedata.normalize("NFKC", character))
        edits = (prose.edit(start, end, meant),) if meant != character else ()
        yield found(prose, CHECK, "radical-character", start, end, edits, is_safe=True)
    elif character not in _JOINERS or _is_between_plain(prose.text, start):
        finding = found(prose, CHECK, "invisible-character", start, end, (prose.edit(start, end, ""),), is_safe=True)
        yield _naming(finding, character)


def _is_between_plain(text: str, place: int) -> bool:
    """Return whether a joiner joins nothing: emoji and the scripts of other languages need them."""
    neighbours = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return all(neighbour.isascii() or re.match(rf"[{HAN}，。、；：]", neighbour) for neighbour in neighbours)


def _naming(finding: Finding, character: str) -> Finding:
    """Return the finding with the character's number in place of what nobody can see."""
    number = f"U+{ord(character):04X}"
    diagnostic = replace(finding.diagnostic, args=(("character", number),))
    return replace(finding, diagnostic=diagnostic, text=number)


def _decomposed(prose: Prose) -> Iterator[Finding]:
    for match in _COMBINED.finditer(prose.text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            edits = (prose.edit(match.start(), match.end(), composed),)
            yield found(prose, CHECK, "decomposed-character", match.start(), match.end(), edits, is_safe=True)
