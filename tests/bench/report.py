"""Medians as tables of Markdown."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.measure import Usage


@dataclass(frozen=True)
class Result:
    """One timed build."""

    place: str
    """memory or disk."""
    count: int
    """Articles."""
    generator: str
    case: str
    usage: Usage
    files: int
    """In the finished site."""


def describe(results: Sequence[Result], versions: str, loads: tuple[float, float]) -> str:
    """Return the whole report: what was measured on what, and a table for each place and size.

    loads: load averages before and after.
    """
    groups = dict.fromkeys((result.place, result.count) for result in results)
    head = (
        f"{os.cpu_count()} cores; load average {loads[0]:.1f} before, {loads[1]:.1f} after. {versions}.\n\n"
        "Seconds, median: elapsed / processor time (user and system, all processes). "
        "In brackets: processor time against that of the first column."
    )
    tables = [_table([r for r in results if (r.place, r.count) == group]) for group in groups]
    return "\n\n".join((head, *tables)) + "\n"


def _table(results: Sequence[Result]) -> str:
    titles = list(dict.fromkeys(result.generator for result in results))
    cases = list(dict.fromkeys(result.case for result in results))
    runs = sum(result.generator == titles[0] and result.case == cases[0] for result in results)
    rows = [[case, *(_cell(results, title, titles[0], case) for title in titles)] for case in cases]
    rows.append(["peak memory, cold", *(f"{_median_peak(results, title, cases[0]):.0f} MB" for title in titles)])
    rows.append(["files", *(f"{_last_files(results, title):,}" for title in titles)])
    lines = [["", *titles], ["---", *("---:" for _ in titles)], *rows]
    heading = f"## {results[0].count:,} articles, {results[0].place}, {runs} runs"
    return "\n".join((heading, "", *("| " + " | ".join(line) + " |" for line in lines)))


def _cell(results: Sequence[Result], title: str, first: str, case: str) -> str:
    usages, compared = _usages(results, title, case), _usages(results, first, case)
    wall_s, cpu_s = (median(u.wall_s for u in usages), median(u.cpu_s for u in usages))
    ratio = cpu_s / max(median(u.cpu_s for u in compared), 0.001)
    return f"{wall_s:.2f} / {cpu_s:.2f}" + ("" if title == first else f" (×{ratio:.1f})")


def _usages(results: Sequence[Result], title: str, case: str) -> list[Usage]:
    return [result.usage for result in results if (result.generator, result.case) == (title, case)]


def _median_peak(results: Sequence[Result], title: str, case: str) -> float:
    return median(usage.peak_bytes for usage in _usages(results, title, case)) / 1e6


def _last_files(results: Sequence[Result], title: str) -> int:
    return [result.files for result in results if result.generator == title][-1]
