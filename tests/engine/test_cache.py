"""What one build leaves the next one finds, and what is not sound costs a build from nothing and no more."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from ssg.engine.cache import Cache, CacheChanges, OutputOrigin, open_cache
from ssg.model.disk import OutputRecord, SourceStat

RAIN = SourceStat("content/news/rain.md", "1" * 32, 120, 1_700_000_000_000_000_000, 7, 1_700_000_009_000_000_000)
SNOW = replace(RAIN, path="content/news/snow.md", digest="2" * 32)
RAIN_PAGE = OutputRecord("news/rain/index.html", "3" * 32, "4" * 32, 9000, 1_700_000_000_000_000_000)
SNOW_PAGE = replace(RAIN_PAGE, path="news/snow/index.html")
RAIN_ORIGIN = OutputOrigin(RAIN_PAGE.path, "/news/rain/", "news.html", RAIN.path, (("template", "5"), ("title", "雨")))
SNOW_ORIGIN = replace(RAIN_ORIGIN, path=SNOW_PAGE.path, url="/news/snow/")
TWO_NEWS = CacheChanges(
    scans=(RAIN, SNOW),
    new_readings=(("rain-key", b"rain reading"), ("snow-key", b"snow reading")),
    live_readings=frozenset({"rain-key", "snow-key"}),
    new_contents=(("rain-digest", b"<p>rain"), ("snow-digest", b"<p>snow")),
    live_contents=frozenset({"rain-digest", "snow-digest"}),
    outputs=(RAIN_PAGE, SNOW_PAGE),
    new_origins=(RAIN_ORIGIN, SNOW_ORIGIN),
    notes=(("search", "abc"),),
)
NOTHING = CacheChanges((), (), frozenset(), (), frozenset(), (), (), ())


def remember(path: Path, changes: CacheChanges = TWO_NEWS) -> None:
    with open_cache(str(path), "1") as cache:
        cache.load_scans()
        cache.load_outputs()
        cache.commit(changes)
        assert cache.diagnostics == ()


def everything_in(cache: Cache) -> tuple[object, ...]:
    return (
        cache.load_scans(),
        cache.load_outputs(),
        cache.load_readings(["rain-key", "snow-key"]),
        cache.load_contents(["rain-digest", "snow-digest"]),
        cache.load_origins([RAIN_PAGE.path, SNOW_PAGE.path]),
        cache.load_notes(),
    )


def codes_of(cache: Cache) -> list[str]:
    return [diagnostic.code for diagnostic in cache.diagnostics]


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Return where the cache shall be, in a folder that does not exist yet."""
    yield tmp_path / ".ssg" / "cache.db"


def test_the_next_build_finds_what_the_last_one_left(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        assert everything_in(cache) == (
            {RAIN.path: RAIN, SNOW.path: SNOW},
            {RAIN_PAGE.path: RAIN_PAGE, SNOW_PAGE.path: SNOW_PAGE},
            {"rain-key": b"rain reading", "snow-key": b"snow reading"},
            {"rain-digest": b"<p>rain", "snow-digest": b"<p>snow"},
            {RAIN_PAGE.path: RAIN_ORIGIN, SNOW_PAGE.path: SNOW_ORIGIN},
            {"search": "abc"},
        )


def test_only_what_is_asked_for_is_loaded(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        assert cache.load_readings(["snow-key", "no-key"]) == {"snow-key": b"snow reading"}
        assert cache.load_contents([]) == {}
        assert cache.load_origins([SNOW_PAGE.path]) == {SNOW_PAGE.path: SNOW_ORIGIN}
        assert cache.load_origins(["news/index.html"]) == {}


def test_a_second_build_replaces_adds_and_forgets(path: Path) -> None:
    remember(path)
    edited, page = replace(RAIN, digest="9" * 32), replace(RAIN_PAGE, key="9" * 32)
    later = CacheChanges(
        scans=(edited,),
        new_readings=(("new-key", b"edited"),),
        live_readings=frozenset({"new-key"}),
        new_contents=(),
        live_contents=frozenset({"rain-digest"}),
        outputs=(page,),
        new_origins=(),
        notes=(),
    )
    remember(path, later)
    with open_cache(str(path), "1") as cache:
        assert everything_in(cache) == (
            {RAIN.path: edited},
            {RAIN_PAGE.path: page},
            {},
            {"rain-digest": b"<p>rain"},
            {RAIN_PAGE.path: RAIN_ORIGIN},
            {},
        )
        assert cache.load_readings(["new-key"]) == {"new-key": b"edited"}


def test_a_commit_need_not_have_loaded_anything(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        cache.commit(replace(TWO_NEWS, scans=(RAIN,), outputs=(RAIN_PAGE,)))
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: RAIN}
        assert cache.load_outputs() == {RAIN_PAGE.path: RAIN_PAGE}


def test_what_was_not_committed_is_not_there(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        cache.load_scans()
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: RAIN, SNOW.path: SNOW}


def test_a_commit_that_fails_in_the_middle_changes_nothing(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache, pytest.raises(TypeError):
        cache.commit(replace(NOTHING, new_contents=(("key", 5),)))  # type: ignore[arg-type]
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: RAIN, SNOW.path: SNOW}


def test_another_version_begins_a_new_cache_without_a_word(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "2") as cache:
        assert everything_in(cache) == ({}, {}, {}, {}, {}, {})
        assert cache.diagnostics == ()


def write_foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE scans (path TEXT)")
        database.commit()


def add_trigger(path: Path) -> None:
    remember(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM outputs; END")
        database.commit()


def cut_off(path: Path) -> None:
    remember(path)
    path.write_bytes(path.read_bytes()[:5000])


def take_stamp(path: Path) -> None:
    remember(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM stamp")
        database.commit()


def make_folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)


@pytest.mark.parametrize(
    "damage",
    [
        cut_off,
        take_stamp,
        add_trigger,
        make_folder,
        write_foreign_database,
        lambda path: path.write_bytes(random.Random(1).randbytes(20_000)),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(100)),
        lambda path: path.symlink_to(path.parent / "nowhere"),
    ],
    ids=["cut off", "no stamp", "trigger", "folder", "foreign", "random", "empty", "header alone", "link"],
)
def test_whatever_stands_in_its_place_is_replaced_with_one_warning(path: Path, damage: object) -> None:
    path.parent.mkdir()
    damage(path)  # type: ignore[operator]
    with open_cache(str(path), "1") as cache:
        assert codes_of(cache) == ["cache-dropped"]
        assert everything_in(cache) == ({}, {}, {}, {}, {}, {})
        cache.commit(TWO_NEWS)
    with open_cache(str(path), "1") as cache:
        assert cache.diagnostics == ()
        assert cache.load_scans() == {RAIN.path: RAIN, SNOW.path: SNOW}


def test_a_link_in_its_place_goes_and_what_it_led_to_stays(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    letter = tmp_path / "letter.txt"
    letter.write_text("mine")
    path.symlink_to(letter)
    open_cache(str(path), "1").close()
    assert letter.read_text() == "mine"
    assert not path.is_symlink()


@pytest.mark.parametrize("seed", range(60))
def test_bytes_damaged_anywhere_are_never_believed(path: Path, seed: int) -> None:
    many = tuple((f"{number:032x}", bytes([number % 256]) * 600) for number in range(200))
    remember(path, replace(TWO_NEWS, new_contents=many, live_contents=frozenset(key for key, _ in many)))
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    data[start : start + 40] = chance.randbytes(min(40, len(data) - start))
    path.write_bytes(data)
    with open_cache(str(path), "1") as cache:
        contents = cache.load_contents([key for key, _ in many])
        everything_in(cache)
        assert set(codes_of(cache)) <= {"cache-dropped", "cache-unusable"}
        assert contents.items() <= dict(many).items()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE readings SET data = CAST('other reading' AS BLOB)",
        "UPDATE readings SET data = 'text'",
        "UPDATE readings SET checksum = 'text'",
        f"UPDATE origins SET data = CAST('[1]' AS BLOB), checksum = {crc32(b'[1]')}",
        "UPDATE scans SET size_bytes = 'many'",
        "UPDATE outputs SET path = path || CAST(x'ff' AS TEXT)",
        "UPDATE notes SET text = x'00'",
    ],
)
def test_what_shows_as_damaged_while_it_is_read_drops_the_cache(path: Path, statement: str) -> None:
    remember(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()
    with open_cache(str(path), "1") as cache:
        found = everything_in(cache)
        assert codes_of(cache) == ["cache-dropped"]
        assert {} in found
        cache.commit(TWO_NEWS)
    assert not path.exists()


def test_a_cache_that_another_process_holds_is_left_as_it_is(path: Path) -> None:
    remember(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache = open_cache(str(path), "1")
        assert codes_of(cache) == ["cache-unusable"]
        assert everything_in(cache) == ({}, {}, {}, {}, {}, {})
        cache.commit(NOTHING)
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: RAIN, SNOW.path: SNOW}


def test_a_folder_that_cannot_be_made_costs_no_more_than_time(tmp_path: Path) -> None:
    (tmp_path / ".ssg").write_text("a file")
    with open_cache(str(tmp_path / ".ssg" / "cache.db"), "1") as cache:
        assert codes_of(cache) == ["cache-unusable"]
        cache.commit(TWO_NEWS)
    assert (tmp_path / ".ssg").read_text() == "a file"


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    remember(path)
    assert [found.name for found in path.parent.iterdir()] == ["cache.db"]
