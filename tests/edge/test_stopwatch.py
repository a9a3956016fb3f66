"""Seconds by stage: what a report sums up and names once."""

from ssg.edge.stopwatch import Stopwatch


def test_a_stage_gone_through_twice_is_told_once_where_it_first_ended():
    watch = Stopwatch()
    for name in ("read", "render", "read"):
        watch.lap(name)
    assert [stage.name for stage in watch.stages()] == ["read", "render"]


def test_the_seconds_of_all_stages_are_the_time_that_went_by():
    watch = Stopwatch()
    watch.lap("read")
    once = watch.stages()[0].seconds
    watch.lap("read")
    assert watch.stages()[0].seconds > once
