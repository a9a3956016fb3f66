"""The articles of the benchmark stay what they are, and ssg has nothing to say against them."""

import hashlib
from pathlib import Path

from ssg.cli import main
from tests.bench.corpus import make_article, make_articles
from tests.bench.generators import NOW
from tests.bench.layouts import write_site

DIGEST = "17ba395a4c1ad266"


def test_the_articles_never_change() -> None:
    """Figures of two years can be compared only when the work was the same."""
    text = repr(list(make_articles(100)))

    assert hashlib.sha256(text.encode()).hexdigest()[:16] == DIGEST


def test_an_article_depends_on_its_number_alone() -> None:
    assert make_article(7, 50) == list(make_articles(50))[7]


def test_ssg_builds_the_articles_without_a_word(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    write_site("ssg", tmp_path / "site", 40)

    exit_code = main(["build", "--site", str(tmp_path / "site"), "--no-search", "--now", NOW, "--report", str(report)])

    assert exit_code == 0
    assert '"diagnostics": []' in report.read_text(encoding="utf-8")
