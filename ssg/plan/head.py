"""The part of a page that machines read first: title, canonical address, labels, breadcrumb."""

from urllib.parse import urlsplit

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.contexts import Head, Site, TitledLink
from ssg.plan.scope import Scope
from ssg.plan.structured_data import breadcrumb_list, serialise
from ssg.plan.words import Words


class HeadFacts(Struct, frozen=True):
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
    data: tuple[dict[str, object], ...] = ()
    """schema.org objects of the page."""
    feeds: tuple[TitledLink, ...] = ()
    noindex: bool = False


def make_head(scope: Scope, facts: HeadFacts) -> Head:
    """Return the head of a page of ``scope``'s site."""
    return page_head(scope.site, scope.words, facts)


def page_head(site: Site, words: Words, facts: HeadFacts) -> Head:
    """Return the head of a page; every page announces the site's feed and carries the site's labels (R-42)."""
    crumbs = (TitledLink(words.get("plan.home"), "/"), *facts.crumbs) if facts.url != "/" else ()
    data = [*facts.data]
    if site.base_url and crumbs:
        trail = (*((c.title, site.base_url + c.url) for c in crumbs), (facts.title, site.base_url + facts.url))
        data.append(breadcrumb_list(trail))
    return Head(
        title=facts.title,
        description=facts.description or site.description,
        canonical=absolute_url(site, facts.url),
        page_type=facts.page_type,
        image=absolute_url(site, facts.image_url) if facts.image_url else "",
        json_ld=tuple(serialise(item) for item in data),
        metas=(*_site_labels(site), *facts.labels),
        feeds=(TitledLink(site.title, "/feed.xml"), *facts.feeds),
        crumbs=crumbs,
        nav_url=facts.nav_url,
        noindex=facts.noindex or site.noindex,
    )


def absolute_url(site: Site, url: str) -> str:
    """Return ``url`` with the site's base before it, or "" when the site has none."""
    return site.base_url + url if site.base_url else ""


def _site_labels(site: Site) -> tuple[tuple[str, str], ...]:
    labels = [("SiteName", site.title)]
    if site.base_url:
        labels.append(("SiteDomain", urlsplit(site.base_url).hostname or ""))
    if isinstance(site.footer.site_code, str):
        labels.append(("SiteIDCode", site.footer.site_code))
    return tuple(labels)


def article_labels(card: Card, column: str) -> tuple[tuple[str, str], ...]:
    """Return the page labels of an article in a column (R-42); PubDate is ``YYYY-MM-DD HH:MM``."""
    dated = (("PubDate", card.date.strftime("%Y-%m-%d %H:%M")),) if card.date else ()
    return (*column_labels(column, ""), ("ArticleTitle", card.title), *dated)


def column_labels(name: str, description: str) -> tuple[tuple[str, str], ...]:
    """Return the page labels of a column (R-42)."""
    labels = (("ColumnName", name), ("ColumnDescription", description), ("ColumnType", name))
    return tuple((key, value) for key, value in labels if value)
