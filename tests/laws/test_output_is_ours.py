"""The output folder between builds: what is ours is put right, what is not is left alone."""

import shutil
from pathlib import Path

import pytest

from tests.laws.bench import Bench, Options, build, build_clean, differences, files_of, settle
from tests.laws.corpus import corpus, write_files

pytestmark = pytest.mark.slow


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A site that has been built."""
    bench = Bench(tmp_path / "site", Options())
    write_files(bench.root, corpus())
    assert build(bench.request()).is_good
    return bench


def assert_equals_clean(bench: Bench, tmp_path: Path, own: tuple[str, ...] = ()) -> None:
    wanted = build_clean(bench, tmp_path / "clean")[1]
    found = {path: data for path, data in files_of(bench.output).items() if path not in own}
    assert differences(found, wanted) == []


def test_a_file_that_was_deleted_is_written_again_and_nothing_else(bench: Bench, tmp_path: Path) -> None:
    (bench.output / "news/index.html").unlink()
    report = build(bench.request())
    assert [(page.url, page.reason) for page in report.rendered] == [("/news/", "output-missing")]
    assert_equals_clean(bench, tmp_path)


def test_a_file_that_was_edited_by_hand_is_written_again_and_nothing_else(bench: Bench, tmp_path: Path) -> None:
    path = bench.output / "guides/card/index.html"
    path.write_bytes(path.read_bytes().replace("图书证".encode(), "借书证".encode()))
    report = build(bench.request())
    assert [(page.url, page.reason) for page in report.rendered] == [("/guides/card/", "output-edited")]
    assert_equals_clean(bench, tmp_path)


def test_the_list_of_our_files_is_written_again_though_nothing_else_has_changed(bench: Bench, tmp_path: Path) -> None:
    settle(bench)
    build(bench.request())
    (bench.output / ".ssg-manifest").unlink()
    assert build(bench.request()).is_good
    assert_equals_clean(bench, tmp_path)


def test_files_that_are_copied_are_put_right_too(bench: Bench, tmp_path: Path) -> None:
    (bench.output / "robots-note.txt").write_text("edited")
    (bench.output / "news/2026/umbrella.svg").unlink()
    build(bench.request())
    assert_equals_clean(bench, tmp_path)


def test_a_folder_in_place_of_a_file_of_ours_is_an_error_and_stays(bench: Bench) -> None:
    (bench.output / "robots.txt").unlink()
    write_files(bench.output, {"robots.txt/mine.txt": b"mine"})
    report = build(bench.request())
    assert [fault.code for fault in report.diagnostics if fault.code.startswith("output")] == ["output-not-ours"]
    assert (bench.output / "robots.txt/mine.txt").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "own", ["own.txt", "news/2026/umbrella/photo.jpg", "news/2026/hours/.hidden", "old/index.html"]
)
def test_a_file_that_is_not_ours_survives_edits_a_clean_build_and_the_loss_of_the_cache(
    bench: Bench, tmp_path: Path, own: str
) -> None:
    write_files(bench.output, {own: b"mine"})
    bench.delete("content/news/2026/hours.md")
    assert build(bench.request()).is_good
    shutil.rmtree(bench.root / ".ssg")
    assert build(bench.request()).is_good
    assert (bench.output / own).read_bytes() == b"mine"
    assert_equals_clean(bench, tmp_path, (own,))


def test_files_of_ours_are_removed_when_their_source_goes_though_the_cache_is_lost(
    bench: Bench, tmp_path: Path
) -> None:
    bench.delete("content/news/2026/hours.md")
    shutil.rmtree(bench.root / ".ssg")
    assert "news/2026/hours/index.html" in build(bench.request()).pruned
    assert_equals_clean(bench, tmp_path)


def test_an_output_without_cache_and_listing_is_nobody_s_and_is_left_alone(bench: Bench) -> None:
    """Whoever made these files, it was not a build that we know of: the same bytes are no harm, others stay."""
    shutil.rmtree(bench.root / ".ssg")
    (bench.output / ".ssg-manifest").unlink()
    bench.write("content/pages/help.md", "---\ntitle: 新的帮助\n---\n")
    before = files_of(bench.output)
    report = build(bench.request())
    assert not report.is_good
    assert [fault.code for fault in report.diagnostics if fault.code.startswith("output")] == ["output-not-ours"]
    assert files_of(bench.output) == before
