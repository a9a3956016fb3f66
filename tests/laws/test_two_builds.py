"""Two builds of one site at once: the second waits, and finds all that the first has left."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.bench import Bench, Options, build, build_clean, differences, files_of, settle
from tests.laws.corpus import corpus, write_files

REPOSITORY = Path(__file__).parents[2]


def test_builds_at_once_leave_what_a_clean_one_does(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "site", Options())
    write_files(bench.root, corpus())
    assert build(bench.request()).is_good
    bench.write("themes/mine/i18n/zh-Hans.yaml", "plan.news: 要闻\n")
    build_at_once(bench)
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []
    assert build(bench.request()).rendered == ()


def test_builds_of_a_new_text_at_once_leave_what_a_clean_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    bench = Bench(tmp_path / "site", Options())
    write_files(bench.root, corpus())
    settle(bench)
    assert build(bench.request()).is_good
    bench.write("content/news/2026/walk.md", bench.read("content/news/2026/walk.md") + "\n又及。\n")
    build_at_once(bench)
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []
    assert build(bench.request()).rendered == ()


def build_at_once(bench: Bench) -> None:
    command = [
        sys.executable,
        "-m",
        "ssg",
        "build",
        "--site",
        str(bench.root),
        "--now",
        bench.options.now,
        "--no-search",
    ]
    builds = [subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [build.wait(timeout=120) for build in builds] == [0, 0, 0]
