"""What of the plan has to be made anew, making it, and what to remember of it."""

import json
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ssg.edge.stage import Stage, Written
from ssg.edge.stamps import Look
from ssg.engine.cache import OUTPUT_ROW, SCAN_ROW, CacheChanges, OutputOrigin, TableChanges
from ssg.engine.codec import codec_of
from ssg.engine.manifest import PlannedOutput, decide
from ssg.engine.pool import map_chunks
from ssg.indexing import SearchIndex, entries_to_index, index_bundles, plan_bundles, store_of
from ssg.kept import DESK, DRAWINGS, LISTED, LOOK, REASONS, TEMPLATES, TERMS, Desk, Drawings, encode_reasons
from ssg.library import contents_of, read_settings
from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.disk import Alteration, OutputRecord
from ssg.model.page import Derivative, Page
from ssg.model.picture import SVG
from ssg.model.report import RenderedPage
from ssg.model.resolution import Resolution
from ssg.outlines import Remembered, encode_address, encode_outline
from ssg.pictures import Order, make_pictures, prune_pictures
from ssg.plan.site import site_of
from ssg.plan.sitemap import text_of
from ssg.run import Planned, Run
from ssg.stages import Job, Keys, Output, Workshop, contents_for, needed_documents, planned_outputs, reasons_of


class Production(Struct, frozen=True):
    """All that one build made, on the stage."""

    outputs: tuple[PlannedOutput, ...]
    """Of the whole site."""
    fingerprints: Mapping[str, str]
    """Of the templates of its pages."""
    made: tuple[tuple[Job, Written], ...]
    index: SearchIndex
    rendered: tuple[RenderedPage, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def written(self) -> tuple[Written, ...]:
        """Return everything that was staged, assets first, pages last, the index before the page that needs it."""
        files = tuple(written for job, written in self.made if not isinstance(job.entry, Page))
        pages = tuple(written for job, written in self.made if isinstance(job.entry, Page))
        return (*files, *self.index.written, *pages)

    @property
    def planned_paths(self) -> tuple[str, ...]:
        return (*(output.path for output in self.outputs), *self.index.planned_paths)


def produce(
    run: Run, stage: Stage, records: Mapping[str, OutputRecord], alterations: Mapping[str, Alteration]
) -> Production:
    """Make what is not as it should be, on the stage. Raises CacheLostError."""
    planned, request = run.planned, run.request
    keys = Keys(planned.theme, {} if request.clean else run.known_fingerprints)
    outputs = planned_outputs(planned.plan, keys)
    known = {} if request.clean else records
    decisions = decide([output for output, _ in outputs], known, alterations)
    reason_by_path = {output.path: reason for output, reason in decisions.make}
    to_make = tuple(
        Job(entry, output.key, keys.parts(entry)) for output, entry in outputs if output.path in reason_by_path
    )
    parts = store_of(request)
    bundles = plan_bundles(
        *(planned.plan.search, planned.config, known, alterations, None if request.clean else parts),
        is_hurried=not request.index,
    )
    indexed = entries_to_index(bundles)
    pages = [job.entry for job in to_make if isinstance(job.entry, Page)]
    opened = planned.links.hand_out({*needed_documents(pages), *(entry.source for entry in indexed)})
    contents = contents_for(pages, opened, contents_of(planned.library), run.cache)
    run.watch.lap("compare")
    drawn = _draw(run, stage, outputs, to_make)
    to_make = tuple(job for job in to_make if not isinstance(job.entry, Derivative))
    workshop = Workshop(run.press(contents, opened), stage, str(request.site_root))
    outcomes = map_chunks(workshop.make, to_make, request.jobs, run.watch.counter("render"))
    run.watch.lap("render")
    index = index_bundles(
        *(bundles, opened, contents, planned.config, stage, parts, request.jobs), tell=run.watch.counter("search")
    )
    run.watch.lap("search")
    reasons = reasons_of(((job, reason_by_path[job.path]) for job in to_make), run.cache)
    done = (*drawn, *zip(to_make, outcomes, strict=True))
    faults = [fault for _, outcome in done for fault in outcome.diagnostics]
    return Production(
        outputs=tuple(output for output, _ in outputs),
        fingerprints=keys.fingerprints,
        made=tuple((job, outcome.value) for job, outcome in done if outcome.value),
        index=index,
        rendered=tuple(RenderedPage(j.entry.route.url, reasons[j.path]) for j in to_make if isinstance(j.entry, Page)),
        # One faulty template stops many pages and is told once.
        diagnostics=tuple(dict.fromkeys((*faults, *index.diagnostics))),
    )


def _draw(
    run: Run, stage: Stage, outputs: Iterable[tuple[PlannedOutput, Output]], to_make: tuple[Job, ...]
) -> tuple[tuple[Job, Outcome[Written | None]], ...]:
    """Make the pictures among ``to_make``; whenever there are any, those that no page shows any longer are thinned."""
    orders = [(job, Order(job.entry, job.key)) for job in to_make if isinstance(job.entry, Derivative)]
    if not orders:
        return ()
    outcomes = make_pictures([order for _, order in orders], stage, run.request, run.watch.counter("pictures"))
    prune_pictures(run.request, (output.key for output, entry in outputs if isinstance(entry, Derivative)))
    run.watch.lap("pictures")
    return tuple(zip((job for job, _ in orders), outcomes, strict=True))


def output_paths(production: Production) -> tuple[str, ...]:
    """Return the paths of all files of the site, those of the search index too."""
    index = production.index
    paths = (output.path for output in production.outputs)
    return (*paths, *(written.path for written in index.written), *index.kept_files)


def changes_of(
    run: Run,
    production: Production,
    records: Mapping[str, OutputRecord],
    restamped: Iterable[OutputRecord],
    seen: Look,
) -> CacheChanges:
    """Return what the next build has to know of this one.

    records: the manifest of the last build.   restamped: new records of files whose time alone has changed.
    seen: the sources from before anything was read.
    """
    scan, gone = run.planned.scan, run.planned.scan.gone
    made = [written.record(job.key) for job, written in production.made]
    made += [written.record(task.key) for task, files in production.index.made for written in files]
    live = {*production.planned_paths, *production.index.kept_files, *(record.path for record in made)}
    dropped = tuple(path for path in records if path not in live)
    known = records if not run.request.clean else {}
    outputs = [*(record for record in restamped if record.path in live), *made]
    codec = codec_of(OutputOrigin)
    return CacheChanges(
        by_table={
            "scans": TableChanges(tuple(map(SCAN_ROW, scan.stats if run.request.clean else scan.restamped)), gone),
            "outputs": TableChanges(
                tuple(OUTPUT_ROW(record) for record in outputs if known.get(record.path) != record), dropped
            ),
            "origins": TableChanges(tuple((job.path, codec.encode(job.origin)) for job, _ in production.made), dropped),
            "kept": TableChanges(tuple(_kept(run, production, seen))),
            **document_changes(run, gone),
        },
        is_whole=run.request.clean,
    )


def _kept(run: Run, production: Production, seen: Look) -> Iterator[tuple[str, bytes]]:
    yield REASONS, encode_reasons(production.rendered)
    yield LOOK, seen.encode()
    yield DESK, codec_of(Desk).encode(_desk(run.planned))
    yield LISTED, text_of(run.planned.plan.listed).encode()
    facts = run.planned.links.site.pictures.facts_by_digest.items()
    drawings = tuple(sorted((digest, each) for digest, each in facts if each.media_type == SVG))
    yield DRAWINGS, codec_of(Drawings).encode(Drawings(drawings))
    yield from kept_of(run, production.fingerprints)


def kept_of(run: Run, fingerprints: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield what takes libraries to find out and holds for the next run, too.

    fingerprints: of templates without a fault, by name.
    """
    templates = {"theme": run.theme_digest, "fingerprints": fingerprints}
    yield TEMPLATES, json.dumps(templates, ensure_ascii=False).encode("utf-8", "surrogatepass")
    terms = run.planned.sort_key_by_term
    yield TERMS, json.dumps(terms, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _desk(planned: Planned) -> Desk:
    config, items = planned.config, planned.catalog.items
    return Desk(
        site=site_of(config, planned.options),
        registers=planned.catalog.registers,
        settings=read_settings(config),
        theme=planned.theme,
        page_size=config.page_size,
        images=config.images,
        has_own_checks=bool(config.checks.levels or config.checks.exceptions),
        unpublished_urls=tuple(sorted(item.card.url for item in items if not item.is_published)),
    )


def document_changes(run: Run, gone: tuple[str, ...]) -> dict[str, TableChanges]:
    """Return what is to be remembered of documents: of those read in this run everything, of others what is new."""
    library, links = run.planned.library, run.planned.links
    resolution_codec = codec_of(Resolution)
    readings, contents, outlines, resolutions = [], [], [], []
    for path, reading in library.fresh.items():
        if reading.is_as_scanned:
            readings.append((path, library.reading_key_by_path[path], reading.entry))
        if reading.body_digest:
            contents.append((path, reading.body_digest, reading.content))
    for outline in library.outlines:
        path = outline.card.path
        resolution = library.resolution_by_path.get(path)
        address = links.address_by_path[path]
        if resolution is None:
            continue
        data = None
        entry = library.entry_by_path[path]
        is_as_read = path not in library.fresh or library.fresh[path].is_as_scanned
        if (
            outline.is_plain
            and is_as_read
            and not (entry.diagnostics or resolution.diagnostics or resolution.has_anchors)
        ):
            facts = links.facts_by_path[path]
            key = library.outline_key_by_path[path]
            data = encode_outline(Remembered(key, address, outline, facts, resolution.lookups))
            resolutions.append((path, resolution_codec.encode(resolution)))
        # One that was known by its outline and has a fault now is opened from here on, or its fault would be forgotten.
        was_closed = path in library.facts_by_path
        if data is not None or was_closed or library.address_by_path.get(path) != address or path in library.fresh:
            outlines.append((path, data or encode_address(address)))
    others = (path for path in links.address_by_path if path not in links.items)
    outlines += [(path, encode_address(links.address_by_path[path])) for path in others]
    return {
        "readings": TableChanges(tuple(readings), gone),
        "contents": TableChanges(tuple(contents), gone),
        "outlines": TableChanges(tuple(outlines), gone),
        "links": TableChanges(tuple(resolutions), gone),
    }
