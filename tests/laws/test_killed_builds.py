"""A killed build leaves every published file whole, and the next build leaves what a clean one does."""

import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from random import Random

import pytest

from tests.laws.bench import Bench, Options, build, build_clean, differences, files_of, settle
from tests.laws.corpus import corpus, write_files

KILLS = 20
EACH = int(os.environ.get("SSG_KILL_EACH", "5"))
"""A build is killed before its 1st change to the disk, its 6th, 11th …; before each one in ``make fuzz``."""
NEW_TEXTS = ("content/news/2026/reading.md", "content/news/2026/walk.md")
"""Articles that a build makes anew without looking at all the others."""
REPOSITORY = Path(__file__).parents[2]


def make_bench(folder: Path, options: Options) -> Bench:
    bench = Bench(folder, options)
    write_files(bench.root, corpus())
    assert build(bench.request()).is_good
    return bench


def edit_a_little(bench: Bench) -> None:
    """Change a page, add one, remove one, replace a file by a folder; few outputs change, all in different ways."""
    bench.write("content/pages/help.md", "---\ntitle: 帮助\n---\n\n改过了。\n")
    bench.write("content/pages/new.md", "---\ntitle: 新页\n---\n")
    bench.delete("content/notices/trees.md")
    bench.delete("content/notices/trees.pdf")
    bench.delete("static/robots-note.txt")
    bench.write("static/robots-note.txt/readme.txt", "hello")


def assert_whole(found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Assert that each file is as before or as after, and that none is missing that both have."""
    for path, data in found.items():
        is_ours = data in (old.get(path), new.get(path))
        assert is_ours or path == ".ssg-manifest", f"{path} is neither old nor new"
    assert not (old.keys() & new.keys()) - found.keys()


@pytest.mark.slow
def test_a_build_killed_before_any_one_of_its_changes_to_the_disk_is_mended_by_the_next(tmp_path: Path) -> None:
    bench = make_bench(tmp_path / "prepared", Options())
    old = files_of(bench.output)
    edit_a_little(bench)
    new = build_clean(bench, tmp_path / "clean")[1]
    steps_seen = set()
    for number in count(1, EACH):
        victim = Bench(Path(shutil.copytree(bench.root, tmp_path / "site")), bench.options)
        is_over = kill_before_change(victim, number)
        found = files_of(victim.output)
        assert_whole(found, old, new)
        steps_seen.add((differences(found, old) == [], differences(found, new) == []))
        assert build(victim.request()).is_good
        assert differences(files_of(victim.output), new) == [], f"killed before change {number}"
        shutil.rmtree(victim.root)
        if is_over:
            break
    assert steps_seen == {(True, False), (False, False), (False, True)}, "before, amid and after publishing"


@pytest.mark.slow
def test_an_edit_that_is_taken_back_after_a_killed_build_leaves_nothing_behind(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "prepared", Options())
    write_files(bench.root, corpus())
    settle(bench)
    assert build(bench.request()).is_good
    old = files_of(bench.output)
    for number in count(1, EACH):
        victim = Bench(Path(shutil.copytree(bench.root, tmp_path / "site")), bench.options)
        build(victim.request())
        victim.write("content/pages/new.md", "---\ntitle: 新页\n---\n")
        is_over = kill_before_change(victim, number)
        victim.delete("content/pages/new.md")
        assert build(victim.request()).is_good
        assert differences(files_of(victim.output), old) == [], f"killed before change {number}"
        shutil.rmtree(victim.root)
        if is_over:
            break


@pytest.mark.slow
@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_build_of_new_texts_killed_before_any_one_of_its_changes_to_the_disk_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_taken_back: bool
) -> None:
    monkeypatch.delenv("CI", raising=False)
    bench = Bench(tmp_path / "prepared", Options())
    write_files(bench.root, corpus())
    settle(bench)
    assert build(bench.request()).is_good
    old, texts = files_of(bench.output), {path: bench.read(path) for path in NEW_TEXTS}
    steps_seen = set()
    for number in count(1):
        # Its own build: a copy's files have other inodes and times, so that everything would be looked at.
        victim = Bench(Path(shutil.copytree(bench.root, tmp_path / "site")), bench.options)
        assert build(victim.request()).is_good
        for path, text in texts.items():
            victim.write(path, f"{text}\n又及。\n")
        new = build_clean(victim, tmp_path / "clean")[1]
        is_over = kill_before_change(victim, number)
        found = files_of(victim.output)
        assert_whole(found, old, new)
        steps_seen.add((differences(found, old) == [], differences(found, new) == []))
        for path in NEW_TEXTS if is_taken_back else ():
            victim.write(path, texts[path])
        assert build(victim.request()).is_good
        wanted = old if is_taken_back else new
        assert differences(files_of(victim.output), wanted) == [], f"killed before change {number}"
        shutil.rmtree(victim.root)
        if is_over:
            break
    assert steps_seen == {(True, False), (False, False), (False, True)}, "before, amid and after publishing"


@pytest.mark.slow
@pytest.mark.parametrize("search", [False, True])
def test_builds_killed_at_random_moments_are_mended_by_the_next(tmp_path: Path, search: bool) -> None:
    bench = make_bench(tmp_path / "site", Options(search=search))
    random = Random(20261123)
    for number in range(KILLS // 2):
        old = files_of(bench.output)
        # Every page changes, so that the build has something to do at whatever moment it is killed.
        bench.write("themes/mine/i18n/zh-Hans.yaml", f"plan.news: 消息{number}\n")
        bench.write("content/pages/help.md", f"---\ntitle: 帮助{number}\n---\n")
        new = build_clean(bench, tmp_path / "clean")[1]
        kill_amid_build(bench, random)
        if not search:
            assert_whole(files_of(bench.output), old, new)
        assert build(bench.request()).is_good
        assert differences(files_of(bench.output), new) == []


def kill_before_change(bench: Bench, number: int) -> bool:
    """Build, and kill the build before its change to the disk with this number; True when it made fewer."""
    arguments = [sys.executable, "-m", "tests.laws.killed_build", str(number), str(bench.root), bench.options.now]
    status = subprocess.run(arguments, cwd=REPOSITORY, check=False).returncode
    assert status in (0, -signal.SIGKILL)
    return status == 0


def kill_amid_build(bench: Bench, random: Random) -> None:
    """Start a build, and kill it at a random moment after it has begun to work on the site."""
    lock = bench.root / ".ssg" / "lock"
    lock.unlink(missing_ok=True)
    search = [] if bench.options.search else ["--no-search"]
    arguments = [sys.executable, "-m", "ssg", "build", "--site", str(bench.root), "--now", bench.options.now, *search]
    process = subprocess.Popen(arguments, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not lock.exists() and process.poll() is None:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 1.0 if bench.options.search else 0.5))
    process.kill()
    process.wait()
