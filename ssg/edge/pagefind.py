"""The search index, made by Pagefind's service.

The service reads requests on its standard input and answers on its standard output, each base64 of JSON followed
by a comma. It drops what is unanswered when its input ends, so input stays open until the last answer is in.
One thread drains the answers for as long as the process lives: neither side can block the other on a full pipe.

The files are asked for and written here. The service can write them itself, but says that it has before all bytes
are on the disk, and loses those when it ends (https://github.com/Pagefind/pagefind/issues/1271).

Its fragments, which hold each page as it was indexed, are not published. In their place stands ``SearchDocument.shown``
under the same name, as JSON that the host compresses. The order by date lies in a file of its own (``ORDER_NAME``):
Pagefind would keep it in the list of pages, which every reader loads. What else makes that list long is shortened
(``page_list``).
"""

import base64
import json
import os
import subprocess
import threading
import zlib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from msgspec import Struct

from ssg.edge.page_list import LIST_PATTERN, shorten_names
from ssg.edge.stage import is_output_path
from ssg.model.diagnostic import Diagnostic, warning
from ssg.model.search import SearchDocument

ORDER_NAME = "newest-first.json"
"""A list of the ids of the pages that have a date."""
UNSTABLE_PATTERNS = ("pagefind-entry.json", LIST_PATTERN, "filter/*.pf_filter")
"""Files that Pagefind 1.5.2 names or writes differently at each run of the same input; 1.6.0 does not."""

_UNUSED_PATTERNS = ("pagefind-*ui.css", "pagefind-*ui.js", "pagefind-highlight.js", "pagefind-worker.js")
_IN_FLIGHT = 64
"""Unanswered requests at most: what the service holds in memory beside its index."""
_SMALL_CHUNKS_FROM = 500
"""Pages from which small index chunks save the reader more bytes than they cost in files."""
_CHUNK_SIZE = "2500"
"""Some 4 KB a file of the index. 5000 makes 7 KB of it, and the list of files, which every reader needs, 20 % less."""
_ENGINE_PATTERNS = ("pagefind.js", "wasm.*.pagefind")
_FRAGMENTS = "fragment/*.pf_fragment"

_Answer = dict[str, Any]


class IndexOutcome(Struct, frozen=True):
    """What became of the index; without ``files`` there is none, and ``diagnostics`` say why."""

    files: tuple[str, ...]
    """Written files, relative to the output folder, "/"-separated, sorted."""
    diagnostics: tuple[Diagnostic, ...] = ()


class _Refused(Exception):
    """The service refused a request, in its own words."""


class _Ended(Exception):
    """The service ended before its last answer."""


def pagefind_binary(configured: str) -> Path:
    """Return the binary to use: ``configured`` (``search_binary`` in site.yaml), the packaged one, or PATH's."""
    if configured:
        return Path(configured)
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        # No wheel for this machine: starting it will find one on PATH, or say that there is none.
        return Path("pagefind")


def binary_stamp(binary: Path) -> str:
    """Return what tells one build of the binary from another, without running it; "" when there is none."""
    try:
        stat = binary.stat()
    except OSError:
        return ""
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def build_index(
    documents: Iterable[SearchDocument],
    output_dir: Path,
    binary: Path,
    *,
    engine_from: str = "",
    timeout_s: float = 600.0,
) -> IndexOutcome:
    """Write the index of ``documents`` into ``output_dir``, a folder that is new or empty.

    engine_from: the index beside this one that brings the scripts and the WebAssembly for both; "" = its own.

    The site stays good without an index, so every failure is a warning: ``search-unavailable`` when the binary does
    not start, ``search-timeout``, ``search-stopped`` when it ends by itself, ``search-failed`` with the reason when it
    refuses or the folder cannot be made. The process has ended when this returns. After a failure the folder holds
    nothing of use.
    """
    # In order of URL: the indexer numbers pages as they come, and names its files by what is in them.
    ordered = sorted(documents, key=lambda document: document.url)
    try:
        process = _start(binary, len(ordered))
    except OSError as failure:
        return _failure(warning("search-unavailable", binary=binary, reason=failure.strerror or failure))
    service = _Service(process, timeout_s)
    try:
        files = shorten_names(service.index(ordered))
        files = _published(files, {document.url: document for document in ordered})
        if engine_from:
            files = _without_engine(files, engine_from)
    except _Refused as refusal:
        return _failure(warning("search-failed", reason=refusal))
    except _Ended:
        late = service.has_timed_out
        return _failure(warning("search-timeout", seconds=round(timeout_s)) if late else warning("search-stopped"))
    finally:
        service.end()
    try:
        return IndexOutcome(tuple(sorted(_write(name, data, output_dir) for name, data in files)))
    except OSError as failure:
        return _failure(warning("search-failed", reason=failure.strerror or failure))


def _failure(diagnostic: Diagnostic) -> IndexOutcome:
    return IndexOutcome((), (diagnostic,))


def _start(binary: Path, page_count: int) -> "subprocess.Popen[bytes]":
    chunks = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK_SIZE} if page_count >= _SMALL_CHUNKS_FROM else {}
    return subprocess.Popen(
        [binary, "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **chunks},
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

    def index(self, documents: Iterable[SearchDocument]) -> list[tuple[str, bytes]]:
        """Index ``documents`` and return the files that are used: (name, bytes). Raises _Refused and _Ended."""
        index_id = self._ask(type="NewIndex", config={})["index_id"]
        for document in documents:
            self._send(type="AddFile", index_id=index_id, url=document.url, file_contents=document.html)
            if self._in_flight >= _IN_FLIGHT:
                self._receive()
        while self._in_flight:
            self._receive()
        return _used_files(self._ask(type="GetFiles", index_id=index_id))

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


def _used_files(answer: _Answer) -> list[tuple[str, bytes]]:
    """Return the files of an answer but those that the search page does not use. Raises _Refused."""
    try:
        files = [(str(file["path"]), base64.b64decode(file["content"], validate=True)) for file in answer["files"]]
    except (ValueError, KeyError, TypeError):
        raise _Refused("no files") from None
    if not all(is_output_path(name) for name, _ in files):
        raise _Refused("a file outside its folder")
    return [(name, data) for name, data in files if not any(fnmatchcase(name, unused) for unused in _UNUSED_PATTERNS)]


def _published(
    files: list[tuple[str, bytes]], document_by_url: Mapping[str, SearchDocument]
) -> list[tuple[str, bytes]]:
    """Return the files with a text for each page in place of its fragment, and the order. Raises _Refused."""
    fragments = [(name, data) for name, data in files if fnmatchcase(name, _FRAGMENTS)]
    try:
        pages = [(_page_id(name), document_by_url[_fragment_url(data)]) for name, data in fragments]
    except (zlib.error, ValueError, KeyError):
        raise _Refused("a fragment that is of no page") from None
    dated = sorted((document.date, document.url, page_id) for page_id, document in pages if document.date)
    order = json.dumps([page_id for _, _, page_id in reversed(dated)])
    others = [(name, data) for name, data in files if not fnmatchcase(name, _FRAGMENTS)]
    texts = [(f"text/{page_id}.json", document.shown.encode()) for page_id, document in pages]
    return [*others, *texts, (ORDER_NAME, order.encode())]


def _page_id(fragment_name: str) -> str:
    return fragment_name.removeprefix("fragment/").removesuffix(".pf_fragment")


def _fragment_url(data: bytes) -> str:
    return str(json.loads(zlib.decompress(data, wbits=31).decode().removeprefix("pagefind_dcd"))["url"])


def _without_engine(files: list[tuple[str, bytes]], engine_from: str) -> list[tuple[str, bytes]]:
    """Return the files without scripts and WebAssembly, and have the latter taken from the index ``engine_from``."""
    kept = [(name, data) for name, data in files if not any(fnmatchcase(name, own) for own in _ENGINE_PATTERNS)]
    return [(name, _borrowing(data, engine_from) if name == "pagefind-entry.json" else data) for name, data in kept]


def _borrowing(entry: bytes, engine_from: str) -> bytes:
    """Have the entry of an index name the WebAssembly of another.

    Pagefind makes ``wasm.<name>.pagefind`` of the name, below the folder of the index: the steps up lead out of
    what it takes for a folder, ``wasm..``, and out of the index itself. Raises _Refused.
    """
    try:
        told = json.loads(entry)
        for language in told["languages"].values():
            language["wasm"] = f"./../../{engine_from}/wasm.{language['wasm'] or 'unknown'}"
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _Refused("an entry that names no languages") from None
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _write(name: str, data: bytes, output_dir: Path) -> str:
    """Write one file and return its name. Raises OSError."""
    path = output_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name
