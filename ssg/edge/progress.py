"""The line that tells a person at a terminal how far a long build has come."""

import os
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO, TypeVar

from ssg.edge.messages import Messages
from ssg.edge.present import monotonic_s
from ssg.model.report import Tell, tell_nobody

EVERY_S = 0.1
"""Counts are shown no more often."""
COLUMNS_MIN = 40
"""A narrower terminal would break the line, and a broken line cannot be wiped."""
FOLLOWING = {"read": "plan", "compare": "render", "search": "publish", "publish": "remember"}
"""What comes after a stage that has ended."""


A = TypeVar("A")
R = TypeVar("R")


def followed(work: Callable[[A, Tell], R], is_wanted: bool, words: Callable[[], Messages]) -> Callable[[A], R]:
    """Return ``work`` with a line that shows how far it has come; the line is wiped whatever the end is.

    Nothing is shown unless standard error is a terminal with somebody before it.   words: asked for when needed.
    """

    def run(argument: A) -> R:
        if not (is_wanted and _is_watched(sys.stderr)):
            return work(argument, tell_nobody)
        line = ProgressLine(sys.stderr, words())
        try:
            return work(argument, line.tell)
        finally:
            line.wipe()

    return run


class ProgressLine:
    """One line, written over and over.

    It appears with the first stage that counts, which only a long one does. Neither colour nor control sequences are
    used but the return to the start of the line, so there is nothing that NO_COLOR would have to switch off.
    """

    def __init__(self, stream: TextIO, words: Messages, clock: Callable[[], float] = monotonic_s) -> None:
        self._stream = stream
        self._words = words
        self._clock = clock
        self._stage = ""
        self._columns = 0
        """Width of what stands there; 0 = nothing."""
        self._drawn_s = 0.0

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show a stage and how much of it is done; with 0 of 0, that it has ended and the next one goes on."""
        if not total:
            if self._columns and stage in FOLLOWING:
                self._show(FOLLOWING[stage], "")
        elif stage != self._stage or done == total or self._clock() - self._drawn_s >= EVERY_S:
            self._show(stage, f" {done:,}/{total:,}" if total > 1 else "")

    def wipe(self) -> None:
        """Leave the line as it was before."""
        if self._columns:
            self._write("")
            self._columns = 0

    def _show(self, stage: str, count: str) -> None:
        self._stage, self._drawn_s = stage, self._clock()
        self._write(self._words.word(f"progress-{stage}") + count)

    def _write(self, text: str) -> None:
        columns = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
        blank = " " * (self._columns - columns)
        self._stream.write(f"\r{text}{blank}" if text else f"\r{blank}\r")
        self._stream.flush()
        self._columns = columns


def _is_watched(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that a person sees, wide enough; continuous integration is none."""
    if not stream.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    return os.get_terminal_size(stream.fileno()).columns >= COLUMNS_MIN
