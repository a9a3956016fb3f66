"""One content file, read: typed front matter and a body whose links are not resolved yet.

The body is kept in two parts. ``Body`` is what planning needs and is always loaded; ``Content`` is the
bulk (HTML and text), kept by digest and loaded for pages that are really rendered.

A reference inside ``Content`` stands as a marker, ``MARK_OPEN + index + MARK_CLOSE``, where index counts
``Body.references``. Planning decides the replacement of each; rendering puts them in. The two marks are
private-use characters, which reading refuses in sources.
"""

from enum import StrEnum

from msgspec import Struct

from ssg.model.diagnostic import Span
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.page import PageMeta
from ssg.model.kinds.place import PlaceMeta

MARK_OPEN = "\ue000"
MARK_CLOSE = "\ue001"

Meta = NewsMeta | GuideMeta | BundleMeta | PlaceMeta | NoticeMeta | PageMeta


class Kind(StrEnum):
    NEWS = "news"
    GUIDE = "guide"
    BUNDLE = "bundle"
    PLACE = "place"
    NOTICE = "notice"
    PAGE = "page"


FOLDER_BY_KIND = {
    Kind.NEWS: "news",
    Kind.GUIDE: "guides",
    Kind.BUNDLE: "bundles",
    Kind.PLACE: "places",
    Kind.NOTICE: "notices",
    Kind.PAGE: "pages",
}
"""Folder below ``content/`` and first part of the URL: ``content/pages/about.md`` → ``/pages/about/``."""


CHINESE_BY_KIND = {
    Kind.NEWS: "新闻",
    Kind.GUIDE: "指南",
    Kind.BUNDLE: "一件事",
    Kind.PLACE: "地点",
    Kind.NOTICE: "公告",
    Kind.PAGE: "页面",
}
"""As editors call them."""


class ReferenceKind(StrEnum):
    LINK = "link"
    """Replaced by a URL."""
    IMAGE = "image"
    """Replaced by a URL."""
    FACT = "fact"
    """``{{fact: region.items}}``; replaced by text."""


class Reference(Struct, frozen=True):
    kind: ReferenceKind
    target: str
    """As written: ``../guides/pension.md#材料``, ``photo.jpg``, ``region.items``."""
    span: Span


class Heading(Struct, frozen=True):
    level: int
    """2 to 6."""
    id: str
    text: str
    """Joined plain text; the lines of a two-line heading (T-52) joined by one space."""


class Section(Struct, frozen=True):
    """Text between two headings, for search."""

    anchor: str
    """Id of the heading it stands under; empty before the first."""
    heading: str
    text: str
    """Joined (T-07), without ruby; blocks separated by one newline."""


class Body(Struct, frozen=True):
    digest: str
    """Key of the ``Content``: hex digest of its HTML and text."""
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    summary: str = ""
    """At most 120 characters of the first paragraph, cut at a clause (T-19); may hold fact markers."""
    characters: int = 0
    """Han characters + Latin words (T-19)."""
    is_empty: bool = True
    anchors: tuple[str, ...] = ()
    """Every id that a link may point to."""


class Content(Struct, frozen=True):
    html: str
    sections: tuple[Section, ...]


class Document(Struct, frozen=True):
    kind: Kind
    path: str
    """``content/news/2026/art-festival.md``."""
    is_index: bool
    """``content/<kind>/index.md``: the text of a section's front page."""
    meta: Meta
    body: Body


class Orphan(Struct, frozen=True):
    """A content file whose front matter gave no document; its body is checked all the same."""

    path: str
    body: Body | None
    """None when even the bytes could not be read as text."""


class Reading(Struct, frozen=True):
    """What reading one file gives."""

    document: Document | Orphan
    content: Content
