"""The stage: where outputs are written before any of them is published.

It is a folder on the same file system as the output, so that everything in it can be moved into place and
nothing has to be written twice. What the output already holds, byte for byte, is not staged.
"""

import os
import shutil
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from ssg.edge.sources import DIGEST_BYTES, digest_file, open_plain, open_source
from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.disk import OutputRecord

UNBUFFERED = 0
PRIVATE_FOLDERS = ("content", "static", "themes", ".ssg", ".git")
"""Folders of a site that can be neither the output nor around it."""


class Stage(Struct, frozen=True):
    """Where to write; a plain value, so that worker processes can have it too."""

    folder: str
    """Disk path, without links."""
    output_dir: str
    """Disk path, without links; it need not exist."""

    def disk_path(self, path: str) -> str:
        """Return where the output ``path`` is written; raises ValueError for one that leads elsewhere."""
        if not is_output_path(path):
            raise ValueError(f"no path below the output folder: {path!r}")
        return f"{self.folder}/{path}"


class Written(Struct, frozen=True):
    """An output as it stands on the stage or, when nothing had to be written, in the output folder."""

    path: str
    digest: str
    """Hex blake2b-128 of the bytes."""
    size_bytes: int
    mtime_ns: int
    """Moving a file into place does not change it."""
    is_same: bool
    """The output folder holds these bytes already."""

    def record(self, key: str) -> OutputRecord:
        """Return what the manifest says of it.   key: of what it was made from."""
        return OutputRecord(self.path, key, self.digest, self.size_bytes, self.mtime_ns)


def open_stage(site_root: Path, output_dir: Path) -> Outcome[Stage | None]:
    """Make an empty stage for an output folder; what a killed build left on it is cleared away.

    None, with an error, when the output cannot be that folder: it holds the sources or lies among them, is a
    file, the root or the home directory, or cannot be written.
    """
    root, output = os.path.realpath(site_root), os.path.realpath(output_dir)
    fault = _find_fault(root, output)
    if fault is not None:
        return Outcome(None, (fault,))
    try:
        folder = _stage_folder(root, output)
        clear(folder)
        os.makedirs(folder)
    except OSError as problem:
        return Outcome(None, (unwritable(output, problem),))
    return Outcome(Stage(folder, output))


def close_stage(stage: Stage) -> None:
    """Throw away what is staged; the output folder stays as it is. Raises OSError."""
    clear(stage.folder)


def stage_bytes(stage: Stage, path: str, data: bytes) -> Outcome[Written | None]:
    """Write an output; None, with an error, when the disk does not take it.

    path: below the output folder, "/"-separated; raises ValueError for one that leads elsewhere.
    """
    disk_path = stage.disk_path(path)
    digest = blake2b(data, digest_size=DIGEST_BYTES).hexdigest()
    try:
        same = _find_same(stage, path, digest, len(data))
        if same is not None:
            return Outcome(same)
        with _created(disk_path, UNBUFFERED) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            status = os.fstat(file.fileno())
        return Outcome(Written(path, digest, len(data), status.st_mtime_ns, False))
    except OSError as fault:
        return Outcome(None, (unwritable(path, fault),))


def stage_copy(stage: Stage, path: str, site_root: str, source: str) -> Outcome[Written | None]:
    """Copy a file to an output; None, with an error, when it cannot be read or written.

    source: relative to the site root, or the absolute path of a packaged file.
    """
    disk_path = stage.disk_path(path)
    try:
        opened = Outcome(open_plain(source)) if os.path.isabs(source) else open_source(site_root, source)
        if opened.value is None:
            return Outcome(None, opened.diagnostics)
        with opened.value as file, _created(disk_path) as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
        return stage_made(stage, path)
    except OSError as fault:
        return Outcome(None, (unwritable(path, fault),))


def stage_made(stage: Stage, path: str) -> Outcome[Written | None]:
    """Take in a file that stands whole at ``stage.disk_path(path)``."""
    disk_path = stage.disk_path(path)
    try:
        with open_plain(disk_path) as file:
            status = os.fstat(file.fileno())
            digest = digest_file(file, status.st_size)
        same = _find_same(stage, path, digest, status.st_size)
        if same is not None:
            os.unlink(disk_path)
            return Outcome(same)
        return Outcome(Written(path, digest, status.st_size, status.st_mtime_ns, False))
    except OSError as fault:
        return Outcome(None, (unwritable(path, fault),))


def is_output_path(path: str) -> bool:
    """Return whether ``path`` stays below the output folder, "/"-separated: ``news/index.html``."""
    parts = path.split("/")
    return not ("" in parts or "." in parts or ".." in parts or "\0" in path or "\\" in path)


def clear(disk_path: str) -> None:
    """Remove a file or a folder with all that is in it, if there is one; a link itself. Raises OSError."""
    if os.path.isdir(disk_path) and not os.path.islink(disk_path):
        shutil.rmtree(disk_path)
    elif os.path.lexists(disk_path):
        os.unlink(disk_path)


def unwritable(path: str, fault: OSError) -> Diagnostic:
    """Return the error for an output that the disk does not take."""
    return error("output-unwritable", path=path, reason=fault.strerror or fault)


def _find_fault(root: str, output: str) -> Diagnostic | None:
    private = [os.path.join(root, name) for name in PRIVATE_FOLDERS]
    home = os.path.realpath(os.path.expanduser("~"))
    holds_sources = any(_is_within(folder, output) for folder in (root, home))
    if holds_sources or any(_is_within(output, folder) for folder in private):
        return error("output-unsafe", path=output)
    if os.path.lexists(output) and not os.path.isdir(output):
        return error("output-is-file", path=output)
    return None


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _stage_folder(root: str, output: str) -> str:
    """Return the first place that is on the output's file system; the last always is."""
    os.makedirs(os.path.join(root, ".ssg"), exist_ok=True)
    os.makedirs(os.path.dirname(output), exist_ok=True)
    device = os.stat(output if os.path.isdir(output) else os.path.dirname(output)).st_dev
    if os.stat(os.path.join(root, ".ssg")).st_dev == device:
        return os.path.join(root, ".ssg", "stage")
    if os.stat(os.path.dirname(output)).st_dev == device:
        return f"{output}.ssg-stage"
    return os.path.join(output, ".ssg-stage")


def _find_same(stage: Stage, path: str, digest: str, size_bytes: int) -> Written | None:
    """Return the published file if it has these very bytes."""
    try:
        with open_plain(f"{stage.output_dir}/{path}") as file:
            status = os.fstat(file.fileno())
            if status.st_size != size_bytes or digest_file(file, size_bytes) != digest:
                return None
    except OSError:
        # Absent, a link, a folder or unreadable: in any case not the file that is wanted.
        return None
    return Written(path, digest, size_bytes, status.st_mtime_ns, True)


def _created(disk_path: str, buffering: int = -1) -> BinaryIO:
    """Return a new file, opened for writing.   buffering: as for ``open``."""
    folder = os.path.dirname(disk_path)
    # Nearly every page is the first file of its folder.
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    return open(disk_path, "xb", buffering)
