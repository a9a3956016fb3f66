"""One saved file is built at once; what comes in a burst is built together."""

from pathlib import Path

import pytest

from ssg.edge.burst import BREATH_S, QUIET_S, Burst, Step

PAGE, OTHER, TEMPORARY = Path("content/a.md"), Path("content/b.md"), Path("content/a.md.tmp")


def burst_of(*steps: tuple[Path, Step]) -> Burst:
    burst = Burst()
    for path, step in steps:
        burst.note(path, step)
    return burst


@pytest.mark.parametrize(
    "steps",
    [
        [(PAGE, Step.WRITTEN)],
        [(PAGE, Step.TOUCHED), (PAGE, Step.WRITTEN)],
        [(PAGE, Step.WRITTEN), (PAGE, Step.WRITTEN)],
        # Saved into another file first, which then takes its place.
        [(TEMPORARY, Step.TOUCHED), (TEMPORARY, Step.WRITTEN), (TEMPORARY, Step.LEFT), (PAGE, Step.WRITTEN)],
        # Moved to a name that is no source, then written anew.
        [(PAGE, Step.LEFT), (PAGE, Step.TOUCHED), (PAGE, Step.WRITTEN)],
    ],
)
def test_one_complete_file_is_waited_for_no_longer(steps):
    assert burst_of(*steps).wait_s == BREATH_S


@pytest.mark.parametrize(
    "steps",
    [
        [(PAGE, Step.TOUCHED)],
        [(PAGE, Step.LEFT)],
        [(PAGE, Step.WRITTEN), (OTHER, Step.WRITTEN)],
        [(PAGE, Step.WRITTEN), (OTHER, Step.TOUCHED)],
        [(PAGE, Step.WRITTEN), (PAGE, Step.TOUCHED)],
        [(OTHER, Step.LEFT), (PAGE, Step.WRITTEN)],
    ],
)
def test_more_is_waited_for_while_a_burst_goes_on(steps):
    assert burst_of(*steps).wait_s == QUIET_S


def test_all_that_was_touched_is_named():
    assert burst_of((TEMPORARY, Step.WRITTEN), (TEMPORARY, Step.LEFT), (PAGE, Step.WRITTEN)).paths == {TEMPORARY, PAGE}
