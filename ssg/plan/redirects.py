"""Redirects from ``aliases``: the host's file and the HTML fallback come from one list."""

from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from ssg.model.contexts import RedirectContext
from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.kinds.common import Ref
from ssg.model.page import Page, TextFile
from ssg.plan.routes import encode_url, file_route, page_route
from ssg.plan.scope import Scope

ODD = '?#\\:*<>|"\ufffd'


class Redirect(Struct, frozen=True):
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
        if item.opened is None or not item.has_page:
            continue
        for alias in item.document.meta.publication.aliases:
            path = unquote(alias.target)
            if (
                not path.startswith("/")
                or path.startswith("//")
                or not all(map(_is_usable, path.strip("/").split("/")))
            ):
                diagnostics.append(error("bad-alias", alias.span, alias=alias.target))
            else:
                redirects.append(Redirect(f"/{path.strip('/')}/", item.card.url, alias, item.card.path))
    return tuple(sorted(redirects, key=lambda redirect: redirect.origin)), tuple(diagnostics)


def _is_usable(name: str) -> bool:
    """Return whether ``name`` is one part of a path, and breaks no line of the host's file nor starts a query."""

    return name not in ("", ".", "..") and name.isprintable() and not any(c.isspace() or c in ODD for c in name)


def alias_spans(redirects: tuple[Redirect, ...]) -> dict[str, Span]:
    """Return where each redirect is written, by the URL that it leads from."""
    return {encode_url(redirect.origin): redirect.alias.span for redirect in redirects}


def redirect_pages(scope: Scope, redirects: tuple[Redirect, ...]) -> Iterator[Page]:
    for redirect in redirects:
        context = RedirectContext(scope.site, redirect.target, scope.absolute(redirect.target))
        yield Page(page_route(redirect.origin), "redirect.html", context, redirect.source)


def redirects_file(scope: Scope, redirects: tuple[Redirect, ...]) -> TextFile:
    """Return ``_redirects`` in the form that Netlify and Cloudflare Pages read."""
    base = scope.config.base_path
    lines = [f"{base}{encode_url(r.origin)} {base}{r.target} 301" for r in redirects]
    return TextFile(file_route("/_redirects"), "".join(line + "\n" for line in lines))
