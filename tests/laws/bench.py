"""A site under test: what is edited, what asks for it, and the comparison of an incremental build with a clean one."""

import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ssg.build import build_site
from ssg.checking import check_site
from ssg.edge.stamps import Look
from ssg.engine.ahead import Reader
from ssg.model.report import BuildReport, tell_nobody
from ssg.quick import build_quickly
from ssg.request import BuildRequest

SOURCES = ("content", "static", "themes", "site.yaml")
HOUR_NS = 3_600_000_000_000
STARTED = "2026-11-23T12:00:00+08:00"
CACHE_CODES = ("cache-dropped", "cache-unusable")
"""Said of the cache, not of the site: a clean build cannot have them."""
FOREIGN = "own/notes.txt"
"""A file of someone else in the output folder."""


class Options(Struct, frozen=True):
    """What the editor gives on the command line, from one build to the next."""

    now: str = STARTED
    drafts: bool = False
    future: bool = False
    expired: bool = False
    search: bool = False
    jobs: int = 1
    base_url: str | None = None


@dataclass
class Bench:
    """The site that is edited."""

    root: Path
    options: Options = field(default_factory=Options)
    good_sources: dict[str, bytes] = field(default_factory=dict)
    """Of the last build that was published."""
    is_good: bool = True
    """The last build was published."""

    @property
    def output(self) -> Path:
        return self.root / "public"

    def request(self) -> BuildRequest:
        return request_of(self.root, self.options)

    def sources(self) -> dict[str, bytes]:
        """Return the bytes of every source file by path."""
        return {path: data for name in SOURCES for path, data in files_of(self.root / name, name).items()}

    def paths(self, below: str, ending: str = "") -> list[str]:
        """Return the paths of the source files below a folder, sorted."""
        folder = self.root / below
        found = (path.relative_to(self.root).as_posix() for path in folder.rglob("*") if path.is_file())
        return sorted(path for path in found if path.endswith(ending))

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def delete(self, path: str) -> None:
        (self.root / path).unlink()


def request_of(root: Path, options: Options, clean: bool = False) -> BuildRequest:
    """Return what to ask of a site at ``root``; its output is ``public``."""
    return BuildRequest(
        site_root=root,
        output_dir=root / "public",
        now=options.now,
        base_url=options.base_url,
        drafts=options.drafts,
        future=options.future,
        expired=options.expired,
        search=options.search,
        jobs=options.jobs,
        clean=clean,
    )


def settle(bench: Bench) -> None:
    """Make the source files that are new an hour older, so that the next build may trust their sizes and times.

    A file that is settled twice after two edits still differs from what it was.
    """
    recent_ns = time.time_ns() - HOUR_NS // 2
    for name in SOURCES:
        for path in (bench.root / name, *(bench.root / name).rglob("*")):
            if path.is_file() and path.stat().st_mtime_ns > recent_ns:
                os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns - HOUR_NS))


def build(request: BuildRequest) -> BuildReport:
    """Build as ``ssg build`` does, which looks first whether there is anything to do."""
    return build_quickly(request, build_with)


def build_with(request: BuildRequest, reader: Reader, seen: Look | None) -> BuildReport:
    """Build all of it."""
    return build_site(request, reader=reader, seen=seen)


def files_of(folder: Path, prefix: str = "") -> dict[str, bytes]:
    """Return the bytes of all files below a folder, or of one file, by path with ``prefix`` before it."""
    if folder.is_file():
        return {prefix: folder.read_bytes()}
    start = f"{prefix}/" if prefix else ""
    return {
        start + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build_clean(bench: Bench, folder: Path) -> tuple[BuildReport, dict[str, bytes]]:
    """Build the sources as they are, from nothing, in another folder; returns the report and the output."""
    # The reference is made by one process, whatever the number that made the other.
    report = build_site(clean_request(bench, folder))
    return report, files_of(folder / "public")


def clean_request(bench: Bench, folder: Path) -> BuildRequest:
    """Copy the sources as they are to another folder, which is emptied; returns what to ask of it, from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in SOURCES:
        source = bench.root / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copyfile(source, folder / name)
    return request_of(folder, replace(bench.options, jobs=1), clean=True)


def find_differences(bench: Bench, clean_folder: Path) -> list[str]:
    """Build what has changed, build all of it in another folder, and return what is not the same: lines of text.

    A build with errors must leave the output as it was, and be as wrong as the clean one.
    """
    before = files_of(bench.output)
    report = build(bench.request())
    after = files_of(bench.output)
    clean_report, clean = build_clean(bench, clean_folder)
    own = {path: data for path, data in before.items() if path == FOREIGN}
    faults = [*_differing_reports(report, clean_report)]
    faults += differences(after, {**clean, **own} if report.is_good else before)
    bench.is_good = report.is_good
    if report.is_good:
        bench.good_sources = bench.sources()
    return faults


def find_check_differences(bench: Bench, clean_folder: Path) -> list[str]:
    """Check what has changed, check all of it in another folder, and return what is not the same: lines of text."""
    report = check_site(bench.request(), tell_nobody)
    clean_report = check_site(clean_request(bench, clean_folder), tell_nobody)
    bench.is_good = report.is_good
    if report.is_good:
        bench.good_sources = bench.sources()
    return list(_differing_reports(report, clean_report))


def differences(found: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    """Return a line for each file that is left over, missing or different."""
    both = sorted(found.keys() & wanted.keys())
    return [
        *(f"{path}: left over" for path in sorted(found.keys() - wanted.keys())),
        *(f"{path}: missing" for path in sorted(wanted.keys() - found.keys())),
        *(f"{path}: {_first_difference(found[path], wanted[path])}" for path in both if found[path] != wanted[path]),
    ]


def _first_difference(found: bytes, wanted: bytes) -> str:
    pairs = enumerate(zip(found, wanted, strict=False))
    place = next((index for index, (ours, theirs) in pairs if ours != theirs), min(len(found), len(wanted)))
    window = slice(max(0, place - 60), place + 80)
    return f"found\n  {_shown(found[window])}\n wanted\n  {_shown(wanted[window])}"


def _shown(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\n", "⏎")


def _differing_reports(incremental: BuildReport, clean: BuildReport) -> Iterable[str]:
    ours = [each for each in incremental.diagnostics if each.code not in CACHE_CODES]
    if incremental.is_good != clean.is_good:
        yield f"published: incremental {incremental.is_good}, clean {clean.is_good}: {clean.diagnostics}"
    if ours != list(clean.diagnostics):
        yield from (f"only in incremental: {each}" for each in ours if each not in clean.diagnostics)
        yield from (f"only in clean: {each}" for each in clean.diagnostics if each not in ours)
        yield "the order or number of diagnostics differs"
    for name in ("pages", "files", "next_change", "language", "base_path"):
        if getattr(incremental, name) != getattr(clean, name):
            yield f"{name}: incremental {getattr(incremental, name)}, clean {getattr(clean, name)}"
