"""The cache's file: made, recognised, removed."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = (
    "CREATE TABLE stamp (version TEXT NOT NULL)",
    """CREATE TABLE scans (path TEXT PRIMARY KEY, digest TEXT NOT NULL, size_bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, digested_ns INTEGER NOT NULL)""",
    "CREATE TABLE readings (path TEXT PRIMARY KEY, key TEXT NOT NULL, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
    """CREATE TABLE contents (path TEXT PRIMARY KEY, digest TEXT NOT NULL, data BLOB NOT NULL,
    checksum INTEGER NOT NULL)""",
    "CREATE INDEX content_by_digest ON contents (digest)",
    "CREATE TABLE outlines (path TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
    "CREATE TABLE links (path TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
    """CREATE TABLE outputs (path TEXT PRIMARY KEY, key TEXT NOT NULL, digest TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL)""",
    "CREATE TABLE origins (path TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
    "CREATE TABLE kept (name TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)",
    "CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)",
)
COMPANIONS = ("-journal", "-wal", "-shm")
"""Ends of the names of the files that SQLite puts beside its own."""
BUSY_WAIT_S = 1.0
"""Builds keep each other out by a lock of their own, so only a short look by another command is waited for."""
CIRCUMSTANCES = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT),
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
        *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM),
    }
)
"""SQLite's codes for faults of the disk, the machine or another process; any other is the file's own."""


FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What Python's SQLite raises; the second when its message quotes bytes of a damaged file that are no UTF-8."""


class DamagedError(Exception):
    """The file is no cache of ours, or no longer."""


def connect(path: Path, version: str, schema: tuple[str, ...] = SCHEMA) -> sqlite3.Connection:
    """Return the open cache at ``path``, a new one where there is none or it is of another version.

    schema: the statements that made it, exactly.

    Raises DamagedError or one of ``FAULTS`` when something else stands there, OSError when there is no way to it.
    """
    # SQLite would follow a link and make its file wherever that leads.
    if path.is_dir() or path.is_symlink():
        raise DamagedError("no plain file")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        database = _opened(path)
        try:
            is_current = _version_of(database) == version
            if is_current:
                _check_tables(database, schema)
        except (*FAULTS, DamagedError):
            database.close()
            raise
        if is_current:
            return database
        database.close()
        remove(path)
    return _created(path, version, schema)


def read_note(path: str, name: str) -> str | None:
    """Return one note of the cache at ``path`` without looking at anything else; None when there is none to be had."""
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", BUSY_WAIT_S, uri=True)) as database:
            rows = database.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchall()
    except FAULTS:
        return None
    return rows[0][0] if rows and type(rows[0][0]) is str else None


def is_damage(fault: Exception) -> bool:
    """Return whether the file itself is at fault, rather than the disk or another process that holds it."""
    if isinstance(fault, OSError):
        return False
    # The high bytes only tell more of the same fault; text that is not UTF-8 comes without a code.
    return getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in CIRCUMSTANCES


def remove(path: Path) -> None:
    """Remove whatever stands at ``path``; a link itself, not what it points to. Raises OSError."""
    for victim in (path, *(path.with_name(path.name + end) for end in COMPANIONS)):
        if victim.is_dir() and not victim.is_symlink():
            shutil.rmtree(victim)
        else:
            victim.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, BUSY_WAIT_S, isolation_level=None)
    # A cache from elsewhere may hold functions in its schema; none of ours needs any.
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    return database


def _created(path: Path, version: str, schema: tuple[str, ...]) -> sqlite3.Connection:
    database = _opened(path)
    database.execute("BEGIN IMMEDIATE")
    for statement in schema:
        database.execute(statement)
    database.execute("INSERT INTO stamp VALUES (?)", (version,))
    database.execute("COMMIT")
    return database


def _version_of(database: sqlite3.Connection) -> str:
    """Return the version stamp; raises DamagedError or one of ``FAULTS`` when there is none.

    It is looked at before the tables, which another version may have made otherwise.
    """
    stamps = [stamp for (stamp,) in database.execute("SELECT version FROM stamp")]
    if len(stamps) != 1 or type(stamps[0]) is not str:
        raise DamagedError("no version")
    return str(stamps[0])


def _check_tables(database: sqlite3.Connection, schema: tuple[str, ...]) -> None:
    """Raise DamagedError or one of ``FAULTS`` when the tables are not exactly ours."""
    found = {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if found != set(schema):
        raise DamagedError("tables of another program")
