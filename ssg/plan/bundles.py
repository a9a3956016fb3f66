"""“一件事” bundles: ordered steps, members, and one merged list of materials."""

from collections.abc import Iterator

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import BundleContext, BundleItemView, BundleStepView, MaterialUse, MergedMaterial, TitledLink
from ssg.model.document import Document, Kind
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Ref
from ssg.model.kinds.guide import GuideMeta
from ssg.model.page import Page
from ssg.model.stated import Nothing, Pending, Stated
from ssg.plan.channels import channel_views
from ssg.plan.contacts import contact_view
from ssg.plan.guides import topic_links
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope
from ssg.plan.sheets import page_address, sheet_url
from ssg.plan.structured_data import bundle_service


def plan_bundles(scope: Scope) -> Iterator[Page]:
    """Yield the page of every published bundle."""
    for item in scope.published[Kind.BUNDLE]:
        if isinstance(item.document.meta, BundleMeta):
            yield _page(scope, item, item.document.meta)


def _page(scope: Scope, item: Item, meta: BundleMeta) -> Page:
    document, card, publication = item.document, item.card, meta.publication
    members = member_items(scope, document, meta)
    materials, missing = merge_materials(members)
    offers = tuple((member.card.title, scope.absolute(member.card.url)) for member in members)
    facts = HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        crumbs=(TitledLink(scope.words.get("plan.bundles"), "/bundles/"),),
        nav_url="/bundles/",
        data=(bundle_service(card, offers, scope.absolute(card.url)),),
    )
    context = BundleContext(
        site=scope.site,
        head=make_head(scope, facts),
        card=card,
        sheet_url=sheet_url(card.url),
        bundle=meta,
        items=_items(scope, document, meta),
        steps=_steps(scope, document, meta),
        materials=materials,
        materials_missing=missing,
        figures=tuple(scope.figure_by_id[ref.target] for ref in meta.figures if ref.target in scope.figure_by_id),
        ask=contact_view(scope, meta.contacts.ask),
        complain=contact_view(scope, meta.contacts.complain),
        body=scope.body(document),
        topics=topic_links(card),
        related=scope.find_cards(document, publication.related),
        news=scope.news_about.get(card.path, ()),
        changes=publication.changes,
        updated=publication.updated,
        online=page_address(scope, card.url),
        channels=None if meta.channels is None else channel_views(scope, document, meta.channels),
        is_review_overdue=scope.is_past(meta.review_by),
        glossary=scope.glossary,
    )
    return Page(page_route(item.outline.site_path), "bundle.html", context, card.path)


def member_items(scope: Scope, document: Document, meta: BundleMeta) -> tuple[Item, ...]:
    """Return the published guides of a bundle in its order; gaps and unpublished ones are left out."""
    if isinstance(meta.items, Nothing | Pending):
        return ()
    found = (scope.find(document, entry.guide) for entry in meta.items if isinstance(entry.guide, Ref))
    return tuple(item for item in found if item and item.is_published)


def merge_materials(members: tuple[Item, ...]) -> tuple[tuple[MergedMaterial, ...], tuple[Card, ...]]:
    """Return the union of the members' materials, and the members whose materials are 待补.

    By name and not by id: ids are each guide's own, and two of them may call different papers ``form``.
    """
    uses_by_name: dict[str, list[MaterialUse]] = {}
    missing: list[Card] = []
    for member in members:
        meta = member.document.meta
        if not isinstance(meta, GuideMeta) or isinstance(meta.materials, Nothing):
            continue
        if isinstance(meta.materials, Pending):
            missing.append(member.card)
            continue
        for material in meta.materials:
            uses_by_name.setdefault(material.name, []).append(MaterialUse(member.card, material))
    merged = tuple(
        MergedMaterial(name, tuple(uses), all(use.material.shared for use in uses))
        for name, uses in uses_by_name.items()
    )
    return merged, tuple(missing)


def _items(scope: Scope, document: Document, meta: BundleMeta) -> Stated[tuple[BundleItemView, ...]]:
    if isinstance(meta.items, Nothing | Pending):
        return meta.items
    views = []
    for entry in meta.items:
        if isinstance(entry.guide, Pending):
            views.append(BundleItemView(entry.guide, entry.when, entry.role, entry.group))
            continue
        for card in scope.find_cards(document, [entry.guide], Kind.GUIDE) or (Pending(entry.guide.target),):
            views.append(BundleItemView(card, entry.when, entry.role, entry.group))
    return tuple(views)


def _steps(scope: Scope, document: Document, meta: BundleMeta) -> Stated[tuple[BundleStepView, ...]]:
    if isinstance(meta.steps, Nothing | Pending):
        return meta.steps
    return tuple(
        BundleStepView(step.name, step.logic, step.text, step.time, scope.find_cards(document, step.items))
        for step in meta.steps
    )
