"""A cache may be damaged, foreign or older: it is dropped with one line, and the site is as if there were none."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.laws.bench import Bench, Options, build, build_clean, differences, files_of, settle
from tests.laws.corpus import corpus, write_files

pytestmark = pytest.mark.slow


def overwrite(path: Path) -> None:
    path.write_bytes(b"no cache at all")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def take_another_program_s(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE users (name TEXT)")
    database.close()


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    write_files(path, {"file": b""})


def spoil_readings(path: Path) -> None:
    _execute(path, "UPDATE readings SET data = CAST('[1]' AS BLOB)")


def spoil_contents(path: Path) -> None:
    _execute(path, "UPDATE contents SET data = data || x'00'")


def spoil_outlines(path: Path) -> None:
    _execute(path, "UPDATE outlines SET data = CAST('a' AS BLOB) || data")


def spoil_links(path: Path) -> None:
    _execute(path, "UPDATE links SET data = CAST('[1]' AS BLOB)")


def spoil_types(path: Path) -> None:
    _execute(path, "UPDATE outputs SET size_bytes = 'many'")


def _execute(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute(statement)
    database.close()


DAMAGES = (
    overwrite,
    empty,
    cut_off,
    take_another_program_s,
    put_a_folder_there,
    spoil_readings,
    spoil_outlines,
    spoil_types,
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A site that has been built, and edited since."""
    bench = Bench(tmp_path / "site", Options())
    write_files(bench.root, corpus())
    assert build(bench.request()).is_good
    bench.write("content/pages/help.md", "---\ntitle: 新的帮助\n---\n\n新的。\n")
    return bench


def cache_codes(bench: Bench) -> list[str]:
    report = build(bench.request())
    assert report.is_good, report.diagnostics
    return [fault.code for fault in report.diagnostics if fault.code.startswith("cache")]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_cache_that_is_none_is_dropped_with_one_line(
    bench: Bench, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(bench.root / ".ssg" / "cache.db")
    assert cache_codes(bench) == ["cache-dropped"]
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []
    assert cache_codes(bench) == []


def test_damage_that_shows_late_is_dropped_with_one_line_too(bench: Bench, tmp_path: Path) -> None:
    """Contents are read for the pages that are rendered: here, all of them."""
    bench.write("themes/mine/i18n/zh-Hans.yaml", "plan.news: 要闻\n")
    spoil_contents(bench.root / ".ssg" / "cache.db")
    assert cache_codes(bench) == ["cache-dropped"]
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []


def test_a_cache_of_another_version_is_replaced_without_a_word(bench: Bench, tmp_path: Path) -> None:
    _execute(bench.root / ".ssg" / "cache.db", "UPDATE stamp SET version = '0.0.1'")
    assert cache_codes(bench) == []
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []


def test_the_cache_of_another_site_makes_no_page_of_its_own(bench: Bench, tmp_path: Path) -> None:
    other = Bench(tmp_path / "other", Options(now="2027-03-01T12:00:00+08:00"))
    write_files(
        other.root, {path: data.replace("图书证".encode(), "读书证".encode()) for path, data in corpus().items()}
    )
    build(other.request())
    shutil.copyfile(other.root / ".ssg" / "cache.db", bench.root / ".ssg" / "cache.db")
    assert cache_codes(bench) == []
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []


@pytest.mark.parametrize("note", ["", "{", "[]", "{}", "0 {}"])
def test_a_spoilt_note_of_the_last_build_is_no_fault_of_ours(bench: Bench, tmp_path: Path, note: str) -> None:
    settle(bench)
    build(bench.request())
    _execute(bench.root / ".ssg" / "cache.db", f"UPDATE notes SET text = '{note}'")
    assert cache_codes(bench) == []
    assert differences(files_of(bench.output), build_clean(bench, tmp_path / "clean")[1]) == []


def test_a_note_with_one_letter_changed_is_not_believed(bench: Bench) -> None:
    settle(bench)
    build(bench.request())
    assert "pending-fields" in {fault.code for fault in build(bench.request()).diagnostics}
    _execute(
        bench.root / ".ssg" / "cache.db", "UPDATE notes SET text = replace(text, 'pending-fields', 'pending-fjelds')"
    )
    assert "pending-fjelds" not in {fault.code for fault in build(bench.request()).diagnostics}


@pytest.mark.slow
def test_no_single_flipped_bit_changes_a_byte_of_the_site(bench: Bench, tmp_path: Path) -> None:
    wanted = build_clean(bench, tmp_path / "clean")[1]
    shutil.copytree(bench.root, tmp_path / "good")
    random = Random(20261123)
    for _ in range(60):
        shutil.rmtree(bench.root)
        shutil.copytree(tmp_path / "good", bench.root)
        path = bench.root / ".ssg" / "cache.db"
        data = bytearray(path.read_bytes())
        place, bit = random.randrange(len(data)), 1 << random.randrange(8)
        data[place] ^= bit
        path.write_bytes(data)
        assert build(bench.request()).is_good
        assert differences(files_of(bench.output), wanted) == [], f"byte {place}, bit {bit}"
