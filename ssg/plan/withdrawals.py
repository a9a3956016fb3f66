"""Withdrawn items: the page stays and says since when, why, and what to read instead (content-model §10)."""

from collections.abc import Iterator

from ssg.model.card import Card
from ssg.model.catalog import Item, State
from ssg.model.contexts import TitledLink, WithdrawnContext
from ssg.model.document import FOLDER_BY_KIND, Kind
from ssg.model.kinds.common import Withdrawal
from ssg.model.kinds.guide import GuideMeta
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope


def plan_withdrawals(scope: Scope) -> Iterator[Page]:
    """Yield the notice that stands in the place of every withdrawn item; search engines are asked to forget it."""
    successors = _successors(scope)
    for item in scope.catalog.items:
        if item.state is not State.WITHDRAWN:
            continue
        withdrawn = item.document.meta.publication.withdrawn
        if withdrawn:
            yield _page(scope, item, withdrawn, successors.get(item.card.path))


def _successors(scope: Scope) -> dict[str, Card]:
    """Return, by source path, the guide that says that it replaces the one there."""
    found: dict[str, Card] = {}
    for item in scope.published[Kind.GUIDE]:
        meta = item.document.meta
        old = scope.find(item.document, meta.replaces) if isinstance(meta, GuideMeta) else None
        if old:
            found.setdefault(old.card.path, item.card)
    return found


def _page(scope: Scope, item: Item, withdrawn: Withdrawal, successor: Card | None) -> Page:
    card = item.card
    folder = FOLDER_BY_KIND[card.kind]
    section = TitledLink(scope.words.get(f"plan.{folder}"), f"/{folder}/")
    named = scope.find_cards(item.document, [withdrawn.replacement]) if withdrawn.replacement else ()
    facts = HeadFacts(card.url, card.title, crumbs=(section,), nav_url=section.url, noindex=True)
    context = WithdrawnContext(
        site=scope.site,
        head=make_head(scope, facts),
        card=card,
        status=withdrawn.status,
        reason=withdrawn.reason,
        since=withdrawn.since,
        replacement=next(iter(named), successor),
        section=section,
    )
    return Page(page_route(item.outline.site_path), "withdrawn.html", context, card.path)
