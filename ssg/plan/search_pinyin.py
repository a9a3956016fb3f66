"""Pinyin by which a title, a tag or a name is found: in full (``yishujie``) and by initials (``ysj``)."""

import re
from collections.abc import Iterable

_HAN_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff]{2,}")
_LONGEST = 6
"""Syllables in a term; a longer query is met by its beginning."""


def pinyin_terms(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of ``texts``, each once, lower-case ASCII with ``v`` for ü.

    From every character on there is one term in full and one of initials, at most ``_LONGEST`` syllables long;
    shorter input is found because search takes a term by its beginning.
    """
    terms: dict[str, None] = {}
    for text in texts:
        for run in _HAN_RUN.findall(text):
            terms.update(dict.fromkeys(_run_terms(_syllables(run))))
    return tuple(terms)


def _run_terms(syllables: list[str]) -> list[str]:
    windows = [syllables[start : start + _LONGEST] for start in range(max(len(syllables) - 1, 0))]
    return ["".join(window) for window in windows] + ["".join(s[0] for s in window) for window in windows]


def _syllables(run: str) -> list[str]:
    # The dictionaries take a third of a second to load: only builds that index pay for them.
    from pypinyin import lazy_pinyin

    return [syllable for syllable in lazy_pinyin(run, errors="ignore") if syllable]
