"""The watcher on a real folder."""

import sys

import pytest

from ssg.edge.burst import BREATH_S, Burst
from ssg.edge.watch import Watcher

WAIT_S = 20
"""Only so that a change that is never noticed fails a test instead of hanging it."""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content/news").mkdir(parents=True)
    (tmp_path / "content/news/rain.md").write_text("rain")
    (tmp_path / "site.yaml").write_text("title: x")
    (tmp_path / "public").mkdir()
    return tmp_path


@pytest.fixture
def watcher(site):
    paths = [site / name for name in ("site.yaml", "content", "static", "public")]
    watcher = Watcher(paths, ignored=[site / "public"])
    watcher.start()
    yield watcher
    watcher.stop()


def until(watcher, path):
    """Return all changes up to and with the one of ``path``."""
    seen = set()
    while path not in seen:
        batch = watcher.next_batch(WAIT_S)
        assert batch, f"no change of {path} was noticed, only {seen}"
        seen |= batch
    return seen


def test_a_saved_file_is_noticed(site, watcher):
    (site / "content/news/rain.md").write_text("more rain")
    assert until(watcher, site / "content/news/rain.md") == {site / "content/news/rain.md"}


def test_a_file_saved_by_renaming_is_noticed(site, watcher):
    (site / "content/news/rain.md~").write_text("more rain")
    (site / "content/news/rain.md~").rename(site / "content/news/rain.md")
    assert until(watcher, site / "content/news/rain.md") == {site / "content/news/rain.md"}


def test_a_removed_and_a_moved_file_are_noticed(site, watcher):
    (site / "content/news/rain.md").rename(site / "content/news/snow.md")
    assert site / "content/news/rain.md" in until(watcher, site / "content/news/snow.md")
    (site / "content/news/snow.md").unlink()
    until(watcher, site / "content/news/snow.md")


def test_a_file_in_a_new_folder_is_noticed(site, watcher):
    (site / "content/guides").mkdir()
    until(watcher, site / "content/guides")
    (site / "content/guides/pension.md").write_text("x")
    until(watcher, site / "content/guides/pension.md")


def test_a_watched_folder_may_appear_later_and_come_back(site, watcher):
    for name in ("static", "content"):
        if (site / name).exists():
            (site / name).rename(site / "away")
            until(watcher, site / name)
        (site / name).mkdir()
        until(watcher, site / name)
        (site / name / "new.txt").write_text("x")
        until(watcher, site / name / "new.txt")


def test_a_single_file_is_watched_without_its_neighbours(site, watcher):
    (site / "notes.txt").write_text("x")
    (site / "site.yaml").write_text("title: y")
    assert until(watcher, site / "site.yaml") == {site / "site.yaml"}


def test_changes_made_while_nobody_asks_are_kept_and_handed_out_together(site, watcher):
    first, last = site / "content/a.md", site / "content/b.md"
    first.write_text("a")
    last.write_text("b")
    assert {first, last} <= until(watcher, last)


def test_what_builds_and_editors_leave_behind_is_no_change(site, watcher):
    (site / "public/index.html").write_text("x")
    for name in (".rain.md.swp", "rain.md~", ".#rain.md", "4913", ".DS_Store", "~$rain.docx"):
        (site / "content" / name).write_text("x")
    (site / "content/end.md").write_text("x")
    assert until(watcher, site / "content/end.md") == {site / "content/end.md"}


def test_reading_is_no_change(site, watcher):
    (site / "content/news/rain.md").read_text()
    (site / "content/end.md").write_text("x")
    assert until(watcher, site / "content/end.md") == {site / "content/end.md"}


def test_no_change_in_time_is_an_empty_batch(watcher):
    assert watcher.next_batch(0.01) == frozenset()


def test_files_are_looked_through_where_the_system_gives_no_notice(site, monkeypatch):
    def no_more_watches():
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("ssg.edge.watch.Observer", no_more_watches)
    watcher = Watcher([site / "content"])
    watcher.start()
    try:
        assert watcher.is_polling
        (site / "content/new.md").write_text("x")
        until(watcher, site / "content/new.md")
    finally:
        watcher.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the end of writing is told on Linux only")
@pytest.mark.parametrize("save", ["in place", "by renaming", "beside a copy of the old one"])
def test_a_save_is_seen_as_complete(site, watcher, monkeypatch, save):
    """Then no more is waited for, which an editor would feel at each save."""
    waits = []

    class Spy(Burst):
        def note(self, path, step):
            super().note(path, step)
            waits.append(self.wait_s)

    monkeypatch.setattr("ssg.edge.watch.Burst", Spy)
    page, other = site / "content/news/rain.md", site / "content/news/rain.md~"
    if save == "beside a copy of the old one":
        page.rename(other)
    target = other if save == "by renaming" else page
    target.write_text("more rain")
    if save == "by renaming":
        other.rename(page)
    until(watcher, page)
    assert waits[-1] == BREATH_S
