"""This site beside what was published last: ``--published``. Nothing that readers know the address of gets lost.

Joins what ``edge`` reads of the last state to the pure comparison in ``check/lost.py``.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from ssg.check.lost import CHECK, LISTS_CHECK, SURE, Lost, find_lost, likeness, match_renamed
from ssg.check.review import Reviewed, review
from ssg.documents import documents_at
from ssg.edge.published import PublishedList, read_published, read_published_page
from ssg.edge.sources import read_source
from ssg.model.catalog import Item
from ssg.model.diagnostic import Outcome, Span, error, warning
from ssg.model.finding import Edit, Finding
from ssg.model.published import Published
from ssg.plan.routes import encode_url
from ssg.read.alias_edit import alias_edit
from ssg.read.frontmatter import split_front_matter
from ssg.read.source_text import decode_source
from ssg.record import content_digest
from ssg.request import BuildRequest
from ssg.run import Planned
from ssg.source_findings import prose_of

SAME_TITLE = 0.75
"""Resemblance of pages that have the same title in the same section and whose texts cannot be compared."""


def load_published(place: Path, base_path: str) -> Outcome[Published | None]:
    """Return what was published last; None, with an error, when ``place`` lists nothing that can be understood."""
    read = read_published(place)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    return Outcome(_as_published(read.value, base_path))


def with_lost_urls(request: BuildRequest, planned: Planned) -> Outcome[Planned | None]:
    """Return the plan with a diagnostic for each address that would get lost; None when ``--published`` is no list."""
    reviewed = find_lost_urls(request, planned)
    if reviewed.value is None:
        return Outcome(None, reviewed.diagnostics)
    return Outcome(replace(planned, diagnostics=(*planned.diagnostics, *reviewed.value.diagnostics)))


def find_lost_urls(request: BuildRequest, planned: Planned) -> Outcome[Reviewed | None]:
    """Return a finding for each address that would get lost, as site.yaml asks; none without ``--published``."""
    if request.published is None:
        return Outcome(Reviewed((), ()))
    loaded = load_published(request.published, planned.config.base_path)
    if loaded.value is None:
        return Outcome(None, loaded.diagnostics)
    lost = find_lost(loaded.value.urls, planned.plan.urls)
    pages = _page_findings(str(request.site_root), planned, loaded.value, lost)
    findings = (*pages, *_list_findings(lost))
    return Outcome(review(findings, planned.config.checks, frozenset((CHECK, LISTS_CHECK))))


def site_path(address: str, base_path: str) -> str:
    """Return an address as our plan has it: without host and base path, encoded our way; "" for what is no page.

    address: absolute, a site path, or the path of an output file.
    """
    path = urlsplit(address).path if re.match(r"https?://", address) else "/" + address.removeprefix("/")
    if base_path and (path + "/").startswith(base_path + "/"):
        path = path[len(base_path) :] or "/"
    path = re.sub(r"(?:^|(?<=/))index\.html\Z", "", unquote(path))
    return "" if path.startswith("/pagefind") else encode_url(path)


def published_path(url: str) -> str:
    """Return the path below the output folder at which the page of a URL lies."""
    return unquote(url).lstrip("/") + "index.html"


def _as_published(listed: PublishedList, base_path: str) -> Published:
    urls = (site_path(address, base_path) for address in listed.addresses)
    pages = {site_path(url, base_path): page for url, page in listed.pages}
    return Published(frozenset(url for url in urls if url), listed.folder, pages)


def _page_findings(site_root: str, planned: Planned, published: Published, lost: Lost) -> Iterator[Finding]:
    item_by_url = {item.card.url: item for item in planned.catalog.items}
    hidden = {url for url in lost.pages if url in item_by_url}
    moved = [url for url in lost.pages if url.endswith("/") and url not in hidden]
    renamed = find_renamed(site_root, planned, published, moved) if moved else {}
    for url in lost.pages:
        shown = unquote(url)
        if url in hidden:
            path = item_by_url[url].card.path
            yield Finding(CHECK, error("lost-url-hidden", Span(path), url=shown, file=path), shown)
        elif url in renamed:
            path, score = renamed[url]
            edit = _alias_edit(site_root, path, shown)
            fault = error("lost-url", Span(path), url=shown, file=path)
            yield Finding(CHECK, fault, shown, (edit,) if edit else (), is_safe=score >= SURE)
        else:
            code = "lost-url" if url.endswith("/") else "lost-file"
            yield Finding(CHECK, error(code, url=shown), shown)


def _list_findings(lost: Lost) -> Iterator[Finding]:
    for url in lost.lists:
        yield Finding(LISTS_CHECK, warning("lost-list", url=unquote(url)), unquote(url))
    if lost.derived:
        first = unquote(lost.derived[0])
        yield Finding(LISTS_CHECK, warning("lost-derived", url=first, count=len(lost.derived)), first)


def find_renamed(
    site_root: str, planned: Planned, published: Published, lost: list[str]
) -> dict[str, tuple[str, float]]:
    """Return, by lost URL, the source of the new page that it seems to be now, and how sure that is."""
    new = [item for item in planned.catalog.items if item.has_page and item.card.url not in published.urls]
    shown = {item.card.path: _shown_texts(site_root, item.card.path) for item in new}
    documents = documents_at(planned.library, shown) if published.page_by_url else {}
    digests = {path: content_digest(document) for path, document in documents.items()}
    scores: dict[tuple[str, str], float] = {}
    for url in lost:
        html = read_published_page(published.folder, published_path(url)) if published.folder else None
        for item in new:
            score = _likeness(item, shown[item.card.path], url, html, published, digests)
            if score:
                scores[url, item.card.path] = score
    return match_renamed(scores)


def _likeness(
    item: Item, shown: tuple[str, ...], url: str, html: str | None, published: Published, digests: Mapping[str, str]
) -> float:
    """Return how sure it is that an item is what was published at ``url``: 0 to 1."""
    page = published.page_by_url.get(url)
    if page is not None and page.content and page.content == digests.get(item.card.path):
        return 1.0
    if html is not None:
        return likeness(item.card.title, shown, html)
    is_titled = page is not None and page.title == item.card.title
    return SAME_TITLE if is_titled and url.split("/")[1] == item.card.url.split("/")[1] else 0.0


def _shown_texts(site_root: str, path: str) -> tuple[str, str]:
    """Return what a reader sees of a content file, and of its body alone; empty for one that cannot be read."""
    text = _source_text(site_root, path)
    if text is None:
        return "", ""
    shown, body = prose_of(path, text).shown, split_front_matter(path, text).value.body
    return shown, shown[len(shown) - len(body) :]


def _alias_edit(site_root: str, path: str, alias: str) -> Edit | None:
    text = _source_text(site_root, path)
    return None if text is None else alias_edit(path, text, alias)


def _source_text(site_root: str, path: str) -> str | None:
    source = read_source(site_root, path)
    return None if source.value is None else decode_source(path, source.value).value
