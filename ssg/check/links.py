"""Links inside the built pages: every address of our own that a page names has to exist.

Planning has checked what editors wrote. This finds what a theme or a site's own template got wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urljoin

from ssg.model.diagnostic import Diagnostic, error

_ADDRESS = re.compile(r"<[^>]*?\s(?:href|src)=\"([^\"]*)\"")
_ID = re.compile(r"<[^>]*?\sid=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What one built page links to and can be linked at."""

    url: str
    addresses: tuple[str, ...]
    """Without scheme; as written, entities resolved."""
    ids: frozenset[str]


def page_links(url: str, html: str) -> PageLinks:
    """Return the addresses and ids of a page that we rendered ourselves, so that every value is quoted."""
    addresses = dict.fromkeys(unescape(found) for found in _ADDRESS.findall(html))
    own = tuple(address for address in addresses if address and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address))
    return PageLinks(url, own, frozenset(unescape(found) for found in _ID.findall(html)))


def check_links(pages: Mapping[str, PageLinks], urls: frozenset[str], base_path: str) -> Iterator[Diagnostic]:
    """Yield an error for each address that leads nowhere, and for each anchor that its page lacks.

    pages: by URL without the base path.   urls: of all outputs, encoded, without the base path.
    """
    for page in pages.values():
        for address in page.addresses:
            target, _, anchor = urljoin(base_path + page.url, address).partition("#")
            path = target.partition("?")[0].removeprefix(base_path)
            if path not in urls:
                yield error("page-link-broken", page=page.url, address=address)
            elif anchor and path in pages and unquote(anchor) not in pages[path].ids:
                yield error("page-anchor-broken", page=page.url, address=address)
