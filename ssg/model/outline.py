"""What planning knows of a document that it has not opened."""

from typing import NamedTuple

from ssg.model.card import Card


class Outline(NamedTuple):
    """Made when a document is read and remembered with it: a site of 10,000 articles is planned from these.

    A tuple, because so many are made in every build.
    """

    card: Card
    """As of no particular time: ``is_expired`` is False."""
    digest: str
    """Of ``card``."""
    document_digest: str
    """Of all that the document's own page is made from, its links and the items around it apart."""
    body_digest: str
    """Of its text alone, for those who ask what has changed."""
    site_path: str
    """Of its page, not encoded: ``/news/2026/art-festival/``."""
    moment: float
    """Of publication, in seconds since 1970; 0.0 = undated."""
    expires: float | None
    """In seconds since 1970."""
    is_draft: bool
    modified: str
    """When a reader last got something new to read, ISO 8601 in the site's zone; empty = nothing is dated."""
    authors: tuple[str, ...]
    pinyin: str
    """How it wants its pinyin: ruby, word or not at all."""
    is_plain: bool
    """Nothing in it concerns other pages beyond what stands here, so that planning need not open it."""
