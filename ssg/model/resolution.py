"""Where the references of one document lead."""

from typing import NamedTuple

from msgspec import Struct

from ssg.model.contexts import Download
from ssg.model.diagnostic import Diagnostic, Span
from ssg.model.document import Document
from ssg.model.picture import PictureView


class SiteLink(Struct, frozen=True):
    """A link by site path; it can be checked only when all pages are planned."""

    url: str
    span: Span


class Resolution(Struct, frozen=True):
    """Everything that the references of one document came to, when it was looked up in the site."""

    replacements: tuple[str, ...] = ()
    """By index of ``Body.references``: a URL or a figure's text."""
    items: tuple[tuple[str, str], ...] = ()
    """(reference as written in front matter, source path of the item that it names)."""
    downloads: tuple[tuple[str, Download], ...] = ()
    """(reference as written in front matter, the file that it names)."""
    pictures: tuple[tuple[int, PictureView], ...] = ()
    """By index of ``Body.references``: how a picture of the body is shown."""
    body_downloads: tuple[tuple[int, Download], ...] = ()
    """By index of ``Body.references``: the download that a link of the body leads to."""
    photos: tuple[tuple[str, PictureView], ...] = ()
    """(reference as written in front matter, how that picture is shown); its text stands in the document."""
    share_url: str = ""
    """Of the picture that chats show beside a link to it; empty = none."""
    lead: str = ""
    """``Lead.text`` of the picture that stands for it in lists, if it is published; empty = none."""
    used_files: tuple[str, ...] = ()
    """Source paths of the drawings and downloads that it uses, if it is published."""
    shown_pictures: tuple[str, ...] = ()
    """Source paths of the pictures that it shows, drawings apart, if it is published."""
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
    shown_pictures: tuple[str, ...]
    lead: str
    site_urls: tuple[str, ...]
    """Addresses of its links by site path."""


class OpenDocument(Struct, frozen=True):
    """A document at hand, with where its references lead."""

    document: Document
    resolution: Resolution
