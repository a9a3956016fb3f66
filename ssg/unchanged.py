"""The quick way out: nothing has changed since the last build, so there is nothing to do.

A build leaves a note of what it saw. When sources, outputs, code and question are as the note says, and no date has
come in between, then reading, planning and rendering would end where they ended last time. What this module
imports is kept light: it has to answer before Markdown or Jinja could be imported (pipeline.md §2).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from ssg.edge.environment import environment
from ssg.edge.stamps import Stamp, begin_stamp_outputs, stamp_outputs, stamp_sources
from ssg.edge.stopwatch import Stopwatch, clock_s
from ssg.edge.version import packaged_theme_dir, quick_stamp
from ssg.engine.cache_file import read_note
from ssg.model.diagnostic import Diagnostic
from ssg.model.report import BuildReport, StageTime
from ssg.request import BuildRequest, cache_path

NOTE = "unchanged"
"""Name of the note in the cache."""


def find_unchanged(request: BuildRequest) -> BuildReport | None:
    """Return the report of a build that has nothing to do; None when there may be something.

    Never asked in continuous integration, where a fresh checkout gives every file a new time and a restored cache
    is not to be believed (contract: all files are digested there).
    """
    watch = Stopwatch()
    if request.clean or request.published or "CI" in environment():
        return None
    note = _unsealed(read_note(cache_path(request), NOTE))
    if note is None:
        return None
    if note["question"] != question_of(request) or note["code"] != quick_stamp() or not _is_in_between(note, request):
        return None
    outputs = begin_stamp_outputs(str(request.output_dir), note["paths"].split("\n"))
    stamp = stamp_sources(str(request.site_root), watched_roots())
    if outputs() != note["outputs"] or stamp.digest != note["sources"] or not stamp.is_settled:
        return None
    watch.lap("look")
    return _report(note, watch.stages())


def unchanged_note(request: BuildRequest, report: BuildReport, now: datetime, seen: Stamp, paths: Sequence[str]) -> str:
    """Return the note that a build leaves; "" when the next one must look at everything.

    now: the time of the build.   seen: stamp of ``watched_roots`` from before anything was read.
    paths: of all outputs, which are in place.
    """
    outputs = stamp_outputs(str(request.output_dir), paths)
    if not seen.is_settled or not outputs:
        return ""
    note = {
        "question": question_of(request),
        "code": quick_stamp(),
        "since": now.timestamp(),
        "until": report.next_change.timestamp() if report.next_change else None,
        "sources": seen.digest,
        "paths": "\n".join(paths),
        "outputs": outputs,
        "pages": report.pages,
        "files": report.files,
        "search": "off" if report.search == "off" else "unchanged",
        "next_change": report.next_change.isoformat() if report.next_change else None,
        "warnings": _encode(report.diagnostics) if report.diagnostics else "",
        "language": report.language,
        "base_path": report.base_path,
    }
    return _sealed(note)


def watched_roots() -> tuple[str, ...]:
    """Return the files and folders of a site that a build reads, and the packaged theme's."""
    return ("site.yaml", "content", "static", "themes", str(packaged_theme_dir()))


def question_of(request: BuildRequest) -> list[str]:
    """Return all that is asked, but for the time."""
    asked: dict[str, Any] = asdict(request)
    return [f"{name}={asked[name]}" for name in sorted(asked) if name not in ("now", "jobs", "clean")]


def _sealed(note: dict[str, Any]) -> str:
    """Return a note as text that tells when one of its letters was changed."""
    # Escaped: the name of a folder may hold bytes that are no UTF-8, which SQLite would not take.
    text = json.dumps(note)
    return f"{_seal(text)} {text}"


def _unsealed(text: str | None) -> dict[str, Any] | None:
    """Return the note that ``_sealed`` gave as ``text``; None when there is none, or it is not as it was."""
    seal, _, content = (text or "").partition(" ")
    if not content or seal != _seal(content):
        return None
    note: dict[str, Any] = json.loads(content)
    return note


def _seal(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _is_in_between(note: dict[str, Any], request: BuildRequest) -> bool:
    """Return whether the present lies between the noted build and the next change by date alone."""
    now = _timestamp(request.now)
    return now is not None and note["since"] <= now and (note["until"] is None or now < note["until"])


def _timestamp(option: str | None) -> float | None:
    """Return the present in seconds since 1970; None where the site's time zone would have to be asked for it."""
    epoch = environment().get("SOURCE_DATE_EPOCH", "")
    if option is None:
        return float(epoch) if epoch.isdecimal() else (None if epoch else clock_s())
    try:
        moment = datetime.fromisoformat(option.strip())
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo else None


def _report(note: dict[str, Any], stages: tuple[StageTime, ...]) -> BuildReport:
    return BuildReport(
        diagnostics=_decode(note["warnings"]) if note["warnings"] else (),
        is_good=True,
        pages=note["pages"],
        files=note["files"],
        search=note["search"],
        stages=stages,
        next_change=datetime.fromisoformat(note["next_change"]) if note["next_change"] else None,
        language=note["language"],
        base_path=note["base_path"],
    )


@dataclass(frozen=True, slots=True)
class _Warnings:
    diagnostics: tuple[Diagnostic, ...]


def _encode(diagnostics: tuple[Diagnostic, ...]) -> str:
    from ssg.engine.codec import codec_of

    return codec_of(_Warnings).encode(_Warnings(diagnostics)).decode("utf-8", "surrogatepass")


def _decode(text: str) -> tuple[Diagnostic, ...]:
    from ssg.engine.codec import codec_of

    return codec_of(_Warnings).decode(text.encode("utf-8", "surrogatepass")).diagnostics
