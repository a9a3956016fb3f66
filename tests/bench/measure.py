"""One run of one command: seconds, and the most memory that all its processes held at once. Linux only."""

import os
import resource
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from msgspec import Struct

SAMPLE_EVERY_S = 0.05


class Usage(Struct, frozen=True):
    wall_s: float
    cpu_s: float
    """User and system, of all processes."""
    peak_bytes: int
    """Proportional set sizes added up, so that shared pages count once; sampled twenty times a second."""


class FailedRunError(Exception):
    """The command ended with an error; the text holds what it printed."""


def measure(command: list[str], folder: Path) -> Usage:
    """Run ``command`` in ``folder`` to its end; raise FailedRunError when it fails.

    What others still have to write is written first, so that nobody pays for the run before.
    """
    os.sync()
    with tempfile.TemporaryFile() as log:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        watcher = MemoryWatcher(process.pid)
        watcher.start()
        exit_code = process.wait()
        wall_s = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        watcher.is_over.set()
        watcher.join()
        if exit_code:
            log.seek(0)
            raise FailedRunError(f"{' '.join(command)}\n{log.read().decode(errors='replace')[-2000:]}")
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Usage(wall_s, cpu_s, watcher.peak_bytes)


class MemoryWatcher(threading.Thread):
    """Samples the memory of a process and of all below it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_bytes = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(SAMPLE_EVERY_S):
            self.peak_bytes = max(self.peak_bytes, sum(map(_memory, _family(self.pid))))


def _family(pid: int) -> list[int]:
    pids, waiting = [], [pid]
    while waiting:
        pids.append(waiting.pop())
        for children in Path(f"/proc/{pids[-1]}/task").glob("*/children"):
            waiting += map(int, _read(children).split())
    return pids


def _memory(pid: int) -> int:
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        # The process has ended meanwhile.
        return ""
