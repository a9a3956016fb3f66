"""What others may know of a document: a card, never the document."""

from datetime import datetime

from msgspec import Struct

from ssg.model.document import Kind


class Card(Struct, frozen=True):
    kind: Kind
    path: str
    """Source path."""
    url: str
    """Site-relative, percent-encoded, begins and ends with "/": ``/news/2026/art-festival/``."""
    title: str
    short_title: str
    """Equals ``title`` where none was written."""
    summary: str
    date: datetime | None
    """In the site's time zone."""
    column: str = ""
    """Id of the column; empty = none."""
    column_title: str = ""
    genre: str = ""
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    """BCP 47, where it is not the site's."""
    place_kind: str = ""
    area: str = ""
    sort_key: str = ""
    """Pinyin of the title, or the editor's own ``sort`` (T-48)."""
    initial: str = ""
    """Capital letter under which the A–Z lists it; "#" for anything else."""
    is_expired: bool = False
    is_pending: bool = False
    """Some ★ field is 待补."""
