"""About, accessibility statement and other plain pages; also the text of a section's front."""

from msgspec import Struct

from ssg.model.kinds.common import Publication


class PageMeta(Struct, frozen=True):
    publication: Publication
