"""A second process that gets ready while this one does: it imports what reading takes, then waits for work.

What reads and what plans a site take about as long to import. A build that re-reads one file imports both at once,
on two cores.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Self, TypeVar

LENGTH_BYTES = 8

T = TypeVar("T")
R = TypeVar("R")


class Reader:
    """Calls a function for each item: here and now."""

    def read(self, function: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """Return ``function(item)`` for each item, in order; raises what ``function`` does."""
        return self.begin(function, items)()

    def begin(self, function: Callable[[T], R], items: Sequence[T]) -> Callable[[], list[R]]:
        """Begin what ``read`` does, where something else can be done meanwhile; the result returns what it would."""
        return lambda: list(map(function, items))

    def dismiss(self) -> None:
        """Say that there is no more to do."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.dismiss()


class StandbyReader(Reader):
    """Calls a function for each item in a process that was forked for it, once."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        """Fork a process that imports ``modules``. No other thread may be running."""
        work_end, self._work = os.pipe()
        self._results, result_end = os.pipe()
        self._is_waiting = True
        self._pid = os.fork()
        if self._pid:
            os.close(work_end)
            os.close(result_end)
            return
        try:
            os.close(self._work)
            os.close(self._results)
            _serve(modules, work_end, result_end)
        finally:
            os._exit(0)

    def begin(self, function: Callable[[T], R], items: Sequence[T]) -> Callable[[], list[R]]:
        at_once = super().begin(function, items)
        if not self._is_waiting or not items:
            return at_once
        import pickle

        self._send(pickle.dumps((function, items)))

        def collect() -> list[R]:
            with os.fdopen(self._results, "rb") as results:
                data = results.read()
            self._end()
            # Nothing but our own fork can have written to the pipe. What went wrong in it shows again here.
            return list(pickle.loads(data)) if data else at_once()

        return collect

    def dismiss(self) -> None:
        """Let the process go, if it still waits, or nobody collects what it has read."""
        if self._pid:
            if self._is_waiting:
                self._send(b"")
            os.close(self._results)
            self._end()

    def _send(self, data: bytes) -> None:
        self._is_waiting = False
        # With its length, because another fork may hold this end of the pipe open, too. It may have ended already.
        with suppress(BrokenPipeError), os.fdopen(self._work, "wb") as work:
            work.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)

    def _end(self) -> None:
        os.waitpid(self._pid, 0)
        self._pid = 0


class KeepingReader(Reader):
    """Reads each item once with each function: what it has read it knows, for whoever asks again."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[Any, Any] = {}

    def begin(self, function: Callable[[T], R], items: Sequence[T]) -> Callable[[], list[R]]:
        """Begin what ``Reader.begin`` does.   function: equal ones come to the same."""
        unknown = [item for item in items if (function, item) not in self._known]
        collect = self._reader.begin(function, unknown)

        def collect_all() -> list[R]:
            self._known.update(((function, item), result) for item, result in zip(unknown, collect(), strict=True))
            return [self._known[function, item] for item in items]

        return collect_all

    def dismiss(self) -> None:
        self._reader.dismiss()


def _serve(modules: tuple[str, ...], work_end: int, result_end: int) -> None:
    import pickle

    for module in modules:
        import_module(module)
    with os.fdopen(work_end, "rb") as work:
        data = work.read(int.from_bytes(work.read(LENGTH_BYTES), "big"))
    if data:
        function, items = pickle.loads(data)
        with os.fdopen(result_end, "wb") as results:
            results.write(pickle.dumps(list(map(function, items))))


def standby_reader(*modules: str) -> Reader:
    """Return a reader that gets ready in the background, where processes can be forked and there is a core for it."""
    is_worthwhile = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
    return StandbyReader(modules) if is_worthwhile else Reader()


AT_ONCE = Reader()
"""The reader of those who have no time to wait for another."""
