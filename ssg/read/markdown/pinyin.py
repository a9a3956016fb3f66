"""Whether a syllable is well-formed pinyin (typography T-38): spelling, tone mark on the right vowel, ü not v."""

import re
import unicodedata

TONES = frozenset("\u0304\u0301\u030c\u0300")
INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
FINAL = (
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|üan|ai|an|ao|ei|en|er|ia|ie|in|iu|iou|ou|ua|ue|ui|un|uo"
    r"|üe|ün|a|e|i|o|u|ü|ê)"
)
SYLLABLE = rf"(?:{INITIAL}{FINAL}r?|hng|hm|ng|n|m|r)"


def is_syllable(text: str) -> bool:
    """Return whether ``text`` is one syllable, with or without a tone mark."""
    plain, toned = _without_tone(text)
    if re.fullmatch(SYLLABLE, plain) is None or len(toned) > 1:
        return False
    return not toned or toned[0] == _toned_position(plain)


def is_word_reading(text: str, syllables: int) -> bool:
    """Return whether ``text``, as “xiǎo péngyǒu”, can be read as that many syllables."""
    plain, toned = _without_tone(text)
    letters = re.sub(r"[\s'’-]", "", plain)
    return len(toned) <= syllables and re.fullmatch(rf"{SYLLABLE}{{{syllables}}}", letters) is not None


def _without_tone(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the lower-case letters without tone marks, and the indices of the letters that bore one."""
    letters: list[str] = []
    toned: list[int] = []
    for character in unicodedata.normalize("NFD", text.lower()):
        if character in TONES:
            toned.append(len(letters) - 1)
        elif unicodedata.combining(character) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        else:
            letters.append(character)
    return "".join(letters), tuple(toned)


def _toned_position(plain: str) -> int:
    """Return where the tone mark belongs: on a or e, else on the o of ou, else on the last vowel."""
    for vowel in "aeê":
        if vowel in plain:
            return plain.index(vowel)
    if "ou" in plain:
        return plain.index("o")
    vowels = [index for index, letter in enumerate(plain) if letter in "iouü"]
    return vowels[-1] if vowels else 0 if plain[0] in "mnr" else 1
