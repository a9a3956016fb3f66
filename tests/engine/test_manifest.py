"""What is made, kept and removed, and why."""

from ssg.engine.manifest import Decisions, PlannedOutput, Reason, changed_parts, decide, key_of
from ssg.model.disk import Alteration, OutputRecord

RAIN = PlannedOutput("news/rain/index.html", key_of("news.html", "Rain"))
SNOW = PlannedOutput("news/snow/index.html", key_of("news.html", "Snow"))


def record(output: PlannedOutput) -> OutputRecord:
    return OutputRecord(output.path, output.key, "0" * 32, 100, 1)


def test_an_output_that_was_never_there_is_new() -> None:
    assert decide((RAIN,), {}, {}) == Decisions(make=((RAIN, Reason.NEW),), keep=(), prune=())


def test_an_output_with_the_same_key_and_an_intact_file_is_kept() -> None:
    assert decide((RAIN, SNOW), {output.path: record(output) for output in (RAIN, SNOW)}, {}).keep == (RAIN, SNOW)


def test_another_key_makes_it_again() -> None:
    edited = PlannedOutput(RAIN.path, key_of("news.html", "Raincoat"))
    assert decide((edited,), {RAIN.path: record(RAIN)}, {}).make == ((edited, Reason.CHANGED),)


def test_a_missing_or_edited_file_is_made_again_although_its_key_is_the_same() -> None:
    records = {output.path: record(output) for output in (RAIN, SNOW)}
    altered = {RAIN.path: Alteration.MISSING, SNOW.path: Alteration.EDITED}
    assert decide((RAIN, SNOW), records, altered).make == (
        (RAIN, Reason.OUTPUT_MISSING),
        (SNOW, Reason.OUTPUT_EDITED),
    )


def test_a_change_is_named_before_a_missing_file() -> None:
    edited = PlannedOutput(RAIN.path, key_of("other"))
    assert decide((edited,), {RAIN.path: record(RAIN)}, {RAIN.path: Alteration.MISSING}).make[0][1] is Reason.CHANGED


def test_what_is_no_longer_planned_is_pruned_in_order() -> None:
    records = {output.path: record(output) for output in (SNOW, RAIN)}
    assert decide((), records, {}).prune == (RAIN.path, SNOW.path)


def test_changed_parts_are_named_in_order_and_those_that_went_last() -> None:
    before = (("template", "1"), ("title", "a"), ("old", "x"), ("body", "b"))
    now = (("template", "2"), ("title", "a"), ("body", "c"), ("tags", "t"))
    assert changed_parts(before, now) == ("template", "body", "tags", "old")
    assert changed_parts(now, now) == ()
