"""A hall, counter, self-service room or neighbourhood point (content-model §7)."""

from datetime import date

from msgspec import Struct

from ssg.model.diagnostic import Span
from ssg.model.kinds.common import Photo, Publication, Ref
from ssg.model.stated import Stated


class Hours(Struct, frozen=True):
    days: str
    """周一至周五."""
    start: str
    """HH:MM; empty with ``note`` 24小时."""
    end: str = ""
    note: str = ""


class ServicePoint(Struct, frozen=True):
    """A window or a machine and what is done there."""

    name: str
    no: str = ""
    guides: tuple[Ref, ...] = ()
    text: str = ""
    hours: tuple[Hours, ...] = ()
    """Where they differ from those of the place."""


class Geo(Struct, frozen=True):
    """Coordinates in degrees, as written; the wrong datum is some 500 m off, so it is always named."""

    lat: str
    lon: str
    datum: str
    """WGS-84 or GCJ-02."""


class Closure(Struct, frozen=True):
    """Days on which it is closed."""

    start: date
    end: date
    reason: str = ""


class PlaceMeta(Struct, frozen=True):
    publication: Publication
    place_kind: Stated[str]
    """政务服务大厅, 自助大厅, 街道, 社区, 政银, 园区, 工作室."""
    area: str
    """Street or township by which lists are grouped; may be empty."""
    address: Stated[str]
    hours: Stated[tuple[Hours, ...]]
    phone: Stated[str]
    windows: Stated[tuple[ServicePoint, ...]] | None
    machines: Stated[tuple[ServicePoint, ...]] | None
    facilities: tuple[str, ...]
    access: Stated[str] | None
    transport: Stated[str] | None
    parking: Stated[str] | None
    org: Ref | None
    owner: Stated[str] | None
    review_by: Stated[date] | None
    pending: tuple[str, ...]
    geo: Geo | None = None
    holiday_hours: Stated[tuple[Hours, ...]] | None = None
    closures: tuple[Closure, ...] = ()
    photo: Photo | None = None
    review_span: Span | None = None
    """Where ``review_by`` stands."""
    phone_span: Span | None = None
