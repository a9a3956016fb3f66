"""How long ssg, Hugo and Pelican take for the same site: ``make bench``, or ``python -m tests.bench --help``.

Every generator makes of the same articles: a page each with header, navigation, breadcrumb, tags, previous and
next; lists by section and tag, twenty to a page; a page of all tags; the home page; a feed; a sitemap.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.cases import CASES, Bench, confirm
from tests.bench.generators import Generator, generators, install_peers, versions
from tests.bench.layouts import write_site
from tests.bench.measure import measure
from tests.bench.report import Result, describe

MEMORY = Path("/dev/shm")


def main() -> None:
    options = _parser().parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    tools = install_peers(options.work.resolve())
    chosen = [generator for generator in generators(tools) if not options.only or generator.title in options.only]
    load_before = os.getloadavg()[0]
    results: list[Result] = []
    for count in options.size or [1000]:
        with tempfile.TemporaryDirectory(dir=MEMORY) as memory, tempfile.TemporaryDirectory(dir=options.work) as disk:
            folders = {"memory": Path(memory), "disk": Path(disk)}
            benches = _write_sites(chosen, count, {place: folders[place] for place in options.place or folders})
            for run in range(1, options.runs + 1):
                results += _measure_once(benches, run)
                text = describe(results, versions(), (load_before, os.getloadavg()[0]))
                if options.output:
                    # After each run, so that a long measurement may be broken off.
                    options.output.write_text(text, encoding="utf-8")
    print(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="number of articles; may be repeated; else 1000")
    parser.add_argument("--runs", type=int, default=3, help="how often each case is measured (default: 3)")
    parser.add_argument("--only", action="append", metavar="TITLE", help="leave out all other generators")
    parser.add_argument("--place", action="append", choices=("memory", "disk"), help="else both file systems")
    parser.add_argument("--work", type=Path, default=Path("build/bench"), help="for peers and sites (%(default)s)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the tables there too")
    return parser


def _write_sites(chosen: list[Generator], count: int, folders: dict[str, Path]) -> list[tuple[str, Bench]]:
    benches = [
        (place, Bench(generator, folder.resolve() / str(number) / "site", count))
        for place, folder in folders.items()
        for number, generator in enumerate(chosen)
    ]
    for _, bench in benches:
        bench.folder.parent.mkdir()
        write_site(bench.generator.layout, bench.folder, count)
    return benches


def _measure_once(benches: list[tuple[str, Bench]], run: int) -> Iterator[Result]:
    """Yield one result for each site and case; run after run, a busy minute of the machine meets all alike."""
    for place, bench in benches:
        for result in _measure_cases(place, bench, run):
            _tell(result)
            yield result


def _measure_cases(place: str, bench: Bench, run: int) -> Iterator[Result]:
    for case, prepare in CASES.items():
        expected = prepare(bench, run)
        usage = measure(list(bench.generator.command), bench.folder)
        confirm(expected)
        files = sum(path.is_file() for path in (bench.folder / bench.generator.output).rglob("*"))
        yield Result(place, bench.count, bench.generator.title, case, usage, files)


def _tell(result: Result) -> None:
    usage = result.usage
    line = f"{result.count} {result.place:6} {result.generator:15} {result.case:20}"
    print(f"{line} {usage.wall_s:7.2f} s {usage.cpu_s:7.2f} s CPU {usage.peak_bytes / 1e6:6.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
