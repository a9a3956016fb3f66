"""The tables of the benchmark say what was measured."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.bench.cases import MissingWorkError
from tests.bench.generators import Generator, generators
from tests.bench.measure import FailedRunError, Usage, measure
from tests.bench.report import Result, describe
from tests.bench.serving import Serving, describe_serving, measure_serving


def results(count: int, **seconds: list[float]) -> list[Result]:
    return [
        Result("memory", count, title, "cold", Usage(wall_s, wall_s * 2, 5_000_000), 7)
        for title, values in seconds.items()
        for wall_s in values
    ]


def rows_of(text: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading that begins so."""
    below = text.partition(f"# {heading}")[2].partition("\n#")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in below.splitlines() if line[:1] == "|"]


def test_a_cell_is_the_median_of_the_runs():
    text = describe(results(1000, ssg=[1.0, 9.0, 2.0], Hugo=[4.0, 4.0, 4.0]), "", (0, 0))

    titles, _, cold, peak, files = rows_of(text, "1,000 articles, memory, 3 runs")
    assert titles == ["seconds", "ssg", "Hugo"]
    assert cold == ["cold", "2.00 / 4.00", "4.00 / 8.00"]
    assert (peak, files) == (["peak memory, cold", "5 MB", "5 MB"], ["files", "7", "7"])


def test_others_are_compared_with_the_first():
    text = describe(results(1000, ssg=[2.0], Hugo=[5.0]), "", (0, 0))

    assert rows_of(text, "Times as long as ssg")[2] == ["cold", "2.50 / 2.50"]


def test_the_growth_from_one_size_to_the_next_is_told():
    both = results(10_000, ssg=[2.0]) + results(20_000, ssg=[4.2])
    text = describe(both, "", (0, 0))

    assert "20,000 articles against 10,000, 2 times as many" in text
    assert rows_of(text, "20,000 articles against 10,000")[2] == ["cold", "2.10 / 2.10"]


def test_saves_are_told_by_median_and_worst():
    text = describe_serving([Serving("ssg", 1000, 1.5, (0.04, 0.03, 0.09))])

    assert rows_of(text, "From save to page")[2] == ["ssg", "1.50 s", "40 ms", "90 ms"]


def test_a_build_that_fails_ends_the_measurement(tmp_path: Path):
    with pytest.raises(FailedRunError, match="no such site"):
        measure([sys.executable, "-c", "raise SystemExit('no such site')"], tmp_path)


def test_the_memory_of_all_processes_counts(tmp_path: Path):
    hold = "block = bytearray(40_000_000); import time; time.sleep(0.5)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', '{hold}']); {hold}; p.wait()"

    assert measure([sys.executable, "-c", both], tmp_path).peak_bytes > 80_000_000


def ssg_of(tools: Path) -> Generator:
    (tools / "lib/python3/site-packages/hugo/binaries").mkdir(parents=True)
    (tools / "lib/python3/site-packages/hugo/binaries/hugo").touch()
    return generators(tools)[0]


def test_a_server_that_does_not_start_ends_the_measurement(tmp_path: Path):
    broken = replace(ssg_of(tmp_path), serve=(sys.executable, "-c", "raise SystemExit('no such port')"))

    with pytest.raises(MissingWorkError, match="/news/"):
        measure_serving(broken, tmp_path / "site", 10, 2)


@pytest.mark.slow
def test_a_save_is_measured_until_the_page_shows_it(tmp_path: Path):
    serving = measure_serving(ssg_of(tmp_path), tmp_path / "site", 20, 2)

    assert len(serving.saves_s) == 2
    assert all(0 < seconds < 60 for seconds in serving.saves_s)
