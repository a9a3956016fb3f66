"""The short way: a few articles have new text or other titles, and nothing else of the site has changed.

Whatever does not fit is left to ``build.py``, which looks at everything; nothing has been touched then.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ssg.contents import Contents
from ssg.edge.publish import replace_files
from ssg.edge.stage import Written, close_stage, open_stage
from ssg.edited import EditedArticle, edited_article
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import OUTPUT_ROW, Cache, OutputOrigin, TableChanges
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.manifest import Reason
from ssg.kept import DESK, REASONS, TEMPLATES, Desk, encode_reasons
from ssg.known import Change, MoreToDoError, Outlines, load_documents, load_known, load_plain
from ssg.model.page import Opened, Page, TextFile
from ssg.model.report import BuildReport, RenderedPage
from ssg.model.resolution import OpenDocument, Resolution
from ssg.model.source import SourceFile
from ssg.outlines import encode_outline
from ssg.plan.news import TEMPLATE
from ssg.readings import FileReader
from ssg.remade import Remaker
from ssg.request import BuildRequest
from ssg.stages import Job, Keys, Press, Workshop, needed_documents, reasons_of
from ssg.touched import TouchedFile, note_changes
from ssg.unchanged import STALE, LastBuild, amended_note


class _Amendment(Struct, frozen=True):
    """What is new, and all it takes to publish it."""

    request: BuildRequest
    last: LastBuild
    cache: Cache
    desk: Desk
    fingerprints: Mapping[str, str]
    """Of the theme's templates."""
    touched: Sequence[TouchedFile]
    articles: Sequence[EditedArticle]

    entries: Sequence[Page | TextFile]
    """The outputs that are to be made again, or may be."""

    @property
    def search(self) -> str:
        """Return the state of the search index afterwards: what is in it is not made anew here."""
        before = str(self.last.note["search"])
        return STALE if before != "off" and any(article.is_page_new for article in self.articles) else before


def amend_site(
    request: BuildRequest, last: LastBuild, cache: Cache, touched: Sequence[TouchedFile], reader: Reader = AT_ONCE
) -> BuildReport | None:
    """Publish the new text of a few articles; None, with nothing touched, when there is more to do than that.

    touched: all files that are not as ``last`` saw them.   reader: reads them.
    """
    try:
        return _publish(_look_closer(request, last, cache, touched, reader))
    except (MoreToDoError, CodecError, OSError):
        return None


def _look_closer(
    request: BuildRequest, last: LastBuild, cache: Cache, touched: Sequence[TouchedFile], reader: Reader
) -> _Amendment:
    kept = cache.load_kept([DESK, TEMPLATES])
    if len(kept) < 2:
        raise MoreToDoError
    desk = codec_of(Desk).decode(kept[DESK])
    edited = [file for file in touched if file.is_edited]
    told_of = {fault.span.path for fault in last.report().diagnostics if fault.span}
    if not told_of.isdisjoint(file.now.path for file in edited):
        # What the last build told of one may stand in another line now.
        raise MoreToDoError
    read = FileReader(str(request.site_root), desk.settings)
    files = [SourceFile(file.now.path, file.now.digest, file.now.size_bytes) for file in edited]
    known = load_known(cache, [file.before for file in edited])
    collect = reader.begin(read, files)
    fingerprints = json.loads(kept[TEMPLATES])["fingerprints"]
    _press(desk, fingerprints, {}, Contents({})).prepare(TEMPLATE)
    outlines = Outlines(desk, cache)
    articles = [
        edited_article(outlines, before, file.now, reading)
        for before, file, reading in zip(known, edited, collect(), strict=True)
    ]
    for article in articles:
        if article.is_card_new:
            outlines.change(Change(article.before, article.outline))
    entries = _entries(Remaker(desk, Keys(desk.theme, fingerprints), outlines), cache, articles)
    last.watch.lap("read")
    return _Amendment(request, last, cache, desk, fingerprints, touched, articles, entries)


def _entries(remaker: Remaker, cache: Cache, articles: Iterable[EditedArticle]) -> tuple[Page | TextFile, ...]:
    """Return the outputs that show something new of ``articles``, files first."""
    # The page of one that has nothing new to say may show another that has.
    own = {article.origin.path: article for article in articles if article.is_page_new}
    others = tuple(remaker.others(cache, own))
    if cache.database is None:
        # Damage showed while they were looked for: what it took may have told of another one.
        raise MoreToDoError
    pages = [remaker.article(article.origin, article.before, article.outline) for article in own.values()]
    files = (entry for entry in others if isinstance(entry, TextFile))
    return (*files, *(entry for entry in others if isinstance(entry, Page)), *pages)


def _publish(amendment: _Amendment) -> BuildReport:
    """Make the pages, put them in place, and note what there is now. Raises MoreToDoError when a page has a fault."""
    last, cache = amendment.last, amendment.cache
    keys = Keys(amendment.desk.theme, amendment.fingerprints)
    jobs = [Job(entry, keys.key(entry), keys.parts(entry)) for entry in amendment.entries]
    rows = _document_rows(amendment.articles)
    reasons = reasons_of(((job, Reason.CHANGED) for job in jobs), cache)
    pages = [job for job in jobs if isinstance(job.entry, Page)]
    rendered = tuple(RenderedPage(job.entry.route.url, reasons[job.path]) for job in pages)
    written = _made(amendment, jobs) if jobs else []
    last.watch.lap("render")
    outputs = last.outputs.again(str(amendment.request.output_dir), [output.path for output in written])
    origins = codec_of(OutputOrigin)
    tables = {
        **rows,
        "outputs": TableChanges(tuple(OUTPUT_ROW(w.record(job.key)) for w, job in zip(written, jobs, strict=True))),
        "origins": TableChanges(tuple((job.path, origins.encode(job.origin)) for job in jobs)),
    }
    seen = last.sources.at_rest(last.seen_ns)
    note = amended_note(last, seen, outputs, amendment.search)
    cache.commit(note_changes(seen, note, amendment.touched, ((REASONS, encode_reasons(rendered)),), tables))
    last.watch.lap("remember")
    return replace(last.report(), rendered=rendered, search=amendment.search, note=note)


def _made(amendment: _Amendment, jobs: Sequence[Job]) -> list[Written]:
    request, opened = amendment.request, _opened(amendment)
    fresh = {article.reading.body_digest: article.reading.content for article in amendment.articles}
    wanted = {each.document.body.digest for each in opened.values() if not each.document.body.is_empty} - fresh.keys()
    stored = amendment.cache.load_contents(sorted(wanted))
    if not wanted <= stored.keys():
        raise MoreToDoError
    contents = Contents({**stored, **fresh})
    press = _press(amendment.desk, amendment.fingerprints, opened, contents)
    stage = open_stage(request.site_root, request.output_dir).value
    if stage is None:
        raise MoreToDoError
    outcomes = [Workshop(press, stage, str(request.site_root)).make(job) for job in jobs]
    written = [outcome.value for outcome in outcomes if outcome.value and not outcome.diagnostics]
    if len(written) < len(jobs):
        close_stage(stage)
        raise MoreToDoError
    if not replace_files(stage, written):
        raise MoreToDoError
    return written


def _opened(amendment: _Amendment) -> Opened:
    """Return the documents that the pages are made from. Raises MoreToDoError when one of them is not known."""
    new = {article.stat.path: OpenDocument(article.document, article.resolution) for article in amendment.articles}
    needed = needed_documents(entry for entry in amendment.entries if isinstance(entry, Page))
    old = load_documents(amendment.cache, load_plain(amendment.cache, sorted(needed - new.keys())))
    if not needed <= new.keys() | old.keys():
        raise MoreToDoError
    return {**old, **new}


def _press(desk: Desk, fingerprints: Mapping[str, str], opened: Opened, contents: Contents) -> Press:
    return Press(desk.theme, desk.site.base_path, desk.site.language, contents, opened, frozenset(fingerprints))


def _document_rows(articles: Iterable[EditedArticle]) -> dict[str, TableChanges]:
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
