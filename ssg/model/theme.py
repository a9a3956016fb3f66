"""A theme as values: the packaged default with the site's own files laid over it."""

from msgspec import Struct

INLINE_SCRIPTS = "inline/"
"""Folder of the templates that are scripts to stand inside a page: plain text, included between ``script`` tags."""


class Template(Struct, frozen=True):
    name: str
    """``news.html``."""
    source: str
    path: str
    """For diagnostics: ``themes/mine/templates/news.html``, or the packaged file's name."""


class Theme(Struct, frozen=True, cache_hash=True):
    """Its hash is taken once: each page asks for what was made ready for its theme."""

    templates: tuple[Template, ...]
    strings: tuple[tuple[str, str], ...]
    """Interface strings by key in the site's language."""
    assets: tuple[tuple[str, str], ...]
    """Site-relative URL, with content hash, by file name: ("site.css", "/assets/site.1a2b3c4d.css")."""


class ThemeFile(Struct, frozen=True):
    """A text file of a theme as found on disk."""

    name: str
    """Below the theme's folder: ``templates/news.html``, ``i18n/en.yaml``."""
    path: str
    """For diagnostics: below the site root, or ``themes/default/…`` for a packaged file."""
    text: str
