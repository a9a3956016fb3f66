"""The answer that a build leaves to the same question, asked again: a file beside the cache.

It is read before anything else is imported, so it is no table of the cache, which SQLite would have to open.
Light: the first glance at a site imports it.
"""

from __future__ import annotations

import os
from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = ".ssg/answer"
CACHE = ".ssg/cache.db"
SEAL_BYTES = 16
SECONDS = "{seconds}"
"""Stands in an answer for how long it took to find that it still holds."""


class Answer:
    """What there is to say when nothing is other than it was. Not changed once it is made."""

    __slots__ = ("cache", "code", "err", "out", "outputs", "paths", "question", "since", "sources", "until")

    def __init__(
        self,
        question: str,
        code: str,
        cache: str,
        since: str,
        until: str,
        sources: str,
        outputs: str,
        out: str,
        err: str,
        paths: Sequence[str],
    ) -> None:
        self.question = question
        """All that is asked but for the time."""
        self.code = code
        """``quick_stamp`` of the program."""
        self.cache = cache
        """``cache_stamp`` of the site."""
        self.since = since
        """When it was given, in seconds since 1970."""
        self.until = until
        """The next change by date alone, in seconds since 1970; empty when there is none."""
        self.sources = sources
        """Digest of the look at the sources."""
        self.outputs = outputs
        """Digest of the look at the outputs."""
        self.out = out
        """For standard output, with ``SECONDS`` in it."""
        self.err = err
        """For standard error, without colours."""
        self.paths = paths
        """Of all outputs."""


def cache_stamp(site_root: str) -> str:
    """Return the size, time and inode of the cache; "" when there is none. Another build will have changed them."""
    try:
        state = os.lstat(os.path.join(site_root, CACHE))
    except OSError:
        return ""
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ino}"


def read_answer(site_root: str) -> Answer | None:
    """Return the answer that was left; None when there is none, or it is not as it was written."""
    try:
        with open(os.path.join(site_root, NAME), "rb", opener=_opened) as file:
            seal, _, data = file.read().partition(b"\0")
    except OSError:
        return None
    if seal != _seal(data):
        return None
    try:
        fields = str(data, "utf-8", "surrogatepass").split("\0")
        question, code, cache, since, until, sources, outputs, out, err, *paths = fields
    except ValueError:
        # Sealed well, but by another version, or by somebody else.
        return None
    return Answer(question, code, cache, since, until, sources, outputs, out, err, paths)


def write_answer(site_root: str, answer: Answer) -> None:
    """Leave an answer. Raises OSError."""
    fields = (answer.question, answer.code, answer.cache, answer.since, answer.until)
    text = "\0".join((*fields, answer.sources, answer.outputs, answer.out, answer.err, *answer.paths))
    data = text.encode("utf-8", "surrogatepass")
    path = os.path.join(site_root, NAME)
    # Two builds at once may spoil it for one another: the seal tells.
    spare = f"{path}.new"
    with open(spare, "wb", opener=_opened) as file:
        file.write(_seal(data) + b"\0" + data)
    os.replace(spare, path)


def _opened(path: str, flags: int) -> int:
    # A folder that came from elsewhere may hold a link, which would have another file read or written, or a pipe.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=SEAL_BYTES).hexdigest().encode()
