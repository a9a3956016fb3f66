"""The search index, made by Pagefind's service.

The service reads requests on its standard input and answers on its standard output, each base64 of JSON followed
by a comma. It drops what is unanswered when its input ends, so input stays open until the last answer is in.
One thread drains the answers for as long as the process lives: neither side can block the other on a full pipe.
"""

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from ssg.model.diagnostic import Diagnostic, warning
from ssg.model.search import SearchDocument

UNSTABLE_PATTERNS = ("pagefind-entry.json", "pagefind.*.pf_meta", "filter/*.pf_filter")
"""Files that Pagefind 1.5.2 names or writes differently at each run of the same input; 1.6.0 does not."""

_UNUSED_PATTERNS = ("pagefind-*ui.css", "pagefind-*ui.js", "pagefind-highlight.js")
_IN_FLIGHT = 64
"""Unanswered requests at most: what the service holds in memory beside its index."""
_SMALL_CHUNKS_FROM = 500
"""Pages from which small index chunks save the reader more bytes than they cost in files."""

_Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class IndexOutcome:
    """What became of the index; without ``files`` there is none, and ``diagnostics`` say why."""

    files: tuple[str, ...]
    """Written files, relative to the output folder, "/"-separated, sorted."""
    diagnostics: tuple[Diagnostic, ...] = ()


class _ServiceError(Exception):
    """The service refused a request, broke off or took too long."""


def pagefind_binary(configured: str) -> Path:
    """Return the binary to use: ``configured`` (``search_binary`` in site.yaml) or, when empty, the packaged one."""
    if configured:
        return Path(configured)
    from pagefind_bin import get_executable

    return Path(get_executable())


def binary_stamp(binary: Path) -> str:
    """Return what tells one build of the binary from another, without running it; "" when there is none."""
    try:
        stat = binary.stat()
    except OSError:
        return ""
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def build_index(
    documents: Iterable[SearchDocument], output_dir: Path, binary: Path, timeout_s: float = 600.0
) -> IndexOutcome:
    """Write the index of ``documents`` into ``output_dir``, a folder that is new or empty.

    The site stays good without an index, so every failure is a warning: ``search-unavailable`` when the binary does
    not start, ``search-failed`` with the service's reason otherwise. After a failure the folder holds nothing of use.
    """
    # In order of URL: the indexer numbers pages as they come, and names its files by what is in them.
    ordered = sorted(documents, key=lambda document: document.url)
    try:
        with _service(binary, len(ordered), timeout_s) as service:
            service.index(ordered, output_dir.absolute())
    except _ServiceError as failure:
        return IndexOutcome((), (warning("search-failed", reason=failure),))
    except OSError as failure:
        return IndexOutcome((), (warning("search-unavailable", binary=binary, reason=failure.strerror or failure),))
    _remove_unused(output_dir)
    return IndexOutcome(_files(output_dir))


@contextmanager
def _service(binary: Path, page_count: int, timeout_s: float) -> Iterator["_Service"]:
    process = subprocess.Popen(
        [binary, "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(page_count),
    )
    watchdog = threading.Timer(timeout_s, process.kill)
    watchdog.start()
    try:
        assert process.stdin and process.stdout
        yield _Service(process.stdin, process.stdout)
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def _environment(page_count: int) -> dict[str, str]:
    chunks = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"} if page_count >= _SMALL_CHUNKS_FROM else {}
    return {**os.environ, **chunks}


class _Service:
    """A conversation with one running service."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers: SimpleQueue[_Answer | None] = SimpleQueue()
        self._in_flight = 0
        self._sent = 0
        threading.Thread(target=_drain, args=(answers, self._answers), daemon=True).start()

    def index(self, documents: Iterable[SearchDocument], output_dir: Path) -> None:
        """Index ``documents`` and write the files. Raises _ServiceError."""
        try:
            self._send(type="NewIndex", config={})
            index_id = self._receive()["index_id"]
            for document in documents:
                self._send(type="AddFile", index_id=index_id, url=document.url, file_contents=document.html)
                if self._in_flight >= _IN_FLIGHT:
                    self._receive()
            while self._in_flight:
                self._receive()
            self._send(type="WriteFiles", index_id=index_id, output_path=str(output_dir))
            self._receive()
        except BrokenPipeError:
            raise _ServiceError("the service ended early") from None

    def _send(self, **payload: object) -> None:
        self._sent += 1
        self._in_flight += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        self._requests.write(base64.b64encode(message) + b",")
        self._requests.flush()

    def _receive(self) -> _Answer:
        answer = self._answers.get()
        self._in_flight -= 1
        if answer is None:
            raise _ServiceError("the service ended early")
        if answer["type"] == "Error":
            raise _ServiceError(answer.get("message", "unknown"))
        return answer


def _drain(stream: IO[bytes], answers: "SimpleQueue[_Answer | None]") -> None:
    """Hand on every answer of ``stream``, then None at its end or at the first that is no answer."""
    buffer = b""
    while piece := os.read(stream.fileno(), 1 << 16):
        *messages, buffer = (buffer + piece).split(b",")
        for message in messages:
            answers.put(_decoded(message))
    answers.put(None)


def _decoded(message: bytes) -> _Answer:
    try:
        payload = json.loads(base64.b64decode(message, validate=True))["payload"]
        return {"type": str(payload["type"]), **payload}
    except (ValueError, KeyError, TypeError):
        return {"type": "Error", "message": "not the answer of a search service"}


def _remove_unused(output_dir: Path) -> None:
    for pattern in _UNUSED_PATTERNS:
        for path in output_dir.glob(pattern):
            path.unlink()


def _files(output_dir: Path) -> tuple[str, ...]:
    paths = (path for path in output_dir.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(output_dir).as_posix() for path in paths))
