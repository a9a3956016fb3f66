"""A theme as values: the packaged default with the site's own files laid over it."""

from dataclasses import dataclass

INLINE_SCRIPTS = "inline/"
"""Folder of the templates that are scripts to stand inside a page: plain text, included between ``script`` tags."""


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    """``news.html``."""
    source: str
    path: str
    """For diagnostics: ``themes/mine/templates/news.html``, or the packaged file's name."""


@dataclass(frozen=True, slots=True)
class Theme:
    templates: tuple[Template, ...]
    strings: tuple[tuple[str, str], ...]
    """Interface strings by key in the site's language."""
    assets: tuple[tuple[str, str], ...]
    """Site-relative URL, with content hash, by file name: ("site.css", "/assets/site.1a2b3c4d.css")."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A text file of a theme as found on disk."""

    name: str
    """Below the theme's folder: ``templates/news.html``, ``i18n/en.yaml``."""
    path: str
    """For diagnostics: below the site root, or ``themes/default/…`` for a packaged file."""
    text: str
