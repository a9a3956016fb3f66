"""Document → outline: its card, and the little else that the rest of the site may know of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from ssg.model.card import Card
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Body, Document, Kind, ReferenceKind
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.outline import Outline
from ssg.model.registers import Figure, Org, Registers
from ssg.model.stated import each
from ssg.plan.bylines import named_bylines
from ssg.plan.modified import last_modified
from ssg.plan.routes import document_path, encode_url


class OutlineMaker:
    """Makes the outlines of one site's documents; they depend on its registers and its time zone."""

    def __init__(self, registers: Registers, zone: ZoneInfo, digest: Callable[[object], str]) -> None:
        """Prepare to make outlines.

        digest: of a value; equal digests, equal values.
        """
        self._zone = zone
        self._digest = digest
        self._column_by_name = {key: column for column in registers.columns for key in (column.id, column.title)}
        self._figure_by_id = {figure.id: figure for figure in registers.figures}
        self._org_by_id: dict[str, Org] = {org.id: org for org in registers.orgs}

    def outline(self, document: Document, fingerprint: str) -> Outline:
        """Return the outline of a document.

        fingerprint: digest of the document.
        """
        meta, publication = document.meta, document.meta.publication
        card = self._card(document)
        modified = last_modified(meta, self._zone)
        bylines = named_bylines(self._org_by_id, meta) if isinstance(meta, NewsMeta) else ()
        return Outline(
            card=card,
            digest=self._digest(card),
            document_digest=document_digest(document, fingerprint, self._org_by_id, self._digest),
            body_digest=document.body.digest,
            site_path=document_path(document),
            moment=card.date.timestamp() if card.date else 0.0,
            expires=publication.expires.timestamp() if publication.expires else None,
            is_draft=publication.draft or (isinstance(meta, GuideMeta) and meta.status == "草案"),
            modified=modified.isoformat() if modified else "",
            authors=tuple(byline.name for byline in each(bylines)),
            pinyin=publication.pinyin,
            is_plain=document.kind is Kind.NEWS
            and not document.is_index
            and not publication.aliases
            and publication.withdrawn is None,
        )

    def _card(self, document: Document) -> Card:
        meta, body = document.meta, document.body
        publication = meta.publication
        column = self._column_by_name.get(meta.column.target) if isinstance(meta, NewsMeta) and meta.column else None
        return Card(
            kind=document.kind,
            path=document.path,
            url=encode_url(document_path(document)),
            title=publication.title,
            short_title=publication.short_title or publication.title,
            summary=publication.summary or plain_with_figures(body.summary, body, self._figure_by_id),
            date=in_zone(publication.date, self._zone),
            column=column.id if column else "",
            column_title=column.title if column else "",
            genre=meta.genre if isinstance(meta, NewsMeta) else "",
            audience=publication.audience,
            topics=publication.topics,
            tags=publication.tags,
            language=publication.language,
            place_kind=str(meta.place_kind) if isinstance(meta, PlaceMeta) and isinstance(meta.place_kind, str) else "",
            area=meta.area if isinstance(meta, PlaceMeta) else "",
            sort_key=publication.sort,
            initial=_initial(publication.sort),
            is_pending=bool(getattr(meta, "pending", ())),
        )


def document_digest(
    document: Document, fingerprint: str, org_by_id: Mapping[str, Org], digest: Callable[[object], str]
) -> str:
    """Return the digest of all that a document's own page is made from, its links and the items around it apart.

    fingerprint: digest of the document.
    """
    meta = document.meta
    bylines = named_bylines(org_by_id, meta) if isinstance(meta, NewsMeta) else ()
    # The name of a registered organisation stands on the page, so it is part of what it is made from.
    is_named = isinstance(meta, NewsMeta) and bylines != meta.bylines
    return digest((fingerprint, bylines)) if is_named else fingerprint


def in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return the moment in the site's zone, with a fixed offset, as it is when it has been remembered."""
    return datetime.fromisoformat(moment.astimezone(zone).isoformat()) if moment else None


def expired(outline: Outline) -> tuple[Card, str]:
    """Return the card of an item past its day, and that card's digest."""
    return replace(outline.card, is_expired=True), f"{outline.digest}x"


def figure_text(figure: Figure) -> str:
    """Return a figure as it reads in a sentence: ``15042 人``'s digits and unit, nothing between."""
    return figure.value + figure.unit


def plain_with_figures(text: str, body: Body, figures: dict[str, Figure]) -> str:
    """Return ``text`` with the markers of figures replaced; unknown figures vanish, links.py reports them."""
    if MARK_OPEN not in text:
        return text
    for index, reference in enumerate(body.references):
        figure = figures.get(reference.target) if reference.kind is ReferenceKind.FACT else None
        text = text.replace(f"{MARK_OPEN}{index}{MARK_CLOSE}", figure_text(figure) if figure else "")
    return text


def _initial(sort_key: str) -> str:
    first = sort_key[:1].upper()
    return first if "A" <= first <= "Z" else "#"
