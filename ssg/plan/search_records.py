"""What search knows of each page: the text that its reader sees, typed fields included."""

from collections.abc import Iterable, Iterator

from ssg.model.catalog import Item
from ssg.model.contexts import SearchRecord
from ssg.model.document import Document, Kind, Section
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.guide import GuideMeta, Limit, Material
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.stated import Nothing, Pending, each
from ssg.plan.bylines import named_bylines
from ssg.plan.contacts import org_name
from ssg.plan.hours import hours_line
from ssg.plan.scope import Scope


def plan_search_records(scope: Scope) -> tuple[SearchRecord, ...]:
    """Return a record for every live item; expired items have a page but are not searched."""
    return tuple(_record(scope, item) for kind in Kind for item in scope.live.get(kind, ()))


def _record(scope: Scope, item: Item) -> SearchRecord:
    card, document = item.card, item.document
    publication = document.meta.publication
    people = each(named_bylines(scope, document.meta)) if isinstance(document.meta, NewsMeta) else ()
    return SearchRecord(
        url=card.url,
        title=card.title,
        kind=card.kind,
        kind_label=scope.words.get(f"kind.{card.kind}"),
        column=card.column_title,
        date=card.date.date().isoformat() if card.date else "",
        tags=(*card.tags, *card.topics, *card.audience),
        names=tuple(name for byline in people for name in (byline.role, byline.name, byline.org) if name),
        hidden_terms=publication.hidden_terms,
        sections=tuple(section for section in _sections(scope, document) if section.text),
        body=scope.body(document),
    )


def _sections(scope: Scope, document: Document) -> Iterator[Section]:
    """Yield the typed fields as text, in the order of the page."""
    publication = document.meta.publication
    if publication.summary:
        yield Section("", "", publication.summary)
    match document.meta:
        case NewsMeta() as news:
            yield Section("", "", _lines(_news_texts(news)))
        case GuideMeta() as guide:
            yield Section("", "", _lines(_guide_texts(scope, document, guide)))
        case BundleMeta() as bundle:
            yield Section("", "", _lines(_bundle_texts(scope, document, bundle)))
        case PlaceMeta() as place:
            yield Section("", "", _lines(_place_texts(place)))
        case NoticeMeta() as notice:
            yield Section("", "", _lines(_notice_texts(notice)))
    yield Section("", "", _lines(change.note for change in publication.changes))


def _lines(texts: Iterable[object]) -> str:
    """Join what is stated; 待补, 无 and absent values are no text of the page's own."""
    return "\n".join(text for text in texts if isinstance(text, str) and text)


def _news_texts(meta: NewsMeta) -> Iterator[object]:
    yield meta.headline.kicker
    yield from meta.headline.lines if len(meta.headline.lines) > 1 else ()
    yield from meta.headline.deck
    yield meta.dateline
    if meta.source:
        yield meta.source.name
        yield meta.source.note
    for correction in meta.corrections:
        yield correction.text
    for photo in meta.photos:
        yield from (photo.caption, photo.credit, photo.alt)


def _guide_texts(scope: Scope, document: Document, meta: GuideMeta) -> Iterator[object]:
    if meta.official_title != meta.publication.title:
        yield meta.official_title
    yield from (meta.warning, meta.item_type, meta.level, meta.area, meta.case_type, meta.quantity_limit)
    yield meta.agency_nature
    yield from meta.life_stage
    yield from each(meta.agency_services or ())
    if not isinstance(meta.agency, Nothing | Pending):
        yield org_name(scope.org_by_id.get(meta.agency.target))
    yield from meta.co_agencies
    for condition in each(meta.eligibility):
        yield from (condition.text, condition.law)
    for limit in (meta.statutory_limit, meta.promised_limit):
        yield limit_text(limit) if isinstance(limit, Limit) else None
    for excluded, text in meta.time_excluded:
        yield f"{excluded} {text}"
    for material in each(meta.materials):
        yield material_text(material)
    for step in each(meta.steps):
        yield from (step.name, step.who, step.do, step.channel, step.result)
        yield limit_text(step.time) if isinstance(step.time, Limit) else None
    for channel in each(meta.channels):
        yield from (channel.continues_on, channel.depth, channel.window, channel.machine, channel.phone)
        yield from (channel.booking, channel.text, channel.hours, *channel.apps)
    if meta.cross_region:
        yield from (meta.cross_region.scope, meta.cross_region.mode, meta.cross_region.note)
        yield from meta.cross_region.partners
    for fee in each(meta.fee):
        yield from (fee.name, f"{fee.amount}{fee.unit}", fee.basis, fee.reduce)
    if not isinstance(meta.result, Nothing | Pending):
        yield from (meta.result.name, meta.result.kind, meta.result.valid_for)
    for delivery in each(meta.delivery):
        yield from (delivery.way, delivery.days)
    for place in scope.find_cards(document, each(meta.places)):
        yield place.title
    for law in each(meta.legal_basis):
        yield from (law.title, law.doc_no, law.article, law.text)
    yield meta.rights
    for question in meta.faq:
        yield from (question.q, question.a)
    for variant in meta.variants:
        yield from (variant.title, variant.rank, variant.who, variant.do)
    yield meta.owner


def _bundle_texts(scope: Scope, document: Document, meta: BundleMeta) -> Iterator[object]:
    yield meta.event
    for item in each(meta.items):
        if not isinstance(item.guide, Pending):
            for card in scope.find_cards(document, [item.guide]):
                yield card.title
        yield from (item.when, item.role, item.group)
    for step in each(meta.steps):
        yield from (step.name, step.text, step.time)
    for ref in meta.figures:
        figure = scope.figure_by_id.get(ref.target)
        if figure:
            yield from (figure.label, figure.value + figure.unit)
    for label, text in meta.saves:
        yield f"{label} {text}"
    yield from (meta.one_form, meta.one_window, meta.result, meta.owner)


def _place_texts(meta: PlaceMeta) -> Iterator[object]:
    yield from (meta.place_kind, meta.area, meta.address, hours_line(meta), meta.phone)
    for points in (meta.windows, meta.machines):
        for point in each(points or ()):
            yield from (point.no, point.name, point.text)
    yield from meta.facilities
    yield from (closure.reason for closure in meta.closures)
    yield from (meta.access, meta.transport, meta.parking, meta.owner)


def _notice_texts(meta: NoticeMeta) -> Iterator[object]:
    yield from (meta.index_no, meta.subject_class, meta.issuer, meta.doc_no, meta.validity, meta.objections)
    yield from meta.applies_to
    for attachment in meta.attachments:
        yield attachment.title


def limit_text(limit: Limit) -> str:
    """Return a time limit as the page prints it: ``5 个工作日``."""
    return " ".join(part for part in (f"{limit.n} 个{limit.unit}" if limit.n else "", limit.note) if part)


def material_text(material: Material) -> str:
    forms = "、".join(f"{form.kind} {form.copies} 份" for form in each(material.form))
    parts = (material.name, forms, material.source, material.issuer, material.when, material.deadline, material.note)
    return "\n".join(part for part in parts if isinstance(part, str) and part)
