"""A quick look at the disk: stamps differ when files do, and looking ends, whatever lies there."""

import os
from pathlib import Path

import pytest

from ssg.edge.stamps import WORTH_A_FORK, begin_stamp_outputs, stamp_outputs, stamp_sources


def test_folders_that_lead_to_themselves_do_not_hold_up_the_look(tmp_path: Path) -> None:
    """Links are followed 40 deep by the system: two such links would make a million million folders."""
    for name in ("a", "b"):
        (tmp_path / "content" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "content" / name).symlink_to(".")
    stamp_sources(str(tmp_path), ("content",))


def test_a_link_to_a_folder_is_not_looked_into(tmp_path: Path) -> None:
    """Links to folders are errors (see scan.py), and may lead to the whole disk."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "link").symlink_to(tmp_path / "elsewhere")
    before = stamp_sources(str(tmp_path), ("content",))
    (tmp_path / "elsewhere" / "file").write_text("new")
    assert stamp_sources(str(tmp_path), ("content",)).digest == before.digest


def test_a_link_to_a_file_changes_with_the_file_and_with_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("one", "other"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(1, 1))
    link = tmp_path / "content" / "link"
    link.symlink_to(tmp_path / "one")
    first = stamp_sources(str(tmp_path), ("content",))
    (tmp_path / "one").write_text("edited")
    second = stamp_sources(str(tmp_path), ("content",))
    link.unlink()
    link.symlink_to(tmp_path / "other")
    assert len({first.digest, second.digest, stamp_sources(str(tmp_path), ("content",)).digest}) == 3


def test_what_was_changed_just_now_is_not_settled(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: 样例站\n")
    assert not stamp_sources(str(tmp_path), ("site.yaml",)).is_settled
    os.utime(tmp_path / "site.yaml", ns=(1, 1))
    assert stamp_sources(str(tmp_path), ("site.yaml",)).is_settled


@pytest.mark.parametrize("count", [3, WORTH_A_FORK])
def test_outputs_are_stamped_alike_here_and_in_the_background(tmp_path: Path, count: int) -> None:
    paths = [f"{number}.html" for number in range(count)]
    for path in paths:
        (tmp_path / path).touch()
    assert begin_stamp_outputs(str(tmp_path), paths)() == stamp_outputs(str(tmp_path), paths) != ""
    (tmp_path / paths[0]).unlink()
    assert begin_stamp_outputs(str(tmp_path), paths)() == ""
