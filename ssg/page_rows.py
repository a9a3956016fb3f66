"""What is remembered of built pages: most are plain, and for these it is text that is told from others at a glance.

A plain page is never taken apart unless somebody asks for it, and once all its links were found good it is settled:
a check after one edit does not even fetch it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from ssg.check.facts import PageFacts, PageFault
from ssg.check.links import PageLinks
from ssg.engine.codec import CodecError, codec_of

LINE_MARK, FIELD_MARK = "\n", "\x1e"
_OTHER = b"["
"""Begins the row of a page that is not plain, which is kept whole; that of a plain one begins with its URL's "/"."""


class PlainPage(NamedTuple):
    """A page without a fault and without a link that only its own ids, or another page's, can prove good."""

    url: str
    targets: str
    """As the other fields a list, one a line."""
    ids: str
    outside: str

    @property
    def links(self) -> PageLinks:
        return PageLinks(self.url, _lines(self.targets), (), (), _lines(self.ids), _lines(self.outside))

    @property
    def faults(self) -> tuple[PageFault, ...]:
        return ()


SeenPage: TypeAlias = PageFacts | PlainPage


def encode_page(facts: PageFacts) -> bytes:
    """Return the row of a page."""
    links = facts.links
    texts = (links.url, *map(LINE_MARK.join, (links.targets, links.ids, links.outside)))
    row = FIELD_MARK.join(texts)
    marks = sum(max(len(each) - 1, 0) for each in (links.targets, links.ids, links.outside))
    is_clean = row.startswith("/") and row.count(FIELD_MARK) == len(texts) - 1 and row.count(LINE_MARK) == marks
    # An empty line would come back as no line.
    is_clean = is_clean and all((*links.targets, *links.ids, *links.outside))
    if facts.faults or links.broken or links.anchors or not is_clean:
        return codec_of(PageFacts).encode(facts)
    return row.encode("utf-8", "surrogatepass")


def decode_pages(rows: Mapping[str, bytes]) -> dict[str, SeenPage]:
    """Return pages by the keys of their rows. Raises CodecError when a row is none of ``encode_page``."""
    others = {key: row for key, row in rows.items() if row.startswith(_OTHER)}
    pages: dict[str, SeenPage] = dict(codec_of(PageFacts).decode_by_key(others))
    try:
        plain = {
            key: PlainPage._make(str(row, "utf-8", "surrogatepass").split(FIELD_MARK))
            for key, row in rows.items()
            if not row.startswith(_OTHER)
        }
    except (TypeError, ValueError) as fault:
        raise CodecError(f"not a page: {fault}") from fault
    return pages | plain


def is_settled(page: SeenPage, urls: frozenset[str]) -> bool:
    """Return whether nothing can be wrong with a page as long as all of ``urls`` are there."""
    return isinstance(page, PlainPage) and urls.issuperset(_lines(page.targets))


def asked_urls(pages: Iterable[SeenPage]) -> set[str]:
    """Return the addresses of the pages whose ids others of ``pages`` ask for."""
    others = (page for page in pages if isinstance(page, PageFacts))
    return {anchor.partition("#")[0] for page in others for anchor in page.links.anchors}


def pages_to_look_at(pages: Iterable[SeenPage], urls: frozenset[str]) -> dict[str, PageLinks]:
    """Return the links of the pages that may hold a broken one, and of those whose ids others ask for, by URL."""
    pages = tuple(pages)
    texts = (page.targets for page in pages if isinstance(page, PlainPage))
    lost = set(LINE_MARK.join(texts).split(LINE_MARK)) - urls - {""}
    asked = asked_urls(pages)
    return {
        page.links.url: page.links
        for page in pages
        if isinstance(page, PageFacts)
        or (lost and not lost.isdisjoint(page.targets.split(LINE_MARK)))
        or page.url in asked
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split(LINE_MARK)) if text else ()
