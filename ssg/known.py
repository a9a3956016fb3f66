"""What the last build left of items: outlines as they were, and as they are now where an article was edited."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from ssg.engine.cache import Cache, OutputOrigin
from ssg.engine.codec import codec_of
from ssg.engine.digest import digest
from ssg.kept import Desk
from ssg.model.card import Card
from ssg.model.disk import SourceStat
from ssg.model.document import Document
from ssg.model.outline import Outline
from ssg.model.resolution import LinkFacts, OpenDocument, Resolution
from ssg.outlines import Remembered, decode_outlines
from ssg.plan.outlines import OutlineMaker
from ssg.plan.routes import page_route
from ssg.readings import Entry


class MoreToDoError(Exception):
    """Something else has changed, or may have: the whole site has to be looked at."""


class KnownArticle(Struct, frozen=True):
    """What the last build left of an article."""

    stat: SourceStat
    remembered: Remembered
    document: Document
    resolution: Resolution
    origin: OutputOrigin


class Change(NamedTuple):
    """What others know of an edited article."""

    before: Outline
    now: Outline


def load_known(cache: Cache, stats: Sequence[SourceStat]) -> list[KnownArticle]:
    """Return what the last build left of plain articles, in order. Raises MoreToDoError, and CodecError.

    stats: of the files as they were then.
    """
    remembered = load_plain(cache, [stat.path for stat in stats])
    opened = load_documents(cache, remembered)
    origins = cache.load_origins([page_route(known.outline.site_path).output_path for known in remembered.values()])
    try:
        return [_known(stat, remembered[stat.path], opened[stat.path], origins) for stat in stats]
    except KeyError as fault:
        raise MoreToDoError from fault


def _known(
    stat: SourceStat, remembered: Remembered, opened: OpenDocument, origins: Mapping[str, OutputOrigin]
) -> KnownArticle:
    if not remembered.key.endswith(stat.digest):
        raise MoreToDoError
    origin = origins[page_route(remembered.outline.site_path).output_path]
    return KnownArticle(stat, remembered, opened.document, opened.resolution, origin)


def load_plain(cache: Cache, paths: Sequence[str]) -> dict[str, Remembered]:
    """Return what is kept of those of the items at ``paths`` that are plain articles, by path. Raises CodecError."""
    outlines = decode_outlines(cache.load_outlines(paths).values())
    return {known.outline.card.path: known for known in outlines}


def load_documents(cache: Cache, remembered: Mapping[str, Remembered]) -> dict[str, OpenDocument]:
    """Return the documents of plain articles, as far as they are known, by path. Raises CodecError."""
    keys = {path: known.reading_key for path, known in remembered.items()}
    entries = codec_of(Entry).decode_by_key(cache.load_readings(keys))
    resolutions = codec_of(Resolution).decode_by_key(cache.load_links(list(keys)))
    documents = ((path, entry.document) for path, entry in entries.items() if path in resolutions)
    return {path: OpenDocument(doc, resolutions[path]) for path, doc in documents if isinstance(doc, Document)}


class Outlines:
    """Outlines of items, loaded when they are asked for."""

    def __init__(self, desk: Desk, cache: Cache) -> None:
        """Prepare for the items of one site, of which nothing has changed since ``cache`` was written but ``change``.

        desk: of the same build.
        """
        self._cache = cache
        self._maker = OutlineMaker(desk.registers, ZoneInfo(desk.settings.timezone), digest)
        self._settings_digest = digest(desk.settings)
        self._before: dict[str, Outline] = {}
        self._facts: dict[str, LinkFacts] = {}
        self._changes: dict[str, Change] = {}

    def made(self, document: Document, fingerprint: str) -> Outline:
        """Return the outline of a document.   fingerprint: its digest."""
        return self._maker.outline(document, fingerprint)

    def change(self, change: Change) -> None:
        """Take in what has become of an edited article."""
        path = change.before.card.path
        self._before[path] = change.before
        self._changes[path] = change

    @property
    def changes(self) -> Mapping[str, Change]:
        """Return the edited articles of which others know something new, by path."""
        return self._changes

    def load(self, paths: Iterable[str]) -> None:
        """Load the outlines of items that will be asked for, all at once. Raises CodecError."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._before]
        if not wanted:
            return
        plain = load_plain(self._cache, wanted)
        self._before |= {path: known.outline for path, known in plain.items()}
        self._facts |= {path: known.facts for path, known in plain.items()}
        stats = self._cache.load_scans([path for path in wanted if path not in self._before])
        keys = {path: self._settings_digest + stat.digest for path, stat in stats.items()}
        for path, entry in codec_of(Entry).decode_by_key(self._cache.load_readings(keys)).items():
            if isinstance(entry.document, Document):
                self._before[path] = self.made(entry.document, entry.fingerprint)

    def now(self, path: str) -> Outline:
        """Return the outline of an item. Raises MoreToDoError when it is not known."""
        self.load((path,))
        if path in self._changes:
            return self._changes[path].now
        if path not in self._before:
            raise MoreToDoError
        return self._before[path]

    def leads(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return ``LinkFacts.lead`` of items that were loaded. Raises MoreToDoError when one is not plain."""
        try:
            return tuple([self._facts[path].lead for path in paths])
        except KeyError as fault:
            raise MoreToDoError from fault

    def cards(self, paths: Sequence[str], known: str) -> tuple[tuple[Card, ...], str]:
        """Return the cards of items, and their digests joined.

        known: the same of the items as they were when a page was made that shows them. Raises MoreToDoError when they
        were others.
        """
        self.load(paths)
        now = [self.now(path) for path in paths]
        if "".join([self._before[path].digest for path in paths]) != known:
            raise MoreToDoError
        return tuple([outline.card for outline in now]), "".join([outline.digest for outline in now])
