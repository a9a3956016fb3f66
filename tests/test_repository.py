"""What stands at the top of the repository, and what its locks hold."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {
    *("README.md", "LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml", "requirements.lock", "netlify.toml"),
    *("site.yaml", "ssg", "content", "themes", "static", "tests", "docs"),
}
LOCKS = ("requirements.lock", "tests/requirements.lock")


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split("\0")[:-1]


def test_nothing_unknown_stands_at_the_top_level() -> None:
    names = {path.partition("/")[0] for path in tracked_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_nothing_that_a_build_makes_is_committed() -> None:
    assert [path for path in tracked_files() if path.startswith(("public/", ".ssg/", ".venv/", "dist/"))] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_packages_and_hashes_but_no_host_or_folder(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "make lock" in text
    assert "--hash=sha256:" in text
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links|@ ", text) == []


@pytest.mark.parametrize(("lock", "groups"), [(LOCKS[0], ["install"]), (LOCKS[1], ["install", "dev"])])
def test_a_lock_holds_every_package_that_pyproject_asks_for(lock: str, groups: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *(name for g in groups for name in project["dependency-groups"][g])]
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.split(r"[<>=!~;\[ ]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    assert names - locked == set()


def test_both_locks_hold_the_same_versions() -> None:
    runtime, tests = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    )
    assert {name: tests.get(name) for name in runtime} == runtime
