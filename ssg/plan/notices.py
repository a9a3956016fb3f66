"""Official notices."""

from collections.abc import Iterator

from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import Download, NoticeContext, TitledLink
from ssg.model.document import Kind
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.page import Page
from ssg.plan.head import HeadFacts, article_labels, make_head
from ssg.plan.modified import last_modified
from ssg.plan.neighbours import neighbours_by_path
from ssg.plan.notice_links import superseding_notices
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope
from ssg.plan.structured_data import notice_document


def plan_notices(scope: Scope) -> Iterator[Page]:
    """Yield the page of every published notice."""
    superseding = superseding_notices(scope)
    neighbours = neighbours_by_path(scope.cards(Kind.NOTICE))
    for item in scope.published[Kind.NOTICE]:
        if isinstance(item.document.meta, NoticeMeta):
            older, newer = neighbours.get(item.card.path, (None, None))
            yield _page(
                scope,
                item,
                item.document.meta,
                older,
                newer,
                tuple(other.card for other in superseding.get(item.card.path, ())),
            )


def _page(
    scope: Scope,
    item: Item,
    meta: NoticeMeta,
    older: Card | None,
    newer: Card | None,
    superseded_by: tuple[Card, ...],
) -> Page:
    document, card, publication = item.document, item.card, meta.publication
    facts = HeadFacts(
        url=card.url,
        title=card.title,
        description=card.summary,
        page_type="article",
        crumbs=(TitledLink(scope.words.get("plan.notices"), "/notices/"),),
        nav_url="/notices/",
        labels=article_labels(card, scope.words.get("plan.notices")),
        data=(
            notice_document(
                card, meta, scope.absolute(card.url), scope.config.language, last_modified(meta, scope.zone)
            ),
        ),
    )
    context = NoticeContext(
        site=scope.site,
        head=make_head(scope, facts),
        card=card,
        notice=meta,
        published=card.date,
        period_is_over=meta.period_to is not None and meta.period_to < scope.today,
        attachments=_attachments(scope, item, meta),
        body=scope.body(document),
        related=scope.find_cards(document, publication.related),
        older=older,
        newer=newer,
        alternatives=_alternatives(scope, item, meta),
        interpretation=scope.find_cards(document, meta.interpretation),
        supersedes=tuple(old.card for ref in meta.supersedes if (old := scope.find(document, ref)) and old.has_page),
        superseded_by=superseded_by,
        changes=publication.changes,
        updated=publication.updated.astimezone(scope.zone) if publication.updated else None,
    )
    return Page(page_route(item.outline.site_path), "notice.html", context, card.path)


def _alternatives(scope: Scope, item: Item, meta: NoticeMeta) -> tuple[Download, ...]:
    found = ((attachment, scope.download(item.document, attachment.alternative)) for attachment in meta.attachments)
    return tuple(replace(download, title=attachment.title) for attachment, download in found if download)


def _attachments(scope: Scope, item: Item, meta: NoticeMeta) -> tuple[Download, ...]:
    found = ((attachment, scope.download(item.document, attachment.file)) for attachment in meta.attachments)
    return tuple(
        Download(download.url, attachment.title or download.title, download.file_type, download.size)
        for attachment, download in found
        if download
    )
