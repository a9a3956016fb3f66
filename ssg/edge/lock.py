"""One build at a time for each site."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ssg.model.diagnostic import Outcome, error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL_S = 0.1


class Lock:
    """A lock that is held until it is released, or until this process and all its workers have ended."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def release(self) -> None:
        """Let the next one in; a second call does nothing."""
        self._file.close()

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *exception: object) -> None:
        self.release()


def acquire_lock(path: Path, wait_s: float, on_wait: Callable[[], None]) -> Outcome[Lock | None]:
    """Take the lock of a site.

    path: disk path of the lock's file, made where missing; it stays, empty.
    wait_s: how long to wait for another build.   on_wait: called once before waiting begins.
    None, with an error, when the other build is still at work after that. Raises OSError when the file cannot
    be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A link would have the file made wherever it leads.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    file = os.fdopen(os.open(path, flags, 0o644), "r+b", buffering=0)
    deadline = time.monotonic() + wait_s
    is_waiting = False
    while not _take(file):
        if time.monotonic() >= deadline:
            file.close()
            return Outcome(None, (error("site-busy", seconds=round(wait_s)),))
        if not is_waiting:
            on_wait()
            is_waiting = True
        time.sleep(POLL_S)
    return Outcome(Lock(file))


def _take(file: BinaryIO) -> bool:
    """Return whether the lock is ours now; the system gives it back when the last copy of ``file`` is closed."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
