"""What ``ssg init`` and ``ssg new`` write builds at once."""

import json
from pathlib import Path

import pytest

from ssg.cli import main

NOW = "2026-11-23T12:00:00+08:00"


def build(site: Path, *options: str) -> tuple[int, list[dict[str, str]]]:
    report = site.parent / "report.json"
    shared = ["--site", str(site), "--now", NOW, "--jobs", "1", "--no-search", "--report", str(report)]
    exit_code = main(["build", *shared, *options])
    return exit_code, json.loads(report.read_text(encoding="utf-8"))["diagnostics"]


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path / "demo")]) == 0
    return tmp_path / "demo"


def test_a_new_site_builds_and_only_says_what_is_still_to_be_confirmed(starter: Path) -> None:
    exit_code, diagnostics = build(starter)
    assert exit_code == 0
    assert {d["code"] for d in diagnostics} <= {"pending-fields"}
    for page in ("", "guides/library-card/", "bundles/first-visit/", "places/sample-library/", "pages/about/"):
        assert (starter / "public" / page / "index.html").is_file()


@pytest.mark.parametrize("kind", ["news", "guide", "bundle", "place", "notice", "page"])
def test_a_new_item_of_each_kind_builds_as_it_is(starter: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["new", kind, "样例：“新”的标题", "--site", str(starter)]) == 0
    path = capsys.readouterr().out.strip().splitlines()[-1]
    exit_code, diagnostics = build(starter, "--drafts", "--future")
    assert exit_code == 0
    assert {d["code"] for d in diagnostics if d.get("path") and path.endswith(d["path"])} <= {"pending-fields"}
    assert list((starter / "public").rglob("yang-li-xin-de-biao-ti/index.html"))


def test_a_new_item_stays_out_of_the_site_until_it_is_no_draft_any_more(starter: Path) -> None:
    main(["new", "page", "联系我们", "--site", str(starter)])
    build(starter)
    assert not (starter / "public/pages/lian-xi-wo-men").exists()
    build(starter, "--drafts")
    assert (starter / "public/pages/lian-xi-wo-men/index.html").is_file()
