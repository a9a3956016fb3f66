"""Same sources, same ``--now``: same bytes, whatever the machine, the folder and the number of processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.bench import Options, differences, files_of
from tests.laws.corpus import corpus, write_files

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
NOW = Options().now
ENOUGH = 320
"""Items from which the work is shared among processes."""

CIRCUMSTANCES = {
    "hash seed": {"PYTHONHASHSEED": "4242"},
    "time zone": {"TZ": "America/St_Johns"},
    "locale": {"LC_ALL": "C", "LANG": "C"},
    "language": {"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"},
    "terminal": {"NO_COLOR": "1", "COLUMNS": "40", "TERM": "dumb"},
    "continuous integration": {"CI": "true", "GITHUB_ACTIONS": "true"},
}


def build(root: Path, environment: dict[str, str], *options: str) -> dict[str, bytes]:
    """Build the site in a process of its own and return its output."""
    command = [sys.executable, "-m", "ssg", "build", "--site", str(root), *options]
    inherited = {name: value for name, value in os.environ.items() if name not in ("CI", "SOURCE_DATE_EPOCH")}
    result = subprocess.run(command, cwd=REPOSITORY, env={**inherited, **environment}, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode("utf-8", "replace")
    return files_of(root / "public")


def make_corpus(root: Path) -> Path:
    write_files(root, corpus())
    return root


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = make_corpus(tmp_path_factory.mktemp("wanted") / "site")
    return build(root, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, "--now", NOW, "--no-search")


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_the_same_bytes_under_another(tmp_path: Path, wanted: dict[str, bytes], circumstance: str) -> None:
    root = make_corpus(tmp_path / "site")
    found = build(root, CIRCUMSTANCES[circumstance], "--now", NOW, "--no-search")
    assert differences(found, wanted) == []


@pytest.mark.parametrize("name", ["a b", "站点", "x" * 80, "100%", "{{ name }}", "<b>&amp;", "no \udce9 UTF-8"])
def test_the_same_bytes_in_another_folder(tmp_path: Path, wanted: dict[str, bytes], name: str) -> None:
    root = make_corpus(tmp_path / name / "site")
    assert differences(build(root, {}, "--now", NOW, "--no-search"), wanted) == []


def test_the_same_bytes_by_another_s_clock(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    """2026-11-23T12:00 in the site's zone, said in three ways."""
    said: tuple[tuple[dict[str, str], tuple[str, ...]], ...] = (
        ({"SOURCE_DATE_EPOCH": "1795406400"}, ()),
        ({}, ("--now", "2026-11-23T04:00:00Z")),
        ({"TZ": "Asia/Tokyo"}, ("--now", "2026-11-23T12:00")),
    )
    for number, (environment, options) in enumerate(said):
        root = make_corpus(tmp_path / str(number))
        assert differences(build(root, environment, *options, "--no-search"), wanted) == [], options


def test_the_same_bytes_when_files_were_made_in_another_order(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    """Folders list their files in the order in which they were made, on some disks."""
    root = tmp_path / "site"
    write_files(root, dict(reversed(corpus().items())))
    assert differences(build(root, {}, "--now", NOW, "--no-search"), wanted) == []


def test_the_same_search_index(tmp_path: Path) -> None:
    found = [
        build(make_corpus(tmp_path / seed), {"PYTHONHASHSEED": seed, "TZ": zone}, "--now", NOW)
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert any(path.startswith("pagefind/recent/text/") for path in found[0])
    assert differences(*found) == []


def test_the_same_bytes_for_any_number_of_processes(tmp_path: Path) -> None:
    files = {f"content/news/n{number}.md": article(number).encode() for number in range(ENOUGH)}
    found = []
    for jobs in ("1", "2", "5"):
        write_files(tmp_path / jobs, {"site.yaml": "title: 样例站\n".encode(), **files})
        found.append(build(tmp_path / jobs, {}, "--now", NOW, "--no-search", "--jobs", jobs))
    assert differences(found[1], found[0]) == []
    assert differences(found[2], found[0]) == []


def article(number: int) -> str:
    """Return one of ``ENOUGH`` articles, which name each other and share tags."""
    related, linked = (number * 7) % ENOUGH, (number * 3) % ENOUGH
    fields = f"title: 第{number}号\ndate: 2026-0{number % 9 + 1}-02\ntags: [标{number % 7}]\nrelated: [news/n{related}]"
    return f"---\n{fields}\n---\n\n见[另一篇](n{linked}.md)。\n"
