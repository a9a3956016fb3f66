"""Medians as tables of Markdown."""

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeVar

from msgspec import Struct

from tests.bench.measure import Usage

T = TypeVar("T")


class Result(Struct, frozen=True):
    """One timed build."""

    place: str
    """memory or disk."""
    count: int
    """Articles."""
    generator: str
    case: str
    usage: Usage
    files: int | None
    """In the finished site; None where they were not counted."""


class Medians:
    """What was measured, by what it is asked for."""

    def __init__(self, results: Sequence[Result]) -> None:
        self.results = results
        self.titles = _distinct(result.generator for result in results)
        self.cases = _distinct(result.case for result in results)
        self.runs = sum((r.generator, r.case) == (self.titles[0], self.cases[0]) for r in results)

    def of(self, title: str, case: str, value: Callable[[Usage], float]) -> float | None:
        """Return the median over all runs; None when that case was not measured."""
        values = [value(r.usage) for r in self.results if (r.generator, r.case) == (title, case)]
        return median(values) if values else None

    def wall_s(self, title: str, case: str) -> float | None:
        return self.of(title, case, lambda usage: usage.wall_s)

    def cpu_s(self, title: str, case: str) -> float | None:
        return self.of(title, case, lambda usage: usage.cpu_s)

    def files(self, title: str) -> int | None:
        return next((r.files for r in reversed(self.results) if r.generator == title and r.files), None)


def describe(results: Sequence[Result], versions: str, loads: tuple[float, float]) -> str:
    """Return the whole report: what was measured on what, and the tables of each place and size.

    loads: load averages before and after.
    """
    groups = _distinct((result.place, result.count) for result in results)
    medians = {group: Medians([r for r in results if (r.place, r.count) == group]) for group in groups}
    head = (
        f"{os.cpu_count()} cores, {_memory_gb():.0f} GB of memory; load average {loads[0]:.1f} before, "
        f"{loads[1]:.1f} after. {versions}.\n\n"
        "Seconds are medians: elapsed / processor time (user and system, all processes)."
    )
    parts = [head]
    for place in _distinct(place for place, _ in groups):
        counts = [count for of, count in groups if of == place]
        for count in counts:
            parts += [_times(medians[place, count], place, count), _ratios(medians[place, count], place, count)]
        parts += [_growth(medians[place, a], medians[place, b], place, (a, b)) for a, b in pairwise(counts)]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(heading: str, lines: Sequence[Sequence[str]]) -> str:
    """Return a table below its heading; all columns but the first are flush right."""
    rows = [lines[0], ["---", *("---:" for _ in lines[0][1:])], *lines[1:]]
    return "\n".join((heading, "", *("| " + " | ".join(row) + " |" for row in rows)))


def _times(medians: Medians, place: str, count: int) -> str:
    rows = [
        [case, *(_pair(medians.wall_s(title, case), medians.cpu_s(title, case)) for title in medians.titles)]
        for case in medians.cases
    ]
    for case in ("cold", "body of one article"):
        if case in medians.cases:
            peaks = (medians.of(title, case, lambda usage: usage.peak_bytes) for title in medians.titles)
            rows.append([f"peak memory, {case}", *(f"{peak / 1e6:.0f} MB" if peak else "–" for peak in peaks)])
    if any(medians.files(title) for title in medians.titles):
        rows.append(["files", *(f"{medians.files(title) or 0:,}" for title in medians.titles)])
    runs = "1 run" if medians.runs == 1 else f"{medians.runs} runs"
    return table(f"### {count:,} articles, {place}, {runs}", [["seconds", *medians.titles], *rows])


def _ratios(medians: Medians, place: str, count: int) -> str:
    """Return how many times as long as the first generator the others take for the same change."""
    first, *others = medians.titles
    if not others:
        return ""
    rows = [
        [
            case,
            *(
                _pair(
                    _ratio(medians.wall_s(title, case), medians.wall_s(first, case)),
                    _ratio(medians.cpu_s(title, case), medians.cpu_s(first, case)),
                )
                for title in others
            ),
        ]
        for case in medians.cases
    ]
    return table(f"#### Times as long as {first}: {count:,} articles, {place}", [["ratio", *others], *rows])


def _growth(small: Medians, large: Medians, place: str, counts: tuple[int, int]) -> str:
    """Return how many times as long a site of the second size takes as one of the first."""
    rows = [
        [
            case,
            *(
                _pair(
                    _ratio(large.wall_s(title, case), small.wall_s(title, case)),
                    _ratio(large.cpu_s(title, case), small.cpu_s(title, case)),
                )
                for title in large.titles
            ),
        ]
        for case in large.cases
    ]
    heading = f"#### {counts[1]:,} articles against {counts[0]:,}, {counts[1] / counts[0]:g} times as many: {place}"
    return table(heading, [["ratio", *large.titles], *rows])


def _pair(elapsed: float | None, processor: float | None) -> str:
    return "–" if elapsed is None or processor is None else f"{elapsed:.2f} / {processor:.2f}"


def _ratio(above: float | None, below: float | None) -> float | None:
    return None if above is None or below is None else above / max(below, 0.001)


def _distinct(values: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(values))


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
