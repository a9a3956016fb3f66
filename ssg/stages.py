"""Stages that lean on the last build: what to make and why, making it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from ssg.edge.stage import Stage, Written, stage_bytes, stage_copy
from ssg.engine.cache import Cache, OutputOrigin
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import Digester
from ssg.engine.manifest import Parts, PlannedOutput, Reason, changed_parts, key_of_parts
from ssg.model.contexts import BodyRef, SearchRecord
from ssg.model.diagnostic import Outcome
from ssg.model.document import Content
from ssg.model.page import FileCopy, Page, SitePlan, TextFile
from ssg.model.theme import Theme
from ssg.render.render import Renderer
from ssg.render.templates import template_fingerprint


@dataclass(frozen=True)
class Job:
    """One planned output with the parts that it is made from."""

    entry: Page | TextFile | FileCopy
    parts: Parts
    planned: PlannedOutput

    @property
    def path(self) -> str:
        return self.planned.path

    @property
    def origin(self) -> OutputOrigin:
        """Return what the cache remembers of how the output came about."""
        template = self.entry.template if isinstance(self.entry, Page) else ""
        source = "" if isinstance(self.entry, TextFile) else self.entry.source
        return OutputOrigin(self.path, self.entry.route.url, template, source, self.parts)


@dataclass(frozen=True)
class Press:
    """All that it takes to render any page; handed to every worker."""

    theme: Theme
    base_path: str
    language: str
    contents: Mapping[str, Content]

    def render(self, page: Page) -> Outcome[bytes | None]:
        return _renderer(self.theme, self.base_path, self.language).render(page, self.contents)


@lru_cache(maxsize=2)
def _renderer(theme: Theme, base_path: str, language: str) -> Renderer:
    """Return the renderer of this process: templates are compiled once in each."""
    return Renderer(theme, base_path, language)


@dataclass(frozen=True)
class Workshop:
    """Makes outputs on the stage, in whatever process it is."""

    press: Press
    stage: Stage
    site_root: str

    def make(self, job: Job) -> Outcome[Written | None]:
        match job.entry:
            case TextFile(text=text):
                return stage_bytes(self.stage, job.path, text.encode())
            case FileCopy(source=source):
                return stage_copy(self.stage, job.path, self.site_root, source)
            case Page() as page:
                rendered = self.press.render(page)
                if rendered.value is None:
                    return Outcome(None, rendered.diagnostics)
                written = stage_bytes(self.stage, job.path, rendered.value)
                return Outcome(written.value, (*rendered.diagnostics, *written.diagnostics))


def plan_jobs(plan: SitePlan, theme: Theme) -> tuple[Job, ...]:
    """Return all outputs but the search index: files that pages need first, pages last."""
    digester = Digester()
    fingerprint = lru_cache(None)(partial(template_fingerprint, theme))
    copies = [_job(copy, (("file", copy.digest),)) for copy in plan.copies]
    texts = [_job(text, (("text", digester.digest(text.text)),)) for text in plan.texts]
    pages = [
        _job(
            page,
            (("template", fingerprint(page.template)), ("url", page.route.url), *digester.part_digests(page.parts)),
        )
        for page in plan.pages
    ]
    return (*copies, *texts, *pages)


def _job(entry: Page | TextFile | FileCopy, parts: Parts) -> Job:
    return Job(entry, parts, PlannedOutput(entry.route.output_path, key_of_parts(parts)))


def contents_for(
    jobs: Iterable[Job], records: Iterable[SearchRecord], fresh: Mapping[str, Content], cache: Cache
) -> dict[str, Content] | None:
    """Return the bulk of every body that ``jobs`` or ``records`` show; None when the cache has lost some."""
    of_pages = {ref.digest for job in jobs if isinstance(job.entry, Page) for ref in _bodies(job.entry)}
    wanted = of_pages | {record.body.digest for record in records if not record.body.is_empty}
    stored = cache.load_contents([digest for digest in wanted if digest not in fresh])
    try:
        decoded = codec_of(Content).decode_many(list(stored.values()))
    except CodecError:
        return None
    contents = {**fresh, **dict(zip(stored, decoded, strict=True))}
    return contents if wanted <= contents.keys() else None


def _bodies(page: Page) -> list[BodyRef]:
    return [value for _, value in page.parts if isinstance(value, BodyRef) and not value.is_empty]


def reasons_of(
    decided: Iterable[tuple[PlannedOutput, Reason]], job_by_path: Mapping[str, Job], cache: Cache
) -> dict[str, str]:
    """Return why each output is made, by path: ``new``, ``changed: title, body``, ``output-missing`` …"""
    decided = tuple(decided)
    origins = cache.load_origins([output.path for output, reason in decided if reason is Reason.CHANGED])
    reasons = {}
    for output, reason in decided:
        before = origins[output.path].parts if output.path in origins else ()
        names = changed_parts(before, job_by_path[output.path].parts) if reason is Reason.CHANGED else ()
        reasons[output.path] = f"{reason.value}: {', '.join(names)}" if names else reason.value
    return reasons
