"""How long each stage takes, and what the clock shows."""

import time

from ssg.model.report import StageTime


class Stopwatch:
    """Counts from when it is made; ``lap`` names the stage that has just ended.

    A stage that is gone through twice, as when a damaged cache costs a second attempt, is one with the sum.
    """

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._seconds_by_name: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._seconds_by_name[name] = self._seconds_by_name.get(name, 0.0) + now - self._last
        self._last = now

    def stages(self) -> tuple[StageTime, ...]:
        """Return each stage once, in the order in which they first ended."""
        return tuple(StageTime(name, seconds) for name, seconds in self._seconds_by_name.items())


def clock_s() -> float:
    """Return the present in seconds since 1970; see ``clock.resolve_now`` for the present of a build."""
    return time.time()
