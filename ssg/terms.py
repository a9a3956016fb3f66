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
        self._known: dict[str, str] = json.loads(kept) if kept else {}
        self.key_by_term: dict[str, str] = {}
        """Of the documents that it has learnt from."""

    def learn(self, outlines: Iterable[Outline]) -> None:
        """Take in the terms of some documents."""
        cards = [outline.card for outline in outlines]
        terms = {term for card in cards for term in (*card.tags, *card.topics)}
        terms |= {card.area for card in cards if card.area}
        for term in terms - self.key_by_term.keys():
            self.key_by_term[term] = self._known.get(term) or _made(term)


def _made(term: str) -> str:
    # Late: a build without a new term does without the dictionaries.
    from ssg.read.sort_keys import sort_key

    return sort_key(term)
