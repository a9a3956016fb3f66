"""What takes long to make, kept by what it was made from, in a folder of its own: pictures, parts of the search index.

To make a picture takes a hundred times as long as to render a page, so pictures outlive a new version of ssg and
``ssg clean --keep-images``. Nothing here is needed, and nothing is believed: each file ends in a digest of what it
is a part of, and one that does not fit counts as absent. Files are put in place whole, so several builds may share
the folder.
"""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b

from msgspec import Struct

from ssg.edge.sources import open_plain

IMAGES, SEARCH = "images", "search"
"""Folders below ``.ssg``."""
FACTS_NAME = "facts"
DIGEST_BYTES = 16
HEX = frozenset("0123456789abcdef")
OURS = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}(?:\.\d+\.tmp)?")
"""Folder and name of a file that was kept, or was to be."""


class Store(Struct, frozen=True):
    folder: str
    """Disk path; it need not exist."""
    spare_bytes: int
    """Of what is no longer used: a branch that is left and taken up again finds it. The oldest goes first."""

    def load(self, key: str) -> bytes | None:
        """Return what is kept under a key, 32 hex digits; None when it is not there, or not as it was left."""
        return self._read(self._path(key), key)

    def save(self, key: str, data: bytes) -> None:
        """Keep something; a disk that does not take it costs the next build time, no more."""
        self._write(self._path(key), key, data)

    def load_facts(self, stamp: str) -> bytes | None:
        """Return what was remembered of files under ``stamp``; None when that was another one, or nothing."""
        return self._read(f"{self.folder}/{FACTS_NAME}", stamp)

    def save_facts(self, stamp: str, data: bytes) -> None:
        """Remember what is known of files; ``stamp`` is everything else that it depends on."""
        self._write(f"{self.folder}/{FACTS_NAME}", stamp, data)

    def prune(self, used: Collection[str]) -> int:
        """Remove the oldest of what is not ``used``, keys, until the others come to ``spare_bytes`` at most.

        Returns how many were removed.
        """
        spare = sorted(self._others(used), key=lambda found: (-found[0], found[1]))
        kept_bytes, removed = 0, 0
        for _, path, size in spare:
            kept_bytes += size
            if kept_bytes > self.spare_bytes:
                # It may be gone, or not ours to remove: that costs room, no more.
                with suppress(OSError):
                    os.unlink(path)
                    removed += 1
        return removed

    def _others(self, used: Collection[str]) -> list[tuple[int, str, int]]:
        """Return (time, path, size) of every file of ours but ``used`` ones, and of what killed builds have left."""
        found = []
        for folder, _, names in os.walk(self.folder):
            for name in names if self._is_reached_without_links(folder) else ():
                if name in used or not OURS.fullmatch(f"{os.path.basename(folder)}/{name}"):
                    continue
                with suppress(OSError):
                    status = os.lstat(f"{folder}/{name}")
                    found.append((status.st_mtime_ns, f"{folder}/{name}", status.st_size))
        return found

    def _is_reached_without_links(self, folder: str) -> bool:
        """Return whether nothing between the store and a folder in it is a link, which may lead anywhere."""
        return not (os.path.islink(self.folder) or os.path.islink(folder))

    def _path(self, key: str) -> str:
        if len(key) != 2 * DIGEST_BYTES or not HEX.issuperset(key):
            raise ValueError(f"no key: {key!r}")
        return f"{self.folder}/{key[:2]}/{key}"

    def _read(self, path: str, key: str) -> bytes | None:
        if not self._is_reached_without_links(os.path.dirname(path)):
            return None
        try:
            with open_plain(path) as file:
                sealed = file.read()
        except OSError:
            return None
        data, seal = sealed[:-DIGEST_BYTES], sealed[-DIGEST_BYTES:]
        return data if data and _seal(key, data) == seal else None

    def _write(self, path: str, key: str, data: bytes) -> None:
        spare = f"{path}.{os.getpid()}.tmp"
        if not self._is_reached_without_links(os.path.dirname(path)):
            return
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(spare, "wb") as file:
                file.write(data)
                file.write(_seal(key, data))
            os.replace(spare, path)
        except OSError:
            return


def _seal(key: str, data: bytes) -> bytes:
    """Return the digest of a file under its name: one that was put in another's place does not fit."""
    return blake2b(data, digest_size=DIGEST_BYTES, key=key.encode()[:64]).digest()
