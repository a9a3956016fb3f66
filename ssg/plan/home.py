"""The home page: the most needed guides and the newest news."""

from collections.abc import Sequence

from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.contexts import Group, HomeContext
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.model.registers import Registers
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.reference_names import items_by_name, nearest_name
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope
from ssg.plan.sections import doors
from ssg.plan.term_order import columns_in_order

NEWS_MAX = 12
PLACES_MAX = 4


def plan_home(scope: Scope) -> Outcome[Page]:
    featured, diagnostics = _featured(scope)
    news = scope.cards(Kind.NEWS)
    site = scope.config
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "WebSite", "name": site.title}
    if site.base_url:
        data["url"] = scope.absolute("/")
    context = HomeContext(
        site=scope.site,
        head=make_head(scope, HeadFacts("/", site.title, site.description, nav_url="/", data=(data,))),
        search_example=site.search_example,
        lead=news[0] if news else None,
        lead_picture=scope.thumbnail(news[0]) if news else None,
        news=_by_column(scope.catalog.registers, news[1 : NEWS_MAX + 1]),
        featured=featured,
        doors=doors(scope),
        bundles=scope.cards(Kind.BUNDLE),
        places=scope.cards(Kind.PLACE)[:PLACES_MAX],
    )
    return Outcome(Page(page_route("/"), "home.html", context), diagnostics)


def with_news(home: HomeContext, registers: Registers, cards: Sequence[Card]) -> HomeContext:
    """Return the home page as it is with other news; one that comes to stand first has no picture.

    cards: of live articles, newest first: all of them, or ``NEWS_MAX + 1``.
    """
    lead, *others = cards[: NEWS_MAX + 1]
    picture = home.lead_picture if lead == home.lead else None
    return replace(home, lead=lead, lead_picture=picture, news=_by_column(registers, others))


def _featured(scope: Scope) -> tuple[tuple[Card, ...], tuple[Diagnostic, ...]]:
    names = items_by_name(scope.catalog.items) if scope.config.featured_guides else {}
    cards, diagnostics = [], []
    for name in scope.config.featured_guides:
        item = names.get(name)
        if item is None:
            nearest = nearest_name(name, names, 0.4)
            diagnostics.append(error("unknown-featured-guide", Span("site.yaml"), target=name, nearest=nearest))
        elif item.is_published:
            cards.append(item.card)
    return tuple(cards), tuple(diagnostics)


def _by_column(registers: Registers, cards: Sequence[Card]) -> tuple[Group, ...]:
    """Return ``cards`` by column in the register's order; those without one come last."""
    columns = columns_in_order(registers)
    groups = [
        Group(column.title, f"/columns/{column.id}/", tuple(card for card in cards if card.column == column.id))
        for column in columns
    ]
    groups.append(Group("", "", tuple(card for card in cards if not card.column)))
    return tuple(group for group in groups if group.cards)
