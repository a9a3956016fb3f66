"""Opening source files: never one outside the site folder, never one that is not a plain file."""

import os
import stat
import unicodedata
from hashlib import blake2b, file_digest
from io import FileIO

from ssg.model.diagnostic import Diagnostic, Outcome, Span, error

# A pipe in place of a file must not hold up the build, nor a link be followed that has just been put there.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
DIGEST_BYTES = 16
SMALL_BYTES = 1_000_000
"""Files up to this size are read at once, which is faster."""
PUBLISHES_DOTFILES = "static"
"""The one folder in which hidden files are content: ``.well-known``, ``.nojekyll``."""


def read_source(site_root: str, path: str) -> Outcome[bytes | None]:
    """Return the bytes of a source file.

    site_root: disk path of the site folder.   path: as found by scanning, relative and NFC.
    None, with an error, when it leads out of the site folder, is no plain file or cannot be read.
    """
    opened = open_source(site_root, path)
    if opened.value is None:
        return Outcome(None, opened.diagnostics)
    with opened.value as file:
        try:
            return Outcome(file.read())
        except OSError as fault:
            return Outcome(None, (unreadable(path, fault),))


def open_source(site_root: str, path: str) -> Outcome[FileIO | None]:
    """Open a source file for reading; the same conditions as ``read_source``, and the file is to be closed."""
    disk_path = _disk_path(site_root, path)
    # To resolve links takes four times as long as to see that there are none.
    if not _is_straight(site_root, path):
        disk_path = os.path.realpath(disk_path)
        if not is_inside(disk_path, os.path.realpath(site_root)):
            return Outcome(None, (error("outside-site", Span(path), path=path),))
    try:
        return Outcome(open_plain(disk_path))
    except OSError as fault:
        return Outcome(None, (unreadable(path, fault),))


def open_plain(disk_path: str) -> FileIO:
    """Open a plain file unbuffered. Raises OSError, also for a link, a folder, a pipe or a device."""
    number = os.open(disk_path, OPEN_FLAGS)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError("not a plain file")
    return FileIO(number, "rb")


def digest_file(file: FileIO, size_bytes: int) -> str:
    """Return the hex blake2b-128 of a file that has just been opened."""
    if size_bytes <= SMALL_BYTES:
        return blake2b(file.read(), digest_size=DIGEST_BYTES).hexdigest()
    return file_digest(file, lambda: blake2b(digest_size=DIGEST_BYTES)).hexdigest()


def is_inside(real_path: str, real_root: str) -> bool:
    """Return whether a file is in the site folder and not in a hidden part of it, such as ``.git``.

    Both paths are absolute and without links.
    """
    return _is_visible(os.path.relpath(real_path, real_root).split(os.sep))


def unreadable(path: str, fault: OSError) -> Diagnostic:
    """Return the error for a file or folder that the system does not let us read."""
    return error("unreadable-file", Span(path), path=path, reason=fault.strerror or fault)


def _is_visible(parts: list[str]) -> bool:
    """Return whether none of the parts of a relative path is hidden or leads upwards."""
    return parts[0] == PUBLISHES_DOTFILES or not any(part.startswith(".") for part in parts)


def _is_straight(site_root: str, path: str) -> bool:
    """Return whether ``path`` surely stays in the site folder: no link on the way, no part that leads upwards."""
    parts, disk_path = path.split("/"), site_root
    if not all(parts) or ".." in parts or not _is_visible(parts):
        return False
    for part in parts:
        disk_path = f"{disk_path}/{part}"
        try:
            if stat.S_ISLNK(os.lstat(disk_path).st_mode):
                return False
        except (OSError, ValueError):
            return False
    return True


def _disk_path(site_root: str, path: str) -> str:
    """Return where ``path`` really is: macOS may have kept its name in another Unicode form."""
    disk_path = os.path.join(site_root, path)
    if path.isascii() or os.path.lexists(disk_path):
        return disk_path
    disk_path = site_root
    for name in path.split("/"):
        disk_path = os.path.join(disk_path, _name_on_disk(disk_path, name))
    return disk_path


def _name_on_disk(folder: str, name: str) -> str:
    if name.isascii() or os.path.lexists(os.path.join(folder, name)) or not os.path.isdir(folder):
        return name
    return next((found for found in os.listdir(folder) if unicodedata.normalize("NFC", found) == name), name)
