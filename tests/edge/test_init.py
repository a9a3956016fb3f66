"""``ssg init``: a whole small site, and never into a folder in use."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ssg.edge.init import init_site

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_new_site_has_a_configuration_registers_and_every_common_kind(tmp_path: Path) -> None:
    written = init_site(tmp_path / "demo", NOW).value
    found = {p.relative_to(tmp_path / "demo").as_posix() for p in (tmp_path / "demo").rglob("*") if p.is_file()}
    assert set(written) == found
    assert {"site.yaml", ".gitignore", "content/registers/orgs.yaml", "content/news/2026/longer-hours.md"} <= found
    assert {path.split("/")[1] for path in found if path.endswith(".md")} == {
        "news",
        "guides",
        "bundles",
        "places",
        "pages",
    }


def test_the_dates_of_a_new_site_are_neither_old_nor_still_to_come(tmp_path: Path) -> None:
    init_site(tmp_path, NOW)
    assert "date: 2026-11-23 00:00" in (tmp_path / "content/news/2026/longer-hours.md").read_text(encoding="utf-8")
    assert "review_by: 2027-12-31" in (tmp_path / "content/guides/library-card.md").read_text(encoding="utf-8")


def test_the_dates_of_a_new_site_are_those_of_its_own_time_zone(tmp_path: Path) -> None:
    init_site(tmp_path, datetime(2026, 12, 31, 12, 0, tzinfo=ZoneInfo("America/Los_Angeles")))
    assert "date: 2027-01-01 00:00" in (tmp_path / "content/news/2027/longer-hours.md").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    outcome = init_site(tmp_path, NOW)
    assert (outcome.value, [d.code for d in outcome.diagnostics]) == ((), ["folder-not-empty"])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("x", encoding="utf-8")
    outcome = init_site(tmp_path / "demo", NOW)
    assert [d.code for d in outcome.diagnostics] == ["folder-is-a-file"]
