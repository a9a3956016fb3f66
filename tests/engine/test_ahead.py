"""A reader on standby gives what reading here and now gives, and leaves nobody behind."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from ssg.engine.ahead import AT_ONCE, Reader, standby_reader

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only where processes are forked")


def double(number: int) -> int:
    return number * 2


def process_of(number: int) -> int:
    return os.getpid()


def refuse(number: int) -> int:
    raise ValueError(str(number))


def children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").strip()


@pytest.mark.parametrize("reader", [AT_ONCE, Reader(), standby_reader("json")], ids=["at once", "here", "standby"])
def test_results_come_in_order(reader: Reader) -> None:
    assert reader.read(double, [3, 1, 2]) == [6, 2, 4]


@on_linux
def test_it_reads_in_another_process_once() -> None:
    reader = standby_reader("json")
    assert reader.read(process_of, [0]) != [os.getpid()]
    assert reader.read(process_of, [0]) == [os.getpid()]


@on_linux
def test_one_that_gets_ready_for_more_reads_as_often_as_it_is_asked_to() -> None:
    before = children()
    with standby_reader("json") as reader:
        reader.stay(partial(double, 1))
        (process,) = reader.read(process_of, [0])
        assert process != os.getpid()
        assert reader.read(process_of, [0, 0]) == [process, process]
    assert children() == before


@on_linux
def test_what_is_begun_before_the_last_is_collected_waits_for_it_however_much_it_is() -> None:
    much = ["x" * 1_000_000, "y" * 1_000_000]
    with standby_reader("json") as reader:
        reader.stay(partial(double, 1))
        first, second = reader.begin(str.upper, much), reader.begin(str.title, much)
        assert second() == ["X" + "x" * 999_999, "Y" + "y" * 999_999]
        assert first() == ["X" * 1_000_000, "Y" * 1_000_000]


@on_linux
def test_one_that_cannot_get_ready_costs_time_alone() -> None:
    with standby_reader("json") as reader:
        reader.stay(partial(refuse, 1))
        assert reader.read(double, [1]) == [2]
        assert reader.read(double, [2]) == [4]


@on_linux
def test_what_a_function_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="7"):
        standby_reader("json").read(refuse, [7])


@on_linux
def test_a_module_that_cannot_be_imported_costs_time_alone() -> None:
    assert standby_reader("ssg.no_such_module").read(double, [1]) == [2]


@on_linux
def test_where_no_more_processes_can_be_had_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("too many processes")

    open_files = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, "fork", refused)
    assert standby_reader("json").read(process_of, [0]) == [os.getpid()]
    assert len(list(Path("/proc/self/fd").iterdir())) == open_files


@on_linux
def test_nobody_is_left_behind() -> None:
    before = children()
    used, unused = standby_reader("json"), standby_reader("json")
    used.read(double, [1])
    used.dismiss()
    unused.dismiss()
    assert children() == before
