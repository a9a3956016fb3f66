"""The content files of a site: outlines of all, documents of those that have to be opened.

What is plain and has not changed since the last build is known by its outline alone; its document is loaded when
a page that shows it is made.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from msgspec import Struct

from ssg.engine.ahead import Reader
from ssg.engine.cache import Cache, CacheLostError
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import digest
from ssg.engine.pool import WORTH_A_POOL, in_processes, told
from ssg.model.config import Config, ReadSettings
from ssg.model.diagnostic import Diagnostic
from ssg.model.document import Document, Orphan
from ssg.model.outline import Outline
from ssg.model.registers import Registers
from ssg.model.resolution import LinkFacts, Resolution
from ssg.model.source import SourceFile
from ssg.outlines import decode_addresses, decode_outlines
from ssg.plan.outlines import OutlineMaker
from ssg.readings import Entry, FileReader, FileReading, kind_of
from ssg.request import BuildRequest


class Library(Struct):
    """All content files. Grows while a site is planned: documents are opened when they turn out to be needed."""

    cache: Cache
    reading_key_by_path: dict[str, str]
    """Of what a document's reading was made from: its bytes, the settings."""
    outline_key_by_path: dict[str, str]
    """The same with the registers."""
    outlines: tuple[Outline, ...]
    """Of all documents but the fronts."""
    entry_by_path: dict[str, Entry]
    """Of the documents, orphans and fronts that are open."""
    facts_by_path: dict[str, LinkFacts]
    """Of the documents that are known by their outline."""
    lookups_by_path: dict[str, tuple[str, ...]]
    address_by_path: dict[str, str]
    """Of the last build."""
    fresh: dict[str, FileReading]
    """What was read from disk in this run, by path."""
    resolution_by_path: dict[str, Resolution] = {}
    """Where the references of open documents lead, once the catalog is known."""

    @property
    def documents(self) -> dict[str, Document]:
        """Return the open documents by path."""
        entries = self.entry_by_path.items()
        return {path: entry.document for path, entry in entries if isinstance(entry.document, Document)}

    @property
    def orphans(self) -> tuple[Orphan, ...]:
        entries = (self.entry_by_path[path] for path in sorted(self.entry_by_path))
        return tuple(entry.document for entry in entries if isinstance(entry.document, Orphan))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what reading noticed; a document that noticed anything is always open."""
        return tuple(fault for path in sorted(self.entry_by_path) for fault in self.entry_by_path[path].diagnostics)

    def bring(self, paths: Iterable[str]) -> None:
        """Take documents at hand that were known by their outlines alone. Raises CacheLostError."""
        self.entry_by_path |= self.recall([path for path in paths if path not in self.entry_by_path])

    def recall(self, paths: Collection[str]) -> dict[str, Entry]:
        """Return readings from the cache, by path. Raises CacheLostError."""
        found = recall(self.cache, {path: self.reading_key_by_path[path] for path in paths})
        if len(found) < len(paths):
            raise CacheLostError
        return found


def open_library(
    request: BuildRequest,
    config: Config,
    files: tuple[SourceFile, ...],
    registers: Registers,
    cache: Cache,
    reader: Reader,
    tell: Callable[[int, int], None],
    heed: Callable[[list[Outline]], None],
) -> Library:
    """Return the content files among ``files``; what the cache does not know by its bytes is read from disk.

    reader: reads the files, if they are few.   tell: told how many of these are read, and how many there are.
    heed: told of outlines as soon as they are known, while other files are being read.
    """
    settings = read_settings(config)
    # References are looked up again when pictures are to be made in other sizes.
    settings_digest, registers_digest = digest(settings), digest((registers, config.images))
    wanted = {file.path: file for file in files if kind_of(file.path) is not None}
    reading_keys = {path: settings_digest + file.digest for path, file in wanted.items()}
    outline_keys = {path: registers_digest + key for path, key in reading_keys.items()}
    blobs = {} if request.clean else cache.load_outlines()
    try:
        every = decode_outlines(blobs.values())
    except CodecError as fault:
        raise CacheLostError from fault
    remembered = [known for known in every if outline_keys.get(known.outline.card.path) == known.key]
    plain = {known.outline.card.path: known for known in remembered}
    others = {path: key for path, key in reading_keys.items() if path not in plain}
    entries = {} if request.clean else recall(cache, others)
    unread = tuple(wanted[path] for path in others if path not in entries)
    maker = OutlineMaker(registers, ZoneInfo(config.timezone), digest)
    outlines = [*(known.outline for known in remembered), *_outlines(maker, entries)]
    heed(outlines)
    fresh: dict[str, FileReading] = {}
    files_in_order = iter(unread)
    with _in_reading(FileReader(str(request.site_root), settings), unread, request.jobs, reader) as chunks:
        for chunk in told(chunks, len(unread), tell):
            readings = {next(files_in_order).path: reading for reading in chunk}
            read = codec_of(Entry).decode_by_key({path: reading.entry for path, reading in readings.items()})
            made = _outlines(maker, read)
            heed(made)
            outlines += made
            entries |= read
            fresh |= readings
    return Library(
        cache=cache,
        reading_key_by_path=reading_keys,
        outline_key_by_path=outline_keys,
        outlines=tuple(outlines),
        entry_by_path=entries,
        facts_by_path={path: known.facts for path, known in plain.items()},
        lookups_by_path={path: known.lookups for path, known in plain.items()},
        address_by_path=decode_addresses(blobs) | {known.outline.card.path: known.address for known in every},
        fresh=fresh,
    )


@contextmanager
def _in_reading(
    read: FileReader, files: tuple[SourceFile, ...], jobs: int, reader: Reader
) -> Iterator[Iterator[list[FileReading]]]:
    """Give the readings of ``files`` in order, chunk by chunk.   reader: reads them, if they are few."""
    if len(files) < WORTH_A_POOL:
        yield iter([reader.read(read, files)])
        return
    with in_processes(read, files, jobs) as chunks:
        yield chunks


def _outlines(maker: OutlineMaker, entries: Mapping[str, Entry]) -> list[Outline]:
    return [
        maker.outline(entry.document, entry.fingerprint)
        for entry in entries.values()
        if isinstance(entry.document, Document) and not entry.document.is_index
    ]


def read_settings(config: Config) -> ReadSettings:
    """Return the part of the configuration that reading a document depends on."""
    return ReadSettings(config.timezone, config.language, config.remote_images, config.approval_rules)


def recall(cache: Cache, key_by_path: Mapping[str, str]) -> dict[str, Entry]:
    """Return the readings that the cache holds, by path; none when it does not hold what it should."""
    try:
        return codec_of(Entry).decode_by_key(cache.load_readings(key_by_path))
    except CodecError:
        return {}


def contents_of(library: Library) -> dict[str, bytes]:
    """Return the encoded bulk of the documents that were read in this run, by digest."""
    return {reading.body_digest: reading.content for reading in library.fresh.values() if reading.body_digest}
