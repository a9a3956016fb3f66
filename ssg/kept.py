"""Single records that one build keeps for the next, beside its tables, by name."""

import json
from collections.abc import Iterable

from msgspec import Struct

from ssg.model.config import ReadSettings
from ssg.model.contexts import Site
from ssg.model.registers import Registers
from ssg.model.report import RenderedPage
from ssg.model.theme import Theme

REASONS = "reasons"
"""The pages that the last build made, and why."""
TEMPLATES = "templates"
"""Fingerprints of the theme's templates: good builds alone leave them, so none has a fault."""
TERMS = "terms"
"""How tags, topics and areas are sorted."""
LOOK = "look"
"""The sources as they were seen before the last build read them."""
DESK = "desk"
"""The ``Desk``."""


class Desk(Struct, frozen=True):
    """All that making an article's page takes beside its document and the cards around it."""

    site: Site
    registers: Registers
    settings: ReadSettings
    theme: Theme


def encode_reasons(rendered: Iterable[RenderedPage]) -> bytes:
    """Return the record ``REASONS`` of the pages that a build made."""
    reasons = {page.url: page.reason for page in rendered}
    return json.dumps(reasons, ensure_ascii=False).encode("utf-8", "surrogatepass")
