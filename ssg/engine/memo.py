"""What ``ssg check`` found, kept by the digest of what it looked at: one SQLite file beside the cache.

Like the cache it is never needed and never believed: what is missing is looked at again, and a file that is not
exactly ours, or holds a row that is not as its checksum says, costs all of it.
"""

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path
from zlib import crc32

from ssg.engine.cache_file import FAULTS, DamagedError, connect, is_damage, remove
from ssg.engine.roll import Roll, decode_roll

SCHEMA = (
    "CREATE TABLE stamp (version TEXT NOT NULL)",
    "CREATE TABLE found (key TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
)


FEW = 500
"""Rows that are looked up one by one sooner than all are read."""


class Memo:
    """An open memo; without a file that can be used it is empty and forgets everything."""

    def __init__(self, path: str, version: str, is_new: bool = False) -> None:
        """Open the memo at ``path``; is_new: as if there were none yet."""
        self._path = Path(path)
        self._is_new = is_new
        self._database: sqlite3.Connection | None = None
        for _ in range(2):
            # What stands in the way and is not ours is removed once.
            try:
                self._database = connect(self._path, version, SCHEMA)
                break
            except (*FAULTS, OSError, DamagedError) as fault:
                if not self._is_mended(fault):
                    break

    def load(self, start: str, keys: Collection[str]) -> dict[str, bytes]:
        """Return what is known of ``keys``; start: what all of them begin with, and few others."""
        if self._database is None or self._is_new or not keys:
            return {}
        try:
            rows = self._rows(self._database, start, keys)
            if any(type(row[1]) is not bytes or crc32(row[1]) != row[2] for row in rows):
                raise DamagedError("checksum")
        except (*FAULTS, DamagedError) as fault:
            self._give_up(fault)
            return {}
        return {key: data for key, data, _ in rows}

    def load_roll(self, key: str) -> Roll:
        """Return the roll of that key; an empty one where there is none."""
        data = self.load(key, (key,)).get(key)
        if data is None:
            return Roll()
        try:
            return decode_roll(data)
        except ValueError:
            self._give_up(DamagedError("roll"))
            return Roll()

    def commit(self, new: Iterable[tuple[str, bytes]], dead: Collection[str]) -> None:
        """Remember ``new`` and forget ``dead``; a fault costs the next check time, no more."""
        if self._database is None:
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            if self._is_new:
                self._database.execute("DELETE FROM found")
            self._database.executemany("DELETE FROM found WHERE key = ?", ((key,) for key in dead))
            rows = ((key, data, crc32(data)) for key, data in new)
            self._database.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)
            self._database.execute("COMMIT")
        except FAULTS as fault:
            self._give_up(fault)

    @staticmethod
    def _rows(database: sqlite3.Connection, start: str, keys: Collection[str]) -> list[tuple[str, bytes, int]]:
        if len(keys) <= FEW:
            query = "SELECT key, data, checksum FROM found WHERE key = ?"
            return [row for key in keys for row in database.execute(query, (key,)) if row[0] == key]
        # Reading on from the first is quicker than looking up each of many.
        query = "SELECT key, data, checksum FROM found WHERE key >= ? AND key < ?"
        return [row for row in database.execute(query, (start, start + "\U0010ffff")) if row[0] in keys]

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def __enter__(self) -> "Memo":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _give_up(self, fault: Exception) -> None:
        self.close()
        self._is_mended(fault)

    def _is_mended(self, fault: Exception) -> bool:
        """Remove a damaged file; returns whether there may be a new one in its place."""
        if not is_damage(fault):
            return False
        try:
            remove(self._path)
        except OSError:
            return False
        return True
