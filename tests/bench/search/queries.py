"""What readers of the benchmark's site look for: the same queries on every machine.

A session is three queries one after the other. The kinds stand in the proportion in which the log of a public site
has them, roughly: words of three and four characters most, a sixth each of shorter and of longer pieces, and some
questions and pinyin. Half of the pieces are words of the site; the others are cut out of an article at random, as
names, numbers and half-remembered phrases are.
"""

import random
import re

from msgspec import Struct
from pypinyin import lazy_pinyin

from tests.bench.corpus import Article, make_article
from tests.bench.words import CHOICES

SESSIONS = 24
QUERIES_IN_SESSION = 3
MIX = ("short", "word", "word", "piece", "piece", "long", "long", "name", "number", "question", "pinyin", "short")
"""Kinds, repeated until all sessions are full."""
QUESTIONS = ("怎么办理{}", "{}需要什么材料", "{}在哪里办", "{}什么时候开始")
_HAN = re.compile("[一-鿿]{2,}")


class Query(Struct, frozen=True):
    kind: str
    text: str

    @property
    def is_exact(self) -> bool:
        """Whether the pages that hold it as it is typed are the ones that are due."""
        return self.kind not in ("question", "pinyin")


def make_sessions(count: int) -> tuple[tuple[Query, ...], ...]:
    """Return the sessions for a site of ``count`` articles."""
    chance = random.Random(20261126)
    total = SESSIONS * QUERIES_IN_SESSION
    kinds = [MIX[i % len(MIX)] for i in range(total)]
    chance.shuffle(kinds)
    queries = [Query(kind, _text(kind, chance, count)) for kind in kinds]
    return tuple(tuple(queries[i : i + QUERIES_IN_SESSION]) for i in range(0, total, QUERIES_IN_SESSION))


def _text(kind: str, chance: random.Random, count: int) -> str:
    article = make_article(chance.randrange(count), count)
    match kind:
        case "short":
            return _piece(chance, article, 2, 2)
        case "word":
            return chance.choice(CHOICES[chance.choice(("tag", "subject", "org", "material"))])
        case "piece":
            return _piece(chance, article, 3, 4)
        case "long":
            return _piece(chance, article, 5, 8)
        case "name":
            return article.author
        case "number":
            return chance.choice(re.findall(r"\d+[一-鿿]{1,3}", article.body + article.summary))
        case "question":
            return chance.choice(QUESTIONS).format(chance.choice(CHOICES["tag"]))
        case _:
            return "".join(lazy_pinyin(chance.choice(CHOICES["tag"])))


def _piece(chance: random.Random, article: Article, least: int, most: int) -> str:
    size = chance.randint(least, most)
    run = chance.choice(
        [run for run in _HAN.findall(article.summary + article.title + article.body) if len(run) >= size]
    )
    start = chance.randrange(len(run) - size + 1)
    return run[start : start + size]
