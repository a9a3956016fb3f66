"""How long each stage takes, and what the clock shows."""

import time

from ssg.model.report import StageTime


class Stopwatch:
    """Counts from when it is made; ``lap`` names the stage that has just ended."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._stages: list[StageTime] = []

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._stages.append(StageTime(name, now - self._last))
        self._last = now

    def stages(self) -> tuple[StageTime, ...]:
        return tuple(self._stages)


def clock_s() -> float:
    """Return the present in seconds since 1970; see ``clock.resolve_now`` for the present of a build."""
    return time.time()
