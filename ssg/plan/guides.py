"""Service guides: one page each, every reference resolved."""

from collections.abc import Iterator

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import (
    BundleMembership,
    ChannelView,
    Download,
    GuideContext,
    MaterialView,
    PlaceView,
    TitledLink,
)
from ssg.model.document import Document, Kind
from ssg.model.kinds.bundle import BundleItem, BundleMeta
from ssg.model.kinds.common import Ref
from ssg.model.kinds.guide import GuideMeta, Result
from ssg.model.kinds.place import PlaceMeta
from ssg.model.page import Page
from ssg.model.registers import Org
from ssg.model.stated import Nothing, Pending, Stated
from ssg.plan.channels import channel_views, start_button
from ssg.plan.contacts import contact_view
from ssg.plan.head import HeadFacts, article_labels, make_head
from ssg.plan.hours import hours_line
from ssg.plan.routes import encode_url, page_route, term_path
from ssg.plan.scope import Scope
from ssg.plan.sheets import page_address, sheet_url
from ssg.plan.structured_data import faq_page, government_service


def plan_guides(scope: Scope) -> Iterator[Page]:
    """Yield the page of every published guide."""
    memberships = bundle_memberships(scope)
    for item in scope.published[Kind.GUIDE]:
        if isinstance(item.document.meta, GuideMeta):
            yield _page(scope, item, item.document.meta, memberships.get(item.card.path, ()))


def bundle_memberships(scope: Scope) -> dict[str, tuple[BundleMembership, ...]]:
    """Return, by a guide's source path, the live bundles it is in, with its position and neighbours."""
    found: dict[str, tuple[BundleMembership, ...]] = {}
    for bundle in scope.live[Kind.BUNDLE]:
        meta = bundle.document.meta
        if not isinstance(meta, BundleMeta) or isinstance(meta.items, Nothing | Pending):
            continue
        members = _members(scope, bundle.document, meta.items)
        for index, (position, card) in enumerate(members):
            older = members[index - 1][1] if index else None
            newer = members[index + 1][1] if index + 1 < len(members) else None
            membership = BundleMembership(bundle.card, position, len(meta.items), older, newer)
            found[card.path] = (*found.get(card.path, ()), membership)
    return found


def _members(scope: Scope, document: Document, items: tuple[BundleItem, ...]) -> tuple[tuple[int, Card], ...]:
    """Return the live guides of a bundle, each with its place, from 1, among all items: gaps count too."""
    return tuple(
        (position, card)
        for position, item in enumerate(items, 1)
        if isinstance(item.guide, Ref)
        for card in scope.find_cards(document, (item.guide,), Kind.GUIDE)
    )


def topic_links(card: Card) -> tuple[TitledLink, ...]:
    return tuple(TitledLink(topic, encode_url(term_path("topics", topic))) for topic in card.topics)


def _page(scope: Scope, item: Item, meta: GuideMeta, bundles: tuple[BundleMembership, ...]) -> Page:
    document, card, publication = item.document, item.card, meta.publication
    agency = _org(scope, meta.agency)
    channels = channel_views(scope, document, meta.channels)
    facts = HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        crumbs=(TitledLink(scope.words.get("plan.guides"), "/guides/"), *topic_links(card)[:1]),
        nav_url="/guides/",
        labels=article_labels(card, scope.words.get("plan.guides")),
        data=_data(scope, card, meta, agency, channels),
    )
    context = GuideContext(
        site=scope.site,
        head=make_head(scope, facts),
        card=card,
        sheet_url=sheet_url(card.url),
        guide=meta,
        agency=agency,
        materials=_materials(scope, document, meta),
        channels=channels,
        start=start_button(scope, channels),
        places=_places(scope, document, meta),
        ask=contact_view(scope, meta.contacts.ask),
        complain=contact_view(scope, meta.contacts.complain),
        variants=meta.variants,
        is_review_overdue=scope.is_past(meta.review_by),
        body=scope.body(document),
        topics=topic_links(card),
        bundles=bundles,
        related=scope.find_cards(document, publication.related),
        news=scope.news_about.get(card.path, ()),
        changes=publication.changes,
        updated=publication.updated,
        online=page_address(scope, card.url),
        replaces=_replaced(scope, document, meta),
        accept_agency=None if meta.accept_agency is None else _org(scope, meta.accept_agency),
        result_sample=_result_sample(scope, document, meta),
        glossary=scope.glossary,
    )
    return Page(page_route(item.outline.site_path), "guide.html", context, card.path)


def _replaced(scope: Scope, document: Document, meta: GuideMeta) -> Card | None:
    old = scope.find(document, meta.replaces)
    return old.card if old and old.has_page else None


def _data(
    scope: Scope, card: Card, meta: GuideMeta, agency: Stated[Org], channels: Stated[tuple[ChannelView, ...]]
) -> tuple[dict[str, object], ...]:
    url = scope.absolute(card.url)
    service = government_service(card, meta, agency, channels, url, scope.config.language)
    return (service, faq_page(meta, url)) if meta.faq else (service,)


def _org(scope: Scope, ref: Stated[Ref]) -> Stated[Org]:
    return ref if isinstance(ref, Nothing | Pending) else scope.org_by_id.get(ref.target, Pending())


def _result_sample(scope: Scope, document: Document, meta: GuideMeta) -> Download | None:
    return scope.download(document, meta.result.sample) if isinstance(meta.result, Result) else None


def _materials(scope: Scope, document: Document, meta: GuideMeta) -> Stated[tuple[MaterialView, ...]]:
    if isinstance(meta.materials, Nothing | Pending):
        return meta.materials
    return tuple(
        MaterialView(material, scope.download(document, material.blank), scope.download(document, material.sample))
        for material in meta.materials
    )


def _places(scope: Scope, document: Document, meta: GuideMeta) -> Stated[tuple[PlaceView, ...]]:
    if isinstance(meta.places, Nothing | Pending):
        return meta.places
    found = (scope.find(document, ref) for ref in meta.places)
    return tuple(
        PlaceView(item.card, item.document.meta.address, item.document.meta.phone, hours_line(item.document.meta))
        for item in found
        if item and item.is_published and isinstance(item.document.meta, PlaceMeta)
    )
