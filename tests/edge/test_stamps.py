"""A quick look at the disk: stamps differ when files do, and looking ends, whatever lies there."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ssg.edge.stamps import WORTH_A_FORK, decode_look, look_at_outputs, look_at_sources


def test_folders_that_lead_to_themselves_do_not_hold_up_the_look(tmp_path: Path) -> None:
    """Links are followed 40 deep by the system: two such links would make a million million folders."""
    for name in ("a", "b"):
        (tmp_path / "content" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "content" / name).symlink_to(".")
    look_at_sources(str(tmp_path), ("content",))


def test_a_link_to_a_folder_is_not_looked_into(tmp_path: Path) -> None:
    """Links to folders are errors (see scan.py), and may lead to the whole disk."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "link").symlink_to(tmp_path / "elsewhere")
    before = look_at_sources(str(tmp_path), ("content",))
    (tmp_path / "elsewhere" / "file").write_text("new")
    assert look_at_sources(str(tmp_path), ("content",)).digest == before.digest


def test_a_link_to_a_file_changes_with_the_file_and_with_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("one", "other"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(1, 1))
    link = tmp_path / "content" / "link"
    link.symlink_to(tmp_path / "one")
    first = look_at_sources(str(tmp_path), ("content",))
    (tmp_path / "one").write_text("edited")
    second = look_at_sources(str(tmp_path), ("content",))
    link.unlink()
    link.symlink_to(tmp_path / "other")
    assert len({first.digest, second.digest, look_at_sources(str(tmp_path), ("content",)).digest}) == 3


def test_nothing_is_known_later_of_what_was_changed_just_before_the_look(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("new.md", "old.md"):
        (tmp_path / "content" / name).write_text("一")
    os.utime(tmp_path / "content" / "old.md", ns=(1, 1))
    look = look_at_sources(str(tmp_path), ("content",))
    kept = decode_look(look.at_rest(time.time_ns()).encode())
    assert look.changes_since(kept) == ([], [str(tmp_path / "content" / "new.md")])
    assert look.changes_since(decode_look(look.encode())) == ([], [])
    assert (look.digest != kept.digest, look.digest == decode_look(look.encode()).digest) == (True, True)


def test_files_that_are_new_are_told_apart_from_changed_ones(tmp_path: Path) -> None:
    for name in ("one.md", "two.md", "zoo.md"):
        (tmp_path / name).write_text("一")
    before = look_at_sources(str(tmp_path), ("",))
    for name in ("an\nother.md", "more.md", "two.md"):
        (tmp_path / name).write_text("又一个")
    after = look_at_sources(str(tmp_path), ("",))
    added = [str(tmp_path / name) for name in ("an\nother.md", "more.md")]
    assert after.changes_since(before) == (added, [str(tmp_path / "two.md")])
    assert (before.changes_since(after), after.changes_since(after)) == (None, ([], []))


@pytest.mark.parametrize("name", ["folder/new.md", "link.md"])
def test_a_folder_or_a_link_that_is_new_is_more_than_a_change(tmp_path: Path, name: str) -> None:
    (tmp_path / "one.md").write_text("一")
    before = look_at_sources(str(tmp_path), ("",))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to("one.md") if name == "link.md" else (tmp_path / name).touch()
    assert look_at_sources(str(tmp_path), ("",)).changes_since(before) is None


COMPARED = """
import sys
from ssg.edge.stamps import begin_look_at_outputs, look_at_outputs
folder, count = sys.argv[1], int(sys.argv[2])
paths = [f"{number}.html" for number in range(count)]
there, here = begin_look_at_outputs(folder, paths)(), look_at_outputs(folder, paths)
print((there.paths, there.numbers) == (here.paths, here.numbers), here.digest)
"""
"""In a process without threads, such as that of a build; only there is anything done in the background."""


@pytest.mark.parametrize("count", [3, WORTH_A_FORK])
def test_outputs_are_seen_alike_here_and_in_the_background(tmp_path: Path, count: int) -> None:
    for number in range(count):
        (tmp_path / f"{number}.html").touch()
    assert seen(tmp_path, count)[0] == "True"
    assert len(seen(tmp_path, count)) == 2
    (tmp_path / "0.html").unlink()
    assert seen(tmp_path, count) == ["True"]


def seen(folder: Path, count: int) -> list[str]:
    """Return whether both looks are the same, and their digest where nothing is missing."""
    command = [sys.executable, "-c", COMPARED, str(folder), str(count)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def test_a_look_at_what_was_replaced_is_a_look_at_everything(tmp_path: Path) -> None:
    paths = ["1.html", "2.html", "3.html"]
    for path in paths:
        (tmp_path / path).write_text(path)
    before = look_at_outputs(str(tmp_path), paths)
    (tmp_path / "2.html").write_text("longer than it was")
    again, after = before.again(str(tmp_path), ["2.html"]), look_at_outputs(str(tmp_path), paths)
    assert again.digest == after.digest != before.digest
    (tmp_path / "4.html").write_text("new")
    more = again.again(str(tmp_path), [], ["4.html"])
    assert more.digest == look_at_outputs(str(tmp_path), [*paths, "4.html"]).digest
