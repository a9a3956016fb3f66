"""What is new where little is: the pages of it are made, put in place, and remembered.

``amend.py`` and ``insert.py`` find out that no more has to be done.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ssg.contents import Contents
from ssg.edge.listing import LISTING_NAME
from ssg.edge.publish import replace_files
from ssg.edge.stage import Written, close_stage, open_stage
from ssg.engine.ahead import Reader
from ssg.engine.cache import OUTPUT_ROW, Cache, OutputOrigin, TableChanges
from ssg.engine.codec import codec_of
from ssg.engine.manifest import Reason
from ssg.kept import DESK, REASONS, TEMPLATES, Desk, encode_reasons
from ssg.known import MoreToDoError, load_documents, load_plain
from ssg.model.disk import SourceStat
from ssg.model.document import Document
from ssg.model.outline import Outline
from ssg.model.page import Opened, Page, TextFile
from ssg.model.report import BuildReport, RenderedPage
from ssg.model.resolution import OpenDocument, Resolution
from ssg.model.source import SourceFile
from ssg.outlines import Remembered, encode_outline
from ssg.plan import news
from ssg.readings import FileReader, FileReading
from ssg.request import BuildRequest
from ssg.stages import Job, Keys, Press, Workshop, needed_documents, reasons_of
from ssg.touched import note_changes
from ssg.unchanged import STALE, LastBuild, amended_note


class ReadArticle(Struct, frozen=True):
    """An article that was read, with all that is to be remembered of it."""

    stat: SourceStat
    reading: FileReading
    document: Document
    resolution: Resolution
    remembered: Remembered

    @property
    def outline(self) -> Outline:
        return self.remembered.outline


class Ground(Struct, frozen=True):
    """The last build, and what it left to build upon."""

    request: BuildRequest
    last: LastBuild
    cache: Cache
    desk: Desk
    fingerprints: Mapping[str, str]
    """Of the theme's templates."""

    @property
    def keys(self) -> Keys:
        return Keys(self.desk.theme, self.fingerprints)

    def press(self, opened: Opened, contents: Contents) -> Press:
        """Return what renders pages.   opened, contents: of these pages."""
        site = self.desk.site
        return Press(self.desk.theme, site.base_path, site.language, contents, opened, frozenset(self.fingerprints))

    def begin(self, reader: Reader, stats: Iterable[SourceStat]) -> Callable[[], list[FileReading]]:
        """Begin to read files, and get ready to render articles meanwhile; the result returns the readings."""
        read = FileReader(str(self.request.site_root), self.desk.settings)
        collect = reader.begin(read, [SourceFile(stat.path, stat.digest, stat.size_bytes) for stat in stats])
        self.press({}, Contents({})).prepare(news.TEMPLATE)
        return collect


def ground_of(request: BuildRequest, last: LastBuild, cache: Cache) -> Ground:
    """Return what there is to build upon. Raises MoreToDoError when that is not all, and CodecError."""
    kept = cache.load_kept([DESK, TEMPLATES])
    if len(kept) < 2:
        raise MoreToDoError
    desk = codec_of(Desk).decode(kept[DESK])
    return Ground(request, last, cache, desk, json.loads(kept[TEMPLATES])["fingerprints"])


class Amendment(Struct, frozen=True):
    """What is new, and all it takes to publish it."""

    ground: Ground
    stats: Sequence[SourceStat]
    """Of the files that were touched."""
    articles: Sequence[ReadArticle]
    entries: Sequence[Page | TextFile]
    """The outputs that are to be made, or may be, in the order in which they shall appear."""
    is_searched: bool
    """The index holds something else after this."""
    added: frozenset[str] = frozenset()
    """Paths of those of ``entries`` that there were not before."""
    kept: tuple[tuple[str, bytes], ...] = ()
    """Single records for the next build."""
    note: Mapping[str, Any] = MappingProxyType({})
    """What else the note tells that is not as it was."""

    @property
    def search(self) -> str:
        """Return the state of the search index afterwards: what is in it is not made anew here."""
        before = str(self.ground.last.note["search"])
        return STALE if before != "off" and self.is_searched else before


def publish(amendment: Amendment) -> BuildReport:
    """Make the pages, put them in place, and note what there is now. Raises MoreToDoError when a page has a fault."""
    last, cache, added = amendment.ground.last, amendment.ground.cache, amendment.added
    keys = amendment.ground.keys
    jobs = [Job(entry, keys.key(entry), keys.parts(entry)) for entry in amendment.entries]
    rows = _document_rows(amendment.articles)
    reasons = reasons_of(((job, Reason.NEW if job.path in added else Reason.CHANGED) for job in jobs), cache)
    pages = [job for job in jobs if isinstance(job.entry, Page)]
    rendered = tuple(RenderedPage(job.entry.route.url, reasons[job.path]) for job in pages)
    written = _made(amendment, jobs) if jobs else []
    last.watch.lap("render")
    changed = [output.path for output in written if output.path not in added]
    # The listing tells of what has come.
    listing = [LISTING_NAME] if added else []
    outputs = last.outputs.again(str(amendment.ground.request.output_dir), [*changed, *listing], sorted(added))
    origins = codec_of(OutputOrigin)
    tables = {
        **rows,
        "outputs": TableChanges(tuple(OUTPUT_ROW(w.record(job.key)) for w, job in zip(written, jobs, strict=True))),
        "origins": TableChanges(tuple((job.path, origins.encode(job.origin)) for job in jobs)),
    }
    seen = last.sources.at_rest(last.seen_ns)
    note = amended_note(last, seen, outputs, amendment.search) | dict(amendment.note)
    kept = ((REASONS, encode_reasons(rendered)), *amendment.kept)
    cache.commit(note_changes(seen, note, amendment.stats, kept, tables))
    last.watch.lap("remember")
    return replace(last.report_of(note), rendered=rendered, search=amendment.search)


def _made(amendment: Amendment, jobs: Sequence[Job]) -> list[Written]:
    ground, opened = amendment.ground, _opened(amendment)
    fresh = {article.reading.body_digest: article.reading.content for article in amendment.articles}
    wanted = {each.document.body.digest for each in opened.values() if not each.document.body.is_empty} - fresh.keys()
    stored = ground.cache.load_contents(sorted(wanted))
    if not wanted <= stored.keys():
        raise MoreToDoError
    press = ground.press(opened, Contents({**stored, **fresh}))
    stage = open_stage(ground.request.site_root, ground.request.output_dir).value
    if stage is None:
        raise MoreToDoError
    outcomes = [Workshop(press, stage, str(ground.request.site_root)).make(job) for job in jobs]
    written = [outcome.value for outcome in outcomes if outcome.value and not outcome.diagnostics]
    if len(written) < len(jobs):
        close_stage(stage)
        raise MoreToDoError
    if not replace_files(stage, written, amendment.added):
        raise MoreToDoError
    return written


def _opened(amendment: Amendment) -> Opened:
    """Return the documents that the pages are made from. Raises MoreToDoError when one of them is not known."""
    new = {article.stat.path: OpenDocument(article.document, article.resolution) for article in amendment.articles}
    cache = amendment.ground.cache
    needed = needed_documents(entry for entry in amendment.entries if isinstance(entry, Page))
    old = load_documents(cache, load_plain(cache, sorted(needed - new.keys())))
    if not needed <= new.keys() | old.keys():
        raise MoreToDoError
    return {**old, **new}


def _document_rows(articles: Iterable[ReadArticle]) -> dict[str, TableChanges]:
    """Return what is to be remembered of the documents."""
    resolutions = codec_of(Resolution)
    readings, contents, outlines, links = [], [], [], []
    for article in articles:
        path, reading, known = article.stat.path, article.reading, article.remembered
        outline = encode_outline(known)
        if outline is None:
            raise MoreToDoError
        outlines.append((path, outline))
        readings.append((path, known.reading_key, reading.entry))
        links.append((path, resolutions.encode(article.resolution)))
        if reading.body_digest:
            contents.append((path, reading.body_digest, reading.content))
    return {
        "readings": TableChanges(tuple(readings)),
        "contents": TableChanges(tuple(contents)),
        "outlines": TableChanges(tuple(outlines)),
        "links": TableChanges(tuple(links)),
    }
