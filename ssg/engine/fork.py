"""A process forked to work for this one.

Light: it begins before anything else is imported.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH_BYTES = 8
PIPE_BYTES = 1 << 16
"""A pipe holds no more at a time."""


class Forked:
    """A process that is there to work, seen from the one that forked it. Not changed once it is made."""

    __slots__ = ("pid", "results", "work")

    def __init__(self, pid: int, work: int, results: int) -> None:
        self.pid = pid
        self.work = work
        """Where it is told what to do: our end of a pipe."""
        self.results = results
        """Where it tells what came of that: ours, too."""

    def kill(self) -> None:
        """End it, whatever it is doing: nothing is lost with it."""
        # Late: it brings enumerations along, which a build without change does without.
        import signal

        os.kill(self.pid, signal.SIGKILL)
        self.join()

    def join(self) -> None:
        """Wait until it has ended, which it does now that nobody tells it anything any more, or listens to it."""
        os.close(self.work)
        os.close(self.results)
        os.waitpid(self.pid, 0)


def fork(serve: Callable[[int, int], None]) -> Forked | None:
    """Return a process that calls ``serve`` with its ends of both pipes, and ends with it; no other thread may run.

    None where processes cannot be forked, or there is no core for one: what it would do has to be done here.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return None
    work_end, work = os.pipe()
    results, result_end = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        # There may be no more processes.
        for end in (work_end, work, results, result_end):
            os.close(end)
        return None
    if pid:
        os.close(work_end)
        os.close(result_end)
        return Forked(pid, work, results)
    try:
        os.close(work)
        os.close(results)
        serve(work_end, result_end)
    finally:
        os._exit(0)


def write_message(end: int, data: bytes) -> None:
    """Write to a pipe what ``read_message`` shall return. Raises BrokenPipeError when nobody reads any more."""
    rest = memoryview(len(data).to_bytes(LENGTH_BYTES, "big") + data)
    while rest:
        rest = rest[os.write(end, rest) :]


def read_message(end: int) -> bytes:
    """Return what was written at the other end; nothing where that was nothing, or the other process has ended."""
    size = int.from_bytes(_read(end, LENGTH_BYTES), "big")
    data = _read(end, size)
    return data if len(data) == size else b""


def _read(end: int, size: int) -> bytes:
    parts = []
    while size and (part := os.read(end, min(size, PIPE_BYTES))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
