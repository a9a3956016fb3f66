"""Pictures are made once: what the next build finds of them, whatever else was lost."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ssg.edge.pictures import imaging
from ssg.edge.store import Store
from tests.pictures import camera_jpeg, secrets_in

pytestmark = pytest.mark.slow

SITE = """
-- content/news/rain.md --
---
title: 下雨了
date: 2026-11-20
photos:
  - {src: a.jpg, alt: 伞, credit: 本站}
  - {src: b.jpg, alt: 雨, credit: 本站}
---
雨很大。
"""
Make = Callable[[str], Any]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return what was done with pictures: ``look`` for each that was looked at, ``make`` for each that was made."""
    done: list[str] = []
    for name, word in (("look_at", "look"), ("make_picture", "make")):
        original = getattr(imaging, name)

        def noted(*arguments: Any, original: Any = original, word: str = word) -> Any:
            done.append(word)
            return original(*arguments)

        monkeypatch.setattr(imaging, name, noted)
    yield done


@pytest.fixture
def site(make_site: Make) -> Any:
    site = make_site(SITE)
    site.write("content/news/a.jpg", camera_jpeg(size=(900, 600)))
    site.write("content/news/b.jpg", camera_jpeg(6, size=(900, 600)))
    return site


def test_a_second_build_opens_no_picture(site: Any, opened: list[str]) -> None:
    site.build()
    assert opened.count("look") == 2 and opened.count("make") == 4 + 4 + 5
    opened.clear()
    site.edit("content/news/rain.md", "很大", "小了")
    site.build()
    assert opened == []


def test_one_replaced_picture_is_made_and_no_other(site: Any, opened: list[str]) -> None:
    site.build()
    opened.clear()
    site.write("content/news/b.jpg", camera_jpeg(3, size=(900, 600)))
    site.build()
    assert (opened.count("look"), opened.count("make")) == (1, 4)


@pytest.mark.parametrize("jobs", [2, 3, 20])
def test_one_photograph_shared_out_among_cores_comes_out_the_same(site: Any, opened: list[str], jobs: int) -> None:
    site.build()
    site.write("content/news/b.jpg", camera_jpeg(3, size=(900, 600)))
    opened.clear()
    site.build(jobs=jobs)
    assert opened.count("make") == 4
    shared = site.outputs()
    shutil.rmtree(site.root / ".ssg")
    site.build(clean=True)
    assert site.outputs() == shared


@pytest.mark.parametrize("lost", [("public",), (".ssg/cache.db",), ("public", ".ssg/cache.db")])
def test_what_is_made_outlives_the_output_and_the_build_s_memory(site: Any, opened: list[str], lost: list[str]) -> None:
    site.build()
    before = site.outputs()
    opened.clear()
    for name in lost:
        path = site.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    site.build()
    assert opened == []
    assert site.outputs() == before


def test_cleaning_leaves_the_pictures_when_asked(site: Any, opened: list[str]) -> None:
    from ssg.cli import main

    site.build()
    before = site.outputs()
    opened.clear()
    assert main(["clean", "--site", str(site.root), "--keep-images"]) == 0
    assert [path.name for path in (site.root / ".ssg").iterdir()] == ["images"]
    site.build(clean=True)
    assert (opened, site.outputs()) == ([], before)
    assert main(["clean", "--site", str(site.root)]) == 0
    assert not (site.root / ".ssg").exists()


def made_files(site: Any) -> list[Path]:
    return sorted(path for path in (site.root / ".ssg/images").rglob("*") if path.is_file() and path.name != "facts")


@pytest.mark.parametrize("damage", ["cut", "changed", "exchanged", "folder"])
def test_a_damaged_picture_is_made_again(site: Any, damage: str) -> None:
    site.build()
    before = site.outputs()
    first, second, *_ = made_files(site)
    match damage:
        case "cut":
            first.write_bytes(first.read_bytes()[:-40])
        case "changed":
            first.write_bytes(b"x" + first.read_bytes()[1:])
        case "exchanged":
            first.write_bytes(second.read_bytes())
        case "folder":
            first.unlink()
            first.mkdir()
    shutil.rmtree(site.output)
    assert site.build().exit_code == 0
    assert site.outputs() == before


def test_damaged_facts_are_found_out_again(site: Any, opened: list[str]) -> None:
    site.build()
    before = site.outputs()
    facts = site.root / ".ssg/images/facts"
    facts.write_bytes(facts.read_bytes().replace(b"900", b"700"))
    opened.clear()
    site.build(clean=True)
    assert opened == ["look", "look"]
    assert site.outputs() == before


def test_pictures_that_no_page_shows_are_kept_up_to_a_bound(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    first = set(made_files(site))
    site.write("content/news/a.jpg", camera_jpeg(3, size=(900, 600)))
    site.build()
    second = set(made_files(site))
    assert first < second
    monkeypatch.setattr("ssg.pictures.SPARE_BYTES", 0)
    site.write("content/news/a.jpg", camera_jpeg(8, size=(900, 600)))
    site.build()
    third = set(made_files(site))
    assert (len(third), len(third & second)) == (9 + 4, 4)


def test_the_oldest_of_them_go_first(tmp_path: Path) -> None:
    kept = Store(str(tmp_path), spare_bytes=250)
    keys = [f"{number:032x}" for number in range(4)]
    for age, key in enumerate(keys):
        kept.save(key, b"x" * 84)
        os.utime(tmp_path / key[:2] / key, (1000 - age, 1000 - age))
    assert kept.prune({keys[3]}) == 1
    assert [key for key in keys if kept.load(key)] == [keys[0], keys[1], keys[3]]


def test_what_cannot_be_removed_stays_and_costs_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Store(str(tmp_path), spare_bytes=0)
    kept.save("0" * 32, b"x")

    def refused(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(os, "unlink", refused)
    assert kept.prune(()) == 0


@pytest.mark.parametrize("link", ["kept", "kept/00"])
def test_nothing_behind_a_link_is_read_written_or_removed(tmp_path: Path, link: str) -> None:
    elsewhere = Store(str(tmp_path / "elsewhere"), spare_bytes=0)
    elsewhere.save("0" * 32, b"of somebody else")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    target = {"kept": "elsewhere", "kept/00": "elsewhere/00"}[link]
    (tmp_path / link).symlink_to(tmp_path / target)
    kept = Store(str(tmp_path / "kept"), spare_bytes=0)
    kept.save("0" * 31 + "1", b"ours")
    assert (kept.load("0" * 32), kept.load("0" * 31 + "1"), kept.prune(())) == (None, None, 0)
    assert elsewhere.load("0" * 32) == b"of somebody else"
    assert len(list((tmp_path / "elsewhere/00").iterdir())) == 1


def test_files_of_somebody_else_are_not_removed(tmp_path: Path) -> None:
    (tmp_path / "00").mkdir()
    (tmp_path / "00/letter.txt").write_text("mine")
    assert Store(str(tmp_path), spare_bytes=0).prune(()) == 0


def test_a_picture_that_is_not_to_be_published_is_not_made(site: Any, opened: list[str]) -> None:
    site.edit("content/news/rain.md", "title:", "draft: true\ntitle:")
    site.build()
    assert "make" not in opened
    assert not [path for path, data in site.outputs().items() if path.endswith(".jpg") or secrets_in(data)]


def test_a_build_without_pictures_does_not_import_what_opens_them(make_site: Make) -> None:
    import subprocess
    import sys

    site = make_site("-- content/news/a.md --\n---\ntitle: 甲\ndate: 2026-11-20\n---\n乙\n")
    code = "import sys; from ssg.cli import main; main(sys.argv[1:]); sys.exit('PIL' in sys.modules)"
    arguments = ["build", "--no-search", "-q", "--site", str(site.root)]
    assert subprocess.run([sys.executable, "-c", code, *arguments], check=False).returncode == 0
