"""Worker processes for ``pool.py``, imported when there is work for several."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class WorkerDiedError(RuntimeError):
    """A worker process ended in the middle of its work: killed, or out of memory."""


@contextmanager
def map_ranges(
    function: Callable[[T], R], items: Sequence[T], ranges: Sequence[tuple[int, int]], workers: int
) -> Iterator[Iterator[list[R]]]:
    """Give the results of ``function`` for the items of each range, in order; see ``pool.map_chunks``.

    ranges: (first index, index after the last).   workers: how many processes.
    """
    pool = ProcessPoolExecutor(workers, _context(), initializer=_start_worker, initargs=(function, items))
    try:
        yield pool.map(_do_range, ranges)
    except BrokenProcessPool as fault:
        raise WorkerDiedError("a worker process was killed or ran out of memory; try fewer --jobs") from fault
    finally:
        pool.shutdown(cancel_futures=True)


class _Work:
    """What a worker process does; set once, as it starts."""

    function: Callable[[Any], Any]
    items: Sequence[Any]


def _start_worker(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    _Work.function, _Work.items = function, items
    # Ctrl-C reaches every process of the terminal: the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _do_range(bounds: tuple[int, int]) -> list[Any]:
    start, stop = bounds
    return list(map(_Work.function, _Work.items[start:stop]))


def _end_with_parent() -> None:
    """End this worker as soon as its parent has: a killed build must leave nobody writing."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _context() -> BaseContext:
    # Forking is not safe with the system libraries of macOS, and unknown to Windows.
    return get_context("fork" if sys.platform == "linux" else "spawn")
