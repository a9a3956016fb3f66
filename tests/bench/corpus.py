"""A deterministic corpus of Chinese news: the same number of articles gives the same bytes on every machine.

Nine of ten articles are news of 400 to 900 characters in four to eight paragraphs, some with a heading, a list,
a quotation, a picture, bold words or links; each tenth is a longer service guide with steps and a table.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from msgspec import Struct

from tests.bench.words import CHOICES, SECTIONS

PICTURES = 12
FIRST_DAY = datetime(2016, 7, 1, 8, tzinfo=timezone(timedelta(hours=8)))
DAYS = 3652
NUMBERS = {"n": (100, 99999), "m": (3, 30), "k": (2, 60), "p": (3, 60), "month": (1, 12)}
"""Ranges of the numbers inside phrases, by name."""
GUIDE_EVERY = 10


class Article(Struct, frozen=True):
    slug: str
    """``a000042``."""
    section: str
    """A key of SECTIONS."""
    title: str
    date: datetime
    author: str
    tags: tuple[str, ...]
    summary: str
    body: str
    """Markdown; links read ``/<section>/<slug>/``, pictures ``/img/photo-07.svg``."""


def make_articles(count: int) -> Iterator[Article]:
    """Yield ``count`` articles spread over ten years, oldest first."""
    for index in range(count):
        yield make_article(index, count)


def make_article(index: int, count: int) -> Article:
    """Return article ``index`` of ``count``; it depends on these two numbers alone."""
    writer = Writer(random.Random(int.from_bytes(_digest(f"{count}/{index}", 8), "big")), count)
    is_guide = _is_guide(index)
    title = writer.fill("{subject}{errand}办理指南（{place}）") if is_guide else writer.fill(writer.choose("title"))
    hours = (index + writer.random.random() * 0.8) * DAYS * 24 / count
    return Article(
        slug=_slug(index),
        section=_section(index),
        title=title,
        date=FIRST_DAY + timedelta(seconds=int(hours * 3600)),
        author=writer.person(),
        tags=tuple(writer.random.sample(CHOICES["tag"], writer.random.choice((1, 2, 2, 3, 3, 4)))),
        summary=writer.sentence() + writer.sentence(),
        body="\n\n".join(writer.guide() if is_guide else writer.news()) + "\n",
    )


class Writer:
    """Puts sentences, paragraphs and bodies together."""

    def __init__(self, source: random.Random, count: int) -> None:
        self.random = source
        self._count = count

    def choose(self, name: str) -> str:
        return self.random.choice(CHOICES[name])

    def person(self) -> str:
        return self.choose("surname") + self.choose("given")

    def fill(self, phrase: str) -> str:
        """Return ``phrase`` with its ``{names}`` replaced, until none is left."""
        while "{" in phrase:
            before, _, rest = phrase.partition("{")
            name, _, after = rest.partition("}")
            phrase = before + self._value(name) + after
        return phrase

    def _value(self, name: str) -> str:
        if name in NUMBERS:
            return str(self.random.randint(*NUMBERS[name]))
        if name == "q":
            return f"{self.random.randint(850, 999) / 10}"
        if name == "place":
            return self.choose("place_a") + self.choose("place_b") + self.choose("place_c")
        return self.person() if name == "person" else self.choose(name)

    def sentence(self, is_bold: bool = False) -> str:
        phrases = (
            "{time}，{place}的{subject}{verb}，{result}",
            "{purpose}，{org}会同{place}安排{subject}，{detail}",
            "{quote}{role}{person}说",
            "记者从{org}获悉，{result}，{detail}",
            "{plan}",
            "{place}{role}{person}介绍，{subject}{verb}以后，{result}",
        )
        chosen = self.random.choices(phrases, (28, 20, 15, 17, 12, 8))[0]
        return self.fill(chosen + ("，其中**{subject}**是重点。" if is_bold else "。"))

    def paragraph(self, characters: int, is_bold: bool = False, has_link: bool = False) -> str:
        text = self.sentence(is_bold)
        while len(text) < characters:
            text += self.sentence()
        return text + (f"更多情况见{self.link()}。" if has_link else "")

    def link(self) -> str:
        target = self.random.randrange(self._count)
        return f"[{self.fill('{subject}{verb}')}](/{_section(target)}/{_slug(target)}/)"

    def picture(self) -> str:
        return f"![{self.fill('{place}{subject}')}现场](/img/photo-{self.random.randrange(PICTURES):02d}.svg)"

    def items(self, count: int) -> str:
        return "\n".join(f"- {self.choose('detail')}；" for _ in range(count))

    def news(self) -> list[str]:
        """Return the blocks of a news article."""
        chance, count = self.random, self.random.randint(4, 8)
        length = chance.randint(480, 960) // count
        bold, heading, listed, quoted, pictured = (
            chance.randrange(count) if chance.random() < share else -1 for share in (0.6, 0.35, 0.3, 0.25, 0.5)
        )
        linked = chance.sample(range(count), chance.choice((0, 1, 1, 2)))
        blocks: list[str] = []
        for number in range(count):
            blocks += [f"## {self.choose('heading')}"] if number == heading > 0 else []
            blocks.append(self.paragraph(length, number == bold, number in linked))
            blocks += [self.picture()] if number == pictured else []
            blocks += [self.items(chance.randint(3, 5))] if number == listed else []
            blocks += [f"> {self.sentence()}"] if number == quoted else []
        return blocks

    def guide(self) -> list[str]:
        """Return the blocks of a service guide."""
        chance = self.random
        materials = chance.sample(CHOICES["material"], chance.randint(4, 8))
        rows = [f"| {name} | {chance.randint(1, 3)} | {self.choose('detail')} |" for name in materials]
        steps = chance.sample(CHOICES["step"], chance.randint(5, 8))
        questions = [self.fill("{subject}{verb}后还需要重新{errand}吗") for _ in range(chance.randint(2, 4))]
        return [
            self.paragraph(100, is_bold=True, has_link=True),
            *("## 谁可以办", self.paragraph(80), self.items(chance.randint(3, 5))),
            *("## 需要的材料", "\n".join(["| 材料 | 份数 | 说明 |", "| --- | --- | --- |", *rows])),
            "## 办理步骤",
            "\n".join(f"{n}. {self.fill(step)}。{self.sentence()}" for n, step in enumerate(steps, 1)),
            *("### 网上办理", self.paragraph(120, has_link=True)),
            *("### 窗口办理", self.paragraph(120), self.picture()),
            *("## 时限和费用", self.paragraph(100, is_bold=True), f"> {self.sentence()}"),
            "## 常见问题",
            *(part for question in questions for part in (f"### {question}", self.paragraph(70))),
            *("## 相关链接", "\n".join(f"- {self.link()}" for _ in range(chance.randint(3, 5)))),
        ]


def _is_guide(index: int) -> bool:
    return index % GUIDE_EVERY == 7


def _slug(index: int) -> str:
    return f"a{index:06d}"


def _section(index: int) -> str:
    slugs = list(SECTIONS)
    return slugs[-1] if _is_guide(index) else slugs[_digest(f"section {index}", 1)[0] % (len(slugs) - 1)]


def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=size).digest()
