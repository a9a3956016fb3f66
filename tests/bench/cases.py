"""What is done to a site before a build is timed, and how to see afterwards that the build did its work."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from tests.bench.corpus import Article, make_article
from tests.bench.generators import Generator
from tests.bench.layouts import article_path, write_article


class Bench(Struct, frozen=True):
    """One site of one generator, on one file system."""

    generator: Generator
    folder: Path
    count: int
    """Articles that the site was made with."""

    @property
    def output(self) -> Path:
        """Return the folder of the finished site."""
        return self.folder / self.generator.output

    def page(self, article: Article) -> Path:
        """Return the finished page of an article."""
        return self.output / f"{page_path(self.generator, article)}index.html"


def page_path(generator: Generator, article: Article) -> str:
    """Return where the page of an article stands: ``news/yaowen/a000042/``."""
    return f"{generator.articles}{article.section}/{article.slug}/"


class Expected(Struct, frozen=True):
    """A page that the build must leave, and what must stand in it."""

    page: Path
    text: str


class MissingWorkError(Exception):
    """A build left out what it was to do, so that its time means nothing."""


def prepare_cold(bench: Bench, run: int) -> Expected:
    """Move away all that earlier builds left; deleting it would keep the disk busy during the next build."""
    for name in (bench.generator.output, *bench.generator.caches):
        path = bench.folder / name
        if path.exists():
            path.rename(bench.folder.with_name(f"trash-{time.monotonic_ns()}"))
    return _home(bench, "</html>")


def prepare_nothing(bench: Bench, run: int) -> Expected:
    """Change nothing."""
    return _home(bench, "</html>")


def prepare_body(bench: Bench, run: int) -> Expected:
    """Add a paragraph to one article."""
    article, text = middle_article(bench.count, run), f"这一段是第{run}次补写的。"
    path = bench.folder / article_path(bench.generator.layout, article)
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    return Expected(bench.page(article), text)


def prepare_title(bench: Bench, run: int) -> Expected:
    """Change the title of one article, which others show."""
    article, text = middle_article(bench.count, run), f"第{run}次改题"
    path = bench.folder / article_path(bench.generator.layout, article)
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace(article.title, f"{article.title}{text}", 1), encoding="utf-8")
    return Expected(bench.page(article), text)


def prepare_new(bench: Bench, run: int) -> Expected:
    """Add an article, newer than all others."""
    article = make_article(bench.count + run, bench.count)
    write_article(bench.generator.layout, bench.folder, article)
    return Expected(bench.page(article), article.author)


def prepare_layout(bench: Bench, run: int) -> Expected:
    """Change the footer, which stands on every page."""
    path, text = bench.folder / bench.generator.template, f'<p class="run">{run}</p>'
    path.write_text(path.read_text(encoding="utf-8").replace("</footer>", f"{text}</footer>"), encoding="utf-8")
    return _home(bench, text)


CASES: Mapping[str, Callable[[Bench, int], Expected]] = {
    "cold": prepare_cold,
    "nothing changed": prepare_nothing,
    "body of one article": prepare_body,
    "title of one article": prepare_title,
    "new article": prepare_new,
    "layout of all pages": prepare_layout,
}
"""In the order in which they are run; ``run`` counts from 1 and makes each edit another one."""


def confirm(expected: Expected) -> None:
    """Raise MissingWorkError unless the build did its work."""
    if not expected.page.exists() or expected.text not in expected.page.read_text(encoding="utf-8"):
        raise MissingWorkError(f"{expected.page}: {expected.text}")


def _home(bench: Bench, text: str) -> Expected:
    return Expected(bench.output / "index.html", text)


def middle_article(count: int, number: int) -> Article:
    """Return an article of middle age out of ``count``, another one for each number."""
    # Steps of ten stay clear of the guides, which are longer.
    return make_article((count // 2 + 10 * number) % count // 10 * 10, count)
