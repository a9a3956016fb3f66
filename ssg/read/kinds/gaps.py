"""★ fields that are 待补 or left out: listed with the item and told in one warning a file."""

from collections.abc import Mapping

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.stated import Pending
from ssg.read.reader import Scope
from ssg.read.schema import Fields


class Gap(Struct, frozen=True):
    name: str
    """``fee`` or ``contacts.ask``."""
    label: str
    span: Span | None
    """Of the key; None when the field was left out."""


def find_gaps(
    label_by_name: Mapping[str, str], values: Mapping[str, object], fields: Fields, scope: Scope
) -> tuple[Gap, ...]:
    """Return the ★ fields without a value, in the order of ``label_by_name``.

    values: what was read by name, ``contacts.ask`` among them. A faulty field has an error and is no gap.
    """
    gaps = []
    for name, label in label_by_name.items():
        value = values.get(name)
        entry = fields.entries.get(name.partition(".")[0])
        if isinstance(value, Pending) or (value is None and entry is None):
            gaps.append(Gap(name, label, scope.span(entry.key) if entry else None))
    return tuple(gaps)


def warn_of_gaps(gaps: tuple[Gap, ...], start: Span) -> tuple[Diagnostic, ...]:
    """Return one warning that names all gaps, at the first of them that was written; none without gaps."""
    if not gaps:
        return ()
    span = next((gap.span for gap in gaps if gap.span), start)
    labels = "、".join(gap.label for gap in gaps)
    names = ", ".join(gap.name for gap in gaps)
    return (warning("pending-fields", span, count=len(gaps), labels=labels, names=names),)
