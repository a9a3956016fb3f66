"""The pinyin by which tags, topics and areas are sorted: remembered, for its dictionaries take long to load."""

import json
from collections.abc import Iterable

from ssg.engine.cache import Cache
from ssg.kept import TERMS
from ssg.model.outline import Outline


class Terms:
    """Sort keys of the terms of one site, learnt as documents are read; dictionaries are loaded for new ones only."""

    def __init__(self, cache: Cache) -> None:
        """Prepare with what the last build knew."""
        kept = cache.load_kept([TERMS]).get(TERMS)
        self._key_by_term: dict[str, str] = json.loads(kept) if kept else {}

    def learn(self, outlines: Iterable[Outline]) -> None:
        """Take note of the terms of some documents."""
        new = _terms(outlines) - self._key_by_term.keys()
        if new:
            from ssg.read.sort_keys import sort_key

            self._key_by_term |= {term: sort_key(term) for term in new}

    def keys_of(self, outlines: Iterable[Outline]) -> dict[str, str]:
        """Return the sort key of each term of documents that it has learnt from."""
        return {term: self._key_by_term[term] for term in _terms(outlines)}


def _terms(outlines: Iterable[Outline]) -> set[str]:
    cards = [outline.card for outline in outlines]
    return {term for card in cards for term in (*card.tags, *card.topics)} | {card.area for card in cards if card.area}
