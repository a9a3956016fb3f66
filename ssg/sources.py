"""From disk to values: settings, documents, registers, theme, each read once and remembered by its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from ssg.edge.clock import resolve_now
from ssg.edge.environment import environment
from ssg.edge.scan import Scan, scan_sources
from ssg.edge.sources import read_source
from ssg.edge.theme import load_theme_files
from ssg.engine.cache import Cache
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import digest, digest_bytes
from ssg.engine.pool import map_chunks
from ssg.model.config import BuildOptions, Config, ReadSettings
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.document import FOLDER_BY_KIND, Content, Document, Kind, Orphan, Reading
from ssg.model.source import SourceFile
from ssg.plan.site import SiteSources
from ssg.read.config import read_config
from ssg.read.document import read_document
from ssg.read.registers import read_registers
from ssg.read.source_text import decode_source
from ssg.read.svg import check_svg
from ssg.read.theme import read_theme
from ssg.request import BuildRequest

CONFIG_FILE = "site.yaml"
REGISTERS = "content/registers/"
KIND_BY_FOLDER = {folder: kind for kind, folder in FOLDER_BY_KIND.items()}


@dataclass(frozen=True, slots=True)
class Remembered:
    """One reading as the cache keeps it: the content's bulk lies apart, by digest."""

    document: Document | Orphan
    fingerprint: str
    """Digest of the document; positions are no part of it."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Documents:
    """All content files, read."""

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    fingerprint_by_path: dict[str, str]
    orphans: tuple[Orphan, ...]
    keys: frozenset[str]
    """Keys of all readings in use."""
    new_readings: tuple[tuple[str, bytes], ...]
    contents: dict[str, Content]
    """Of the files that were read in this run, by digest."""


def load_settings(request: BuildRequest) -> Outcome[tuple[Config, BuildOptions] | None]:
    """Read site.yaml and what the command line lays over it; None when either is wrong."""
    source = read_source(str(request.site_root), CONFIG_FILE)
    if source.value is None:
        return Outcome(None, source.diagnostics)
    text = decode_source(CONFIG_FILE, source.value)
    if text.value is None or text.diagnostics:
        return Outcome(None, text.diagnostics)
    read = read_config(text.value)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    config = read.value
    if request.base_url is not None:
        config = replace(config, base_url=request.base_url.rstrip("/"))
    config = replace(config, noindex=config.noindex or request.noindex)
    now = resolve_now(request.now, environment(), config.timezone)
    if now.value is None:
        return Outcome(None, (*read.diagnostics, *now.diagnostics))
    options = BuildOptions(
        now=now.value,
        drafts=request.drafts,
        future=request.future,
        expired=request.expired,
        strict=request.strict,
        search=request.search,
        jobs=request.jobs,
        clean=request.clean,
    )
    return Outcome((config, options), read.diagnostics)


def scan_site(request: BuildRequest, config: Config, cache: Cache) -> Outcome[Scan]:
    """Find all source files; where stamps cannot be trusted, as in a fresh checkout, every file is digested."""
    roots = (CONFIG_FILE, "content", "static", f"themes/{config.theme}")
    return scan_sources(str(request.site_root), roots, cache.load_scans(), request.clean or "CI" in environment())


def load_sources(
    request: BuildRequest, config: Config, files: tuple[SourceFile, ...], documents: Documents
) -> Outcome[SiteSources]:
    """Read registers and theme, and put them together with ``documents``."""
    texts = [(file.path, read_source(str(request.site_root), file.path)) for file in files if _is_register(file.path)]
    decoded = [(path, decode_source(path, text.value)) for path, text in texts if text.value is not None]
    registers = read_registers(tuple((path, text.value) for path, text in decoded if text.value is not None))
    theme_files = load_theme_files(request.site_root, config.theme)
    theme = read_theme(theme_files.layers, theme_files.assets, config.language)
    unknown = () if theme_files.is_known else (error("unknown-theme", Span(CONFIG_FILE), theme=config.theme),)
    sources = SiteSources(
        config=config,
        registers=registers.value,
        documents=documents.documents,
        fingerprint_by_path=documents.fingerprint_by_path,
        files=tuple(file for file in files if not _is_read(file.path)),
        orphans=documents.orphans,
        theme=theme.value,
        theme_assets=theme_files.copies,
    )
    faults = (fault for _, outcome in (*texts, *decoded) for fault in outcome.diagnostics)
    drawings = check_drawings(str(request.site_root), sources.files)
    return Outcome(sources, (*faults, *drawings, *registers.diagnostics, *theme.diagnostics, *unknown))


def check_drawings(site_root: str, files: tuple[SourceFile, ...]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the drawings of writers; ``static/`` is the site's own and copied as it is."""
    paths = [file.path for file in files if file.path.startswith("content/") and file.path.lower().endswith(".svg")]
    read = [(path, read_source(site_root, path)) for path in paths]
    return tuple(
        fault
        for path, source in read
        for fault in (source.diagnostics if source.value is None else check_svg(path, source.value))
    )


def read_documents(request: BuildRequest, config: Config, files: tuple[SourceFile, ...], cache: Cache) -> Documents:
    """Read every content file, those that the cache knows by their bytes from there, diagnostics included."""
    settings = ReadSettings(config.timezone, config.language, config.remote_images)
    wanted = tuple((file, kind) for file in files if (kind := kind_of(file.path)) is not None)
    settings_digest = digest(settings)
    key_by_path = {file.path: f"{settings_digest}{file.digest}{file.path}" for file, _ in wanted}
    known = {} if request.clean else recall(cache, key_by_path)
    fresh = tuple((file, kind) for file, kind in wanted if file.path not in known)
    read = partial(read_one, str(request.site_root), settings)
    outcomes = dict(zip((file.path for file, _ in fresh), map_chunks(read, fresh, request.jobs), strict=True))
    codec = codec_of(Remembered)
    new = {path: _remembered(outcome.reading) for path, outcome in outcomes.items()}
    remembered = [known.get(file.path) or new[file.path] for file, _ in wanted]
    return Documents(
        documents=tuple(entry.document for entry in remembered if isinstance(entry.document, Document)),
        diagnostics=tuple(fault for entry in remembered for fault in entry.diagnostics),
        fingerprint_by_path={entry.document.path: entry.fingerprint for entry in remembered},
        orphans=tuple(entry.document for entry in remembered if isinstance(entry.document, Orphan)),
        keys=frozenset(key_by_path.values()),
        new_readings=tuple(
            (key_by_path[path], codec.encode(entry)) for path, entry in new.items() if outcomes[path].is_as_scanned
        ),
        contents={
            outcome.reading.value.document.body.digest: outcome.reading.value.content
            for outcome in outcomes.values()
            if isinstance(outcome.reading.value.document, Document)
        },
    )


def _remembered(outcome: Outcome[Reading]) -> Remembered:
    document = outcome.value.document
    return Remembered(document, digest(document), outcome.diagnostics)


def recall(cache: Cache, key_by_path: Mapping[str, str]) -> dict[str, Remembered]:
    """Return the readings that the cache holds, by path; none when it does not hold what it should."""
    blobs = cache.load_readings(list(key_by_path.values()))
    paths = [path for path, key in key_by_path.items() if key in blobs]
    try:
        values = codec_of(Remembered).decode_many([blobs[key_by_path[path]] for path in paths])
    except CodecError:
        return {}
    return dict(zip(paths, values, strict=True))


@dataclass(frozen=True)
class FileReading:
    reading: Outcome[Reading]
    is_as_scanned: bool
    """False for a file that was changed after it was scanned: its reading does not belong to that digest."""


def read_one(site_root: str, settings: ReadSettings, wanted: tuple[SourceFile, Kind]) -> FileReading:
    """Read one content file from disk."""
    file, kind = wanted
    source = read_source(site_root, file.path)
    if source.value is None:
        return FileReading(Outcome(Reading(Orphan(file.path, None), Content("", ())), source.diagnostics), False)
    return FileReading(
        read_document(file.path, source.value, kind, settings), digest_bytes(source.value) == file.digest
    )


def kind_of(path: str) -> Kind | None:
    """Return the kind of a content file by its folder; None for everything else."""
    if not path.endswith(".md") or not path.startswith("content/"):
        return None
    return KIND_BY_FOLDER.get(path.split("/")[1])


def _is_register(path: str) -> bool:
    return path.startswith(REGISTERS) and path.endswith((".yaml", ".yml"))


def _is_read(path: str) -> bool:
    return _is_register(path) or kind_of(path) is not None
