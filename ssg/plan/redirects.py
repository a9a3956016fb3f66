"""Redirects from ``aliases``: the host's file and the HTML fallback come from one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ssg.model.contexts import RedirectContext
from ssg.model.diagnostic import Diagnostic, error
from ssg.model.kinds.common import Ref
from ssg.model.page import Page, TextFile
from ssg.plan.routes import encode_url, file_route, page_route
from ssg.plan.scope import Scope


@dataclass(frozen=True)
class Redirect:
    origin: str
    """Site path, not encoded, begins and ends with "/"."""
    target: str
    """URL of the page."""
    alias: Ref
    source: str


def collect_redirects(scope: Scope) -> tuple[tuple[Redirect, ...], tuple[Diagnostic, ...]]:
    """Return the redirects of all items with a page, sorted by origin, and what is wrong with any alias."""
    redirects, diagnostics = [], []
    for item in scope.catalog.items:
        if not item.has_page:
            continue
        for alias in item.document.meta.publication.aliases:
            path = unquote(alias.target)
            if not path.startswith("/") or path.startswith("//") or ".." in path.split("/") or _has_odd(path):
                diagnostics.append(error("bad-alias", alias.span, alias=alias.target))
            else:
                redirects.append(Redirect(path.rstrip("/") + "/", item.card.url, alias, item.card.path))
    return tuple(sorted(redirects, key=lambda redirect: redirect.origin)), tuple(diagnostics)


def _has_odd(path: str) -> bool:
    """Return whether ``path`` holds what would break a line of the host's file or start another URL part."""
    return any(c.isspace() or c in '?#\\:*<>|"' or ord(c) < 32 for c in path) or path == "/"


def redirect_pages(scope: Scope, redirects: tuple[Redirect, ...]) -> Iterator[Page]:
    for redirect in redirects:
        context = RedirectContext(scope.site, redirect.target, scope.absolute(redirect.target))
        yield Page(page_route(redirect.origin), "redirect.html", context, redirect.source)


def redirects_file(scope: Scope, redirects: tuple[Redirect, ...]) -> TextFile:
    """Return ``_redirects`` in the form that Netlify and Cloudflare Pages read."""
    base = scope.config.base_path
    lines = [f"{base}{encode_url(r.origin)} {base}{r.target} 301" for r in redirects]
    return TextFile(file_route("/_redirects"), "".join(line + "\n" for line in lines))
