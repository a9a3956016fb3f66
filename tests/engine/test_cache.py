"""What one build leaves the next one finds, and what is not sound costs a build from nothing and no more."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest
from msgspec.structs import replace

from ssg.engine.cache import Cache, CacheChanges, OutputOrigin, TableChanges, open_cache
from ssg.engine.cache_file import read_note
from ssg.engine.codec import codec_of
from ssg.model.disk import OutputRecord, SourceStat

RAIN = SourceStat("content/news/rain.md", "1" * 32, 120, 1_700_000_000_000_000_000, 7, 1_700_000_009_000_000_000)
SNOW = replace(RAIN, path="content/news/snow.md", digest="2" * 32)
RAIN_PAGE = OutputRecord("news/rain/index.html", "3" * 32, "4" * 32, 9000, 1_700_000_000_000_000_000)
SNOW_PAGE = replace(RAIN_PAGE, path="news/snow/index.html")
RAIN_ORIGIN = OutputOrigin(RAIN_PAGE.path, "news.html", (("template", "5"), ("title", "雨")))
SNOW_ORIGIN = replace(RAIN_ORIGIN, path=SNOW_PAGE.path)
NOTHING = CacheChanges({})
EMPTY = ({}, {}, {}, {}, {}, {}, {}, {}, {})


def row_of(value: SourceStat | OutputRecord) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in value.__struct_fields__)


def origin_row(origin: OutputOrigin) -> tuple[str, bytes]:
    return origin.path, codec_of(OutputOrigin).encode(origin)


TWO_NEWS = CacheChanges(
    {
        "scans": TableChanges((row_of(RAIN), row_of(SNOW))),
        "readings": TableChanges(((RAIN.path, "rain-key", b"rain reading"), (SNOW.path, "snow-key", b"snow reading"))),
        "contents": TableChanges(((RAIN.path, "rain-digest", b"<p>rain"), (SNOW.path, "snow-digest", b"<p>snow"))),
        "outlines": TableChanges(((RAIN.path, b"rain outline"), (SNOW.path, b"snow outline"))),
        "links": TableChanges(((RAIN.path, b"rain links"),)),
        "outputs": TableChanges((row_of(RAIN_PAGE), row_of(SNOW_PAGE))),
        "origins": TableChanges((origin_row(RAIN_ORIGIN), origin_row(SNOW_ORIGIN))),
        "kept": TableChanges((("terms", b"{}"),)),
    },
    notes=(("search", "abc"),),
)


def remember(path: Path, changes: CacheChanges = TWO_NEWS) -> None:
    with open_cache(str(path), "1") as cache:
        cache.commit(changes)
        assert cache.diagnostics == ()


def everything_in(cache: Cache) -> tuple[object, ...]:
    return (
        cache.load_scans(),
        cache.load_outputs(),
        cache.load_readings({RAIN.path: "rain-key", SNOW.path: "snow-key"}),
        cache.load_contents(["rain-digest", "snow-digest"]),
        cache.load_outlines(),
        cache.load_links([RAIN.path, SNOW.path]),
        cache.load_origins([RAIN_PAGE.path, SNOW_PAGE.path]),
        cache.load_kept(["terms"]),
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
            {RAIN.path: b"rain reading", SNOW.path: b"snow reading"},
            {"rain-digest": b"<p>rain", "snow-digest": b"<p>snow"},
            {RAIN.path: b"rain outline", SNOW.path: b"snow outline"},
            {RAIN.path: b"rain links"},
            {RAIN_PAGE.path: RAIN_ORIGIN, SNOW_PAGE.path: SNOW_ORIGIN},
            {"terms": b"{}"},
            {"search": "abc"},
        )


def test_only_what_is_asked_for_is_loaded(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        assert cache.load_readings({SNOW.path: "snow-key", "no.md": "key"}) == {SNOW.path: b"snow reading"}
        assert cache.load_contents([]) == {}
        assert cache.load_origins([SNOW_PAGE.path]) == {SNOW_PAGE.path: SNOW_ORIGIN}
        assert cache.load_origins(["news/index.html"]) == {}


@pytest.mark.parametrize("text", ["纸“雪”", 'a"b', "c\\d", "\udcff"])
def test_an_output_is_found_by_what_it_shows(path: Path, text: str) -> None:
    shows = OutputOrigin("news/page/1/index.html", "listing.html", (), beside=((f"content/news/{text}.md",),))
    origins = TableChanges((origin_row(RAIN_ORIGIN), origin_row(shows)))
    remember(path, CacheChanges({"origins": origins}))
    with open_cache(str(path), "1") as cache:
        assert cache.find_origins([f"news/{text}", "nowhere"]) == [shows]
        assert cache.find_origins([]) == []


def test_a_reading_of_other_bytes_is_not_found(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        assert cache.load_readings({RAIN.path: "another key"}) == {}


def test_a_second_build_replaces_adds_and_forgets(path: Path) -> None:
    remember(path)
    edited, page = replace(RAIN, digest="9" * 32), replace(RAIN_PAGE, key="9" * 32)
    later = CacheChanges(
        {
            "scans": TableChanges((row_of(edited),), (SNOW.path,)),
            "readings": TableChanges(((RAIN.path, "new-key", b"edited"),), (SNOW.path,)),
            "outputs": TableChanges((row_of(page),), (SNOW_PAGE.path,)),
            "kept": TableChanges((), ("terms",)),
        }
    )
    remember(path, later)
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: edited}
        assert cache.load_outputs() == {RAIN_PAGE.path: page}
        assert cache.load_readings({RAIN.path: "new-key", SNOW.path: "snow-key"}) == {RAIN.path: b"edited"}
        assert cache.load_contents(["rain-digest"]) == {"rain-digest": b"<p>rain"}
        assert (cache.load_kept(["terms"]), cache.load_notes()) == ({}, {})


def test_a_build_from_nothing_forgets_all_that_it_does_not_name(path: Path) -> None:
    remember(path)
    remember(path, CacheChanges({"scans": TableChanges((row_of(RAIN),))}, is_whole=True))
    with open_cache(str(path), "1") as cache:
        assert everything_in(cache) == ({RAIN.path: RAIN}, *EMPTY[1:])


def test_what_was_not_committed_is_not_there(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache:
        cache.load_scans()
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: RAIN, SNOW.path: SNOW}


def test_a_commit_that_fails_in_the_middle_changes_nothing(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "1") as cache, pytest.raises(TypeError):
        cache.commit(CacheChanges({"contents": TableChanges((("path", "key", 5),))}, is_whole=True))
    with open_cache(str(path), "1") as cache:
        assert cache.load_scans() == {RAIN.path: RAIN, SNOW.path: SNOW}


def test_another_version_begins_a_new_cache_without_a_word(path: Path) -> None:
    remember(path)
    with open_cache(str(path), "2") as cache:
        assert everything_in(cache) == EMPTY
        assert cache.diagnostics == ()


def test_a_version_with_other_tables_is_replaced_without_a_word_too(path: Path) -> None:
    remember(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE links ADD COLUMN more TEXT")
        database.commit()
    with open_cache(str(path), "2") as cache:
        assert everything_in(cache) == EMPTY
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
        assert everything_in(cache) == EMPTY
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


@pytest.mark.parametrize("table", ["notes", "stamp", "outputs"])
def test_a_table_whose_own_description_is_damaged_is_dropped_with_one_warning(path: Path, table: str) -> None:
    """SQLite quotes what it cannot understand in its message, which is no UTF-8 then."""
    remember(path, TWO_NEWS)
    data = path.read_bytes()
    description = f"CREATE TABLE {table} (".encode()
    assert description in data
    path.write_bytes(data.replace(description, description.replace(b"TABLE", b"TAB\xf8E")))
    assert read_note(str(path), "unchanged") is None
    with open_cache(str(path), "1") as cache:
        assert codes_of(cache) == ["cache-dropped"]
        assert everything_in(cache) == EMPTY


@pytest.mark.parametrize("seed", range(60))
def test_bytes_damaged_anywhere_are_never_believed(path: Path, seed: int) -> None:
    many = tuple((f"{number:032x}", bytes([number % 256]) * 600) for number in range(200))
    contents = TableChanges(tuple((key, key, data) for key, data in many))
    remember(path, replace(TWO_NEWS, by_table={**TWO_NEWS.by_table, "contents": contents}))
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    data[start : start + 40] = chance.randbytes(min(40, len(data) - start))
    path.write_bytes(data)
    with open_cache(str(path), "1") as cache:
        found = cache.load_contents([key for key, _ in many])
        everything_in(cache)
        assert set(codes_of(cache)) <= {"cache-dropped", "cache-unusable"}
        assert found.items() <= dict(many).items()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE readings SET data = CAST('other reading' AS BLOB)",
        "UPDATE readings SET data = 'text'",
        "UPDATE readings SET checksum = 'text'",
        "UPDATE outlines SET data = data || x'00'",
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


@pytest.mark.parametrize("number", [0, 7, 30, 59])
def test_a_name_with_one_wrong_bit_finds_nothing_that_was_not_asked_for(path: Path, number: int) -> None:
    """SQLite's index leads by a sound copy of a name to a row whose own name is damaged, or the other way round."""
    key_by_path = {f"content/news/n{index:02}.md": f"key {index}" for index in range(60)}
    readings = TableChanges(tuple((name, key, b"x" * 700) for name, key in key_by_path.items()))
    remember(path, CacheChanges({"readings": readings}))
    data, name = path.read_bytes(), f"content/news/n{number:02}.md".encode()
    places = [at for at in range(len(data)) if data.startswith(name, at)]
    assert len(places) > 1
    for place in places:
        damaged = bytearray(data)
        damaged[place + 3] ^= 1
        path.write_bytes(damaged)
        with open_cache(str(path), "1") as cache:
            assert cache.load_readings(key_by_path).keys() <= key_by_path.keys()


def test_a_cache_that_another_process_holds_is_left_as_it_is(path: Path) -> None:
    remember(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache = open_cache(str(path), "1")
        assert codes_of(cache) == ["cache-unusable"]
        assert everything_in(cache) == EMPTY
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
