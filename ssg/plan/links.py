"""What the rest of the site may know of a document's references, and the links that only the whole plan can check."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from msgspec.structs import replace

from ssg.model.contexts import BodyRef, PhotoView, TitledLink
from ssg.model.diagnostic import Diagnostic, error
from ssg.model.document import Body, Document, Orphan, ReferenceKind
from ssg.model.kinds.common import Photo
from ssg.model.resolution import LinkFacts, Resolution, SiteLink
from ssg.plan.reference_names import beside, name_lookup, names_of_item, nearest_name


def anchored_paths(document: Document | Orphan) -> Iterator[str]:
    """Yield the source paths of other documents into which ``document`` leads by an anchor."""
    for reference in document.body.references if document.body else ():
        target, mark, _ = reference.target.partition("#")
        if mark and target and not target.startswith("/") and reference.kind is not ReferenceKind.FACT:
            yield beside(document.path, unquote(target))


def link_facts(document: Document, resolution: Resolution, digest: Callable[[object], str]) -> LinkFacts:
    """Return what the rest of the site may know of a resolution."""
    path_by_target = dict(resolution.items)
    related = (path_by_target.get(ref.target) for ref in document.meta.publication.related)
    # All that its page shows of other files and pages, beside the items that its planner knows.
    shown = (
        resolution.replacements,
        resolution.downloads,
        resolution.body_downloads,
        resolution.pictures,
        resolution.photos,
        resolution.share_url,
    )
    return LinkFacts(
        digest=digest(shown),
        related=tuple(path for path in related if path),
        used_files=resolution.used_files,
        shown_pictures=resolution.shown_pictures,
        lead=resolution.lead,
        site_urls=tuple(link.url for link in resolution.site_links),
    )


def body_ref(body: Body, resolution: Resolution) -> BodyRef:
    """Return the body as a page's context holds it."""
    return BodyRef(
        digest=body.digest,
        replacements=resolution.replacements,
        headings=tuple(TitledLink(h.text, "#" + h.id) for h in body.headings if h.level == 2),
        is_empty=body.is_empty,
        pictures=resolution.pictures,
        downloads=resolution.body_downloads,
    )


def photo_view(photo: Photo, resolution: Resolution, is_first: bool) -> PhotoView | None:
    """Return a picture of front matter as a page's context holds it; None when there is none to show."""
    view = dict(resolution.photos).get(photo.src.target)
    if view is None:
        return None
    picture = replace(view, alt=photo.alt, is_first=is_first)
    return PhotoView(picture.src, photo.alt, photo.caption, photo.credit, picture)


def lookups_of(path: str, url: str, kind: str) -> Iterator[str]:
    """Yield every lookup that may find the item at ``path`` with the address ``url``."""
    yield path
    yield from map(name_lookup, names_of_item(path, url, kind))


def leads_somewhere(url: str, urls: frozenset[str]) -> bool:
    """Return whether one of ``urls`` is the address that a link by site path names, its last "/" left out or not."""
    return url in urls or url + "/" in urls


def check_site_links(links: Iterable[SiteLink], urls: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield an error for each link by site path that leads to no page, file or redirect of the plan."""
    for link in links:
        if leads_somewhere(link.url, urls):
            continue
        nearest = nearest_name(link.url, urls, 0.7)
        yield error("broken-link", link.span, target=unquote(link.url), nearest=nearest and unquote(nearest))
