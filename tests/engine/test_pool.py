"""Several processes give what one gives, and end when they should."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from ssg.engine.pool import map_chunks
from ssg.engine.processes import WorkerDiedError


def double(number: int) -> int:
    return number * 2


def process_of(number: int) -> int:
    return os.getpid()


def die_at_500(number: int) -> int:
    if number == 500:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse_500(number: int) -> int:
    if number == 500:
        raise ValueError("500")
    return number


@pytest.mark.parametrize("count", [0, 1, 299, 300, 1001])
@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_jobs(count: int, jobs: int) -> None:
    assert map_chunks(double, range(count), jobs, chunk_size=7) == [number * 2 for number in range(count)]


def test_few_items_stay_in_this_process() -> None:
    assert set(map_chunks(process_of, range(299), 2)) == {os.getpid()}


def test_many_items_go_to_others() -> None:
    assert os.getpid() not in map_chunks(process_of, range(1000), 2)


def test_one_job_is_this_process() -> None:
    assert set(map_chunks(process_of, range(1000), 1)) == {os.getpid()}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a function must be picklable")
def test_a_function_may_stand_in_the_middle_of_another() -> None:
    plan = {number: str(number) for number in range(1000)}
    assert map_chunks(lambda number: plan[number], range(1000), 2) == list(plan.values())


def test_a_worker_that_dies_is_an_error_and_not_a_hang() -> None:
    with pytest.raises(WorkerDiedError, match="--jobs"):
        map_chunks(die_at_500, range(1000), 2)


def test_what_the_function_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="500"):
        map_chunks(refuse_500, range(1000), 2)


SLOW_BUILD = textwrap.dedent(
    """
    import os, sys, time
    from ssg.engine.pool import map_chunks

    def tell_and_sleep(number):
        with open(sys.argv[1] + "/" + str(os.getpid()), "w"):
            time.sleep(0.01)

    map_chunks(tell_and_sleep, range(100_000), 2, chunk_size=10)
    """
)


def start_slow_build(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start it and return it with the process ids of its workers."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, str(folder)],
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(list(folder.iterdir())) < 2:
        assert process.poll() is None
        time.sleep(0.01)
    return process, [int(path.name) for path in folder.iterdir()]


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for_end(process_ids: list[int]) -> None:
    """Return when all have ended; the test hangs, and is stopped from outside, if they never do."""
    while any(map(is_alive, process_ids)):
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="counts on process ids and signals")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_a_build_that_is_stopped(tmp_path: Path, sent: signal.Signals) -> None:
    process, workers = start_slow_build(tmp_path)
    process.send_signal(sent)
    _, errors = process.communicate()
    wait_for_end(workers)
    assert process.returncode != 0
    assert errors.count("KeyboardInterrupt") == (1 if sent is signal.SIGINT else 0)
