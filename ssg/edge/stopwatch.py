"""How long each stage takes."""

import time
from collections.abc import Callable
from functools import partial

from ssg.model.report import StageTime, Tell, tell_nobody


class Stopwatch:
    """Counts from when it is made; ``lap`` names the stage that has just ended.

    A stage that is gone through twice, as when a damaged cache costs a second attempt, is one with the sum.
    """

    def __init__(self, tell: Tell = tell_nobody) -> None:
        self._tell = tell
        self._last = time.perf_counter()
        self._seconds_by_name: dict[str, float] = {}

    def add(self, name: str, seconds: float) -> None:
        """Count what a stage took before this was made."""
        self._seconds_by_name[name] = self._seconds_by_name.get(name, 0.0) + seconds

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.add(name, now - self._last)
        self._last = now
        self._tell(name, 0, 0)

    def counter(self, name: str) -> Callable[[int, int], None]:
        """Return what is to be told how much of a stage is done, and of how much."""
        return partial(self._tell, name)

    def stages(self) -> tuple[StageTime, ...]:
        """Return each stage once, in the order in which they first ended."""
        return tuple(StageTime(name, seconds) for name, seconds in self._seconds_by_name.items())
