"""Faults of built pages as an editor can mend them: each told once, at the content file and the link it comes from."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import unquote

from msgspec import Struct

from ssg.check.facts import PageFault
from ssg.check.lost import is_derived
from ssg.model.diagnostic import Diagnostic, Severity, Span
from ssg.model.finding import Finding
from ssg.model.page import Page
from ssg.model.resolution import OpenDocument
from ssg.page_rows import SeenPage
from ssg.plan.downloads import download_of
from ssg.run import Planned

PAGE_CHECKS = frozenset(("headings", "images", "link-text", "file-links", "tables", "language", "ids"))
TOLD_BY_READING = {"page-heading-skips": "heading-skips-level"}
"""Faults of a page that reading has told of already, at their place in the source."""
WRITTEN = frozenset(("alt-says-nothing", "link-no-text", "link-text-vague", "file-link-bare", "table-no-head"))
"""Faults that writers make, each in a file of his own."""

Seen = tuple[PageFault, Page]


class Sources(Struct, frozen=True):
    """What is known of the content behind the pages."""

    page_by_url: Mapping[str, Page]
    opened: Mapping[str, OpenDocument]
    """The documents that the pages show, by path."""
    file_by_url: Mapping[str, tuple[str, int]]
    """(source path, bytes) of everything that is copied."""
    told: frozenset[tuple[str, str]]
    """(code, path) of what reading has reported."""
    base_path: str


def page_findings(facts: Iterable[SeenPage], planned: Planned) -> Iterator[Finding]:
    """Yield what is wrong with the structure of the pages.

    A fault belongs to the content file that its page shows, or to a template, when pages of several files or of
    none show it; however many pages do, it is told once. A large-print page or a sheet repeats its own page.
    """
    facts = tuple(each for each in facts if each.faults)
    if not facts:
        return
    sources = _sources(facts, planned)
    seen_by_fault: dict[tuple[str, str], list[Seen]] = {}
    for each in facts:
        for fault in each.faults:
            page = sources.page_by_url[each.links.url]
            if (TOLD_BY_READING.get(fault.code, ""), page.source) not in sources.told:
                seen_by_fault.setdefault((fault.code, fault.text), []).append((fault, page))
    for group in seen_by_fault.values():
        for together, is_of_template in _by_cause(group):
            fault, page = min(together, key=lambda each: is_derived(each[1].route.url))
            diagnostic = _diagnostic(fault, page, len(together) if is_of_template else 0, sources)
            yield Finding(fault.check, diagnostic, fault.text)


def _by_cause(group: list[Seen]) -> Iterator[tuple[list[Seen], bool]]:
    """Yield the pages that show one fault by what causes it, and whether that is a template."""
    by_source: dict[str, list[Seen]] = {}
    for fault, page in group:
        by_source.setdefault(page.source, []).append((fault, page))
    is_of_writers = len(by_source) == 1 or group[0][0].code in WRITTEN
    if "" in by_source or not is_of_writers:
        yield group, True
    else:
        yield from ((together, False) for together in by_source.values())


def _sources(facts: Iterable[SeenPage], planned: Planned) -> Sources:
    page_by_url = {page.route.url: page for page in planned.plan.pages}
    shown = {page_by_url[each.links.url].source for each in facts} & planned.library.reading_key_by_path.keys()
    size_by_path = {file.path: file.size_bytes for file in planned.scan.files()}
    copies = (copy for copy in planned.plan.copies if copy.source in size_by_path)
    return Sources(
        page_by_url=page_by_url,
        opened=planned.links.hand_out(shown),
        file_by_url={copy.route.url: (copy.source, size_by_path[copy.source]) for copy in copies},
        told=frozenset((fault.code, fault.span.path) for fault in planned.diagnostics if fault.span),
        base_path=planned.config.base_path,
    )


def _diagnostic(fault: PageFault, page: Page, count: int, sources: Sources) -> Diagnostic:
    """Return the diagnostic of a fault; count: pages that show it, where a template is at fault, else 0."""
    span = None if count else _span(fault, page, sources)
    args = [("found", fault.text), ("page", unquote(page.route.url))]
    if count:
        args += [("template", page.template), ("count", str(count))]
    file = sources.file_by_url.get(fault.address.removeprefix(sources.base_path))
    if fault.code == "file-link-bare" and file is not None:
        shown = download_of(*file)
        args.append(("instead", f"{fault.text}（{shown.file_type}，{shown.size}）"))
    return Diagnostic(Severity.WARNING, fault.code, span, tuple(args))


def _span(fault: PageFault, page: Page, sources: Sources) -> Span:
    """Return where a fault comes from: the link in the body that it is about, else the file."""
    opened = sources.opened.get(page.source)
    if opened is None:
        return Span(page.source)
    references = opened.document.body.references
    address = fault.address.removeprefix(sources.base_path)
    # A picture is shown under an address that was made for it.
    pictures = (references[index].span for index, view in opened.resolution.pictures if view.src == address)
    wanted = _last_part(fault.address)
    places = (ref.span for ref in references if wanted and _last_part(ref.target) == wanted)
    return next(chain(pictures, places), Span(page.source))


def _last_part(address: str) -> str:
    """Return what an address and the path that was written for it have in common: the name at their end."""
    path = unquote(address).partition("#")[0].partition("?")[0].rstrip("/")
    return posixpath.basename(path).removesuffix(".md")
