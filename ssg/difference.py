"""``ssg diff``: this build beside what was published last. Renders only the pages that may differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ssg.check.difference import changed_passages, page_reasons
from ssg.check.lost import find_lost, is_derived, is_list, page_title
from ssg.edge.listing import LISTING_NAME
from ssg.edge.outputs import digest_of
from ssg.edge.published import is_published, read_published_page
from ssg.edge.stopwatch import Stopwatch
from ssg.edge.version import version_stamp
from ssg.engine.cache import Cache, CacheLostError, open_cache
from ssg.engine.digest import digest_bytes
from ssg.engine.pool import map_chunks
from ssg.library import contents_of
from ssg.model.contexts import RedirectContext
from ssg.model.diagnostic import Outcome
from ssg.model.difference import Difference, PageChange, PageNote, RedirectNote
from ssg.model.page import FileCopy, Page
from ssg.model.published import Published, PublishedPage
from ssg.planning import plan_request
from ssg.published import find_renamed, load_published, published_path
from ssg.request import BuildRequest, cache_path
from ssg.run import Planned
from ssg.stages import Keys, Press, contents_for, needed_documents, planned_outputs


class Comparer(Struct, frozen=True):
    """Compares one page with its published state; handed to every worker."""

    press: Press
    published: Published
    title_by_source: Mapping[str, str]

    def compare(self, page: Page) -> Outcome[PageChange | None]:
        """Return how a page differs; None when its bytes are the same or it cannot be rendered."""
        rendered = self.press.render(page)
        if rendered.value is None:
            return Outcome(None, rendered.diagnostics)
        known = self.published.page_by_url.get(page.route.url, PublishedPage())
        if known.digest and known.digest == digest_bytes(rendered.value):
            return Outcome(None)
        now = rendered.value.decode()
        title = self.title_by_source.get(page.source) or page_title(now)
        before = read_published_page(self.published.folder, page.route.output_path) if self.published.folder else None
        if before is None:
            reasons: tuple[str, ...] = ("bytes",) if known.digest else ()
            return Outcome(PageChange(page.route.url, title, page.source, reasons) if reasons else None)
        reasons = page_reasons(before, now)
        passages = changed_passages(before, now) if "text" in reasons else ()
        return Outcome(PageChange(page.route.url, title, page.source, reasons, passages) if reasons else None)


def compare_site(request: BuildRequest) -> Outcome[tuple[Difference, str] | None]:
    """Return the difference and the language to tell it in; None when the site or what is compared with is unusable."""
    with open_cache(cache_path(request), version_stamp()) as cache:
        try:
            return _attempt(request, cache)
        except CacheLostError:
            return _attempt(replace(request, clean=True), cache)


def _attempt(request: BuildRequest, cache: Cache) -> Outcome[tuple[Difference, str] | None]:
    outcome = plan_request(replace(request, published=None), cache, Stopwatch())
    planned = outcome.value
    if planned is None:
        return Outcome(None, outcome.diagnostics)
    published = _published(request, planned)
    if published.value is None:
        return Outcome(None, published.diagnostics)
    compared = _compare(request, planned, published.value, cache)
    return Outcome((compared.value, planned.config.language), (*planned.diagnostics, *compared.diagnostics))


def _published(request: BuildRequest, planned: Planned) -> Outcome[Published | None]:
    place = request.published or request.output_dir / LISTING_NAME
    if request.published is None and not is_published(request.output_dir):
        return Outcome(Published(frozenset()))
    return load_published(place, planned.config.base_path)


def _compare(request: BuildRequest, planned: Planned, published: Published, cache: Cache) -> Outcome[Difference]:
    outputs = planned_outputs(planned.plan, Keys(planned.theme, {}))
    keyed = [(output.key, entry) for output, entry in outputs if isinstance(entry, Page) and _is_shown(entry)]
    pages = [page for _, page in keyed]
    doubtful = _doubtful(request, keyed, published, cache)
    opened = planned.links.hand_out(needed_documents(doubtful))
    contents = contents_for(doubtful, opened, contents_of(planned.library), cache)
    press = Press(planned.theme, planned.config.base_path, planned.config.language, contents, opened, frozenset())
    titles = {item.card.path: item.card.title for item in planned.catalog.items}
    outcomes = map_chunks(Comparer(press, published, titles).compare, doubtful, request.jobs)
    changes = [outcome.value for outcome in outcomes if outcome.value is not None]
    faults = tuple(fault for outcome in outcomes for fault in outcome.diagnostics)
    sides = Sides(published, planned, pages, changes, titles)
    lost = find_lost(published.urls, planned.plan.urls)
    return Outcome(
        Difference(
            published=_named(request) if published.urls else "",
            pages=len(sides.of_kind("item")),
            added=sides.added(),
            changed=tuple(change for change in changes if sides.kind_by_url[change.url] == "item"),
            removed=_removed(request, planned, published, lost.pages),
            redirected=sides.redirected(),
            files_added=tuple(copy.route.url for copy in sides.files() if copy.route.url not in published.urls),
            files_changed=tuple(copy.route.url for copy in sides.files() if _is_file_changed(copy, published)),
            files_removed=tuple(url for url in lost.pages if not url.endswith("/")),
            others=(*sides.others(), *lost.lists, *lost.derived),
            is_exact=_is_exact(published),
        ),
        faults,
    )


@dataclass(frozen=True)
class Sides:
    """The pages of this build, sorted by what they are and whether they are known."""

    published: Published
    planned: Planned
    pages: list[Page]
    changes: list[PageChange]
    title_by_source: Mapping[str, str]

    @cached_property
    def kind_by_url(self) -> dict[str, str]:
        return {page.route.url: _kind_of(page) for page in self.pages}

    def of_kind(self, kind: str) -> list[Page]:
        return [page for page in self.pages if self.kind_by_url[page.route.url] == kind]

    def added(self) -> tuple[PageNote, ...]:
        new = (page for page in self.of_kind("item") if page.route.url not in self.published.urls)
        return tuple(PageNote(page.route.url, self.title_by_source.get(page.source, ""), page.source) for page in new)

    def redirected(self) -> tuple[RedirectNote, ...]:
        """Return the redirects that are new or lead elsewhere now."""
        changed = {change.url for change in self.changes}
        return tuple(
            RedirectNote(page.route.url, page.context.target)
            for page in self.of_kind("redirect")
            if isinstance(page.context, RedirectContext)
            and (page.route.url in changed or page.route.url not in self.published.urls)
        )

    def others(self) -> tuple[str, ...]:
        changed = {change.url for change in self.changes}
        urls = (page.route.url for page in self.of_kind("other"))
        return tuple(url for url in urls if url in changed or url not in self.published.urls)

    def files(self) -> list[FileCopy]:
        return [copy for copy in self.planned.plan.copies if copy.source.startswith(("content/", "static/"))]


def _kind_of(page: Page) -> str:
    """Return item, redirect, or other for what the generator makes by itself."""
    if isinstance(page.context, RedirectContext):
        return "redirect"
    return "other" if not page.source or is_derived(page.route.url) or is_list(page.route.url) else "item"


def _named(request: BuildRequest) -> str:
    """Return what was compared with, as people know it: the output folder from the site's."""
    if request.published is not None:
        return request.published.as_posix()
    inside = request.output_dir.is_relative_to(request.site_root)
    return (request.output_dir.relative_to(request.site_root) if inside else request.output_dir).as_posix()


def _is_exact(published: Published) -> bool:
    """Return whether changes can be told: the files or their digests are known, or there was nothing before."""
    return bool(published.folder or published.page_by_url) or not published.urls


def _is_shown(page: Page) -> bool:
    """Return whether people come to a page by its address: feeds and the page for what is not found are left out."""
    return page.route.url.endswith("/")


def _doubtful(
    request: BuildRequest, keyed: Iterable[tuple[str, Page]], published: Published, cache: Cache
) -> list[Page]:
    """Return the published pages but for those that the cache knows to be as they were; keyed: with their keys."""
    known = [(key, page) for key, page in keyed if _is_exact(published) and page.route.url in published.urls]
    if published.folder != str(request.output_dir.resolve()) or request.clean:
        return [page for _, page in known]
    records = cache.load_outputs()
    key_by_path = {path: record.key for path, record in records.items()}
    return [page for key, page in known if key_by_path.get(page.route.output_path) != key]


def _removed(
    request: BuildRequest, planned: Planned, published: Published, lost: tuple[str, ...]
) -> tuple[PageNote, ...]:
    pages = [url for url in lost if url.endswith("/")]
    renamed = find_renamed(str(request.site_root), planned, published, pages) if pages else {}
    notes = []
    for url in pages:
        known = published.page_by_url.get(url, PublishedPage())
        html = read_published_page(published.folder, published_path(url)) if published.folder else None
        title = known.title or (page_title(html) if html else "")
        notes.append(PageNote(url, title, known.source, renamed.get(url, ("", 0.0))[0]))
    return tuple(notes)


def _is_file_changed(copy: FileCopy, published: Published) -> bool:
    if not published.folder or copy.route.url not in published.urls:
        return False
    return digest_of(f"{published.folder}/{copy.route.output_path}") != copy.digest
