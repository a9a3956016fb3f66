"""A list for each column of the register that has items."""

from collections.abc import Iterator

from ssg.model.catalog import Item
from ssg.model.contexts import TitledLink
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import column_labels
from ssg.plan.listing import Heading, list_pages
from ssg.plan.scope import Scope


def plan_columns(scope: Scope) -> Iterator[Page]:
    """Yield ``/columns/<id>/`` with its numbered pages."""
    items_by_column: dict[str, list[Item]] = {}
    for item in scope.live[Kind.NEWS]:
        items_by_column.setdefault(item.card.column, []).append(item)
    for column in scope.catalog.registers.columns:
        of_column = items_by_column.get(column.id)
        if not of_column:
            continue
        url = f"/columns/{column.id}/"
        heading = Heading(
            url=url,
            heading=column.title,
            kicker=scope.words.get("plan.column"),
            description=column.description,
            crumbs=(TitledLink(scope.words.get("plan.news"), "/news/"),),
            nav_url="/news/",
            feeds=(TitledLink(column.title, url + "feed.xml"),),
            labels=column_labels(column.title, column.description),
        )
        yield from list_pages(scope, heading, tuple(of_column))
