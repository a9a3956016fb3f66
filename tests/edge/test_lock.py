"""One build at a time for each site."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ssg.edge.lock import acquire_lock


def never() -> None:
    raise AssertionError("nothing to wait for")


def test_a_second_build_says_that_it_waits_and_then_gives_up(tmp_path: Path) -> None:
    told: list[str] = []
    with acquire_lock(tmp_path / ".ssg" / "lock", 0, never).value:  # type: ignore[union-attr]
        second = acquire_lock(tmp_path / ".ssg" / "lock", 0.15, lambda: told.append("waiting"))
    assert second.value is None
    assert [fault.code for fault in second.diagnostics] == ["site-busy"]
    assert told == ["waiting"]


def test_a_second_build_begins_when_the_first_has_ended(tmp_path: Path) -> None:
    first = acquire_lock(tmp_path / "lock", 0, never).value
    assert first is not None
    threading.Timer(0.05, first.release).start()
    second = acquire_lock(tmp_path / "lock", 60, lambda: None).value
    assert second is not None
    second.release()


def test_a_lock_can_be_released_twice(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path / "lock", 0, never).value
    assert lock is not None
    lock.release()
    lock.release()


def test_a_build_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from ssg.edge.lock import acquire_lock
lock = acquire_lock(Path(sys.argv[1]), 0, print).value
os._exit(9 if lock else 1)
"""
    killed = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "lock")], env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert killed.returncode == 9
    assert acquire_lock(tmp_path / "lock", 0, never).value is not None


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError):
        acquire_lock(tmp_path / "lock", 0, never)
    assert not (tmp_path / "elsewhere").exists()
