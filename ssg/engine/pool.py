"""Many items, several processes, results in order."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_POOL = 300
"""Fewer items are done sooner than processes are started."""
WORTH_TELLING = 5
"""Of fewer heavy items nobody needs to be told how far they have come."""


def _tell_nobody(done: int, total: int) -> None:
    pass


def map_chunks(
    function: Callable[[T], R],
    items: Sequence[T],
    jobs: int,
    tell: Callable[[int, int], None] = _tell_nobody,
    chunk_size: int = 100,
) -> list[R]:
    """Return ``function(item)`` for each item, in order.

    jobs: processes; 0 = as many as there are cores, 1 = this one alone.
    tell: told how many items are done and how many there are, chunk by chunk; of few items nothing.
    chunk_size: items handed over at a time; a chunk for each item would cost more than the work.

    On Linux the workers are forks: they see ``function`` and ``items`` as they stand here, so neither has to
    be picklable and a large plan costs nothing. Elsewhere both are pickled once for each worker. Results are
    always pickled: let them be small or flat. No other thread may be running.

    What ``function`` raises is raised here. Raises WorkerDiedError when a worker ends in the middle of its
    work. When this process is interrupted the chunks in hand are finished and nothing more is begun.
    """
    with in_processes(function, items, jobs, chunk_size) as chunks:
        return gather(chunks, len(items), tell)


@contextmanager
def in_processes(
    function: Callable[[T], R], items: Sequence[T], jobs: int, chunk_size: int = 100
) -> Iterator[Iterator[list[R]]]:
    """Give what ``map_chunks`` returns chunk by chunk, so that something can be done with the first already.

    What is worth several processes has been begun when the context begins: meanwhile this one can do other things.
    Raises what ``map_chunks`` does, as the chunks are asked for.
    """
    step = chunk_size if len(items) >= WORTH_A_POOL else WORTH_A_POOL
    ranges = [(start, start + step) for start in range(0, len(items), step)]
    workers = min(jobs or _cores(), len(ranges))
    if workers <= 1:
        yield (list(map(function, items[start:stop])) for start, stop in ranges)
        return
    # Late: what it imports takes longer than a few items do.
    from ssg.engine.processes import map_ranges

    with map_ranges(function, items, ranges, workers) as results:
        yield results


def map_threads(
    function: Callable[[T], R],
    items: Sequence[T],
    jobs: int,
    tell: Callable[[int, int], None] = _tell_nobody,
) -> list[R]:
    """Return ``function(item)`` for each item, in order, made in threads.

    For few and heavy items whose work lets go of the interpreter, as coding a picture does: threads begin at once,
    and hand nothing over.   jobs, tell: as in ``map_chunks``.
    What ``function`` raises is raised here, and nothing more is begun then.
    """
    with in_threads(function, items, jobs) as results:
        return gather(([result] for result in results), len(items), tell, WORTH_TELLING)


@contextmanager
def in_threads(function: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[Iterator[R]]:
    """Give the results that ``map_threads`` returns one by one, so that something can be done with the first already.

    When the context ends what has begun is waited for, and nothing more is begun.
    """
    workers = min(thread_count(jobs), len(items))
    if workers <= 1:
        yield map(function, items)
        return
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(workers)
    try:
        yield pool.map(function, items)
    finally:
        pool.shutdown(cancel_futures=True)


def thread_count(jobs: int) -> int:
    """Return how many things ``map_threads`` does at a time, if there are as many."""
    return jobs or _cores()


def gather(
    chunks: Iterable[list[R]], total: int, tell: Callable[[int, int], None], worth_telling: int = WORTH_A_POOL
) -> list[R]:
    """Return all results.

    tell: told how many there are and how many there will be, chunk by chunk; of fewer than ``worth_telling`` nothing.
    """
    return [result for chunk in told(chunks, total, tell, worth_telling) for result in chunk]


def told(
    chunks: Iterable[list[R]], total: int, tell: Callable[[int, int], None], worth_telling: int = WORTH_A_POOL
) -> Iterator[list[R]]:
    """Yield ``chunks``; ``tell`` hears of each as of ``gather``."""
    tell = tell if total >= worth_telling else _tell_nobody
    done = 0
    tell(0, total)
    for chunk in chunks:
        done += len(chunk)
        tell(done, total)
        yield chunk


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
