"""Three states of a field: a value, a stated none (无), or still to be confirmed (待补).

``Stated`` is the union of the plain value and the two marks below, so that code which has a value
uses it as it is. ``None`` means that an optional field was left out.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Nothing(Struct, frozen=True):
    """无: stated as none, as in “不收费”."""

    reason: str = ""


class Pending(Struct, frozen=True):
    """待补: needed, not yet confirmed."""

    note: str = ""
    """What is missing or who is asked: ``请开发区行政审批服务部确认``."""
    owner: str = ""
    due: date | None = None


Stated: TypeAlias = T | Nothing | Pending


def is_value(field: object) -> bool:
    """Return whether ``field`` holds a value, neither 无, 待补 nor left out."""
    return field is not None and not isinstance(field, Nothing | Pending)


def each(field: Iterable[T] | Nothing | Pending) -> Iterable[T]:
    """Return the members of a stated list; none when it is 无 or 待补."""
    return () if isinstance(field, Nothing | Pending) else field
