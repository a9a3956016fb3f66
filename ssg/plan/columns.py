"""A list for each column of the register that has items."""

from collections.abc import Iterator

from ssg.model.contexts import TitledLink
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import column_labels
from ssg.plan.listing import Listing, list_pages
from ssg.plan.scope import Scope


def plan_columns(scope: Scope) -> Iterator[Page]:
    cards = scope.cards(Kind.NEWS)
    for column in scope.catalog.registers.columns:
        of_column = tuple(card for card in cards if card.column == column.id)
        if not of_column:
            continue
        url = f"/columns/{column.id}/"
        listing = Listing(
            url=url,
            heading=column.title,
            kicker=scope.words.get("plan.column"),
            cards=of_column,
            description=column.description,
            crumbs=(TitledLink(scope.words.get("plan.news"), "/news/"),),
            nav_url="/news/",
            feeds=(TitledLink(column.title, url + "feed.xml"),),
            labels=column_labels(column.title, column.description),
        )
        yield from list_pages(scope, listing)
