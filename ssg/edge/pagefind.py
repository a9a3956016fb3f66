"""The search index, made by Pagefind's service.

The service reads requests on its standard input and answers on its standard output, each base64 of JSON followed
by a comma. It drops what is unanswered when its input ends, so input stays open until the last answer is in.
One thread drains the answers for as long as the process lives: neither side can block the other on a full pipe.

The files are asked for. The service can write them itself, but says that it has before all bytes
are on the disk, and loses those when it ends (https://github.com/Pagefind/pagefind/issues/1271).

Of them the words alone are kept (``search_parts``); what is published are files of another form (``search_files``).
"""

import base64
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Self

from ssg.edge.pagefind_words import read_index
from ssg.edge.search_parts import IndexedPart, indexed_page
from ssg.edge.stage import is_output_path
from ssg.model.diagnostic import Outcome, warning
from ssg.model.search import SearchDocument

_IN_FLIGHT = 64
"""Unanswered requests at most: what the service holds in memory beside its index."""
_File = tuple[str, bytes]
_Answer = dict[str, Any]


class _Refused(Exception):
    """The service refused a request, in its own words."""


class _Ended(Exception):
    """The service ended before its last answer."""


def pagefind_binary(configured: str) -> Path:
    """Return the binary to use: ``configured`` (``search_binary`` in site.yaml), the packaged one, or PATH's."""
    if configured:
        return _found(configured)
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        # There is no wheel for this machine.
        return _found("pagefind")


def _found(name: str) -> Path:
    """Return where a program is; where it is nowhere its name, which starting it will tell."""
    return Path(shutil.which(name) or name)


def binary_stamp(binary: Path) -> str:
    """Return what tells one build of the binary from another, without running it; "" when there is none."""
    try:
        stat = binary.stat()
    except OSError:
        return ""
    return f"{stat.st_size}-{stat.st_mtime_ns}"


class Indexer:
    """Makes parts of an index, several at a time in as many threads; as a context it ends what still runs."""

    def __init__(self, binary: Path, timeout_s: float = 600.0) -> None:
        """Prepare for one binary, which may take ``timeout_s`` for a part."""
        self._binary, self._timeout_s = binary, timeout_s
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        with self._lock:
            self._is_stopped = True
            for process in self._running:
                process.kill()

    def index(self, documents: Sequence[SearchDocument]) -> Outcome[IndexedPart | None]:
        """Index ``documents``, which are numbered as they come.

        The site stays good without an index, so every failure is a warning: ``search-unavailable`` when the binary
        does not start, ``search-timeout``, ``search-stopped`` when it ends by itself or with this context,
        ``search-failed`` with the reason when it refuses. The process has ended when this returns.
        """
        try:
            process = self._started()
        except OSError as failure:
            reason = failure.strerror or failure
            return Outcome(None, (warning("search-unavailable", binary=self._binary, reason=reason),))
        if process is None:
            return Outcome(None, (warning("search-stopped"),))
        service = _Service(process, self._timeout_s)
        try:
            files = service.index(documents)
        except _Refused as refusal:
            return Outcome(None, (warning("search-failed", reason=refusal),))
        except _Ended:
            late = service.has_timed_out
            fault = warning("search-timeout", seconds=round(self._timeout_s)) if late else warning("search-stopped")
            return Outcome(None, (fault,))
        finally:
            # Before anything is made of the files: it holds most of the memory that an index takes.
            service.end()
            with self._lock:
                self._running.discard(process)
        try:
            words = read_index(files, [document.url for document in documents])
        except ValueError as failure:
            return Outcome(None, (warning("search-failed", reason=failure),))
        return Outcome(IndexedPart(tuple(map(indexed_page, documents)), words))

    def _started(self) -> "subprocess.Popen[bytes] | None":
        """Return a new process; None once the context has ended. Raises OSError."""
        with self._lock:
            if self._is_stopped:
                return None
            process = _start(self._binary)
            self._running.add(process)
            return process


def _start(binary: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


class _Service:
    """A conversation with one running service, which is killed when it takes longer than ``timeout_s``."""

    def __init__(self, process: "subprocess.Popen[bytes]", timeout_s: float) -> None:
        assert process.stdin and process.stdout
        self.has_timed_out = False
        self._process = process
        self._requests = process.stdin
        self._answers: SimpleQueue[_Answer | None] = SimpleQueue()
        self._in_flight = 0
        self._sent = 0
        self._reader = threading.Thread(target=_drain, args=(process.stdout, self._answers), daemon=True)
        self._reader.start()
        self._watchdog = threading.Timer(timeout_s, self._time_out)
        self._watchdog.start()

    def index(self, documents: Iterable[SearchDocument]) -> list[_File]:
        """Index ``documents`` and return the files of the index: (name, bytes). Raises _Refused and _Ended."""
        index_id = self._ask(type="NewIndex", config={}).get("index_id")
        for document in documents:
            self._send(type="AddFile", index_id=index_id, url=document.url, file_contents=document.html)
            if self._in_flight >= _IN_FLIGHT:
                self._receive()
        while self._in_flight:
            self._receive()
        return _files(self._ask(type="GetFiles", index_id=index_id))

    def end(self) -> None:
        """End the process and give back all that the conversation held."""
        self._watchdog.cancel()
        self._process.kill()
        # Not forever: what the process itself has started may keep its output open.
        self._reader.join(timeout=5.0)
        self._process.communicate()

    def _time_out(self) -> None:
        self.has_timed_out = True
        self._process.kill()

    def _ask(self, **payload: object) -> _Answer:
        self._send(**payload)
        return self._receive()

    def _send(self, **payload: object) -> None:
        self._sent += 1
        self._in_flight += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        try:
            self._requests.write(base64.b64encode(message) + b",")
            self._requests.flush()
        except BrokenPipeError:
            raise _Ended from None

    def _receive(self) -> _Answer:
        answer = self._answers.get()
        self._in_flight -= 1
        if answer is None:
            raise _Ended
        if answer["type"] == "Error":
            raise _Refused(answer.get("message", ""))
        return answer


def _drain(stream: IO[bytes], answers: "SimpleQueue[_Answer | None]") -> None:
    """Hand on every answer of ``stream``, and None at its end."""
    # An answer may be many megabytes: its pieces are joined once.
    pieces: list[bytes] = []
    while piece := os.read(stream.fileno(), 1 << 16):
        *ends, rest = piece.split(b",")
        for end in ends:
            answers.put(_decoded(b"".join((*pieces, end))))
            pieces = []
        pieces.append(rest)
    answers.put(None)


def _decoded(message: bytes) -> _Answer:
    try:
        payload = json.loads(base64.b64decode(message, validate=True))["payload"]
        return {**payload, "type": str(payload["type"])}
    except (ValueError, KeyError, TypeError):
        return {"type": "Error", "message": message[:40].decode(errors="replace")}


def _files(answer: _Answer) -> list[_File]:
    """Return the files of an answer. Raises _Refused."""
    try:
        files = [(str(file["path"]), base64.b64decode(file["content"], validate=True)) for file in answer["files"]]
    except (ValueError, KeyError, TypeError):
        raise _Refused("no files") from None
    if not all(is_output_path(name) for name, _ in files):
        raise _Refused("a file outside its folder")
    return files
