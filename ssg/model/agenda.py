"""What comes due, and when."""

from datetime import date, datetime

from msgspec import Struct


class Event(Struct, frozen=True):
    moment: datetime
    """In the site's time zone. A day that must not pass gives the first moment after it."""
    kind: str
    """goes-live, expires, withdrawn, closure-over; review-due, period-over, column-stale, home-stale, pending-due."""
    path: str
    """Source file that it is about."""
    title: str
    owner: str = ""
    url: str = ""
    """Encoded, without the base path; empty where there is no page yet."""


CHANGES = frozenset(("goes-live", "expires", "withdrawn", "closure-over"))
"""Kinds of events that come about by themselves when the site is built; of the others somebody has to take care."""


class PendingField(Struct, frozen=True):
    """One field that is 待补."""

    path: str
    title: str
    field: str
    """As in front matter: ``contacts.ask``."""
    label: str
    """Chinese name of the field; equals ``field`` where there is none."""
    note: str
    owner: str
    """Who has to find out; else the unit that maintains the item; empty = nobody is named."""
    due: date | None


class Agenda(Struct, frozen=True):
    events: tuple[Event, ...]
    """By moment; those of the past are overdue, and the past changes of the site are left out."""
    now: datetime
    next_change: datetime | None
    """When the site has to be built next for what its dates say."""
    empty_columns: tuple[str, ...]
    """Titles."""
