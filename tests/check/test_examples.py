"""Each documented code: the wrong example has it, the right one has it not, and the page in ``docs/`` says so."""

import tomllib
from pathlib import Path

import pytest

import ssg
from ssg.check.settled import CODES_BY_CHECK
from ssg.edge.probe import Answer
from ssg.model.config import LEVEL_BY_CHECK
from tests.check.documentation import FOLDER, pages
from tests.check.example import item
from tests.check.examples import EXAMPLES, REGISTERS

pytestmark = pytest.mark.slow

TOGETHER = tuple(example for example in EXAMPLES if not example.is_alone)
ALONE = tuple(example for example in EXAMPLES if example.is_alone)
WANTED = {"pending-fields", "footer-incomplete"}
"""Guides, notices and footers want more fields than an example of something else shows."""

WORDS = Path(ssg.__file__).parent / "messages/zh"
NO_FINDINGS = {
    *("published-unreadable", "published-no-list", "record-in-the-way"),
    *("source-changed", "source-unwritable", "unused-exception"),
}
"""Told by the same commands of something else than what is published: of options, exceptions, files in the way."""


class Web:
    """Other sites: addresses that end in ``gone`` are."""

    def ask_all(self, urls):
        return [Answer(url, url.endswith("gone"), "404") for url in urls]


def write(site, files):
    for path, content in files.items():
        site.write(path, content)


def check(site, published, is_external=False):
    listed = site.root.parent / "published"
    listed.write_text("\n".join(published), encoding="utf-8")
    options = {"published": listed} if published else {}
    if is_external:
        for day in ("20", "21"):
            site.check(external=True, now=f"2026-11-{day}T12:00:00+08:00")
        options["external"] = True
    return site.check(**options)


def told(checked):
    return {(each["code"], each["path"]) for each in checked.diagnostics}


def found(make_site, side):
    """Check one site of all the wrong, or all the right, examples that can stand together."""
    site = make_site()
    for path, text in REGISTERS.items():
        site.write(path, text.encode())
    site.write("content/news/b.md", item("slug: pension-materials", "## 办理流程\n\n文字。").encode())
    for example in TOGETHER:
        write(site, example.files(side))
    checked = check(site, [address for example in TOGETHER for address in example.published])
    assert checked.exit_code == (1 if side == "wrong" else 0), checked.text
    return told(checked)


def checked_alone(make_site, monkeypatch, example, side):
    monkeypatch.setattr("ssg.edge.probe.Prober", Web)
    site = make_site()
    write(site, example.files(side))
    return site, check(site, example.published, example.is_external)


def test_every_wrong_example_has_its_fault(make_site):
    wrong = found(make_site, "wrong")
    assert {(example.code, example.fault_path) for example in TOGETHER} - wrong == set()


def test_no_right_example_has_a_fault(make_site):
    paths = {example.path for example in TOGETHER if example.code in WANTED}
    assert {(code, path) for code, path in found(make_site, "right") if code not in WANTED or path in paths} == set()


@pytest.mark.parametrize("example", ALONE, ids=lambda example: example.code)
def test_a_site_with_the_fault_is_told_of_it_and_one_without_is_not(make_site, monkeypatch, example):
    _, wrong = checked_alone(make_site, monkeypatch, example, "wrong")
    assert (example.code, example.fault_path) in told(wrong), wrong.text


@pytest.mark.parametrize("example", ALONE, ids=lambda example: example.code)
def test_a_site_without_the_fault_is_told_of_nothing(make_site, monkeypatch, example):
    _, right = checked_alone(make_site, monkeypatch, example, "right")
    assert {code for code, _ in told(right)} - WANTED == set(), right.text


def test_every_check_and_every_code_that_a_site_can_set_has_an_example():
    assert {example.check for example in EXAMPLES} == LEVEL_BY_CHECK.keys()
    settable = {(check, code) for check, codes in CODES_BY_CHECK.items() for code in codes}
    assert settable - {(example.check, example.code) for example in EXAMPLES} == set()


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_documentation_is_as_the_examples_are(name):
    # After a change: python -m tests.check.documentation
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name]


def test_no_page_is_left_of_a_code_that_is_gone():
    assert {path.name for path in FOLDER.iterdir()} == pages().keys()


def test_every_code_of_a_check_is_documented():
    words = "".join(path.read_text(encoding="utf-8") for path in WORDS.glob("check*.toml"))
    assert tomllib.loads(words).keys() - {"words"} - NO_FINDINGS - {example.code for example in EXAMPLES} == set()
