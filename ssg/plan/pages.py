"""Plain pages: about, accessibility statement and so on."""

from collections.abc import Iterator

from ssg.model.contexts import PageContext
from ssg.model.document import Kind
from ssg.model.kinds.page import PageMeta
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope


def plan_pages(scope: Scope) -> Iterator[Page]:
    """Yield every published plain page."""
    for item in scope.published[Kind.PAGE]:
        card, document = item.card, item.document
        if isinstance(document.meta, PageMeta):
            facts = HeadFacts(url=card.url, title=card.title, description=card.summary, nav_url=card.url)
            context = PageContext(
                scope.site, make_head(scope, facts), card, scope.body(document), document.meta.publication.updated
            )
            yield Page(page_route(item.outline.site_path), "page.html", context, card.path)
