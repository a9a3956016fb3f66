"""Places: halls, counters, self-service rooms, with the guides done there."""

from collections.abc import Iterator

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import PhotoView, PlaceContext, ServicePointView, TitledLink
from ssg.model.document import Document, Kind
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.place import PlaceMeta, ServicePoint
from ssg.model.page import Page
from ssg.model.stated import Nothing, Pending, Stated, each
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.hours import hours_by_day, hours_text
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope
from ssg.plan.structured_data import government_office


def plan_places(scope: Scope) -> Iterator[Page]:
    """Yield the page of every published place."""
    guides_at = guides_by_place(scope)
    for item in scope.published[Kind.PLACE]:
        if isinstance(item.document.meta, PlaceMeta):
            yield _page(scope, item, item.document.meta, guides_at.get(item.card.path, ()))


def guides_by_place(scope: Scope) -> dict[str, tuple[Card, ...]]:
    """Return, by a place's source path, the live guides that name it as a place or in a channel."""
    found: dict[str, tuple[Card, ...]] = {}
    for guide in scope.live[Kind.GUIDE]:
        meta = guide.document.meta
        if not isinstance(meta, GuideMeta):
            continue
        channels = each(meta.channels)
        refs = [*each(meta.places), *(channel.place for channel in channels if channel.place)]
        refs += [place for channel in channels for place in channel.places]
        for card in dict.fromkeys(scope.find_cards(guide.document, refs, Kind.PLACE)):
            found[card.path] = (*found.get(card.path, ()), guide.card)
    return found


def _page(scope: Scope, item: Item, meta: PlaceMeta, guides: tuple[Card, ...]) -> Page:
    document, card, publication = item.document, item.card, meta.publication
    facts = HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        crumbs=(TitledLink(scope.words.get("plan.places"), "/places/"),),
        nav_url="/places/",
        data=(government_office(card, meta, scope.absolute(card.url)),),
    )
    context = PlaceContext(
        site=scope.site,
        head=make_head(scope, facts),
        card=card,
        place=meta,
        hours=meta.hours if isinstance(meta.hours, Nothing | Pending) else hours_by_day(meta.hours),
        org=scope.org_by_id.get(meta.org.target) if meta.org else None,
        windows=_points(scope, document, meta.windows),
        machines=_points(scope, document, meta.machines),
        guides=guides,
        body=scope.body(document),
        related=scope.find_cards(document, publication.related),
        news=scope.news_about.get(card.path, ()),
        changes=publication.changes,
        updated=publication.updated,
        closures=tuple(closure for closure in meta.closures if not scope.is_past(closure.end)),
        photo=_photo(scope, document, meta),
        is_review_overdue=scope.is_past(meta.review_by),
    )
    return Page(page_route(item.outline.site_path), "place.html", context, card.path)


def _points(
    scope: Scope, document: Document, points: Stated[tuple[ServicePoint, ...]] | None
) -> Stated[tuple[ServicePointView, ...]] | None:
    if points is None or isinstance(points, Nothing | Pending):
        return points
    return tuple(
        ServicePointView(
            point.name, point.no, point.text, scope.find_cards(document, point.guides), hours_text(point.hours)
        )
        for point in points
    )


def _photo(scope: Scope, document: Document, meta: PlaceMeta) -> PhotoView | None:
    return scope.photo(document, meta.photo) if meta.photo else None
