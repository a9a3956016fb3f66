"""News, features, events, essays, reading tips."""

import datetime
import re

from msgspec import Struct

from ssg.model.kinds.common import Photo, Publication, Ref
from ssg.model.stated import Stated

BREAK_POINT = re.compile(r"(?<=\S)\|(?=\S)")
"""In a line of a headline: it may break here and nowhere else (T-51). A bar between spaces is a bar."""
GENRES = ("news", "feature", "event", "essay", "reading")


class Headline(Struct, frozen=True):
    """A newspaper headline group (T-50)."""

    main: tuple[str, ...]
    """Lines of the one ``h1``, break points marked; at least one."""
    kicker: str = ""
    deck: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the ``h1`` as they read, without the marks of break points."""
        return tuple(BREAK_POINT.sub("", line) for line in self.main)


class Byline(Struct, frozen=True):
    name: str
    role: str = ""
    """记者, 通讯员, 作者, 译者, 校对, 摄影, 编辑 …; empty when an affiliation stands instead."""
    org: str = ""
    org_ref: Ref | None = None
    """An id of orgs.yaml, whose name stands where ``org`` is empty."""


class Origin(Struct, frozen=True):
    """来源: where the item comes from."""

    name: Stated[str]
    url: str = ""
    # Not the bare name: a default of a field called so would shadow it before the type is read.
    date: Stated[datetime.date] | None = None
    page: str = ""
    note: str = ""
    is_reprint: bool = False


class EventDate(Struct, frozen=True):
    """Day of the event; the year may be unknown and is then never guessed."""

    start: str
    """``2026-10-13`` or, without a year, ``10-13``."""
    end: str = ""


class Correction(Struct, frozen=True):
    date: datetime.date
    kind: str
    """更正, 补充 or 撤回."""
    text: str
    was: str = ""
    now: str = ""


class NewsMeta(Struct, frozen=True):
    publication: Publication
    headline: Headline
    genre: str = "news"
    """One of GENRES; front matter key ``kind``."""
    column: Ref | None = None
    """An id or title of the columns register."""
    bylines: Stated[tuple[Byline, ...]] = ()
    source: Origin | None = None
    dateline: str = ""
    event_date: EventDate | None = None
    photos: tuple[Photo, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Newest first."""
