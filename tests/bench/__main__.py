"""How long ssg, Hugo and Pelican take for the same site: ``make bench``, or ``python -m tests.bench --help``.

docs/benchmarks.md says what is compared, and holds the last tables.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tests.bench.cases import CASES, Bench, confirm
from tests.bench.generators import Generator, generators, install_peers, versions
from tests.bench.layouts import SAME_PAGES, write_site
from tests.bench.measure import measure
from tests.bench.report import Result, describe
from tests.bench.same_pages import site_paths
from tests.bench.serving import Serving, describe_serving, measure_serving

MEMORY = Path("/dev/shm")
SIZES = (1000, 10000)
SERVED_ARTICLES = 1000
REST_S = 2.0
"""Sources rest as long before each run as a file must for its time to be believed: a save half a second before a build
is no part of "nothing changed"."""


class Series(Struct, frozen=True):
    """Sites of one size, and what is measured on them."""

    count: int
    """Articles."""
    runs: int
    places: tuple[str, ...]
    cases: tuple[str, ...]
    only: tuple[str, ...] = ()
    """Titles of the generators; empty = all."""


class DifferentPagesError(Exception):
    """Two generators that are to make the same pages do not, so that their times cannot be compared."""


def main() -> None:
    options = _parser().parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    tools = install_peers(options.work.resolve())
    chosen = [generator for generator in generators(tools) if not options.only or generator.title in options.only]
    load_before = os.getloadavg()[0]
    results: list[Result] = []
    servings: list[Serving] = []

    def tell() -> str:
        """Write what there is so far, so that a long measurement may be broken off; return it."""
        text = describe(results, versions(), (load_before, os.getloadavg()[0])) if results else ""
        text += describe_serving(servings) if servings else ""
        if options.output:
            options.output.write_text(text, encoding="utf-8")
        return text

    for series in _planned(options):
        measured = [generator for generator in chosen if not series.only or generator.title in series.only]
        with tempfile.TemporaryDirectory(dir=MEMORY) as memory, tempfile.TemporaryDirectory(dir=options.work) as disk:
            folders = {"memory": Path(memory), "disk": Path(disk)}
            benches = _write_sites(measured, series.count, {place: folders[place] for place in series.places})
            for run in range(1, series.runs + 1):
                results += _measure_once(benches, series.cases, run)
                _delete_trash(folders["memory"])
                tell()
    if options.saves:
        for generator in (each for each in chosen if each.serve):
            with tempfile.TemporaryDirectory(dir=MEMORY) as memory:
                servings.append(measure_serving(generator, Path(memory) / "site", SERVED_ARTICLES, options.saves))
    print(tell())


def _planned(options: argparse.Namespace) -> list[Series]:
    places, cases = tuple(options.place or ("memory", "disk")), tuple(options.case or CASES)
    series = [Series(count, options.runs, places, cases) for count in options.size or SIZES]
    if options.large:
        # Looking for related articles makes Hugo's time grow with the square of their number: minutes a build.
        series.append(Series(20_000, options.runs, ("memory",), cases, ("ssg", "Hugo, same but related")))
        series.append(Series(50_000, 1, ("memory",), ("cold",), ("ssg",)))
    return series


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    add = parser.add_argument
    add("--size", type=int, action="append", help="number of articles; may be repeated; else 1000 and 10000")
    add("--large", action="store_true", help="also 20000 articles, to see how time grows, and 50000 once, cold")
    add("--runs", type=int, default=3, help="how often each case is measured (default: %(default)s)")
    add("--only", action="append", metavar="TITLE", help="leave out all other generators; may be repeated")
    add("--case", action="append", choices=tuple(CASES), help="leave out all other cases; may be repeated")
    add("--place", action="append", choices=("memory", "disk"), help="else both file systems")
    add(
        "--saves", type=int, default=20, help="while serving, so many; 0 = no server is measured (default: %(default)s)"
    )
    add("--work", type=Path, default=Path("build/bench"), help="for peers and sites (%(default)s)")
    add("--output", type=Path, metavar="FILE", help="write the tables there too")
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


def _measure_once(benches: list[tuple[str, Bench]], cases: tuple[str, ...], run: int) -> Iterator[Result]:
    """Yield one result for each case and site: case after case, a busy minute of the machine meets all alike."""
    files_by_folder: dict[Path, int] = {}
    time.sleep(REST_S)
    for case in cases:
        for place, bench in benches:
            expected = CASES[case](bench, run)
            usage = measure(list(bench.generator.command), bench.folder)
            confirm(expected)
            if case == "cold":
                files_by_folder[bench.folder] = sum(path.is_file() for path in bench.output.rglob("*"))
            result = Result(place, bench.count, bench.generator.title, case, usage, files_by_folder.get(bench.folder))
            _tell(result)
            yield result
        if case == "cold":
            _confirm_same_pages([bench for _, bench in benches])


def _confirm_same_pages(benches: list[Bench]) -> None:
    """Raise DifferentPagesError unless those that are to make the same pages have done so."""
    same = [bench for bench in benches if bench.generator.layout in SAME_PAGES]
    # The index for search is a part of no other generator.
    sites = [
        {path for path in site_paths(bench.output, bench.generator.first_page) if not _is_of_search(path)}
        for bench in same
    ]
    for bench, paths in zip(same, sites, strict=True):
        if different := sorted(paths ^ sites[0]):
            raise DifferentPagesError(f"{bench.generator.title}, {same[0].generator.title}: {different[:20]}")


def _is_of_search(path: str) -> bool:
    return path.startswith(("pagefind/", "search/"))


def _delete_trash(folder: Path) -> None:
    """Delete what cold builds have moved away: in memory it is dear, and deleting keeps no disk busy."""
    for trash in folder.glob("*/trash-*"):
        if trash.is_dir():
            shutil.rmtree(trash)
        else:
            trash.unlink()


def _tell(result: Result) -> None:
    usage = result.usage
    line = f"{result.count} {result.place:6} {result.generator:22} {result.case:20}"
    print(f"{line} {usage.wall_s:7.2f} s {usage.cpu_s:7.2f} s CPU {usage.peak_bytes / 1e6:6.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
