"""What search knows of each page: the text that its reader sees, typed fields included."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from ssg.model.card import Card
from ssg.model.catalog import Item
from ssg.model.contexts import BodyRef, SearchRecord
from ssg.model.document import Document, Kind, Section
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.guide import GuideMeta
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.page import PageMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.page import Opened
from ssg.model.registers import Org
from ssg.model.search import SearchEntry
from ssg.model.stated import Nothing, Pending, each
from ssg.plan.bylines import named_bylines
from ssg.plan.hours import hours_text
from ssg.plan.links import body_ref
from ssg.plan.orgs import org_name
from ssg.plan.scope import Scope
from ssg.plan.search_guide import day_text, guide_texts
from ssg.plan.words import Words


def plan_search_entries(scope: Scope) -> tuple[SearchEntry, ...]:
    """Return an entry for every live item; expired items have a page but are not searched."""
    news = [_news_entry(scope, item) for item in scope.live[Kind.NEWS]]
    others = [_entry(scope, item) for kind in Kind if kind is not Kind.NEWS for item in scope.live[kind]]
    return (*news, *others)


def _entry(scope: Scope, item: Item) -> SearchEntry:
    record = _record(scope.words, item.card, item.document, scope.body(item.document), (), _sections(scope, item))
    return _entry_of(scope, item, scope.digest(record), partial(_made, record))


def _made(record: SearchRecord, opened: Opened) -> SearchRecord:
    return record


def _news_entry(scope: Scope, item: Item) -> SearchEntry:
    facts = scope.facts_by_path[item.card.path]
    digest = scope.digest(f"{item.outline.document_digest} {item.digest} {facts.digest} {scope.words_digest}")
    return _entry_of(scope, item, digest, partial(news_record, scope.words, scope.org_by_id, item.card))


def _entry_of(scope: Scope, item: Item, digest: str, make: Callable[[Opened], SearchRecord]) -> SearchEntry:
    card = item.card
    kind_label = scope.words.get(f"kind.{card.kind}")
    return SearchEntry(card.url, _day(card), kind_label, card.column_title, digest, card.path, make)


def news_record(words: Words, org_by_id: Mapping[str, Org], card: Card, opened: Opened) -> SearchRecord:
    """Return what search knows of an article.

    opened: holds the article's document.
    """
    document, resolution = opened[card.path].document, opened[card.path].resolution
    meta = document.meta
    assert isinstance(meta, NewsMeta)
    people = each(named_bylines(org_by_id, meta))
    names = tuple(name for byline in people for name in (byline.role, byline.name, byline.org) if name)
    sections = _around(words, card, document, _lines(words, _news_texts(meta)))
    return _record(words, card, document, body_ref(document.body, resolution), names, sections)


def _record(
    words: Words, card: Card, document: Document, body: BodyRef, names: tuple[str, ...], sections: Iterable[Section]
) -> SearchRecord:
    return SearchRecord(
        url=card.url,
        title=card.title,
        kind=card.kind,
        kind_label=words.get(f"kind.{card.kind}"),
        column=card.column_title,
        date=_day(card),
        tags=(*card.tags, *card.topics, *card.audience),
        names=names,
        hidden_terms=document.meta.publication.hidden_terms,
        sections=tuple(section for section in sections if section.text),
        body=body,
        official_title=_official_title(document),
    )


def _official_title(document: Document) -> str:
    meta = document.meta
    return meta.official_title if isinstance(meta, GuideMeta) and meta.official_title != meta.publication.title else ""


def _day(card: Card) -> str:
    return card.date.date().isoformat() if card.date else ""


def _sections(scope: Scope, item: Item) -> Iterator[Section]:
    document, words, text = item.document, scope.words, ""
    match document.meta:
        case GuideMeta() as guide:
            text = _lines(words, guide_texts(scope, document, guide))
        case BundleMeta() as bundle:
            text = _lines(words, _bundle_texts(scope, document, bundle))
        case PlaceMeta() as place:
            text = _lines(words, _place_texts(scope, place))
        case NoticeMeta() as notice:
            text = _lines(words, _notice_texts(scope, notice))
    return _around(words, item.card, document, text)


def _around(words: Words, card: Card, document: Document, fields: str) -> Iterator[Section]:
    """Yield the typed fields as text, in the order of the page but for the date.

    fields: those of the kind.
    """
    publication = document.meta.publication
    # Notices and plain pages have a summary for lists and for other sites; they do not show it.
    if publication.summary and not isinstance(document.meta, NoticeMeta | PageMeta):
        yield Section("", "", publication.summary)
    yield Section("", "", fields)
    yield Section("", "", _lines(words, (change.note for change in publication.changes)))
    if card.date:
        # Last, though pages show it first: a result tells the day anyway, and its text is to begin with something else.
        yield Section("", "", _moment_text(words, card.date))


def _lines(words: Words, texts: Iterable[object]) -> str:
    """Join what is stated, and why something is stated as none; 待补 and absent values tell no two pages apart."""
    stated = (_none_text(words, text) if isinstance(text, Nothing) else text for text in texts)
    return "\n".join(text for text in stated if isinstance(text, str) and text)


def _moment_text(words: Words, moment: datetime) -> str:
    """Return date and time as pages print them; midnight stands for a date that was written without a time."""
    day = day_text(words, moment.date())
    if not (moment.hour or moment.minute):
        return day
    return words.get("date.moment", date=day, clock=f"{moment.hour}:{moment.minute:02}")


def _none_text(words: Words, none: Nothing) -> str:
    return words.get("none") + words.get("in_brackets", text=none.reason) if none.reason else ""


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


def _bundle_texts(scope: Scope, document: Document, meta: BundleMeta) -> Iterator[object]:
    yield meta.event
    yield scope.words.get("bundle.count", n=len(tuple(each(meta.items))))
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


def _place_texts(scope: Scope, meta: PlaceMeta) -> Iterator[object]:
    yield from (meta.place_kind, meta.area, meta.address, meta.phone)
    yield from (hours_text([hours]) for days in (meta.hours, meta.holiday_hours or ()) for hours in each(days))
    for points in (meta.windows, meta.machines):
        for point in each(points or ()):
            yield from (point.no, point.name, hours_text(point.hours), point.text)
    yield scope.words.get("comma").join(meta.facilities)
    yield from (closure.reason for closure in meta.closures)
    yield from (meta.access, meta.transport, meta.parking, meta.owner)
    if meta.photo:
        yield from (meta.photo.caption, meta.photo.credit, meta.photo.alt)
    yield org_name(scope.org_by_id.get(meta.org.target)) if meta.org else None
    yield day_text(scope.words, meta.review_by) if isinstance(meta.review_by, date) else None


def _notice_texts(scope: Scope, meta: NoticeMeta) -> Iterator[object]:
    yield from (meta.index_no, meta.subject_class, meta.issuer, meta.doc_no, meta.validity, meta.objections)
    yield scope.words.get("comma").join(meta.applies_to)
    for attachment in meta.attachments:
        yield attachment.title
    yield from (meta.objection_phone, meta.objection_mail)
    for day in (meta.signed, meta.period_from, meta.period_to):
        yield day_text(scope.words, day) if isinstance(day, date) else None
