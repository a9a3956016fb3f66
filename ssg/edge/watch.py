"""Tells which source files were changed, in batches, to the thread that asks."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from fnmatch import fnmatch
from os import fsdecode
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from ssg.edge.burst import Burst, Step

BATCH_S = 1.0
"""A batch ends after so long in any case."""
POLL_S = 1.0

_NOT_SOURCES = (
    *(".git", ".ssg", ".DS_Store", "Thumbs.db", "__pycache__"),
    *("*~", "*.sw[a-p]", ".#*", "#*#", "4913", "~$*", "*___jb_???___"),
)
"""Names, anywhere in a path, that are not of the site: what tools, editors and office programs leave behind."""

_ALWAYS = [FileCreatedEvent, FileDeletedEvent, FileMovedEvent, DirCreatedEvent, DirDeletedEvent, DirMovedEvent]


class Watcher:
    """Watches folders with all they hold, and single files.

    A path that is missing is noticed when it appears. Changes are kept from ``start`` on, so that none is lost
    while a build runs.
    """

    def __init__(self, paths: Iterable[Path], ignored: Iterable[Path] = ()) -> None:
        """paths: files or folders.   ignored: folders left out with all they hold, such as the output folder."""
        self._paths = tuple(path.resolve() for path in paths)
        self._notices = _Notices(self._paths, tuple(path.resolve() for path in ignored))
        self._observer: BaseObserver | None = None
        self._watch_by_folder: dict[Path, ObservedWatch] = {}
        self.is_polling = False
        """The system's own notices are not to be had, so the files are looked through every second."""

    def start(self) -> None:
        """Begin to watch."""
        try:
            self._observe(Observer())
        except OSError:
            # The system's number of watches, which all programs share, is used up.
            self.is_polling = True
            self._observe(PollingObserver(timeout=POLL_S))

    def next_batch(self, timeout_s: float) -> frozenset[Path]:
        """Wait for a change and return all that belong together; empty when there was none in time."""
        batch = self._notices.take(timeout_s)
        for folder in batch.intersection(self._paths):
            self._watch_again(folder)
        return batch

    def stop(self) -> None:
        """End watching; a watcher that was not started has nothing to end."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def _observe(self, observer: BaseObserver) -> None:
        for parent in {path.parent for path in self._paths if path.parent.is_dir()}:
            observer.schedule(self._notices, str(parent), event_filter=self._kinds())
        for folder in (path for path in self._paths if path.is_dir()):
            self._watch_by_folder[folder] = self._watch_folder(observer, folder)
        observer.start()
        self._observer = observer

    def _watch_folder(self, observer: BaseObserver, folder: Path) -> ObservedWatch:
        return observer.schedule(self._notices, str(folder), recursive=True, event_filter=self._kinds())

    def _watch_again(self, folder: Path) -> None:
        """Watch a folder that has come (back) into being: the watch on the old one ended with it."""
        if self._observer is None or not folder.is_dir():
            return
        if folder in self._watch_by_folder:
            self._observer.unschedule(self._watch_by_folder.pop(folder))
        with suppress(FileNotFoundError):  # gone again; its next appearance will be noticed
            self._watch_by_folder[folder] = self._watch_folder(self._observer, folder)

    def _kinds(self) -> list[type[FileSystemEvent]]:
        """Return the kinds of events that mean a change.

        Where the end of writing is told, as on Linux, the steps of writing are left out. Opening and reading
        are always left out: a build reads every file.
        """
        is_told_of_closing = sys.platform == "linux" and not self.is_polling
        return [*_ALWAYS, FileClosedEvent if is_told_of_closing else FileModifiedEvent]


def _steps(event: FileSystemEvent) -> tuple[Step, Step]:
    """Return what an event says of its source and of its destination."""
    if isinstance(event, FileMovedEvent):
        return Step.LEFT, Step.WRITTEN
    return Step.WRITTEN if isinstance(event, FileClosedEvent) else Step.TOUCHED, Step.TOUCHED


class _Notices(FileSystemEventHandler):
    """Takes events from the observer's thread and hands out what was changed."""

    def __init__(self, paths: tuple[Path, ...], ignored: tuple[Path, ...]) -> None:
        self._paths = paths
        self._ignored = ignored
        self._changed: SimpleQueue[tuple[Path, Step]] = SimpleQueue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note both ends of a move; a save by renaming shows only there."""
        for end, step in zip((event.src_path, event.dest_path), _steps(event), strict=True):
            if end and self._is_source(path := Path(fsdecode(end))):
                self._changed.put((path, step))

    def take(self, timeout_s: float) -> frozenset[Path]:
        """Return a batch as ``Watcher.next_batch`` does."""
        burst = Burst()
        with suppress(Empty):
            burst.note(*self._changed.get(timeout=timeout_s))
            ends_at_s = monotonic() + BATCH_S
            while monotonic() < ends_at_s:
                burst.note(*self._changed.get(timeout=burst.wait_s))
        return frozenset(burst.paths)

    def _is_source(self, path: Path) -> bool:
        root = next((root for root in self._paths if path.is_relative_to(root)), None)
        if root is None or any(path.is_relative_to(folder) for folder in self._ignored):
            return False
        names = (root.name, *path.relative_to(root).parts)
        return not any(fnmatch(name, pattern) for name in names for pattern in _NOT_SOURCES)
