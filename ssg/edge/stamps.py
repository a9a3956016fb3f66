"""What a quick look at the disk can tell: whether anything may have changed since the last build.

Names, sizes, times and inodes of files, hashed together. Equal stamps mean equal files, except for one that
was changed twice within a tick of the clock; ``Stamp.is_settled`` says when that cannot have happened.
"""
# Paths are text here: a build without change looks at 20,000 files and has 0.1 s for all of them.

import os
import stat
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was looked at may change again without a new time."""


WORTH_A_FORK = 2_000
"""Fewer files are looked at sooner than a process is forked."""


class Stamp(NamedTuple):
    digest: str
    is_settled: bool
    """Every file had been at rest for a while when it was looked at."""


def stamp_sources(site_root: str, roots: Iterable[str]) -> Stamp:
    """Stamp all that lies below ``roots``, files and folders of the site or absolute.

    A link is stamped with the file that it leads to. A folder behind a link is not looked into: scanning makes it
    an error, so that no build which met one leaves a stamp, and it may lead round in a circle or to the whole disk.
    """
    now_ns = time.time_ns()
    names: list[str] = []
    numbers = array("q")
    for root in roots:
        _mark(os.path.join(site_root, root), names, numbers)
    newest_ns = max(numbers[2::3], default=0)
    text = "\n".join(names).encode("utf-8", "surrogatepass")
    return Stamp(_hashed(text, numbers), newest_ns + RACY_NS < now_ns)


def stamp_outputs(output_dir: str, paths: Sequence[str]) -> str:
    """Return a digest of the state of the output files at ``paths``; "" when one of them is missing."""
    prefix = output_dir + "/"
    try:
        states = list(map(os.lstat, [prefix + path for path in paths]))
    except OSError:
        return ""
    numbers = array("q", [state.st_mtime_ns for state in states])
    numbers.extend([state.st_size for state in states])
    numbers.extend([state.st_mode for state in states])
    return _hashed("\n".join(paths).encode("utf-8", "surrogatepass"), numbers)


def begin_stamp_outputs(output_dir: str, paths: Sequence[str]) -> Callable[[], str]:
    """Begin what ``stamp_outputs`` does, in the background where that is worth a fork; the result returns the stamp.

    No other thread may be running.
    """
    if sys.platform != "linux" or len(paths) < WORTH_A_FORK or len(os.sched_getaffinity(0)) < 2:
        return lambda: stamp_outputs(output_dir, paths)
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        # What goes wrong in here leaves no stamp, which is that of a changed folder.
        try:
            os.write(theirs, stamp_outputs(output_dir, paths).encode())
        finally:
            os._exit(0)
    os.close(theirs)

    def stamp() -> str:
        with open(ours, "rb") as pipe:
            data = pipe.read()
        os.waitpid(pid, 0)
        return data.decode()

    return stamp


def _hashed(text: bytes, numbers: "array[int]") -> str:
    state = blake2b(text, digest_size=16)
    state.update(numbers.tobytes())
    return state.hexdigest()


def _mark(path: str, names: list[str], numbers: "array[int]") -> None:
    """Add the file at ``path``, or each one below it, in the order of names."""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            _add(f"{path} -> {os.readlink(path)}", status, names, numbers)
            target = os.stat(path)
            if not stat.S_ISDIR(target.st_mode):
                _add(path, target, names, numbers)
        elif stat.S_ISDIR(status.st_mode):
            names.append(path)
            _mark_folder(path, names, numbers)
        else:
            _add(path, status, names, numbers)
    except OSError:
        # Absent, or closed to us: that is its state.
        names.append(f"{path} ?")


def _mark_folder(path: str, names: list[str], numbers: "array[int]") -> None:
    with os.scandir(path) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            _add(entry.name, entry.stat(follow_symlinks=False), names, numbers)
        else:
            _mark(entry.path, names, numbers)


def _add(name: str, status: os.stat_result, names: list[str], numbers: "array[int]") -> None:
    names.append(name)
    numbers.extend((status.st_size, status.st_ino, status.st_mtime_ns))
