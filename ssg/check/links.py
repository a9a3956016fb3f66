"""Links inside the built pages: every address of our own that a page names has to exist.

Planning has checked what editors wrote. This finds what a theme or a site's own template got wrong.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urljoin

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, error

_ADDRESS = re.compile(r"<[^>]*?\s(?:href|src)=\"([^\"]*)\"")
_SRCSET = re.compile(r"<[^>]*?\ssrcset=\"([^\"]*)\"")
_ID = re.compile(r"<[^>]*?\sid=\"([^\"]*)\"")
_OUTSIDE = re.compile(r"<a\b[^>]*?\shref=\"(https?://[^\"]*)\"")
_SITE_PATH = re.compile(r"/(?!/)[A-Za-z0-9%/._~-]*(?:#[A-Za-z0-9%._~-]+)?")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class PageLinks(Struct, frozen=True):
    """What one built page links to and can be linked at."""

    url: str
    """Without the base path."""
    targets: tuple[str, ...]
    """Site paths of everything of our own that it names, itself apart, without base path and anchor."""
    anchors: tuple[str, ...]
    """``url#anchor`` of the places in other pages that it links to."""
    broken: tuple[str, ...]
    """Addresses that lead out of the site, or to a place that the page itself does not have; as written."""
    ids: tuple[str, ...]
    outside: tuple[str, ...] = ()
    """Absolute addresses that readers can follow, without anchors."""


def page_links(url: str, html: str, base_path: str) -> PageLinks:
    """Return the links and ids of a page that we rendered ourselves, so that every value is quoted."""
    ids = tuple(dict.fromkeys(map(unescape, _ID.findall(html))))
    targets: dict[str, None] = {}
    anchors: dict[str, None] = {}
    broken: dict[str, None] = {}
    sizes = (size.strip().split(" ")[0] for found in _SRCSET.findall(html) for size in found.split(", "))
    for address in dict.fromkeys(map(unescape, (*_ADDRESS.findall(html), *sizes))):
        if not address or _ELSEWHERE.match(address):
            continue
        target, _, anchor = _joined(base_path + url, address).partition("#")
        path = target.partition("?")[0]
        if base_path and not path.startswith(f"{base_path}/"):
            broken[address] = None
            continue
        path = path.removeprefix(base_path)
        if path != url:
            targets[path] = None
            if anchor:
                anchors[f"{path}#{unquote(anchor)}"] = None
        elif anchor and unquote(anchor) not in ids:
            broken[address] = None
    followed = (unescape(address).partition("#")[0] for address in _OUTSIDE.findall(html))
    return PageLinks(url, tuple(targets), tuple(anchors), tuple(broken), ids, tuple(dict.fromkeys(followed)))


def _joined(base: str, address: str) -> str:
    """Return where an address on the page ``base`` leads."""
    # Nearly all are site paths as they should be, for which nothing has to be taken apart.
    return address if _SITE_PATH.fullmatch(address) and "/." not in address else urljoin(base, address)


def check_links(pages: Mapping[str, PageLinks], urls: frozenset[str], base_path: str) -> Iterator[Diagnostic]:
    """Yield an error for each address that leads nowhere, and for each anchor that its page lacks.

    pages: by URL without the base path.   urls: of all outputs, encoded, without the base path.
    What a template gets wrong is wrong on many pages and told once, with the first of them and their number.
    """
    pages_by_fault: dict[tuple[str, str], list[str]] = {}
    for code, page, address in _broken(pages, urls, base_path):
        pages_by_fault.setdefault((code, address), []).append(page)
    for (code, address), found in pages_by_fault.items():
        yield error(code, page=found[0], address=address, count=len(found))


def _broken(pages: Mapping[str, PageLinks], urls: frozenset[str], base_path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (code, page, address)."""
    for page in pages.values():
        for address in page.broken:
            yield "page-anchor-broken" if "#" in address else "page-link-broken", page.url, address
        if not urls.issuperset(page.targets):
            lost = (target for target in page.targets if target not in urls)
            yield from (("page-link-broken", page.url, base_path + target) for target in lost)
        for anchored in page.anchors:
            path, _, anchor = anchored.partition("#")
            if path in pages and anchor not in pages[path].ids:
                yield "page-anchor-broken", page.url, base_path + anchored
