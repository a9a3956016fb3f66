"""The figures of one size as a table of Markdown."""

from collections.abc import Callable, Sequence
from statistics import mean

from msgspec import Struct

from tests.bench.search.indexers import Indexed
from tests.bench.search.reader import Cost

PARTS = ("engine", "scripts", "page list", "index", "filters", "results")


class Quality(Struct, frozen=True):
    """Of the queries that are pieces of text: against the pages that hold them as they are typed."""

    due: int
    found: int
    wrong: int


class Measured(Struct, frozen=True):
    indexed: Indexed
    costs: tuple[Cost, ...]
    unprepared_ms: tuple[float, ...]
    """Of first searches with nothing fetched before."""
    quality: Quality


def describe(count: int, measured: Sequence[Measured]) -> str:
    """Return heading and table for a site of ``count`` articles."""
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("index, processor seconds", lambda m: f"{m.indexed.usage.cpu_s:.1f}"),
        ("index, elapsed seconds", lambda m: f"{m.indexed.usage.wall_s:.1f}"),
        ("index, peak memory", lambda m: f"{m.indexed.usage.peak_bytes / 1e6:,.0f} MB"),
        ("index, size", lambda m: f"{m.indexed.size_bytes / 1e6:.1f} MB in {m.indexed.files:,} files"),
        ("first search, KB: mean / largest", lambda m: _bytes(_some(m, is_first=True))),
        *((f"— {part}", _part(part, is_first=True)) for part in PARTS),
        ("first search, requests", lambda m: f"{mean(c.requests for c in _some(m, is_first=True)):.0f}"),
        ("later searches, KB: mean / largest", lambda m: _bytes(_some(m, is_first=False))),
        *((f"— {part}", _part(part, is_first=False)) for part in PARTS),
        ("first search, ms: median / slowest", lambda m: _times([c.elapsed_ms for c in _some(m, is_first=True)])),
        ("— with a link, nothing fetched before", lambda m: _times(m.unprepared_ms)),
        ("later searches, ms: median / slowest", lambda m: _times([c.elapsed_ms for c in _some(m, is_first=False)])),
        ("pages found, of those that hold the query", lambda m: f"{m.quality.found:,} of {m.quality.due:,}"),
        ("pages found that do not hold it", lambda m: f"{m.quality.wrong:,}"),
    ]
    titles = ["", *(m.indexed.title for m in measured)]
    lines = [titles, ["---", *("---:" for _ in measured)], *([name, *map(cell, measured)] for name, cell in rows)]
    return "\n".join((f"### {count:,} articles", "", *("| " + " | ".join(line) + " |" for line in lines))) + "\n"


def _some(measured: Measured, *, is_first: bool) -> list[Cost]:
    return [cost for cost in measured.costs if cost.is_first is is_first]


def _bytes(costs: Sequence[Cost]) -> str:
    return f"{mean(c.bytes for c in costs) / 1e3:.0f} / {max(c.bytes for c in costs) / 1e3:.0f}"


def _part(part: str, *, is_first: bool) -> Callable[[Measured], str]:
    return lambda m: f"{mean(c.sent.get(part, 0) for c in _some(m, is_first=is_first)) / 1e3:.0f}"


def _times(times_ms: Sequence[float]) -> str:
    elapsed = sorted(times_ms)
    return f"{elapsed[len(elapsed) // 2]:.0f} / {elapsed[-1]:.0f}"
