"""Pinyin by which a title, a tag or a name is found: in full (``yishujie``) and by initials (``ysj``)."""

from collections.abc import Iterable

from ssg.model.patterns import late_pattern

_HAN_RUN = late_pattern("[\u3400-\u9fff\uf900-\ufaff]{2,}")
_LONGEST = 6
"""Syllables in a term; a longer query is met by its beginning."""


def syllables_of(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of every Han run of two characters or more, lower-case ASCII with ``v`` for ü."""
    runs = dict.fromkeys(run for text in texts for run in _HAN_RUN.findall(text))
    return tuple(_syllables(run) for run in runs)


def pinyin_terms(spoken: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the terms of ``syllables_of`` a page, each once.

    From every character on there is one term in full and one of initials, at most ``_LONGEST`` syllables long;
    shorter input is found because search takes a term by its beginning.
    """
    return tuple(dict.fromkeys(term for syllables in spoken for term in _run_terms(syllables)))


def _run_terms(syllables: tuple[str, ...]) -> list[str]:
    windows = [syllables[start : start + _LONGEST] for start in range(max(len(syllables) - 1, 0))]
    return ["".join(window) for window in windows] + ["".join(s[0] for s in window) for window in windows]


def _syllables(run: str) -> tuple[str, ...]:
    # The dictionaries take a third of a second to load: only builds that index pay for them.
    from pypinyin import lazy_pinyin

    return tuple(syllable for syllable in lazy_pinyin(run, errors="ignore") if syllable)
