"""Every reference of every document, resolved once: links and figures in bodies, references in front matter.

All faults are reported here, so planners may look up silently.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from ssg.model.catalog import Catalog, Item, State
from ssg.model.contexts import BodyRef, Download, TitledLink
from ssg.model.diagnostic import Diagnostic, Span, error, warning
from ssg.model.document import Body, Document, Kind, Orphan, Reference, ReferenceKind
from ssg.model.kinds.common import Ref
from ssg.model.registers import Figure
from ssg.model.source import SourceFile
from ssg.plan.catalog import figure_text
from ssg.plan.downloads import download_of
from ssg.plan.reference_names import items_by_name, names_of_path, nearest_name, nearest_path
from ssg.plan.references import GAP, UNPUBLISHED, FileRef, ItemRef, RegisterRef, references_of
from ssg.plan.routes import encode_url, front_path

UNKNOWN_IN = {"org": "unknown-org", "column": "unknown-column", "figure": "unknown-figure"}
"""Code of the diagnostic by register."""


@dataclass(frozen=True)
class SiteLink:
    """A link by site path; it can be checked only when all pages are planned."""

    url: str
    span: Span


@dataclass(frozen=True)
class ResolvedLinks:
    item_by_ref: dict[tuple[str, str], Item]
    download_by_ref: dict[tuple[str, str], Download]
    body_by_path: dict[str, BodyRef]
    used_files: frozenset[str]
    """Source paths of the pictures and downloads that some published page uses."""
    site_links: tuple[SiteLink, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class _Resolver:
    """Collects while it walks; lives inside ``resolve_links`` only."""

    item_by_path: dict[str, Item]
    item_by_name: dict[str, Item]
    front_by_path: dict[str, Document]
    size_by_file: dict[str, int]
    figure_by_id: dict[str, Figure]
    register_ids: dict[str, tuple[str, ...]]
    orphans: frozenset[str]
    orphan_names: frozenset[str]
    item_by_ref: dict[tuple[str, str], Item] = field(default_factory=dict)
    download_by_ref: dict[tuple[str, str], Download] = field(default_factory=dict)
    used_files: set[str] = field(default_factory=set)
    site_links: list[SiteLink] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def resolve_body(self, path: str, body: Body, is_published: bool) -> BodyRef:
        return BodyRef(
            digest=body.digest,
            replacements=tuple(self._replacement(path, body, reference, is_published) for reference in body.references),
            headings=tuple(TitledLink(h.text, "#" + h.id) for h in body.headings if h.level == 2),
            is_empty=body.is_empty,
        )

    def _replacement(self, source: str, body: Body, reference: Reference, is_published: bool) -> str:
        if reference.kind is ReferenceKind.FACT:
            return self._figure(reference)
        target, hash_mark, anchor = reference.target.partition("#")
        fragment = hash_mark + anchor
        if not target:
            self._check_anchor(source, body, reference, anchor)
            return fragment
        if target.startswith("/"):
            return self._site_path(target, reference, is_published) + fragment
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(target)))
        linked = self.item_by_path.get(path)
        if linked is not None:
            if is_published:
                self._check_published(linked, reference.target, reference.span, UNPUBLISHED)
            self._check_anchor(path, linked.document.body, reference, anchor)
            return linked.card.url + fragment
        if path in self.orphans:
            return ""
        if path in self.front_by_path:
            return encode_url(front_path(self.front_by_path[path])) + fragment
        return self._file(path, reference, is_published) + fragment

    def _figure(self, reference: Reference) -> str:
        figure = self.figure_by_id.get(reference.target)
        if figure is None:
            self._unknown("unknown-figure", reference.target, reference.span, self.figure_by_id)
            return ""
        if figure.is_doubtful:
            self.diagnostics.append(error("doubtful-figure", reference.span, id=figure.id))
            return ""
        return figure_text(figure)

    def _check_anchor(self, path: str, body: Body, reference: Reference, anchor: str) -> None:
        """An anchor has to stand in the body; anchors of typed fields belong to the theme and start with "s-"."""
        wanted = unquote(anchor)
        if not wanted or wanted.startswith("s-") or wanted in body.anchors:
            return
        nearest = nearest_name(wanted, body.anchors, 0.4)
        self.diagnostics.append(
            error(
                "broken-anchor",
                reference.span,
                target=reference.target,
                anchor=wanted,
                path=path,
                nearest=nearest,
            )
        )

    def _site_path(self, target: str, reference: Reference, is_published: bool) -> str:
        path = posixpath.normpath(unquote(target))
        for source in ("static" + path, "content" + path):
            if source in self.size_by_file:
                if is_published:
                    self.used_files.add(source)
                return encode_url(path)
        if reference.kind is ReferenceKind.IMAGE:
            self._broken("missing-image", target, reference.span, path)
        elif is_published:
            self.site_links.append(SiteLink(encode_url(unquote(target)), reference.span))
        return encode_url(unquote(target))

    def _file(self, path: str, reference: Reference, is_published: bool) -> str:
        if path in self.size_by_file and path.startswith("content/"):
            if is_published:
                self.used_files.add(path)
            return encode_url(path.removeprefix("content"))
        code = "missing-image" if reference.kind is ReferenceKind.IMAGE else "broken-link"
        self._broken(code, reference.target, reference.span, path)
        return ""

    def _check_published(self, linked: Item, target: str, span: Span, code: str) -> None:
        """A shown page leads to shown pages (content-model §5.6, rule 7); only a gap in a bundle is shown as one."""
        if linked.is_published or not code:
            return
        is_gone = linked.state is State.WITHDRAWN
        report = warning if code == GAP or (is_gone and linked.card.kind is not Kind.GUIDE) else error
        self.diagnostics.append(
            report(
                "link-to-withdrawn" if is_gone and code == UNPUBLISHED else code,
                span,
                target=target,
                path=linked.card.path,
                state=linked.state.value,
            )
        )

    def _broken(self, code: str, target: str, span: Span, path: str) -> None:
        known = self.item_by_path if code == "broken-link" else self.size_by_file
        nearest = nearest_path(path, known)
        written = posixpath.relpath(nearest, posixpath.dirname(span.path)) if nearest else None
        self.diagnostics.append(error(code, span, target=target, nearest=written))

    def _unknown(self, code: str, target: str, span: Span, known: dict[str, Figure] | tuple[str, ...]) -> None:
        choices = "、".join(tuple(known)[:12]) or None
        self.diagnostics.append(
            error(code, span, target=target, nearest=nearest_name(target, known, 0.5), known=choices)
        )

    def resolve_meta(self, document: Document, is_published: bool) -> None:
        for reference in references_of(document.meta):
            match reference:
                case ItemRef(ref, kinds, code):
                    self._item(document, ref, kinds, code if is_published else "")
                case FileRef(ref, code):
                    self._front_matter_file(document, ref, code, is_published)
                case RegisterRef(ref, register):
                    if ref.target not in self.register_ids[register]:
                        self._unknown(UNKNOWN_IN[register], ref.target, ref.span, self.register_ids[register])

    def _item(self, document: Document, ref: Ref, kinds: tuple[str, ...], code: str) -> None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), ref.target))
        found = self.item_by_name.get(ref.target.removesuffix(".md")) or self.item_by_path.get(path)
        if path in self.orphans or ref.target in self.orphan_names:
            return
        if found is None:
            self._unknown("unknown-reference", ref.target, ref.span, tuple(self.item_by_name))
        elif kinds and found.card.kind not in kinds:
            self.diagnostics.append(
                error("wrong-reference-kind", ref.span, target=ref.target, wanted="、".join(kinds), got=found.card.kind)
            )
        else:
            self._check_published(found, ref.target, ref.span, code)
            self.item_by_ref[document.path, ref.target] = found

    def _front_matter_file(self, document: Document, ref: Ref, code: str, is_published: bool) -> None:
        target = ref.target
        path = (
            "content" + posixpath.normpath(target)
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(document.path), target))
        )
        if path not in self.size_by_file and target.startswith("/"):
            path = "static" + posixpath.normpath(target)
        if path not in self.size_by_file:
            self._broken(code, target, ref.span, path)
            return
        if is_published:
            self.used_files.add(path)
        self.download_by_ref[document.path, target] = download_of(path, self.size_by_file[path])


def resolve_links(catalog: Catalog, files: tuple[SourceFile, ...], orphans: tuple[Orphan, ...]) -> ResolvedLinks:
    """Resolve all references of the catalog's documents against its items, registers and ``files``.

    orphans: content files that are there but gave no document; naming one of them is no fault.
    """
    registers = catalog.registers
    resolver = _Resolver(
        item_by_path={item.card.path: item for item in catalog.items},
        item_by_name=items_by_name(catalog.items),
        front_by_path={front.path: front for front in catalog.fronts},
        size_by_file={file.path: file.size_bytes for file in files},
        figure_by_id={figure.id: figure for figure in registers.figures},
        register_ids={
            "org": tuple(org.id for org in registers.orgs),
            "column": tuple(key for column in registers.columns for key in (column.id, column.title)),
            "figure": tuple(figure.id for figure in registers.figures),
        },
        orphans=frozenset(orphan.path for orphan in orphans),
        orphan_names=frozenset(name for orphan in orphans for name in names_of_path(orphan.path)),
    )
    bodies: dict[str, BodyRef] = {}
    for item in catalog.items:
        bodies[item.card.path] = resolver.resolve_body(item.card.path, item.document.body, item.is_published)
        resolver.resolve_meta(item.document, item.is_published)
    for front in catalog.fronts:
        bodies[front.path] = resolver.resolve_body(front.path, front.body, True)
    for orphan in orphans:
        if orphan.body is not None:
            resolver.resolve_body(orphan.path, orphan.body, True)
    return ResolvedLinks(
        resolver.item_by_ref,
        resolver.download_by_ref,
        bodies,
        frozenset(resolver.used_files),
        tuple(resolver.site_links),
        tuple(resolver.diagnostics),
    )


def check_site_links(links: tuple[SiteLink, ...], urls: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield an error for each link by site path that leads to no page, file or redirect of the plan."""
    for link in links:
        if link.url in urls or link.url + "/" in urls:
            continue
        nearest = nearest_name(link.url, urls, 0.7)
        yield error("broken-link", link.span, target=unquote(link.url), nearest=nearest and unquote(nearest))
