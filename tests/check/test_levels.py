"""Every check can be off, a warning or an error, and knows exceptions that somebody has given a reason for."""

import re

import pytest

from ssg.model.config import LEVEL_BY_CHECK
from tests.check.example import item
from tests.check.examples import EXAMPLES, REGISTERS
from tests.check.test_examples import Web, check, write

pytestmark = pytest.mark.slow

FIRST_BY_CHECK = {example.check: example for example in reversed(EXAMPLES)}


@pytest.fixture(params=LEVEL_BY_CHECK)
def example(request):
    return FIRST_BY_CHECK[request.param]


@pytest.fixture
def found(make_site, monkeypatch, example):
    """Return a function that checks a site with the example's fault and more in its site.yaml."""
    monkeypatch.setattr("ssg.edge.probe.Prober", Web)
    site = make_site()
    write(site, {path: text.encode() for path, text in REGISTERS.items()})
    site.write("content/news/b.md", item("slug: pension-materials", "## 办理流程\n\n文字。").encode())
    write(site, example.files("wrong"))
    settings = (site.root / "site.yaml").read_text(encoding="utf-8")

    def find(checks: str):
        site.write("site.yaml", f"{settings}checks: {checks}\n".encode())
        checked = check(site, example.published, example.is_external)
        return [each for each in checked.diagnostics if each["code"] == example.code], checked

    return find


@pytest.mark.parametrize(("level", "severity"), [("off", None), ("warn", "warning"), ("error", "error")])
def test_a_site_sets_the_level(found, example, level, severity):
    faults, checked = found(f"{{{example.check}: {level}}}")
    assert {fault["severity"] for fault in faults} == ({severity} if severity else set()), checked.text
    if severity == "error":
        assert checked.exit_code == 1


def test_an_exception_names_a_fault_by_words_of_its_message(found, example):
    faults, _ = found("{}")
    assert faults
    # Whatever the message holds, one piece of it is what an exception has to quote.
    pieces = {piece for fault in faults for piece in re.split(r"[“”：，（）\s]+", fault["message"]) if piece}
    listed = ", ".join(
        f"{{check: {example.check}, text: {piece!r}, reason: 已核}}" for piece in sorted({*pieces, example.code})
    )
    left, checked = found(f"{{exceptions: [{listed}]}}")
    assert left == [], checked.text
