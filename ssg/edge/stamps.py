"""What a quick look at the disk can tell: whether anything may have changed since the last build, and what.

Names, sizes, times and inodes of files. Equal looks mean equal files, except for one that was changed twice within
a tick of the clock; ``Look.at_rest`` forgets what it saw of those that this may happen to.
"""

# Paths are text here: a build without change looks at 20,000 files and has 0.1 s for all of them. Nor is anything
# imported that takes long, as `typing` and `collections` do.
from __future__ import annotations

import os
import stat
import sys
from array import array
from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was looked at may change again without a new time."""
GAP = b"\0\0"
NUMBERS = 3
"""Kept of each file: size, inode and time of the last change in nanoseconds."""


WORTH_A_FORK = 2_000
"""Fewer files are looked at sooner than a process is forked."""


class Look:
    """All source files as they were seen at one moment. Not changed once it is made."""

    __slots__ = ("files", "marks", "numbers")

    def __init__(self, marks: str, files: str, numbers: array[int]) -> None:
        self.marks = marks
        """Folders, links, and what is absent or closed to us, with a NUL between them."""
        self.files = files
        """Disk paths, with a NUL between them."""
        self.numbers = numbers
        """``NUMBERS`` of each file, in the order of ``files``; zeros for one of which nothing is known."""

    @property
    def digest(self) -> str:
        return _hashed(self._names(), self.numbers)

    def at_rest(self, now_ns: int) -> Look:
        """Return what still holds later: nothing is known of a file that may have changed again since ``now_ns``."""
        numbers = self.numbers
        for index in range(NUMBERS - 1, len(numbers), NUMBERS):
            if numbers[index] + RACY_NS >= now_ns:
                if numbers is self.numbers:
                    numbers = self.numbers[:]
                numbers[index - 2 : index + 1] = array("q", (0, 0, 0))
        return Look(self.marks, self.files, numbers)

    def changes_since(self, earlier: Look) -> tuple[list[str], list[str]] | None:
        """Return the disk paths of the files that are new, and of those that are not as they were.

        None when a file has gone, or a folder or a link is another.
        """
        if self.marks != earlier.marks:
            return None
        if self.files == earlier.files:
            return [], self._changed_since(earlier)
        before, now = earlier.files.split("\0"), self.files.split("\0")
        known = set(before)
        added = [index for index, path in enumerate(now) if path not in known]
        others = self._without(added, now)
        if others.files != earlier.files:
            return None
        return [now[index] for index in added], others._changed_since(earlier)

    def _changed_since(self, earlier: Look) -> list[str]:
        """Return the disk paths of the files that are not as they were, when there are the same files."""
        pairs = enumerate(zip(self.numbers, earlier.numbers, strict=True))
        indexes = {index // NUMBERS for index, (now, before) in pairs if now != before}
        paths = self.files.split("\0") if indexes else []
        return [paths[index] for index in sorted(indexes)]

    def _without(self, indexes: list[int], paths: list[str]) -> Look:
        """Return what was seen of all files but some.   paths: of all."""
        paths, numbers = paths[:], self.numbers[:]
        for index in reversed(indexes):
            del paths[index], numbers[index * NUMBERS : (index + 1) * NUMBERS]
        return Look(self.marks, "\0".join(paths), numbers)

    def encode(self) -> bytes:
        """Return it as bytes, for this machine alone."""
        return self._names() + GAP + self.numbers.tobytes()

    def _names(self) -> bytes:
        return self.marks.encode("utf-8", "surrogatepass") + GAP + self.files.encode("utf-8", "surrogatepass")


def decode_look(data: bytes) -> Look:
    """Return what ``Look.encode`` gave as ``data``; raises ValueError for anything else."""
    marks, files, numbers = data.split(GAP, 2)
    return Look(str(marks, "utf-8", "surrogatepass"), str(files, "utf-8", "surrogatepass"), array("q", numbers))


def look_at_sources(site_root: str, roots: Iterable[str]) -> Look:
    """Look at all that lies below ``roots``, files and folders of the site or absolute.

    A link is seen with the file that it leads to. A folder behind a link is not looked into: scanning makes it
    an error, so that no build which met one leaves a note, and it may lead round in a circle or to the whole disk.
    """
    eye = _Eye()
    for root in roots:
        eye.visit(os.path.join(site_root, root))
    return Look("\0".join(eye.marks), "\0".join(eye.files), eye.numbers)


class OutputLook:
    """The output files as they were seen at one moment. Not changed once it is made."""

    __slots__ = ("numbers", "paths")

    def __init__(self, paths: Sequence[str], numbers: array[int]) -> None:
        self.paths = paths
        self.numbers = numbers
        """``NUMBERS`` of each file, in the order of ``paths``: time, size, mode; none = one of them is missing."""

    @property
    def digest(self) -> str:
        """Return a digest of the state of the files; "" when one of them is missing."""
        return _hashed("\n".join(self.paths).encode("utf-8", "surrogatepass"), self.numbers) if self.numbers else ""

    def again(self, output_dir: str, paths: Iterable[str], added: Sequence[str] = ()) -> OutputLook:
        """Return the look after another one at ``paths`` and ``added`` alone.

        added: what was not there before.   Raises OSError when one of them is missing.
        """
        numbers = self.numbers[:]
        for path in paths:
            start = self.paths.index(path) * NUMBERS
            numbers[start : start + NUMBERS] = array("q", _output_numbers(os.lstat(f"{output_dir}/{path}")))
        for path in added:
            numbers.extend(_output_numbers(os.lstat(f"{output_dir}/{path}")))
        return OutputLook([*self.paths, *added], numbers)


def look_at_outputs(output_dir: str, paths: Sequence[str]) -> OutputLook:
    """Look at the output files at ``paths``."""
    prefix = output_dir + "/"
    numbers = array("q")
    try:
        for state in map(os.lstat, [prefix + path for path in paths]):
            numbers.extend((state.st_mtime_ns, state.st_size, state.st_mode))
    except OSError:
        return OutputLook(paths, array("q"))
    return OutputLook(paths, numbers)


def begin_look_at_outputs(output_dir: str, paths: Sequence[str]) -> Callable[[], OutputLook]:
    """Begin what ``look_at_outputs`` does, in the background where that is worth a fork; the result returns the look.

    A server, whose threads a fork would leave in the middle of their work, looks by itself.
    """
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    if sys.platform != "linux" or not is_alone or len(paths) < WORTH_A_FORK or len(os.sched_getaffinity(0)) < 2:
        return lambda: look_at_outputs(output_dir, paths)
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        # What goes wrong in here leaves no numbers, which is the look of a changed folder.
        try:
            os.close(ours)
            with open(theirs, "wb") as pipe:
                pipe.write(look_at_outputs(output_dir, paths).numbers.tobytes())
        finally:
            os._exit(0)
    os.close(theirs)

    def look() -> OutputLook:
        with open(ours, "rb") as pipe:
            data = pipe.read()
        os.waitpid(pid, 0)
        is_whole = len(data) == len(paths) * NUMBERS * array("q").itemsize
        return OutputLook(paths, array("q", data if is_whole else b""))

    return look


def _hashed(text: bytes, numbers: array[int]) -> str:
    state = blake2b(text, digest_size=16)
    state.update(numbers.tobytes())
    return state.hexdigest()


def _output_numbers(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_mtime_ns, state.st_size, state.st_mode


class _Eye:
    """What one look has seen so far."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.files: list[str] = []
        self.numbers = array("q")

    def visit(self, path: str) -> None:
        """Take in the file at ``path``, or each one below it, in the order of names."""
        try:
            status = os.lstat(path)
            if stat.S_ISLNK(status.st_mode):
                self._add(path, status)
                self.marks.append(f"{path} -> {os.readlink(path)}")
                target = os.stat(path)
                if not stat.S_ISDIR(target.st_mode):
                    self._add(path, target)
            elif stat.S_ISDIR(status.st_mode):
                self.marks.append(path)
                self._visit_folder(path)
            else:
                self._add(path, status)
        except OSError:
            # Absent, or closed to us: that is its state.
            self.marks.append(f"{path} ?")

    def _visit_folder(self, path: str) -> None:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                self._add(entry.path, entry.stat(follow_symlinks=False))
            else:
                self.visit(entry.path)

    def _add(self, path: str, status: os.stat_result) -> None:
        self.files.append(path)
        self.numbers.extend((status.st_size, status.st_ino, status.st_mtime_ns))
