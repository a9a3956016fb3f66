"""About, accessibility statement and other plain pages; also the text of a section's front."""

from dataclasses import dataclass

from ssg.model.kinds.common import Publication


@dataclass(frozen=True, slots=True)
class PageMeta:
    publication: Publication
