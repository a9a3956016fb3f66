"""Single records that one build keeps for the next, beside its tables, by name."""

import json
from collections.abc import Iterable

from msgspec import Struct

from ssg.model.config import ReadSettings
from ssg.model.contexts import Site
from ssg.model.picture import FileFacts, ImageSettings
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
LISTED = "listed"
"""What the sitemap lists, as text."""
DRAWINGS = "drawings"
"""The ``Drawings``."""
DESK = "desk"
"""The ``Desk``."""


class Desk(Struct, frozen=True):
    """All that making an article's page, and the lists it stands in, takes beside documents and cards."""

    site: Site
    registers: Registers
    settings: ReadSettings
    theme: Theme
    page_size: int
    """Items on a page of a list."""
    images: ImageSettings
    has_own_checks: bool
    """The site says of some checks how much they matter, so that a good build may hold what they found."""
    unpublished_urls: tuple[str, ...]
    """Of the items whose text is not to be read, sorted."""


class Drawings(Struct, frozen=True):
    """What the drawings of a site hold: all that there are of pictures of which no others are made."""

    by_digest: tuple[tuple[str, FileFacts], ...]


def encode_reasons(rendered: Iterable[RenderedPage]) -> bytes:
    """Return the record ``REASONS`` of the pages that a build made."""
    reasons = {page.url: page.reason for page in rendered}
    return json.dumps(reasons, ensure_ascii=False).encode("utf-8", "surrogatepass")
