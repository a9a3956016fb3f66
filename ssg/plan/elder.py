"""长辈版: the same pages again below ``/zl/``, large and in one column (readers R-50). Templates are shared."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.contexts import (
    BodyRef,
    BundleContext,
    ElderHomeContext,
    GuideContext,
    HomeContext,
    ListContext,
    NewsContext,
    NotFoundContext,
    NoticeContext,
    PageContext,
    PlaceContext,
    SearchContext,
    TitledLink,
    WithdrawnContext,
)
from ssg.model.page import Opened, Page, Route
from ssg.plan.scope import Scope

ELDER_FOLDER = "/zl"
"""Before the URL of a page: ``/zl/guides/pension/``."""

Repeated = (
    HomeContext
    | NewsContext
    | GuideContext
    | BundleContext
    | PlaceContext
    | NoticeContext
    | PageContext
    | WithdrawnContext
    | ListContext
)
"""Pages that the 长辈版 repeats."""

_URL_FIELDS = frozenset({"url", "nav_url", "home_url"})
_ACTIONS = ("places", "guides", "bundles", "news")
"""Fronts that its home page leads to; ``sections.py`` makes each only where there is something in it."""


def plan_elder(scope: Scope, pages: Iterable[Page], opened: Opened) -> list[Page]:
    """Return ``pages``, each with a link to its 长辈版, and the pages of the 长辈版 after them.

    opened: all documents.
    """
    # What is repeated has to be made first, so a site with a 长辈版 plans a little longer.
    pages = [page._replace(context=page.made_context(opened)) for page in pages]
    repeated = [page for page in pages if isinstance(page.context, Repeated)]
    urls = frozenset(page.route.url for page in repeated)
    normal = [_with_link(page, urls) for page in pages]
    return [*normal, *(_elder_page(scope, page, urls) for page in repeated)]


def _with_link(page: Page, urls: frozenset[str]) -> Page:
    context = page.context
    if not isinstance(context, Repeated | SearchContext | NotFoundContext):
        return page
    url = elder_url(page.route.url if isinstance(context, Repeated) else "/", urls)
    return page._replace(context=replace(context, head=replace(context.head, elder_url=url)))


def _elder_page(scope: Scope, page: Page, urls: frozenset[str]) -> Page:
    """Return the page again: the same facts, links that stay in the 长辈版, the same canonical address."""
    assert isinstance(page.context, Repeated)
    context = _relinked(page.context, urls)
    head = replace(context.head, normal_url=page.route.url, noindex=True, json_ld=(), feeds=())
    route = Route(ELDER_FOLDER + page.route.url, f"{ELDER_FOLDER.strip('/')}/{page.route.output_path}")
    if isinstance(context, HomeContext):
        return Page(route, "elder-home.html", ElderHomeContext(context.site, head, _actions(scope, urls)))
    return page._replace(route=route, context=replace(context, head=head))


def _actions(scope: Scope, urls: frozenset[str]) -> tuple[TitledLink, ...]:
    fronts = (TitledLink(scope.words.get(f"plan.{name}"), elder_url(f"/{name}/", urls)) for name in _ACTIONS)
    search = (TitledLink(scope.words.get("plan.search"), "/search/"),) if scope.options.search else ()
    return (*(link for link in fronts if link.url.startswith(ELDER_FOLDER)), *search)


def elder_url(url: Any, urls: frozenset[str]) -> Any:
    """Return where ``url`` leads in the 长辈版: only what is in ``urls``, the pages it repeats, leads elsewhere.

    url: may have a fragment; 待补 and 无 stay what they are.
    """
    if not isinstance(url, str):
        return url
    path, mark, fragment = url.partition("#")
    return f"{ELDER_FOLDER}{path}{mark}{fragment}" if path in urls else url


def _relinked(value: Any, urls: frozenset[str]) -> Any:
    """Return a context, or a part of one, with every link to a repeated page turned to its 长辈版."""
    if isinstance(value, tuple):
        return tuple(_relinked(member, urls) for member in value)
    if isinstance(value, Card):
        return replace(value, url=elder_url(value.url, urls))
    if isinstance(value, BodyRef):
        return replace(value, replacements=tuple(elder_url(text, urls) for text in value.replacements))
    if not isinstance(value, Struct):
        return value
    old = {name: getattr(value, name) for name in value.__struct_fields__}
    new = {name: elder_url(old[name], urls) if name in _URL_FIELDS else _relinked(old[name], urls) for name in old}
    changed = {name: part for name, part in new.items() if part != old[name]}
    return replace(value, **changed) if changed else value
