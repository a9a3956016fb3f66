"""The part of a page that machines read first: title, canonical address, labels, breadcrumb."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ssg.model.card import Card
from ssg.model.contexts import Head, TitledLink
from ssg.plan.scope import Scope
from ssg.plan.structured_data import breadcrumb_list, serialise


@dataclass(frozen=True)
class HeadFacts:
    """What a planner says of its page; the rest of ``Head`` follows from the site."""

    url: str
    title: str
    description: str = ""
    page_type: str = "website"
    image_url: str = ""
    crumbs: tuple[TitledLink, ...] = ()
    """Below the home page, which is always first."""
    nav_url: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    data: tuple[dict[str, object], ...] = field(default=())
    """schema.org objects of the page."""
    feeds: tuple[TitledLink, ...] = ()
    noindex: bool = False


def make_head(scope: Scope, facts: HeadFacts) -> Head:
    """Return the head of a page; every page announces the site's feed and carries the site's labels (R-42)."""
    crumbs = (TitledLink(scope.words.get("plan.home"), "/"), *facts.crumbs) if facts.url != "/" else ()
    data = [*facts.data]
    if scope.config.base_url and crumbs:
        trail = (*((c.title, scope.absolute(c.url)) for c in crumbs), (facts.title, scope.absolute(facts.url)))
        data.append(breadcrumb_list(trail))
    return Head(
        title=facts.title,
        description=facts.description or scope.config.description,
        canonical=scope.absolute(facts.url),
        page_type=facts.page_type,
        image=scope.absolute(facts.image_url) if facts.image_url else "",
        json_ld=tuple(serialise(item) for item in data),
        metas=(*_site_labels(scope), *facts.labels),
        feeds=(TitledLink(scope.config.title, "/feed.xml"), *facts.feeds),
        crumbs=crumbs,
        nav_url=facts.nav_url,
        noindex=facts.noindex or scope.config.noindex,
    )


def _site_labels(scope: Scope) -> tuple[tuple[str, str], ...]:
    labels = [("SiteName", scope.config.title)]
    if scope.config.base_url:
        labels.append(("SiteDomain", urlsplit(scope.config.base_url).hostname or ""))
    if isinstance(scope.config.footer.site_code, str):
        labels.append(("SiteIDCode", scope.config.footer.site_code))
    return tuple(labels)


def article_labels(card: Card, column: str) -> tuple[tuple[str, str], ...]:
    """Return the page labels of an article in a column (R-42); PubDate is ``YYYY-MM-DD HH:MM``."""
    dated = (("PubDate", card.date.strftime("%Y-%m-%d %H:%M")),) if card.date else ()
    return (*column_labels(column, ""), ("ArticleTitle", card.title), *dated)


def column_labels(name: str, description: str) -> tuple[tuple[str, str], ...]:
    """Return the page labels of a column (R-42)."""
    labels = (("ColumnName", name), ("ColumnDescription", description), ("ColumnType", name))
    return tuple((key, value) for key, value in labels if value)
