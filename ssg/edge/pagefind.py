"""The search index, made by Pagefind's service.

The service reads requests on its standard input and answers on its standard output, each base64 of JSON followed
by a comma. It drops what is unanswered when its input ends, so input stays open until the last answer is in.
One thread drains the answers for as long as the process lives: neither side can block the other on a full pipe.

The files are asked for and written here. The service can write them itself, but says that it has before all bytes
are on the disk, and loses those when it ends (https://github.com/Pagefind/pagefind/issues/1271).

Of them only the words are published, in files of another form (``word_files``): a reader's search loads a tenth of what
Pagefind's own engine would, which is not published either. In place of its fragments, which hold each page as it was
indexed, stands ``SearchDocument.shown``, as JSON that the host compresses. Pages are numbered by age.
"""

import base64
import hashlib
import json
import os
import subprocess
import threading
import zlib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from msgspec import Struct

from ssg.edge.pagefind_words import Word, read_page_names, read_words
from ssg.edge.stage import is_output_path
from ssg.edge.word_files import WordFile, front_coded, word_files
from ssg.model.diagnostic import Diagnostic, warning
from ssg.model.search import SearchDocument

LIST_NAME = "words.json"
"""How many pages there are, and where each file of words begins."""

_IN_FLIGHT = 64
"""Unanswered requests at most: what the service holds in memory beside its index."""
_WORDS, _FRAGMENTS, _PAGES = "index/*.pf_index", "fragment/*.pf_fragment", "pagefind.*.pf_meta"
_TITLE, _PINYIN, _FILTER, _HEADING = "ᚁ", "ᚂ", "ᚃ", "ᚄ"
"""Marks of words (``search_document``): at the beginning the first three, at the end the first and the last."""

_File = tuple[str, bytes]
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
    timeout_s: float = 600.0,
) -> IndexOutcome:
    """Write the index of ``documents`` into ``output_dir``, a folder that is new or empty.

    The site stays good without an index, so every failure is a warning: ``search-unavailable`` when the binary does
    not start, ``search-timeout``, ``search-stopped`` when it ends by itself, ``search-failed`` with the reason when it
    refuses or the folder cannot be made. The process has ended when this returns. After a failure the folder holds
    nothing of use.
    """
    # The indexer numbers pages as they come: those without a date first, then from the oldest to the newest.
    ordered = sorted(documents, key=lambda document: (document.date, document.url))
    try:
        process = _start(binary)
    except OSError as failure:
        return _failure(warning("search-unavailable", binary=binary, reason=failure.strerror or failure))
    service = _Service(process, timeout_s)
    try:
        files = _published(service.index(ordered), ordered)
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
        index_id = self._ask(type="NewIndex", config={})["index_id"]
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


def _published(files: list[_File], documents: list[SearchDocument]) -> list[_File]:
    """Return what readers load: the words, the list of their files, and a text for each page. Raises _Refused."""
    if _urls(files) != [document.url for document in documents]:
        raise _Refused("other pages than it was given")
    try:
        words = [word for name, data in files if fnmatchcase(name, _WORDS) for word in read_words(data)]
    except ValueError as failure:
        raise _Refused(failure) from None
    made = word_files(
        (*words, *_filter_words(documents)),
        pages_alone=(_TITLE, _PINYIN, _FILTER),
        with_places=(_TITLE, _HEADING),
    )
    return [*_word_files(made, documents), *_texts(documents)]


def _urls(files: list[_File]) -> list[str]:
    """Return the URLs of the pages of an index in the order of their numbers. Raises _Refused."""
    lists = [data for name, data in files if fnmatchcase(name, _PAGES)]
    try:
        url_by_name = {Path(name).stem: _fragment_url(data) for name, data in files if fnmatchcase(name, _FRAGMENTS)}
        return [url_by_name[name] for data in lists for name in read_page_names(data)]
    except (zlib.error, ValueError, KeyError):
        raise _Refused("a list of pages that is of another form") from None


def _fragment_url(data: bytes) -> str:
    return str(json.loads(zlib.decompress(data, wbits=31).decode().removeprefix("pagefind_dcd"))["url"])


def _filter_words(documents: list[SearchDocument]) -> list[Word]:
    numbers_by_value: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for name, value in document.filters:
            numbers_by_value.setdefault(" ".join(f"{name}:{value}".split()), []).append(number)
    return [
        Word(_FILTER + value, [b - a for a, b in zip((0, *numbers), numbers, strict=False)], [1] * len(numbers), [])
        for value, numbers in numbers_by_value.items()
    ]


def _word_files(made: list[WordFile], documents: list[SearchDocument]) -> list[_File]:
    """Return the files of words, in a folder that bears the name of this version of them all, and their list."""
    digest = hashlib.blake2b(digest_size=4)
    for file in made:
        digest.update(file.words)
        digest.update(file.places)
    folder = f"words-{digest.hexdigest()}"
    shared, rests = front_coded(file.begin for file in made)
    listed = {
        "version": digest.hexdigest(),
        "pages": len(documents),
        "undated": sum(not document.date for document in documents),
        "shared": shared,
        "rests": "\n".join(rests),
    }
    return [
        (LIST_NAME, json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()),
        *((f"{folder}/{number}.words", file.words) for number, file in enumerate(made)),
        *((f"{folder}/{number}.places", file.places) for number, file in enumerate(made) if file.places),
    ]


def _texts(documents: list[SearchDocument]) -> list[_File]:
    return [(f"text/{number}.json", document.shown.encode()) for number, document in enumerate(documents)]


def _write(name: str, data: bytes, output_dir: Path) -> str:
    """Write one file and return its name. Raises OSError."""
    path = output_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name
