"""Where the references of one document lead."""

from dataclasses import dataclass
from typing import NamedTuple

from ssg.model.contexts import Download
from ssg.model.diagnostic import Diagnostic, Span
from ssg.model.document import Document


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link by site path; it can be checked only when all pages are planned."""

    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Resolution:
    """Everything that the references of one document came to, when it was looked up in the site."""

    replacements: tuple[str, ...] = ()
    """By index of ``Body.references``: a URL or a figure's text."""
    items: tuple[tuple[str, str], ...] = ()
    """(reference as written in front matter, source path of the item that it names)."""
    downloads: tuple[tuple[str, Download], ...] = ()
    """(reference as written in front matter, the file that it names)."""
    used_files: tuple[str, ...] = ()
    """Source paths of the pictures and downloads that it uses, if it is published."""
    site_links: tuple[SiteLink, ...] = ()
    lookups: tuple[str, ...] = ()
    """Every address that was looked up, found or not: it comes to the same as long as these are as they were."""
    has_anchors: bool = False
    """It leads to a heading of another document, whose text has to be seen."""
    diagnostics: tuple[Diagnostic, ...] = ()


class LinkFacts(NamedTuple):
    """What the rest of the site may know of a document's references without opening it."""

    digest: str
    """Of all that its page shows because of them."""
    related: tuple[str, ...]
    """Source paths of the items that ``related`` names, in its order."""
    used_files: tuple[str, ...]
    site_urls: tuple[str, ...]
    """Addresses of its links by site path."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document at hand, with where its references lead."""

    document: Document
    resolution: Resolution
