"""What ``ssg check`` found, kept by the digest of what it looked at: one SQLite file beside the cache.

Like the cache it is never needed and never believed: what is missing is looked at again, and a file that is not
exactly ours, or holds a row that is not as its checksum says, costs all of it.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path
from zlib import crc32

from ssg.engine.cache_file import DamagedError, connect, is_damage, remove

SCHEMA = (
    "CREATE TABLE stamp (version TEXT NOT NULL)",
    "CREATE TABLE found (key TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
)


class Memo:
    """An open memo; without a file that can be used it is empty and forgets everything."""

    def __init__(self, path: str, version: str) -> None:
        self._path = Path(path)
        self._database: sqlite3.Connection | None = None
        for _ in range(2):
            # What stands in the way and is not ours is removed once.
            try:
                self._database = connect(self._path, version, SCHEMA)
                break
            except (sqlite3.Error, OSError, DamagedError) as fault:
                if not self._is_mended(fault):
                    break

    def load(self, start: str, keys: Collection[str]) -> dict[str, bytes]:
        """Return what is known of ``keys``; start: what all of them begin with, and few others."""
        if self._database is None:
            return {}
        # Nearly all that is kept is wanted: reading on from the first is quicker than looking each of them up.
        query = "SELECT key, data, checksum FROM found WHERE key >= ? AND key < ?"
        try:
            rows = self._database.execute(query, (start, start + "\U0010ffff")).fetchall()
            if any(type(row[1]) is not bytes or crc32(row[1]) != row[2] for row in rows):
                raise DamagedError("checksum")
        except (sqlite3.Error, DamagedError) as fault:
            self._give_up(fault)
            return {}
        return {key: data for key, data, _ in rows if key in keys}

    def commit(self, new: Iterable[tuple[str, bytes]], live: Collection[str]) -> None:
        """Remember ``new`` and forget what ``live`` does not name; a fault costs the next check time, no more."""
        if self._database is None:
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            rows = ((key, data, crc32(data)) for key, data in new)
            self._database.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)
            (count,) = self._database.execute("SELECT count(*) FROM found").fetchone()
            if count != len(live):
                query = "DELETE FROM found WHERE key NOT IN (SELECT value FROM json_each(?))"
                self._database.execute(query, (json.dumps(list(live)),))
            self._database.execute("COMMIT")
        except sqlite3.Error as fault:
            self._give_up(fault)

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
