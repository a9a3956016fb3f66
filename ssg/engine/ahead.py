"""A second process that gets ready while this one does: it imports what reading takes, then waits for work.

What reads and what plans a site take about as long to import. A build that re-reads one file imports both at once,
on two cores.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, Self, TypeVar

from ssg.engine.fork import Forked, fork, read_message, write_message

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

    def stay(self, then: Callable[[], object]) -> None:
        """Say that there will be more after the first work.

        then: gets ready for it, where that can be done meanwhile.
        """

    def dismiss(self) -> None:
        """Say that there is no more to do."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.dismiss()


class StandbyReader(Reader):
    """Calls a function for each item in a process that was forked for it: once, or more often if it is to ``stay``."""

    def __init__(self, forked: Forked) -> None:
        """Take a process over that runs ``serve``."""
        self._forked: Forked | None = forked
        self._then: Callable[[], object] | None = None
        self._begun: list[bytes] | None = None
        """Where the result is put of what has been begun last, while it is waited for."""

    def stay(self, then: Callable[[], object]) -> None:
        self._then = then

    def begin(self, function: Callable[[T], R], items: Sequence[T]) -> Callable[[], list[R]]:
        at_once = super().begin(function, items)
        # Before it is given more, the process must have got rid of what it has, or both could wait for each other.
        self._receive()
        forked = self._forked
        if forked is None or not items:
            return at_once
        import pickle

        begun: list[bytes] = []
        # It may have ended already.
        with suppress(BrokenPipeError):
            write_message(forked.work, pickle.dumps((function, items, self._then)))
        self._begun = begun

        def collect() -> list[R]:
            if self._begun is begun:
                self._receive()
            # Nothing but our own fork can have written to the pipe. What went wrong in it shows again here.
            return list(pickle.loads(begun[0])) if begun and begun[0] else at_once()

        return collect

    def dismiss(self) -> None:
        if self._forked is not None:
            self._forked.kill()
            self._forked = None

    def _receive(self) -> None:
        """Wait for what has been begun, if anything."""
        if self._begun is None or self._forked is None:
            return
        data = read_message(self._forked.results)
        self._begun.append(data)
        self._begun = None
        if not data or self._then is None:
            self.dismiss()


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

    def stay(self, then: Callable[[], object]) -> None:
        self._reader.stay(then)

    def dismiss(self) -> None:
        self._reader.dismiss()


def serve(modules: tuple[str, ...], work_end: int, result_end: int) -> None:
    """Be the other process of a ``StandbyReader``: import ``modules``, then do what is asked for."""
    import pickle

    for module in modules:
        import_module(module)
    is_ready = False
    while data := read_message(work_end):
        function, items, then = pickle.loads(data)
        write_message(result_end, pickle.dumps(list(map(function, items))))
        if then is None:
            return
        if not is_ready:
            then()
            is_ready = True


def standby_reader(*modules: str) -> Reader:
    """Return a reader that gets ready in the background, where processes can be forked and there is a core for it."""
    forked = fork(partial(serve, modules))
    return Reader() if forked is None else StandbyReader(forked)


AT_ONCE = Reader()
"""The reader of those who have no time to wait for another."""
