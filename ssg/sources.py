"""From disk to values: settings, registers, theme."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from ssg.edge.clock import resolve_now
from ssg.edge.environment import environment
from ssg.edge.scan import Scan, scan_sources
from ssg.edge.sources import read_source
from ssg.edge.theme import load_theme_files
from ssg.engine.cache import Cache
from ssg.model.config import BuildOptions, Config
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.page import FileCopy
from ssg.model.picture import FileFacts
from ssg.model.registers import Registers
from ssg.model.source import SourceFile
from ssg.model.theme import Theme
from ssg.read.config import read_config
from ssg.read.registers import read_registers
from ssg.read.source_text import decode_source
from ssg.read.svg import check_svg
from ssg.read.theme import read_theme
from ssg.readings import kind_of
from ssg.request import BuildRequest

CONFIG_FILE = "site.yaml"
REGISTERS = "content/registers/"


class LoadedTheme(Struct, frozen=True):
    theme: Theme
    copies: tuple[FileCopy, ...]
    """Its assets."""


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


def load_registers(request: BuildRequest, files: tuple[SourceFile, ...]) -> Outcome[Registers]:
    """Read the registers among ``files``."""
    texts = [(file.path, read_source(str(request.site_root), file.path)) for file in files if _is_register(file.path)]
    decoded = [(path, decode_source(path, text.value)) for path, text in texts if text.value is not None]
    registers = read_registers(tuple((path, text.value) for path, text in decoded if text.value is not None))
    faults = (fault for _, outcome in (*texts, *decoded) for fault in outcome.diagnostics)
    return Outcome(registers.value, (*faults, *registers.diagnostics))


def load_theme(request: BuildRequest, config: Config) -> Outcome[LoadedTheme]:
    """Read the theme that site.yaml names, the packaged one below it."""
    files = load_theme_files(request.site_root, config.theme)
    theme = read_theme(files.layers, files.assets, config.language)
    unknown = () if files.is_known else (error("unknown-theme", Span(CONFIG_FILE), theme=config.theme),)
    return Outcome(LoadedTheme(theme.value, files.copies), (*theme.diagnostics, *unknown))


def check_drawings(
    site_root: str, files: tuple[SourceFile, ...], facts_by_digest: Mapping[str, FileFacts]
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the drawings of writers; ``static/`` is the site's own and copied as it is.

    facts_by_digest: of all files; a drawing that is known to be plain is not opened.
    """
    drawings = (file for file in files if file.path.startswith("content/") and file.path.lower().endswith(".svg"))
    paths = [file.path for file in drawings if not facts_by_digest[file.digest].is_plain]
    read = [(path, read_source(site_root, path)) for path in paths]
    return tuple(
        fault
        for path, source in read
        for fault in (source.diagnostics if source.value is None else check_svg(path, source.value))
    )


def _is_register(path: str) -> bool:
    return path.startswith(REGISTERS) and path.endswith((".yaml", ".yml"))


def is_read(path: str) -> bool:
    """Return whether a file is a register or a content file, which readers see as pages and not as files."""
    return _is_register(path) or kind_of(path) is not None
