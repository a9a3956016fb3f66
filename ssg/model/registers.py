"""Registers: written once in ``content/registers/*.yaml``, used everywhere by id."""

from msgspec import Struct

from ssg.model.diagnostic import Span
from ssg.model.stated import Stated


class Org(Struct, frozen=True):
    id: str
    name: Stated[str]
    short: str = ""
    phone: Stated[str] | None = None
    address: Stated[str] | None = None
    url: str = ""
    span: Span | None = None


class Figure(Struct, frozen=True):
    id: str
    value: str
    """As shown, digits half-width: ``15042``."""
    unit: str = ""
    label: str = ""
    as_of: str = ""
    source: str = ""
    note: str = ""
    is_doubtful: bool = False
    """May not be shown."""
    facts_ref: tuple[str, ...] = ()
    span: Span | None = None


class Term(Struct, frozen=True):
    id: str
    preferred: str
    forbidden: tuple[str, ...] = ()
    gloss: str = ""
    sort: str = ""
    """Pinyin by which it is listed, where the dictionary reads it otherwise (T-48)."""
    span: Span | None = None


class Column(Struct, frozen=True):
    id: str
    """ASCII; last part of the column's URL."""
    title: str
    description: str = ""
    order: int = 0
    sort: str = ""
    """Pinyin that parts columns of equal ``order`` (T-48); empty = the id."""
    fresh_days: int = 14
    span: Span | None = None


class Registers(Struct, frozen=True):
    orgs: tuple[Org, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    columns: tuple[Column, ...] = ()
