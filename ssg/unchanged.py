"""The quick way out: nothing has changed since the last build, so there is nothing to do.

A build leaves a note of what it saw. When sources, outputs, code and question are as the note says, and no date has
come in between, then reading, planning and rendering would end where they ended last time. What this module
imports is kept light: it has to answer before Markdown or Jinja could be imported (pipeline.md §2).
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from ssg.edge.environment import environment
from ssg.edge.package import quick_stamp
from ssg.edge.present import clock_ns, clock_s, monotonic_s
from ssg.edge.stamps import Look, OutputLook, begin_look_at_outputs
from ssg.edge.stopwatch import Stopwatch
from ssg.edge.version import version_stamp
from ssg.engine.cache_file import read_note
from ssg.engine.digest import digest_text
from ssg.glance import ASKED, Glance, question_of
from ssg.model.diagnostic import Diagnostic
from ssg.model.report import BuildReport, StageTime
from ssg.request import BuildRequest, cache_path
from ssg.scout import look_at_watched

NOTE = "unchanged"
"""Name of the note in the cache."""
STALE = "stale"
"""What a note says of a search index that is left for later."""


class LastBuild(Struct, frozen=True):
    """What the last build left, when it was asked the same, and its outputs are as they were."""

    text: str
    """The note as it is kept."""
    note: dict[str, Any]
    outputs: OutputLook
    """As they are."""
    sources: Look
    """As they are, which is perhaps not as they were."""
    seen_ns: int
    """When they were looked at, in nanoseconds since 1970."""
    watch: Stopwatch

    @property
    def is_current(self) -> bool:
        """Return whether the sources are as they were."""
        return self.sources.digest == str(self.note["sources"])

    def report(self) -> BuildReport:
        """Return what a build that changes nothing says of itself."""
        return self.report_of(self.note)

    def report_of(self, note: Mapping[str, Any]) -> BuildReport:
        """Return what a build upon this one says of itself, which leaves ``note``."""
        return report_of(note, self.watch.stages())


def report_of(note: Mapping[str, Any], stages: tuple[StageTime, ...] = ()) -> BuildReport:
    """Return what a build that changes nothing says of itself."""
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
        note=note,
    )


def look_back(request: BuildRequest, glance: Glance | None = None) -> LastBuild | None:
    """Return the last build, if it is one that this one may build upon; None when everything has to be looked at.

    Never asked in continuous integration, where a fresh checkout gives every file a new time and a restored cache
    is not to be believed (contract: all files are digested there).

    glance: what was seen of the site a moment ago.
    """
    watch = Stopwatch()
    if request.clean or request.published or "CI" in environment():
        return None
    text = read_note(cache_path(request), NOTE)
    note = _unsealed(text)
    if text is None or note is None:
        return None
    code = quick_stamp() if glance is None else glance.code
    if note["question"] != _question(request) or note["code"] != code or not _is_in_between(note, request):
        return None
    if note["search"] == STALE and request.index:
        return None
    paths = note["paths"].split("\n")
    if glance is not None and glance.outputs.paths == paths:
        seen = glance
        watch.add("look", glance.seconds)
    else:
        seen = _look(request, paths, code)
    watch.lap("look")
    if seen.outputs.digest != note["outputs"]:
        return None
    return LastBuild(text, note, seen.outputs, seen.sources, seen.seen_ns, watch)


def _look(request: BuildRequest, paths: list[str], code: str) -> Glance:
    """Look at the sources and at the outputs of a site, at both at once.   paths: of the outputs."""
    began_s, seen_ns = monotonic_s(), clock_ns()
    outputs = begin_look_at_outputs(str(request.output_dir), paths)
    sources = look_at_watched(str(request.site_root))
    return Glance(code, sources, outputs(), seen_ns, monotonic_s() - began_s)


def _question(request: BuildRequest) -> str:
    return question_of({name: getattr(request, name) for name in ASKED})


def find_unchanged(last: LastBuild | None) -> BuildReport | None:
    """Return the report of a build that has nothing to do; None when there may be something."""
    return last.report() if last is not None and last.is_current else None


def unchanged_note(
    request: BuildRequest, report: BuildReport, now: datetime, seen: Look, outputs: OutputLook
) -> dict[str, Any] | None:
    """Return the note that a build leaves; None when the next one must look at everything.

    now: the time of the build.   seen: ``look_at_watched`` from before anything was read, ``at_rest``.
    outputs: look at all of them, in place.
    """
    if not outputs.digest:
        return None
    return {
        "question": _question(request),
        "code": quick_stamp(),
        "version": version_stamp(),
        "since": now.timestamp(),
        "until": report.next_change.timestamp() if report.next_change else None,
        "sources": seen.digest,
        "paths": "\n".join(outputs.paths),
        "outputs": outputs.digest,
        "pages": report.pages,
        "files": report.files,
        "search": report.search if report.search in ("off", STALE) else "unchanged",
        "next_change": report.next_change.isoformat() if report.next_change else None,
        "warnings": _encode(report.diagnostics) if report.diagnostics else "",
        "language": report.language,
        "base_path": report.base_path,
    }


def amended_note(last: LastBuild, sources: Look, outputs: OutputLook, search: str) -> dict[str, Any]:
    """Return the note after a build that changed what is in some files, or made some pages more.

    outputs: as they are now; those that there were not before are last, and all are pages.
    """
    more = len(outputs.paths) - len(last.outputs.paths)
    counts = {name: last.note[name] + more for name in ("pages", "files")}
    paths = "\n".join(outputs.paths) if more else last.note["paths"]
    now = {"sources": sources.digest, "outputs": outputs.digest, "search": search, "paths": paths}
    return last.note | now | counts


def look_now(request: BuildRequest) -> Look:
    """Return what there is of sources, of each file only what will still hold later."""
    now_ns = clock_ns()
    return look_at_watched(str(request.site_root)).at_rest(now_ns)


def sealed(note: Mapping[str, Any]) -> str:
    """Return a note as text that tells when one of its letters was changed."""
    # Escaped: the name of a folder may hold bytes that are no UTF-8, which SQLite would not take.
    text = json.dumps(note)
    return f"{digest_text(text)} {text}"


def _unsealed(text: str | None) -> dict[str, Any] | None:
    """Return the note that ``sealed`` gave as ``text``; None when there is none, or it is not as it was."""
    seal, _, content = (text or "").partition(" ")
    if not content or seal != digest_text(content):
        return None
    note: dict[str, Any] = json.loads(content)
    return note


def _is_in_between(note: dict[str, Any], request: BuildRequest) -> bool:
    """Return whether the present lies between the noted build and the next change by date alone."""
    now = present_of(request)
    return now is not None and note["since"] <= now and (note["until"] is None or now < note["until"])


def present_of(request: BuildRequest) -> float | None:
    """Return the present in seconds since 1970; None where the site's time zone would have to be asked for it."""
    epoch = environment().get("SOURCE_DATE_EPOCH", "")
    if request.now is None:
        return float(epoch) if epoch.isdecimal() else (None if epoch else clock_s())
    try:
        moment = datetime.fromisoformat(request.now.strip())
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo else None


class _Warnings(Struct, frozen=True):
    diagnostics: tuple[Diagnostic, ...]


def _encode(diagnostics: tuple[Diagnostic, ...]) -> str:
    from ssg.engine.codec import codec_of

    return codec_of(_Warnings).encode(_Warnings(diagnostics)).decode("utf-8", "surrogatepass")


def _decode(text: str) -> tuple[Diagnostic, ...]:
    from ssg.engine.codec import codec_of

    return codec_of(_Warnings).decode(text.encode("utf-8", "surrogatepass")).diagnostics
