"""Which source files there are, and their digests."""

import os
import re
import stat
import time
import unicodedata
from collections.abc import Mapping
from operator import attrgetter

from msgspec import Struct

from ssg.edge.sources import PUBLISHES_DOTFILES, digest_file, is_inside, open_plain, unreadable
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.disk import SourceStat
from ssg.model.patterns import late_pattern
from ssg.model.source import SourceFile

RACY_NS = 2_000_000_000
"""A file digested so soon after it was changed may have changed again since, in the same tick of its clock."""
_ENDING = r"(\.(md|ya?ml|html|css|jpe?g|png|svg|pdf))?"
_PLAIN_ASCII = re.compile(rf"[0-9A-Za-z][0-9A-Za-z_-]*{_ENDING}")
_PLAIN_NAME = late_pattern(rf"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff_-]*{_ENDING}")
LEFTOVERS = re.compile(
    r"\.ssg.*|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.git|\.svn|\.hg"  # of ssg, systems and version control
    r"|.*~|\.#.*|#.*#|\..*\.sw[a-p]|~\$.*|.*\.(bak|orig|tmp)",  # of editors and office programs
    re.IGNORECASE,
)
UNUSABLE = late_pattern(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\\]")
"""Characters that no name may have: controls, invisible ones, backslash, and bytes that are not UTF-8."""


class Scan(Struct, frozen=True):
    stats: tuple[SourceStat, ...]
    """All source files, by path."""
    ignored: tuple[str, ...]
    """Paths of hidden files and of leftovers of editors and systems, sorted."""
    restamped: tuple[SourceStat, ...] = ()
    """Those of ``stats`` that are not as the last scan noted them; some of these only have another time."""
    changed: tuple[str, ...] = ()
    """Paths whose bytes are others, or new, since the last scan."""
    gone: tuple[str, ...] = ()
    """Paths that the last scan saw and this one did not."""

    def files(self) -> tuple[SourceFile, ...]:
        """Return what reading and planning may know of them."""
        return tuple(SourceFile(found.path, found.digest, found.size_bytes) for found in self.stats)


def scan_sources(
    site_root: str, roots: tuple[str, ...], previous: Mapping[str, SourceStat], always_digest: bool
) -> Outcome[Scan]:
    """Find all source files of a site.

    site_root: disk path.   roots: files and folders below it: ``site.yaml``, ``content``, ``themes/mine``;
    one that does not exist is passed over.   previous: what the last scan gave, by path.
    always_digest: do not trust size, time and inode to tell that a file is as it was.

    Links to files inside the site are followed. An error names each of these, and the rest goes on: a link
    that leads out of the site or nowhere, a link to a folder, a name that is no name, two names that look the
    same, and what cannot be read or is neither file nor folder.
    """
    scanner = _Scanner(os.path.realpath(site_root), {} if always_digest else previous)
    for root in roots:
        if os.path.lexists(os.path.join(scanner.real_root, root)):
            scanner.visit(os.path.join(scanner.real_root, root), root)
    stats = tuple(sorted(scanner.stat_by_path.values(), key=attrgetter("path")))
    restamped = tuple([stat for stat in stats if previous.get(stat.path) != stat])
    known = {path: before.digest for path, before in previous.items()}
    return Outcome(
        Scan(
            stats=stats,
            ignored=tuple(sorted(scanner.ignored)),
            restamped=restamped,
            changed=tuple(stat.path for stat in restamped if known.get(stat.path) != stat.digest),
            gone=tuple(path for path in previous if path not in scanner.stat_by_path),
        ),
        tuple(scanner.diagnostics),
    )


class _Scanner:
    """What one scan has found so far."""

    def __init__(self, real_root: str, previous: Mapping[str, SourceStat]) -> None:
        self.real_root = real_root
        self._previous = previous
        self.stat_by_path: dict[str, SourceStat] = {}
        self.ignored: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def visit(self, disk_path: str, path: str) -> None:
        """Take in a file, or a folder with all that is in it.

        disk_path: below ``real_root``, and no link before its last part.
        """
        try:
            status = os.lstat(disk_path)
            if stat.S_ISREG(status.st_mode):
                self._add_file(disk_path, path, status)
            elif stat.S_ISDIR(status.st_mode):
                self._visit_folder(disk_path, path)
            elif stat.S_ISLNK(status.st_mode):
                self._visit_link(disk_path, path)
            else:
                self.diagnostics.append(error("odd-file-kind", Span(path), path=path))
        except OSError as fault:
            self.diagnostics.append(unreadable(path, fault))

    def _visit_folder(self, disk_path: str, path: str) -> None:
        for name in sorted(os.listdir(disk_path)):
            if is_plain_name(name):
                self.visit(f"{disk_path}/{name}", f"{path}/{name}")
                continue
            shown = _shown(name)
            below = f"{path}/{shown}"
            if LEFTOVERS.fullmatch(name) or (name.startswith(".") and path.split("/")[0] != PUBLISHES_DOTFILES):
                self.ignored.append(below)
            elif UNUSABLE.search(name):
                self.diagnostics.append(error("odd-file-name", Span(below), name=shown))
            else:
                self.visit(os.path.join(disk_path, name), f"{path}/{unicodedata.normalize('NFC', name)}")

    def _visit_link(self, disk_path: str, path: str) -> None:
        real_path = os.path.realpath(disk_path)
        if not is_inside(real_path, self.real_root):
            self.diagnostics.append(error("symlink-outside", Span(path), path=path))
        elif os.path.isdir(real_path):
            # Links among folders can make a small site endless.
            self.diagnostics.append(error("symlink-folder", Span(path), path=path))
        elif not os.path.isfile(real_path):
            self.diagnostics.append(error("symlink-broken", Span(path), path=path))
        else:
            self._add_file(real_path, path, os.lstat(real_path))

    def _add_file(self, disk_path: str, path: str, status: os.stat_result) -> None:
        if path in self.stat_by_path:
            self.diagnostics.append(error("same-name-twice", Span(path), path=path))
            return
        known = self._previous.get(path)
        if known is None or not _is_unchanged(known, status):
            known = digest_source(disk_path, path)
        self.stat_by_path[path] = known


def _is_unchanged(known: SourceStat, status: os.stat_result) -> bool:
    return (
        known.size_bytes == status.st_size
        and known.mtime_ns == status.st_mtime_ns
        and known.inode == status.st_ino
        and known.mtime_ns + RACY_NS < known.digested_ns
    )


def digest_source(disk_path: str, path: str) -> SourceStat:
    """Return what is to be remembered of one source file. Raises OSError, also for what is no plain file."""
    now_ns = time.time_ns()
    with open_plain(disk_path) as file:
        status = os.fstat(file.fileno())
        digest = digest_file(file, status.st_size)
    return SourceStat(path, digest, status.st_size, status.st_mtime_ns, status.st_ino, now_ns)


def is_plain_name(name: str) -> bool:
    """Return whether a name is one of most: neither hidden nor a leftover, nothing wrong with it, and the same in
    every Unicode form.
    """
    # To compile the pattern of Chinese ones takes 3 ms, which an edit does without where all are in ASCII.
    return (_PLAIN_ASCII if name.isascii() else _PLAIN_NAME).fullmatch(name) is not None


def _shown(name: str) -> str:
    """Return a name that can be printed: what cannot is replaced by U+FFFD."""
    return UNUSABLE.sub("\ufffd", unicodedata.normalize("NFC", name)) if UNUSABLE.search(name) else name
