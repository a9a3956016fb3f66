"""Whether two sites are the same pages with the same words: what makes comparing their builds fair."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HASHED = re.compile(r"\.[0-9a-f]{8,64}(\.[a-z]+)$")
PAGE_NUMBER = re.compile(r"(?<=/page/)[0-9]+(?=/)")
OUR_OWN = (".ssg-manifest",)
"""Files that only ssg needs."""


def site_paths(output: Path, first_page: int) -> set[str]:
    """Return the paths of all files, written so that two generators can be compared.

    first_page: number of the first page behind a list's front. ssg counts its pages from the oldest and begins with
    1, Hugo counts from the newest and begins with 2: as many pages with the same lists, under other numbers.
    """
    names = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    return {_normal(name, first_page) for name in names if name not in OUR_OWN}


def _normal(name: str, first_page: int) -> str:
    """Return a path without the digest that names a stylesheet or script, pages counted from 1."""
    return PAGE_NUMBER.sub(lambda found: str(int(found[0]) - first_page + 1), HASHED.sub(r"\1", name))


@dataclass
class PageFacts:
    """What readers and machines find on one page."""

    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    """By name or property."""
    links: list[str] = field(default_factory=list)
    """Addresses of all links of the text, its header and footer, in order."""
    data: list[object] = field(default_factory=list)
    """JSON-LD, read."""
    text: str = ""
    """All of the body, white space left out."""


def page_facts(page: Path) -> PageFacts:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    facts = reader.facts
    facts.text = "".join("".join(reader.texts).split())
    return facts


def page_differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield what is not the same on two pages, named."""
    our_facts, their_facts = page_facts(ours), page_facts(theirs)
    for name, value in vars(our_facts).items():
        if value != getattr(their_facts, name):
            yield name


class _Reader(HTMLParser):
    """Collects the facts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = PageFacts()
        self.texts: list[str] = []
        self._inside = ""
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "body":
            self._in_body = True
        if tag in ("title", "script"):
            self._inside = values.get("type", "script") if tag == "script" else tag
        if tag == "meta" and "content" in values:
            self.facts.metas[values.get("name") or values.get("property", "")] = values["content"]
        if tag == "a":
            self.facts.links.append(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.facts.title += data
        elif self._inside == "application/ld+json":
            self.facts.data.append(json.loads(data))
        elif self._in_body and not self._inside:
            self.texts.append(data)
