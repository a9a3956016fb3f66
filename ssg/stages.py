"""Stages that lean on the last build: what to make and why, making it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from ssg.contents import Contents
from ssg.edge.stage import Stage, Written, stage_bytes, stage_copy
from ssg.engine.cache import Cache, CacheLostError, OutputOrigin
from ssg.engine.digest import Digester, digest_text
from ssg.engine.manifest import Parts, PlannedOutput, Reason, changed_parts, key_of_parts
from ssg.model.contexts import BodyRef
from ssg.model.diagnostic import Outcome
from ssg.model.document import Content
from ssg.model.page import Derivative, FileCopy, Opened, Page, Recipe, SitePlan, TextFile
from ssg.model.theme import Theme
from ssg.origins import page_origin

if TYPE_CHECKING:
    from ssg.render.render import Renderer

Output = Page | TextFile | FileCopy | Derivative


class Job(Struct, frozen=True):
    """One planned output that has to be made, with the parts that it is made from."""

    entry: Output
    key: str
    parts: Parts

    @property
    def path(self) -> str:
        return self.entry.route.output_path

    @property
    def origin(self) -> OutputOrigin:
        """Return what the cache remembers of how the output came about."""
        if isinstance(self.entry, Page):
            return page_origin(self.entry, self.parts)
        return OutputOrigin(self.path, "", self.parts)


class Press(Struct, frozen=True):
    """All that it takes to render any page; handed to every worker."""

    theme: Theme
    base_path: str
    language: str
    contents: Mapping[str, Content]
    opened: Opened
    """Documents of the pages whose contexts are still to be made."""
    sound: frozenset[str]
    """Templates in which an earlier build with this theme found no fault."""

    def prepare(self, template: str) -> None:
        """Do what rendering a page with ``template`` takes beside the page, before there is one."""
        self._renderer().prepare(template)

    def render(self, page: Page) -> Outcome[bytes | None]:
        return self._renderer().render(page.template, page.made_context(self.opened), self.contents)

    def _renderer(self) -> "Renderer":
        return _kept_renderer(self.theme, self.base_path, self.language, self.sound)


@lru_cache(maxsize=2)
def _kept_renderer(theme: Theme, base_path: str, language: str, sound: frozenset[str]) -> "Renderer":
    """Return the renderer of this process: templates are compiled once in each."""
    # Late: it brings Jinja, which a check that renders in another process does without.
    from ssg.render.render import Renderer

    return Renderer(theme, base_path, language, sound)


class Workshop(Struct, frozen=True):
    """Makes outputs on the stage, in whatever process it is."""

    press: Press
    stage: Stage
    site_root: str

    def make(self, job: Job) -> Outcome[Written | None]:
        match job.entry:
            case Derivative():
                raise TypeError("pictures are made by make_pictures, which decodes each source once")
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


class Keys:
    """Keys of planned outputs: equal key, equal bytes."""

    def __init__(self, theme: Theme, known: Mapping[str, str]) -> None:
        """Prepare for one theme.

        known: fingerprints of its templates, as far as an earlier build made them.
        """
        self._digester = Digester()
        self._theme = theme
        self.fingerprints = dict(known)
        """By the name of each template that was asked for."""

    def _fingerprint(self, name: str) -> str:
        if name not in self.fingerprints:
            from ssg.render.templates import template_fingerprint

            self.fingerprints[name] = template_fingerprint(self._theme, name)
        return self.fingerprints[name]

    def key(self, entry: Output) -> str:
        """Return the key of one output."""
        if isinstance(entry, Page) and isinstance(entry.context, Recipe):
            # As ``key_of_parts`` would; the names are the same for all pages of a template, and there are many pages.
            return digest_text(
                f"{self._fingerprint(entry.template)}\0{entry.route.url}\0{NUL.join(entry.context.digests)}"
            )
        return key_of_parts(self.parts(entry))

    def parts(self, entry: Output) -> Parts:
        """Return what an output is made from, each part by name."""
        if isinstance(entry, FileCopy):
            return (("file", entry.digest),)
        if isinstance(entry, Derivative):
            # Late: most builds of a few pages make no picture.
            from ssg.pictures import encoder

            return (
                *(("source", entry.digest), ("recipe", self._digester.digest(entry.recipe))),
                ("encoder", encoder()),
            )
        if isinstance(entry, TextFile):
            return (("text", self._digester.digest(entry.text)),)
        of_all = (("template", self._fingerprint(entry.template)), ("url", entry.route.url))
        if isinstance(entry.context, Recipe):
            return (*of_all, *zip(entry.context.names, entry.context.digests, strict=True))
        return (*of_all, *self._digester.part_digests(entry.values))


NUL = "\0"


def planned_outputs(plan: SitePlan, keys: Keys) -> list[tuple[PlannedOutput, Output]]:
    """Return all outputs but the search index: files that pages need first, pages last."""
    key = keys.key
    entries: tuple[Output, ...] = (*plan.copies, *plan.pictures, *plan.texts, *plan.pages)
    return [(PlannedOutput(entry.route.output_path, key(entry)), entry) for entry in entries]


def needed_documents(pages: Iterable[Page]) -> set[str]:
    """Return the source paths of the documents that making the contexts of ``pages`` takes."""
    return {path for page in pages if isinstance(page.context, Recipe) for path in page.context.needs}


def contents_for(pages: Iterable[Page], opened: Opened, fresh: Mapping[str, bytes], cache: Cache) -> Contents:
    """Return the bulk of every body that ``pages`` show, or that the documents ``opened`` for them have.

    fresh: encoded, of documents read in this run, by digest.   Raises CacheLostError.
    """
    wanted = {ref.digest for page in pages if not isinstance(page.context, Recipe) for ref in _bodies(page)}
    wanted |= {each.document.body.digest for each in opened.values() if not each.document.body.is_empty}
    stored = cache.load_contents([digest for digest in wanted if digest not in fresh])
    if not wanted <= stored.keys() | fresh.keys():
        raise CacheLostError
    return Contents({**fresh, **stored})


def _bodies(page: Page) -> list[BodyRef]:
    return [value for _, value in page.values if isinstance(value, BodyRef) and not value.is_empty]


def reasons_of(made: Iterable[tuple[Job, Reason]], cache: Cache) -> dict[str, str]:
    """Return why each output is made, by path: ``new``, ``changed: title, body``, ``output-missing`` …"""
    made = tuple(made)
    origins = cache.load_origins([job.path for job, reason in made if reason is Reason.CHANGED])
    reasons = {}
    for job, reason in made:
        before = origins[job.path].parts if job.path in origins else ()
        names = changed_parts(before, job.parts) if reason is Reason.CHANGED else ()
        reasons[job.path] = f"{reason.value}: {', '.join(names)}" if names else reason.value
    return reasons
