"""An article that was not there before: its references looked up, one by one, in what the last build left."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NoReturn, TypeVar
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from ssg.amendment import ReadArticle
from ssg.engine.cache import Cache
from ssg.engine.codec import codec_of
from ssg.engine.digest import digest
from ssg.kept import DRAWINGS, Desk, Drawings
from ssg.known import MoreToDoError, Outlines
from ssg.model.catalog import Item, State
from ssg.model.config import BuildOptions
from ssg.model.disk import SourceStat
from ssg.model.document import Body, Document, Kind
from ssg.model.outline import Outline
from ssg.model.picture import FileFacts
from ssg.model.resolution import Resolution
from ssg.model.source import SourceFile
from ssg.outlines import Remembered
from ssg.plan.catalog import item_of
from ssg.plan.links import link_facts
from ssg.plan.pictures import Pictures
from ssg.plan.resolver import resolve_item
from ssg.plan.targets import Site, link_site
from ssg.readings import Entry, FileReading, kind_of
from ssg.request import BuildRequest

T = TypeVar("T")
REGISTERS = "content/registers/"
ALWAYS_PUBLISHED = "static/"


class Newcomer(ReadArticle, frozen=True):
    """An article that stands in all lists from now on; whatever it shows or leads to was published before."""

    item: Item


class Singly(Mapping[str, T]):
    """Values that are found one by one; who asks for all of them asks for more than this way has to give."""

    def __init__(self, find: Callable[[str], T | None]) -> None:
        self._find = find

    def __getitem__(self, key: str) -> T:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        raise MoreToDoError

    def __len__(self) -> int:
        raise MoreToDoError


class Surroundings:
    """What a new article may refer to: all as the last build left it."""

    def __init__(self, request: BuildRequest, desk: Desk, cache: Cache, outlines: Outlines, now_s: float) -> None:
        """Prepare for the present, ``now_s`` seconds since 1970."""
        self._desk, self._cache, self._outlines, self._now_s = desk, cache, outlines, now_s
        self._zone = ZoneInfo(desk.settings.timezone)
        self._options = BuildOptions(
            now=datetime.fromtimestamp(now_s, self._zone),
            drafts=request.drafts,
            future=request.future,
            expired=request.expired,
        )

    def newcomer(self, stat: SourceStat, reading: FileReading) -> Newcomer:
        """Return a new article. Raises MoreToDoError when it concerns more than lists and its own page.

        stat: of its file, of which ``reading`` is the reading.
        """
        entry = codec_of(Entry).decode(reading.entry)
        document = entry.document
        if not isinstance(document, Document) or entry.diagnostics or not reading.is_as_scanned:
            raise MoreToDoError
        outline = self._outlines.made(document, entry.fingerprint)
        item = self._item(outline, document)
        if document.kind is not Kind.NEWS or item.state is not State.LIVE or outline.expires is not None:
            raise MoreToDoError
        resolution = self._resolution(item)
        key = digest((self._desk.registers, self._desk.images)) + digest(self._desk.settings) + stat.digest
        facts = link_facts(document, resolution, digest)
        remembered = Remembered(key, item.address, outline, facts, resolution.lookups)
        return Newcomer(stat, reading, document, resolution, remembered, item)

    def _resolution(self, item: Item) -> Resolution:
        found = resolve_item(self._site(), item, Singly[Body](_give_up))
        # A guide that it names shows it.
        if found.diagnostics or found.shown_pictures or found.items or found.has_anchors:
            raise MoreToDoError
        # A file of content/ that nobody has used before is not published yet.
        if not all(path.startswith(ALWAYS_PUBLISHED) for path in found.used_files):
            raise MoreToDoError
        own = item.card.url
        if not all(link.url in (own, own.removesuffix("/")) or self._is_page(link.url) for link in found.site_links):
            raise MoreToDoError
        return found

    def _site(self) -> Site:
        return link_site(
            self._desk.registers,
            item_by_path=Singly(self._item_at),
            front_by_path={},
            size_by_file=Singly(self._size_of),
            orphans=(),
            pictures=Pictures(self._desk.images, Singly(self._file_at), Singly(self._facts_of)),
        )

    @cached_property
    def _drawings(self) -> dict[str, FileFacts]:
        kept = self._cache.load_kept([DRAWINGS])
        return dict(codec_of(Drawings).decode(kept[DRAWINGS]).by_digest) if kept else {}

    def _item_at(self, path: str) -> Item | None:
        return self._item(self._outlines.now(path), None) if kind_of(path) is not None else None

    def _item(self, outline: Outline, document: Document | None) -> Item:
        if not outline.is_plain:
            raise MoreToDoError
        return item_of(outline, document, self._zone, self._options, self._now_s)

    def _size_of(self, path: str) -> int | None:
        file = self._file_at(path)
        return file.size_bytes if file else None

    def _file_at(self, path: str) -> SourceFile | None:
        """Return a file that is not read."""
        if kind_of(path) is not None or path.startswith(REGISTERS):
            return None
        stat = self._cache.load_scans([path]).get(path)
        return SourceFile(stat.path, stat.digest, stat.size_bytes) if stat else None

    def _facts_of(self, digest: str) -> FileFacts:
        """Return what a picture holds. Raises MoreToDoError when others are made of it, some of them not yet."""
        if digest not in self._drawings:
            raise MoreToDoError
        return self._drawings[digest]

    def _is_page(self, url: str) -> bool:
        """Return whether a page has that address, its last "/" left out or not."""
        pages = (url, url + "/")
        origins = self._cache.load_origins([_output_path(page) for page in pages])
        return any(("url", page) in origin.parts for origin in origins.values() for page in pages)


def _output_path(url: str) -> str:
    path = unquote(url)[1:]
    return f"{path}index.html" if url.endswith("/") else path


def _give_up(_: str) -> NoReturn:
    raise MoreToDoError
