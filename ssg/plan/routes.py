"""Addresses: a page's URL mirrors its file (contract, "URLs")."""

import re
import unicodedata
from urllib.parse import quote

from ssg.model.document import FOLDER_BY_KIND, Document
from ssg.model.page import Route

_PLAIN = re.compile(r"[a-z0-9/._-]*", re.ASCII).fullmatch
"""Whether a URL is of characters that need no encoding; nearly all are, and there are many."""


def page_route(url: str) -> Route:
    """Return the route of the HTML page at ``url``, which begins and ends with "/" and is not encoded yet."""
    return Route(encode_url(url), url.strip("/") + "/index.html" if url != "/" else "index.html")


def file_route(url: str) -> Route:
    """Return the route of a file at ``url``: ``/feed.xml``, ``/news/2026/photo.jpg``."""
    return Route(encode_url(url), url.lstrip("/"))


def encode_url(url: str) -> str:
    """Return ``url`` percent-encoded as UTF-8; "/" stays."""
    return url if _PLAIN(url) else quote(url, safe="/!$&'()*+,;=:@-._~")


def document_path(document: Document) -> str:
    """Return the site path of a document's page, not encoded: ``/news/2026/art-festival/``."""
    folders, _, name = document.path.removeprefix("content/").rpartition("/")
    return f"/{folders}/{document.meta.publication.slug or name.removesuffix('.md')}/"


def front_path(document: Document) -> str:
    """Return the site path of the section front whose text ``document`` is."""
    return f"/{FOLDER_BY_KIND[document.kind]}/"


def term_path(list_name: str, term: str) -> str:
    """Return the site path of a tag's or topic's page.

    Names stay in Han, normalised to NFC, with what has a meaning in paths replaced: transliteration would make
    two tags of one sound one page.
    """
    safe = "".join("-" if c in '/\\?#%:*"<>|' or c.isspace() else c for c in unicodedata.normalize("NFC", term))
    name = safe.strip(".") or "-"
    # A folder of this name would stand where the list of all terms has its file.
    return f"/{list_name}/{'index-html' if name.casefold() == 'index.html' else name}/"
