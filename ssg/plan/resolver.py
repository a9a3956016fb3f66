"""Every reference of a document, looked up once: links and figures in its body, references in its front matter.

All faults are reported here, so planners may look up silently.
"""

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.catalog import Item, State
from ssg.model.contexts import Download
from ssg.model.diagnostic import Diagnostic, Span, error, warning
from ssg.model.document import Body, Document, Kind, Reference, ReferenceKind
from ssg.model.file_types import DOWNLOAD_ENDINGS, ending_of
from ssg.model.kinds.common import Ref
from ssg.model.picture import PictureView
from ssg.model.registers import Figure
from ssg.model.resolution import Resolution, SiteLink
from ssg.plan.downloads import download_of
from ssg.plan.leads import find_lead
from ssg.plan.office_files import check_office_files
from ssg.plan.outlines import figure_text
from ssg.plan.reference_names import beside, name_lookup, nearest_name, nearest_path
from ssg.plan.references import GAP, UNPUBLISHED, FileRef, ItemRef, RegisterRef, has_photo, references_of
from ssg.plan.routes import encode_url, front_path
from ssg.plan.targets import Site

UNKNOWN_IN = {"org": "unknown-org", "column": "unknown-column", "figure": "unknown-figure"}
"""Code of the diagnostic by register."""


def resolve_item(site: Site, item: Item, body_by_path: Mapping[str, Body]) -> Resolution:
    """Look up all references of an item, whose document is at hand.

    body_by_path: of the documents at hand; among them those that the item's body leads into by an anchor.
    """
    resolver = _Resolver(site, body_by_path)
    document = item.document
    replacements = resolver.resolve_body(item.card.path, document.body, item.is_published)
    resolver.resolve_meta(document, item.is_published)
    if item.is_published:
        resolver.diagnostics.extend(check_office_files(document))
    found = resolver.resolution(document.body, replacements, has_photo(document.meta))
    lead = find_lead(document.meta, document.body, resolver.path_by_photo, resolver.path_by_image, site.pictures)
    if lead is None or not item.is_published:
        return found
    return replace(found, lead=lead.text, share_url=site.pictures.share_url(lead))


def resolve_loose_body(site: Site, path: str, body: Body, body_by_path: Mapping[str, Body]) -> Resolution:
    """Look up the references in the body of a front, or of a file whose front matter gave no document."""
    resolver = _Resolver(site, body_by_path)
    return resolver.resolution(body, resolver.resolve_body(path, body, True), False)


class _Resolver(Struct):
    """Collects what one document's references come to, while it is looked at.

    Everything of the site that a good reference depends on is asked for through ``_item_at``, ``_item_named`` and
    ``_size_of``, which note the question: so an answer holds until one of the addresses asked for is another.
    """

    site: Site
    body_by_path: Mapping[str, Body]
    items: dict[str, str] = {}
    downloads: dict[str, Download] = {}
    path_by_image: dict[Reference, str] = {}
    download_by_link: dict[Reference, Download] = {}
    path_by_photo: dict[str, str] = {}
    used_files: dict[str, None] = {}
    shown_pictures: dict[str, None] = {}
    site_links: list[SiteLink] = []
    lookups: dict[str, None] = {}
    has_anchors: bool = False
    diagnostics: list[Diagnostic] = []

    def resolution(self, body: Body, replacements: tuple[str, ...], has_photo: bool) -> Resolution:
        links = ((index, self.download_by_link.get(reference)) for index, reference in enumerate(body.references))
        photos = ((target, self.site.pictures.view(path, "")) for target, path in self.path_by_photo.items())
        return Resolution(
            replacements=replacements,
            items=tuple(self.items.items()),
            downloads=tuple(self.downloads.items()),
            pictures=self.body_pictures(body, has_photo),
            body_downloads=tuple((index, download) for index, download in links if download is not None),
            photos=tuple((target, view) for target, view in photos if view is not None),
            used_files=tuple(self.used_files),
            shown_pictures=tuple(self.shown_pictures),
            site_links=tuple(self.site_links),
            lookups=tuple(self.lookups),
            has_anchors=self.has_anchors,
            diagnostics=tuple(self.diagnostics),
        )

    def _item_at(self, path: str) -> Item | None:
        self.lookups[path] = None
        return self.site.item_by_path.get(path)

    def _item_named(self, name: str) -> Item | None:
        self.lookups[name_lookup(name)] = None
        return self.site.item_by_name.get(name)

    def _size_of(self, path: str) -> int | None:
        self.lookups[path] = None
        return self.site.size_by_file.get(path)

    def resolve_body(self, path: str, body: Body, is_published: bool) -> tuple[str, ...]:
        return tuple(self._replacement(path, body, reference, is_published) for reference in body.references)

    def body_pictures(self, body: Body, has_photo: bool) -> tuple[tuple[int, PictureView], ...]:
        """Return how each picture of a body is shown; the first is loaded at once if it is the first of the page."""
        found: list[tuple[int, PictureView]] = []
        for index, reference in enumerate(body.references):
            path = self.path_by_image.get(reference)
            view = self.site.pictures.view(path, "", not has_photo and not found) if path else None
            if view is not None:
                found.append((index, view))
        return tuple(found)

    def _replacement(self, source: str, body: Body, reference: Reference, is_published: bool) -> str:
        if reference.kind is ReferenceKind.FACT:
            return self._figure(reference)
        target, hash_mark, anchor = reference.target.partition("#")
        fragment = hash_mark + anchor
        if not target:
            return fragment if self._has_anchor(source, body, reference, anchor) else ""
        if target.startswith("/"):
            return self._site_path(target, reference, is_published) + fragment
        path = beside(source, unquote(target))
        linked = self._item_at(path)
        if linked is not None:
            if is_published:
                self._check_published(linked, reference.target, reference.span, UNPUBLISHED)
            if hash_mark:
                self.has_anchors = True
                if not self._has_anchor(path, self.body_by_path[path], reference, anchor):
                    return linked.card.url
            return linked.card.url + fragment
        if path in self.site.orphans:
            return ""
        if path in self.site.front_by_path:
            return encode_url(front_path(self.site.front_by_path[path])) + fragment
        address = self._file(path, reference, is_published)
        return address + fragment if address else ""

    def _figure(self, reference: Reference) -> str:
        figure = self.site.figure_by_id.get(reference.target)
        if figure is None:
            self._unknown("unknown-figure", reference.target, reference.span, self.site.figure_by_id)
            return ""
        if figure.is_doubtful:
            self.diagnostics.append(error("doubtful-figure", reference.span, id=figure.id))
            return ""
        return figure_text(figure)

    def _has_anchor(self, path: str, body: Body, reference: Reference, anchor: str) -> bool:
        """An anchor has to stand in the body; anchors of typed fields belong to the theme and start with "s-"."""
        wanted = unquote(anchor)
        if not wanted or wanted.startswith("s-") or wanted in body.anchors:
            return True
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
        return False

    def _site_path(self, target: str, reference: Reference, is_published: bool) -> str:
        path = posixpath.normpath(unquote(target))
        for source in ("static" + path, "content" + path):
            if self._size_of(source) is not None:
                self._use_in_body(source, reference, is_published)
                return encode_url(path)
        if reference.kind is ReferenceKind.IMAGE:
            self._broken("missing-image", target, reference.span, path)
        elif is_published:
            self.site_links.append(SiteLink(encode_url(unquote(target)), reference.span))
        return encode_url(unquote(target))

    def _file(self, path: str, reference: Reference, is_published: bool) -> str:
        if path.startswith("content/") and self._size_of(path) is not None:
            self._use_in_body(path, reference, is_published)
            return encode_url(path.removeprefix("content"))
        code = "missing-image" if reference.kind is ReferenceKind.IMAGE else "broken-link"
        self._broken(code, reference.target, reference.span, path)
        return ""

    def _use_in_body(self, path: str, reference: Reference, is_published: bool) -> None:
        is_shown = reference.kind is ReferenceKind.IMAGE
        size = self._size_of(path)
        if is_shown:
            self.path_by_image[reference] = path
        elif size and ending_of(path) in DOWNLOAD_ENDINGS:
            self.download_by_link[reference] = download_of(path, size)
        self._use(path, reference.span, is_shown, is_published)

    def _use(self, path: str, span: Span, is_shown: bool, is_published: bool) -> None:
        pictures = self.site.pictures
        if is_shown and not pictures.is_picture(path):
            self.diagnostics.append(error("not-a-picture", span, name=posixpath.basename(path)))
        elif is_published:
            used = self.shown_pictures if is_shown and pictures.is_made(path) else self.used_files
            used[path] = None

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
        known = self.site.item_by_path if code == "broken-link" else self.site.size_by_file
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
                    if ref.target not in self.site.register_ids[register]:
                        self._unknown(UNKNOWN_IN[register], ref.target, ref.span, self.site.register_ids[register])

    def _item(self, document: Document, ref: Ref, kinds: tuple[str, ...], code: str) -> None:
        path = beside(document.path, ref.target)
        found = self._item_named(ref.target.removesuffix(".md")) or self._item_at(path)
        if path in self.site.orphans or ref.target in self.site.orphan_names:
            return
        if found is None:
            self._unknown("unknown-reference", ref.target, ref.span, tuple(self.site.item_by_name))
        elif kinds and found.card.kind not in kinds:
            self.diagnostics.append(
                error("wrong-reference-kind", ref.span, target=ref.target, wanted="、".join(kinds), got=found.card.kind)
            )
        else:
            self._check_published(found, ref.target, ref.span, code)
            self.items[ref.target] = found.card.path

    def _front_matter_file(self, document: Document, ref: Ref, code: str, is_published: bool) -> None:
        target = ref.target
        path = "content" + posixpath.normpath(target) if target.startswith("/") else beside(document.path, target)
        size_bytes = self._size_of(path)
        if size_bytes is None and target.startswith("/"):
            path = "static" + posixpath.normpath(target)
            size_bytes = self._size_of(path)
        if size_bytes is None:
            self._broken(code, target, ref.span, path)
            return
        is_shown = code == "missing-image"
        if is_shown:
            self.path_by_photo[target] = path
        self._use(path, ref.span, is_shown, is_published)
        self.downloads[target] = download_of(path, size_bytes)
