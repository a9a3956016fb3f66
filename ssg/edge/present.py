"""What the clocks show. Light: the first glance at a site imports it."""

import time


def monotonic_s() -> float:
    """Return seconds that only ever grow."""
    return time.monotonic()


def clock_s() -> float:
    """Return the present in seconds since 1970; see ``clock.resolve_now`` for the present of a build."""
    return time.time()


def clock_ns() -> int:
    """Return the present in nanoseconds since 1970, as files have it."""
    return time.time_ns()
