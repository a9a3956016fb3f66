"""Telephone numbers of offices come from the register of units, never typed into a body (R-86)."""

import re
from collections.abc import Iterable, Iterator

from ssg.check.prose import Prose, found
from ssg.model.finding import Finding

CHECK = "phones"

_PHONE = re.compile(
    r"(?<![0-9A-Za-z_-])(?:[（(]?0(?:10|2\d|[3-9]\d{2})[）)]?[- ]?\d{7,8}|[48]00-?\d{3}-?\d{4})(?![0-9A-Za-z_])(?!-\d)"
)


def digits_of(phones: Iterable[str]) -> frozenset[str]:
    """Return the numbers without what people put between the digits."""
    return frozenset(re.sub(r"\D", "", phone) for phone in phones)


def check_phones(prose: Prose, known: frozenset[str]) -> Iterator[Finding]:
    """Yield every number in a body that no unit and no place has.

    known: as ``digits_of`` gives them. Hotlines such as 12345 are no business of the register.
    """
    for block in prose.blocks:
        if block.kind == "value":
            continue
        for match in _PHONE.finditer(prose.shown, block.start, block.end):
            if re.sub(r"\D", "", match[0]) not in known:
                yield found(prose, CHECK, "phone-not-in-register", match.start(), match.end())
