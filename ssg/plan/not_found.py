"""404.html, and the ways on that it shares with the search page."""

from ssg.model.contexts import NotFoundContext, TitledLink
from ssg.model.document import Kind
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.routes import file_route
from ssg.plan.scope import Scope


def ways_on(scope: Scope) -> tuple[TitledLink, ...]:
    """Return links for a reader who found nothing, or has no JavaScript."""
    words = scope.words
    return (
        TitledLink(words.get("plan.guides"), "/guides/"),
        *((TitledLink(words.get("plan.a_to_z"), "/guides/a-z/"),) if scope.cards(Kind.GUIDE) else ()),
        TitledLink(words.get("plan.all_news"), "/news/"),
    )


def plan_not_found(scope: Scope) -> Page:
    head = make_head(scope, HeadFacts("/404.html", scope.words.get("plan.not_found"), noindex=True))
    return Page(file_route("/404.html"), "404.html", NotFoundContext(scope.site, head, ways_on(scope)))
