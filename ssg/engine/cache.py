"""What a build remembers for the next one: one SQLite file, written last and in one transaction.

Nothing in it is needed: whatever is missing, damaged or of another version is made again. And nothing in it
is believed: its tables must be exactly ours, columns of the right type, stored bytes as their checksum says.
What fails the test costs the whole file, with a warning.

The rollback journal is used, not WAL: there is one writer, once a build, so WAL would gain nothing, and its
shared memory does not work on network disks.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any
from zlib import crc32

from ssg.engine.cache_file import DamagedError, connect, is_damage, remove
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.manifest import Parts
from ssg.model.diagnostic import Diagnostic, warning
from ssg.model.disk import OutputRecord, SourceStat

TYPE_BY_LETTER = {"t": str, "i": int, "b": bytes}
KEY_BY_TABLE = {"scans": "path", "readings": "key", "contents": "key", "outputs": "path", "origins": "path"}
COLUMNS_BY_TABLE = {"scans": 6, "readings": 3, "contents": 3, "outputs": 5, "origins": 4, "notes": 2}
SCAN_COLUMNS = attrgetter("path", "digest", "size_bytes", "mtime_ns", "inode", "digested_ns")
OUTPUT_COLUMNS = attrgetter("path", "key", "digest", "size_bytes", "mtime_ns")


@dataclass(frozen=True, slots=True)
class OutputOrigin:
    """What an output was made from, for those who ask why."""

    path: str
    url: str
    template: str
    """Empty for a file that no template makes."""
    source: str
    """The content file that it shows; empty = none."""
    parts: Parts


@dataclass(frozen=True, slots=True)
class CacheChanges:
    """All that one build has to remember. What is not named in it is forgotten."""

    scans: tuple[SourceStat, ...]
    """All source files."""
    new_readings: tuple[tuple[str, bytes], ...]
    live_readings: frozenset[str]
    """Keys of all readings in use, new ones too."""
    new_contents: tuple[tuple[str, bytes], ...]
    live_contents: frozenset[str]
    outputs: tuple[OutputRecord, ...]
    """All files of the output folder."""
    new_origins: tuple[OutputOrigin, ...]
    """Of the outputs made in this build."""
    notes: tuple[tuple[str, str], ...]
    """(name, text): small things, such as the digest of what search holds."""


class Cache:
    """An open cache. Damage that shows while it is read makes it an empty one, which is not written again."""

    def __init__(self, path: str, database: sqlite3.Connection | None, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        """What happened to the cache itself; says nothing about the content."""
        self._path = path
        self._database = database
        self._scans: dict[str, SourceStat] = {}
        self._outputs: dict[str, OutputRecord] = {}

    def load_scans(self) -> dict[str, SourceStat]:
        """Return what the last build saw of each source file, by path."""
        rows = self._rows("SELECT path, digest, size_bytes, mtime_ns, inode, digested_ns FROM scans", "ttiiii")
        self._scans = {row[0]: SourceStat(*row) for row in rows}
        return self._scans

    def load_outputs(self) -> dict[str, OutputRecord]:
        """Return the manifest of the last build, by path."""
        rows = self._rows("SELECT path, key, digest, size_bytes, mtime_ns FROM outputs", "tttii")
        self._outputs = {row[0]: OutputRecord(*row) for row in rows}
        return self._outputs

    def load_readings(self, keys: Collection[str]) -> dict[str, bytes]:
        """Return the encoded readings that are known, by key."""
        return self._blobs("readings", keys)

    def load_contents(self, digests: Collection[str]) -> dict[str, bytes]:
        """Return the encoded contents that are known, by digest."""
        return self._blobs("contents", digests)

    def load_origins(self, paths: Collection[str]) -> dict[str, OutputOrigin]:
        """Return what outputs were made from, as far as known, by path."""
        return {origin.path: origin for origin in self._origins(paths)}

    def load_notes(self) -> dict[str, str]:
        """Return the notes of the last build, by name."""
        return dict(self._rows("SELECT name, text FROM notes", "tt"))

    def commit(self, changes: CacheChanges) -> None:
        """Write what this build leaves, all of it or nothing; a fault costs the next build time, no more."""
        if self._database is None:
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._write(self._database, changes)
            self._database.execute("COMMIT")
        except sqlite3.Error as fault:
            self._give_up(fault)

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def __enter__(self) -> "Cache":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _rows(self, query: str, types: str, *arguments: str) -> list[Any]:
        if self._database is None:
            return []
        try:
            return _checked(self._database.execute(query, arguments).fetchall(), types)
        except (sqlite3.Error, DamagedError) as fault:
            self._give_up(fault)
            return []

    def _blobs(self, table: str, keys: Collection[str]) -> dict[str, bytes]:
        """Return the sound data of the rows that ``keys`` name, by the table's key."""
        key = KEY_BY_TABLE[table]
        query = f"SELECT {key}, data, checksum FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"
        rows = self._rows(query, "tbi", json.dumps(list(keys)))
        if any(crc32(data) != checksum for _, data, checksum in rows):
            self._give_up(DamagedError("checksum"))
            return {}
        return {key: data for key, data, _ in rows}

    def _origins(self, paths: Collection[str]) -> list[OutputOrigin]:
        try:
            return codec_of(OutputOrigin).decode_many(list(self._blobs("origins", paths).values()))
        except CodecError:
            self._give_up(DamagedError("encoding"))
            return []

    def _give_up(self, fault: Exception) -> None:
        self.close()
        if is_damage(fault):
            remove(Path(self._path))
            self.diagnostics += (warning("cache-dropped", path=self._path),)
        else:
            self.diagnostics += (warning("cache-unusable", path=self._path, reason=_reason(fault)),)

    def _write(self, database: sqlite3.Connection, changes: CacheChanges) -> None:
        scans = (stat for stat in changes.scans if self._scans.get(stat.path) != stat)
        _put(database, "scans", map(SCAN_COLUMNS, scans))
        _put(database, "readings", _with_checksum(changes.new_readings))
        _put(database, "contents", _with_checksum(changes.new_contents))
        outputs = (record for record in changes.outputs if self._outputs.get(record.path) != record)
        _put(database, "outputs", map(OUTPUT_COLUMNS, outputs))
        encode = codec_of(OutputOrigin).encode
        origins = ((origin.path, origin.url, encode(origin)) for origin in changes.new_origins)
        _put(database, "origins", _with_checksum(origins))
        database.execute("DELETE FROM notes")
        _put(database, "notes", changes.notes)
        _drop_others(database, "scans", [stat.path for stat in changes.scans])
        _drop_others(database, "readings", changes.live_readings)
        _drop_others(database, "contents", changes.live_contents)
        for table in ("outputs", "origins"):
            _drop_others(database, table, [record.path for record in changes.outputs])


def open_cache(path: str, version: str) -> Cache:
    """Open the cache at ``path``, or begin a new one.

    path: disk path of the file; its folder is made where missing.
    version: everything that what is kept depends on: code, packages, Python; another one begins a new cache.
    Whatever stands at ``path`` and is not a sound cache is removed, with one warning; a cache that cannot be
    used at all is an empty one, with one warning. Never raises for what is on the disk.
    """
    try:
        return Cache(path, connect(Path(path), version), ())
    except (sqlite3.Error, OSError, DamagedError) as fault:
        first_fault = fault
    try:
        if is_damage(first_fault):
            remove(Path(path))
            return Cache(path, connect(Path(path), version), (warning("cache-dropped", path=path),))
    except (sqlite3.Error, OSError) as fault:
        first_fault = fault
    return Cache(path, None, (warning("cache-unusable", path=path, reason=_reason(first_fault)),))


def _reason(fault: Exception) -> str:
    """Return the words of the system or of SQLite, without the path, which the message names itself."""
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


def _with_checksum(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    return ((*row, crc32(row[-1])) for row in rows)


def _put(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * COLUMNS_BY_TABLE[table])
    database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)


def _drop_others(database: sqlite3.Connection, table: str, live: Collection[str]) -> None:
    (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    if count != len(live):
        query = f"DELETE FROM {table} WHERE {KEY_BY_TABLE[table]} NOT IN (SELECT value FROM json_each(?))"
        database.execute(query, (json.dumps(list(live)),))


def _checked(rows: list[Any], types: str) -> list[Any]:
    """Return ``rows`` if each column has its one type; SQLite itself does not insist."""
    for letter, column in zip(types, zip(*rows, strict=True), strict=False):
        if set(map(type, column)) != {TYPE_BY_LETTER[letter]}:
            raise DamagedError("type of a column")
    return rows
