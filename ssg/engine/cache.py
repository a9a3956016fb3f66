"""What a build remembers for the next one: one SQLite file, written last and in one transaction.

Nothing in it is needed: whatever is missing, damaged or of another version is made again. And nothing in it
is believed: its tables must be exactly ours, columns of the right type, stored bytes as their checksum says.
What fails the test costs the whole file, with a warning.

The rollback journal is used, not WAL: there is one writer, once a build, so WAL would gain nothing, and its
shared memory does not work on network disks.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from operator import attrgetter, itemgetter, ne
from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import Struct

from ssg.engine.cache_file import FAULTS, DamagedError, connect, is_damage, remove
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.manifest import Parts
from ssg.model.diagnostic import Diagnostic, warning
from ssg.model.disk import OutputRecord, SourceStat

TYPE_BY_LETTER = {"t": str, "i": int, "b": bytes}
COLUMNS_BY_TABLE = {
    "scans": 6, "readings": 4, "contents": 4, "outlines": 3, "links": 3, "outputs": 5, "origins": 3, "kept": 3,
    "notes": 2,
}  # fmt: skip
SCAN_ROW: Callable[[SourceStat], tuple[Any, ...]] = attrgetter(
    "path", "digest", "size_bytes", "mtime_ns", "inode", "digested_ns"
)
"""Row of the table of scans."""
OUTPUT_ROW: Callable[[OutputRecord], tuple[Any, ...]] = attrgetter("path", "key", "digest", "size_bytes", "mtime_ns")
"""Row of the table of outputs."""
CHECKED = frozenset({"readings", "contents", "outlines", "links", "origins", "kept"})
"""Tables whose rows end with data and its checksum."""


class OutputOrigin(Struct, frozen=True):
    """What an output was made from, for those who ask why."""

    path: str
    template: str
    """Empty for a file that no template makes."""
    parts: Parts
    source: str = ""
    """Source path of what the page is about; empty for lists, feeds and the like."""
    beside: tuple[tuple[str, ...], ...] = ()
    """What tells the other items that the page shows, group by group: source paths, or addresses."""
    kept: str = ""
    """What else making the page again takes, encoded."""


class TableChanges(Struct, frozen=True):
    """What becomes of one table: all else in it stays as it is."""

    put: tuple[tuple[Any, ...], ...] = ()
    """Rows without their checksum; each takes the place of the one of the same first column."""
    drop: tuple[str, ...] = ()
    """First columns of the rows that go."""


class CacheChanges(Struct, frozen=True):
    """All that one build has to remember and to forget."""

    by_table: Mapping[str, TableChanges]
    notes: tuple[tuple[str, str], ...] = ()
    """(name, text): small things that the next build reads before anything else; earlier ones are forgotten."""
    is_whole: bool = False
    """Nothing that was remembered before stays."""


class CacheLostError(Exception):
    """The cache no longer holds something that it did; a build from nothing needs nothing from it."""


class Cache(Struct):
    """An open cache. Damage that shows while it is read makes it an empty one, which is not written again."""

    path: str
    database: sqlite3.Connection | None
    diagnostics: tuple[Diagnostic, ...] = ()
    """What happened to the cache itself; says nothing about the content."""

    def load_scans(self, paths: Collection[str] | None = None) -> dict[str, SourceStat]:
        """Return what the last build saw of each source file, by path.   paths: of those wanted; None = all."""
        query = "SELECT path, digest, size_bytes, mtime_ns, inode, digested_ns FROM scans"
        if paths is None:
            rows = self._rows(query, "ttiiii")
        else:
            rows = self._rows(f"{query} WHERE {_ONE_OF.format('path')}", "ttiiii", json.dumps(list(paths)))
            rows = self._asked_for(rows, paths)
        return {row[0]: SourceStat(*row) for row in rows}

    def load_outputs(self) -> dict[str, OutputRecord]:
        """Return the manifest of the last build, by path."""
        rows = self._rows("SELECT path, key, digest, size_bytes, mtime_ns FROM outputs", "tttii")
        return {row[0]: OutputRecord(*row) for row in rows}

    def load_readings(self, key_by_path: Mapping[str, str]) -> dict[str, bytes]:
        """Return the encoded readings that are of the keys given, by path."""
        query = f"SELECT path, data, checksum, key FROM readings WHERE {_ONE_OF.format('path')}"
        rows = self._sound(query, "tbit", list(key_by_path))
        return {path: data for path, data, _, key in rows if key_by_path[path] == key}

    def load_contents(self, digests: Collection[str]) -> dict[str, bytes]:
        """Return the encoded contents that are known, by digest."""
        query = f"SELECT digest, data, checksum FROM contents WHERE {_ONE_OF.format('digest')}"
        return {digest: data for digest, data, _ in self._sound(query, "tbi", digests)}

    def load_outlines(self, paths: Collection[str] | None = None) -> dict[str, bytes]:
        """Return what the last build kept of each document, by path.   paths: of those wanted; None = all."""
        query = "SELECT path, data, checksum FROM outlines"
        if paths is not None:
            query = f"{query} WHERE {_ONE_OF.format('path')}"
        return {path: data for path, data, _ in self._sound(query, "tbi", paths)}

    def load_links(self, paths: Collection[str]) -> dict[str, bytes]:
        """Return the encoded resolutions that are known, by path."""
        query = f"SELECT path, data, checksum FROM links WHERE {_ONE_OF.format('path')}"
        return {path: data for path, data, _ in self._sound(query, "tbi", paths)}

    def load_origins(self, paths: Collection[str]) -> dict[str, OutputOrigin]:
        """Return what outputs were made from, as far as known, by path."""
        query = f"SELECT path, data, checksum FROM origins WHERE {_ONE_OF.format('path')}"
        return {
            origin.path: origin for origin in self._origins([data for _, data, _ in self._sound(query, "tbi", paths)])
        }

    def _origins(self, blobs: list[bytes]) -> list[OutputOrigin]:
        try:
            return codec_of(OutputOrigin).decode_many(blobs)
        except CodecError:
            self._give_up(DamagedError("encoding"))
            return []

    def find_origins(self, texts: Collection[str]) -> list[OutputOrigin]:
        """Return what the outputs were made from whose record holds any of ``texts``, and perhaps some more."""
        # As they stand in a record, which is JSON in UTF-8. Python searches five times as fast as SQLite does.
        wanted = [json.dumps(text, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass") for text in texts]
        blobs = [data for _, data, _ in self._sound("SELECT path, data, checksum FROM origins", "tbi", None)]
        found = {index for text in wanted for index, data in enumerate(blobs) if text in data}
        return self._origins([blobs[index] for index in sorted(found)])

    def load_kept(self, names: Collection[str]) -> dict[str, bytes]:
        """Return single things that the last build kept, as far as known, by name."""
        query = f"SELECT name, data, checksum FROM kept WHERE {_ONE_OF.format('name')}"
        return {name: data for name, data, _ in self._sound(query, "tbi", names)}

    def load_notes(self) -> dict[str, str]:
        """Return the notes of the last build, by name."""
        return dict(self._rows("SELECT name, text FROM notes", "tt"))

    def commit(self, changes: CacheChanges) -> None:
        """Write what this build leaves, all of it or nothing; a fault costs the next build time, no more."""
        if self.database is None:
            return
        try:
            self.database.execute("BEGIN IMMEDIATE")
            _write(self.database, changes)
            self.database.execute("COMMIT")
        except FAULTS as fault:
            self._give_up(fault)

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        if self.database is not None:
            self.database.close()
            self.database = None

    def __enter__(self) -> "Cache":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _rows(self, query: str, types: str, *arguments: str) -> list[Any]:
        if self.database is None:
            return []
        try:
            return _checked(self.database.execute(query, arguments).fetchall(), types)
        except (*FAULTS, DamagedError) as fault:
            self._give_up(fault)
            return []

    def _sound(self, query: str, types: str, keys: Collection[str] | None) -> list[Any]:
        """Return rows whose second column, data, is as the third, its checksum, says.

        keys: what the query asks for; None = everything.
        """
        if keys is not None and not keys:
            return []
        rows = self._rows(query, types, *(() if keys is None else (json.dumps(list(keys)),)))
        # In C: a new title asks for all origins, of which there are more than articles.
        if any(map(ne, map(crc32, map(itemgetter(1), rows)), map(itemgetter(2), rows))):
            self._give_up(DamagedError("checksum"))
            return []
        return self._asked_for(rows, keys)

    def _asked_for(self, rows: list[Any], keys: Collection[str] | None) -> list[Any]:
        """Return ``rows``; none when the first column of one is no key: an index found it by a sound copy of that."""
        if keys is not None and not {row[0] for row in rows} <= set(keys):
            self._give_up(DamagedError("another row than was asked for"))
            return []
        return rows

    def _give_up(self, fault: Exception) -> None:
        self.close()
        if is_damage(fault):
            remove(Path(self.path))
            self.diagnostics += (warning("cache-dropped", path=self.path),)
        else:
            self.diagnostics += (warning("cache-unusable", path=self.path, reason=_reason(fault)),)


_ONE_OF = "{} IN (SELECT value FROM json_each(?))"


def open_cache(path: str, version: str) -> Cache:
    """Open the cache at ``path``, or begin a new one.

    path: disk path of the file; its folder is made where missing.
    version: everything that what is kept depends on: code, packages, Python; another one begins a new cache.
    Whatever stands at ``path`` and is not a sound cache is removed, with one warning; a cache that cannot be
    used at all is an empty one, with one warning. Never raises for what is on the disk.
    """
    try:
        return Cache(path, connect(Path(path), version))
    except (*FAULTS, OSError, DamagedError) as fault:
        first_fault = fault
    try:
        if is_damage(first_fault):
            remove(Path(path))
            return Cache(path, connect(Path(path), version), (warning("cache-dropped", path=path),))
    except (*FAULTS, OSError) as fault:
        first_fault = fault
    return Cache(path, None, (warning("cache-unusable", path=path, reason=_reason(first_fault)),))


def _reason(fault: Exception) -> str:
    """Return the words of the system or of SQLite, without the path, which the message names itself."""
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


def _write(database: sqlite3.Connection, changes: CacheChanges) -> None:
    if changes.is_whole:
        for table in COLUMNS_BY_TABLE:
            database.execute(f"DELETE FROM {table}")
    for table, change in changes.by_table.items():
        first = "name" if table == "kept" else "path"
        database.executemany(f"DELETE FROM {table} WHERE {first} = ?", ((key,) for key in change.drop))
        _put(database, table, _with_checksum(change.put) if table in CHECKED else change.put)
    database.execute("DELETE FROM notes")
    _put(database, "notes", changes.notes)


def _with_checksum(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    return ((*row, crc32(row[-1])) for row in rows)


def _put(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * COLUMNS_BY_TABLE[table])
    # In the order of the index: each then goes beside the one before, which saves a sixth of writing 10,000.
    in_order = sorted(rows, key=itemgetter(0))
    database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", in_order)


def _checked(rows: list[Any], types: str) -> list[Any]:
    """Return ``rows`` if each column has its one type; SQLite itself does not insist."""
    for letter, column in zip(types, zip(*rows, strict=True), strict=False):
        if set(map(type, column)) != {TYPE_BY_LETTER[letter]}:
            raise DamagedError("type of a column")
    return rows
