"""Which outputs to make anew, which to leave, which to remove, and why. Pure: nothing is read or written here."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from ssg.engine.digest import digest, digest_bytes
from ssg.model.disk import Alteration, OutputRecord

Parts = tuple[tuple[str, str], ...]
"""(name, digest) of everything that an output is made from, such as ("template", "5c1e…"), ("title", "9b04…")."""


class Reason(StrEnum):
    """Why an output is made."""

    NEW = "new"
    CHANGED = "changed"
    """Something it is made from; ``changed_parts`` tells what."""
    OUTPUT_MISSING = "output-missing"
    OUTPUT_EDITED = "output-edited"


class PlannedOutput(NamedTuple):
    """A file that the output folder shall hold."""

    path: str
    """Below the output folder: ``news/index.html``."""
    key: str
    """``key_of_parts`` of what it is made from, or another digest that stands for all of that."""


class Decisions(Struct, frozen=True):
    make: tuple[tuple[PlannedOutput, Reason], ...]
    """In the order planned."""
    keep: tuple[PlannedOutput, ...]
    prune: tuple[str, ...]
    """Paths of the last build that are no longer planned, sorted."""


def key_of(*parts: object) -> str:
    """Return the key of an output made from ``parts``, values all of them; see ``digest``."""
    return digest(parts)


def key_of_parts(parts: Parts) -> str:
    """Return the key of an output made from ``parts``."""
    # Names hold no control characters, and a digest or short value is a token whose end can be told.
    return digest_bytes("\0".join([f"{name}\0{part}" for name, part in parts]).encode("utf-8", "surrogatepass"))


def decide(
    planned: Iterable[PlannedOutput],
    record_by_path: Mapping[str, OutputRecord],
    alteration_by_path: Mapping[str, Alteration],
) -> Decisions:
    """Compare what is planned with what the last build left.

    planned: the whole site.   record_by_path: the manifest of the last build.
    alteration_by_path: the recorded files that are not as they were left; an absent one is intact.
    An output is kept when its key is the same and its file intact.
    """
    make: list[tuple[PlannedOutput, Reason]] = []
    keep: list[PlannedOutput] = []
    planned_paths = set()
    for output in planned:
        planned_paths.add(output.path)
        reason = _reason(output, record_by_path.get(output.path), alteration_by_path.get(output.path))
        if reason is None:
            keep.append(output)
        else:
            make.append((output, reason))
    prune = sorted(path for path in record_by_path if path not in planned_paths)
    return Decisions(tuple(make), tuple(keep), tuple(prune))


def changed_parts(before: Parts, now: Parts) -> tuple[str, ...]:
    """Return the names of the parts that differ, came or went, in their present order, those that went last."""
    old, new = dict(before), dict(now)
    names = [name for name, part in now if old.get(name) != part]
    return (*names, *(name for name, _ in before if name not in new))


def _reason(output: PlannedOutput, record: OutputRecord | None, alteration: Alteration | None) -> Reason | None:
    if record is None:
        return Reason.NEW
    if record.key != output.key:
        return Reason.CHANGED
    return None if alteration is None else Reason(alteration.value)
