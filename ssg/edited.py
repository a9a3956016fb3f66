"""Articles whose text alone is new, and their pages, out of what the last build left of them.

An article's text stands on its own page and in the search index, and nowhere else. What other pages know of it is its
outline; what its page shows of others are their cards. So when a document differs in its text alone, its references
lead where they led, its neighbours are who they were, and planning would come to the same page with another key.

Where a site has an elder version the text stands there, too; its pages are no recipes, so that all is looked at.
"""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from ssg.engine.cache import Cache, OutputOrigin
from ssg.engine.codec import codec_of
from ssg.engine.digest import digest
from ssg.kept import Desk
from ssg.model.card import Card
from ssg.model.disk import SourceStat
from ssg.model.document import Body, Document
from ssg.model.outline import Outline
from ssg.model.page import Page
from ssg.model.resolution import Resolution
from ssg.outlines import Remembered, decode_outlines
from ssg.plan.news import PARTS, TEMPLATE, Around, Publisher, article_page
from ssg.plan.outlines import OutlineMaker, document_digest, expired
from ssg.plan.routes import page_route
from ssg.plan.words import Words
from ssg.readings import Entry, FileReading


class MoreToDoError(Exception):
    """Something else has changed, or may have: the whole site has to be looked at."""


class KnownArticle(Struct, frozen=True):
    """What the last build left of an article."""

    stat: SourceStat
    remembered: Remembered
    document: Document
    resolution: Resolution
    origin: OutputOrigin


class EditedArticle(Struct, frozen=True):
    """An article with new text."""

    stat: SourceStat
    reading: FileReading
    document: Document
    resolution: Resolution
    remembered: Remembered
    page: Page
    is_page_new: bool
    """Its page shows something else; a comment in front matter makes no difference to a reader."""


def load_known(cache: Cache, stats: Sequence[SourceStat]) -> list[KnownArticle]:
    """Return what the last build left of plain articles, in order. Raises MoreToDoError, and CodecError.

    stats: of the files as they were then.
    """
    paths = [stat.path for stat in stats]
    remembered = _load_plain(cache, paths)
    keys = {path: known.reading_key for path, known in remembered.items()}
    entries = codec_of(Entry).decode_by_key(cache.load_readings(keys))
    resolutions = codec_of(Resolution).decode_by_key(cache.load_links(paths))
    origins = cache.load_origins([page_route(known.outline.site_path).output_path for known in remembered.values()])
    try:
        return [
            _known(stat, remembered[stat.path], entries[stat.path], resolutions[stat.path], origins) for stat in stats
        ]
    except KeyError as fault:
        raise MoreToDoError from fault


def _known(
    stat: SourceStat,
    remembered: Remembered,
    entry: Entry,
    resolution: Resolution,
    origins: Mapping[str, OutputOrigin],
) -> KnownArticle:
    if not isinstance(entry.document, Document) or not remembered.key.endswith(stat.digest):
        raise MoreToDoError
    return KnownArticle(
        stat, remembered, entry.document, resolution, origins[page_route(remembered.outline.site_path).output_path]
    )


def _load_plain(cache: Cache, paths: Sequence[str]) -> dict[str, Remembered]:
    outlines = decode_outlines(list(cache.load_outlines(paths).values()))
    return {known.outline.card.path: known for known in outlines}


class Editor:
    """Takes in the new text of articles."""

    def __init__(self, desk: Desk, cache: Cache) -> None:
        """Prepare for the articles of one site, of which nothing else has changed since ``cache`` was written."""
        self._cache = cache
        self._org_by_id = {org.id: org for org in desk.registers.orgs}
        self._outline_maker = OutlineMaker(desk.registers, ZoneInfo(desk.settings.timezone), digest)
        self._settings_digest = digest(desk.settings)
        words = Words(dict(desk.theme.strings))
        self._publisher = Publisher(desk.site, words, desk.settings.timezone, self._org_by_id)

    def edit(self, known: KnownArticle, stat: SourceStat, reading: FileReading) -> EditedArticle:
        """Return an article with its new text. Raises MoreToDoError when that is not all that is new.

        stat: of its file as it is.
        """
        entry = codec_of(Entry).decode(reading.entry)
        document, old = entry.document, known.remembered
        if not isinstance(document, Document) or entry.diagnostics or not reading.is_as_scanned:
            raise MoreToDoError
        if not _differ_in_text_alone(known.document, document):
            raise MoreToDoError
        outline = old.outline._replace(
            document_digest=document_digest(document, entry.fingerprint, self._org_by_id, digest),
            body_digest=document.body.digest,
        )
        remembered = old._replace(key=old.key.removesuffix(known.stat.digest) + stat.digest, outline=outline)
        page = self._page(known.origin, outline)
        resolution = _moved(known.resolution, known.document.body, document.body)
        return EditedArticle(stat, reading, document, resolution, remembered, page, outline != old.outline)

    def _page(self, origin: OutputOrigin, outline: Outline) -> Page:
        parts = dict(origin.parts)
        if origin.template != TEMPLATE or len(origin.beside) != len(Around._fields) or not parts.keys() >= set(PARTS):
            raise MoreToDoError
        new = {"document": outline.document_digest, "body": outline.body_digest}
        digests = tuple((parts | new)[name] for name in PARTS)
        card, around = _card(outline, parts["card"]), self._around(origin, parts)
        return article_page(self._publisher, card, outline.site_path, around, digests)

    def _around(self, origin: OutputOrigin, parts: Mapping[str, str]) -> Around:
        """Return the items around an article: they are as they were when its page was made if their digests are."""
        outline_by_path = self._outlines([path for group in origin.beside for path in group])
        cards: dict[str, tuple[Card, ...]] = {}
        for name, paths in zip(Around._fields, origin.beside, strict=True):
            outlines = [outline_by_path[path] for path in paths if path in outline_by_path]
            if len(outlines) < len(paths) or "".join(outline.digest for outline in outlines) != parts[name]:
                raise MoreToDoError
            cards[name] = tuple(outline.card for outline in outlines)
        older, newer = (cards[name][0] if cards[name] else None for name in ("older", "newer"))
        return Around(cards["guides"], cards["related"], older, newer, cards["explains"])

    def _outlines(self, paths: Sequence[str]) -> dict[str, Outline]:
        """Return the outlines of items that have not changed, by path: remembered, or made from their documents."""
        found = {path: known.outline for path, known in _load_plain(self._cache, paths).items()}
        stats = self._cache.load_scans([path for path in paths if path not in found])
        keys = {path: self._settings_digest + stat.digest for path, stat in stats.items()}
        entries = codec_of(Entry).decode_by_key(self._cache.load_readings(keys))
        for path, entry in entries.items():
            if isinstance(entry.document, Document):
                found[path] = self._outline_maker.outline(entry.document, entry.fingerprint)
        return found


def _card(outline: Outline, wanted: str) -> Card:
    """Return the card, live or expired, that has the digest wanted."""
    for card, mark in ((outline.card, outline.digest), expired(outline)):
        if mark == wanted:
            return card
    raise MoreToDoError


def _moved(resolution: Resolution, old: Body, new: Body) -> Resolution:
    """Return where the references of a body lead, when lines have moved: it is kept with the places of some."""
    span_by_old = {before.span: now.span for before, now in zip(old.references, new.references, strict=True)}
    return replace(
        resolution, site_links=tuple(replace(link, span=span_by_old[link.span]) for link in resolution.site_links)
    )


def _differ_in_text_alone(old: Document, new: Document) -> bool:
    """Return whether two documents are the same but for what stands on their own page alone, and for positions."""
    return digest(_without_text(old)) == digest(_without_text(new))


def _without_text(document: Document) -> Document:
    # Its beginning stands for the summary where none was written.
    body = document.body
    summary = "" if document.meta.publication.summary else body.summary
    return replace(document, body=replace(body, digest="", characters=0, summary=summary))
