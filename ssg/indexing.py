"""The search index: which bundles have to be made anew, making them, and what is left of the others."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ssg.edge.pagefind import Indexer, binary_stamp, pagefind_binary
from ssg.edge.search_files import search_files
from ssg.edge.search_parts import IndexedPart, decode_part, encode_part
from ssg.edge.stage import Stage, Written, clear, stage_bytes
from ssg.edge.store import SEARCH, Store
from ssg.edge.version import version_stamp
from ssg.engine.manifest import key_of
from ssg.engine.pool import in_threads
from ssg.model.config import Config
from ssg.model.diagnostic import Diagnostic, warning
from ssg.model.disk import Alteration, OutputRecord
from ssg.model.document import Content
from ssg.model.page import Opened
from ssg.model.search import SearchBundle, SearchEntry
from ssg.plan.search_bundles import parts_of
from ssg.plan.search_document import documents_digest, search_document
from ssg.request import BuildRequest

SEARCH_FOLDER = "pagefind/"
SPARE_BYTES = 256_000_000
"""Of parts that were not used in the build that made one last: those of bundles that were kept, too."""


class _IndexingError(Exception):
    """There is no index, and the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class PartTask(Struct, frozen=True):
    """Some pages of a bundle that are indexed in one go."""

    entries: tuple[SearchEntry, ...]
    key: str
    """Of all that its index is made from."""
    known: IndexedPart | None
    """The same part as an earlier build made it; None when it has to be made."""


class BundleTask(Struct, frozen=True):
    """One bundle as it should be in the output folder."""

    bundle: SearchBundle
    key: str
    """Of all that its index is made from; equal key, equal index."""
    kept: tuple[str, ...]
    """Files of its index in place, when that is to stay; none when it has to be made."""
    parts: tuple[PartTask, ...] = ()
    """What it has to be made of."""
    is_stale: bool = False
    """What is kept is not the index wanted, but one of an earlier build."""

    @property
    def folder(self) -> str:
        """Return the place of its index: ``pagefind/recent/``."""
        return f"{SEARCH_FOLDER}{self.bundle.name}/"


class SearchIndex(Struct, frozen=True):
    """What one build made of the index, and what it left; all or nothing."""

    made: tuple[tuple[BundleTask, tuple[Written, ...]], ...] = ()
    kept: tuple[BundleTask, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """Not empty = there is no index."""

    @property
    def written(self) -> tuple[Written, ...]:
        return tuple(written for _, files in self.made for written in files)

    @property
    def planned_paths(self) -> tuple[str, ...]:
        """Return every folder, and the files of those that were made: the others stay as they are."""
        folders = (task.folder for task in (*(task for task, _ in self.made), *self.kept))
        return (*folders, *(written.path for written in self.written))

    @property
    def kept_files(self) -> tuple[str, ...]:
        return tuple(path for task in self.kept for path in task.kept)

    @property
    def state(self) -> str:
        """Return off, indexed, unchanged, stale or failed."""
        if self.diagnostics:
            return "failed"
        if any(task.is_stale for task in self.kept):
            return "stale"
        if self.made:
            return "indexed"
        return "unchanged" if self.kept else "off"


def store_of(request: BuildRequest) -> Store:
    """Return where parts are kept between builds."""
    return Store(str(request.site_root / ".ssg" / SEARCH), SPARE_BYTES)


def plan_bundles(
    bundles: tuple[SearchBundle, ...],
    config: Config,
    records: Mapping[str, OutputRecord],
    alterations: Mapping[str, Alteration],
    store: Store | None,
    *,
    is_hurried: bool = False,
) -> tuple[BundleTask, ...]:
    """Compare every bundle with what the last build left; one is kept when its key is the same and no file altered.

    store: of parts; None = each of them is to be made.   is_hurried: keep one with another key too, for now.
    """
    stamp = binary_stamp(pagefind_binary(config.search_binary)) if bundles else ""
    files_by_name: dict[str, list[OutputRecord]] = {bundle.name: [] for bundle in bundles}
    for path, record in records.items():
        if path.startswith(SEARCH_FOLDER):
            files_by_name.get(path.split("/")[1], []).append(record)
    tasks = (
        _task(
            bundle,
            key_of(documents_digest(bundle.entries), stamp),
            files_by_name[bundle.name],
            alterations,
            is_hurried,
        )
        for bundle in bundles
    )
    return tuple(task if task.kept else replace(task, parts=_parts(task.bundle, stamp, store)) for task in tasks)


def _task(
    bundle: SearchBundle,
    key: str,
    files: list[OutputRecord],
    alterations: Mapping[str, Alteration],
    is_hurried: bool,
) -> BundleTask:
    is_current = all(record.key == key for record in files)
    is_kept = (is_current or is_hurried) and all(record.path not in alterations for record in files)
    kept = tuple(record.path for record in files) if is_kept else ()
    return BundleTask(bundle, key, kept, is_stale=is_kept and not is_current)


def _parts(bundle: SearchBundle, stamp: str, store: Store | None) -> tuple[PartTask, ...]:
    """Return the parts of a bundle.   stamp: of the indexer."""
    # A new version of ours forgets the cache, but not what the store holds.
    basis = (stamp, version_stamp())
    keyed = ((entries, key_of(documents_digest(entries), *basis)) for entries in parts_of(bundle))
    # Of an indexer without a stamp nobody knows whether it is another one by now.
    known = store if stamp else None
    return tuple(PartTask(entries, key, _known(known, key)) for entries, key in keyed)


def _known(store: Store | None, key: str) -> IndexedPart | None:
    data = store.load(key) if store else None
    try:
        return decode_part(data) if data is not None else None
    except ValueError:
        # Nothing of ours; it is made again.
        return None


def entries_to_index(tasks: tuple[BundleTask, ...]) -> tuple[SearchEntry, ...]:
    """Return the pages of the parts that have to be made."""
    return tuple(entry for task in tasks for part in task.parts if part.known is None for entry in part.entries)


def index_bundles(
    tasks: tuple[BundleTask, ...],
    opened: Opened,
    contents: Mapping[str, Content],
    config: Config,
    stage: Stage,
    store: Store,
    jobs: int = 1,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> SearchIndex:
    """Index on the stage what is not kept: parts that are not known, and bundles as soon as their parts are there.

    store: takes the parts, for later builds.   jobs: parts that are made at a time; 0 = as many as there are cores.
    tell: told how many parts are done, and how many there are.
    A failure costs the site nothing but its search, all of it: half an index would hide pages in silence.
    """
    to_make = [task for task in tasks if not task.kept]
    unknown = [part for task in to_make for part in task.parts if part.known is None]
    indexer = Indexer(pagefind_binary(config.search_binary))
    index = partial(_indexed, indexer, opened, contents, store)
    made: list[tuple[BundleTask, tuple[Written, ...]]] = []
    try:
        # The indexer ends first: threads that wait for it would be waited for.
        with in_threads(index, unknown, jobs) as results, indexer:
            fresh = _told(results, len(unknown), tell)
            for task in to_make:
                parts = [next(fresh) if part.known is None else part.known for part in task.parts]
                made.append((task, _put_together(parts, task, stage)))
    except _IndexingError as failure:
        # A first build publishes the whole stage, what is left on it too.
        clear(stage.disk_path(SEARCH_FOLDER.rstrip("/")))
        return SearchIndex(diagnostics=(failure.diagnostic,))
    if unknown:
        store.prune(frozenset(part.key for task in to_make for part in task.parts))
    return SearchIndex(tuple(made), tuple(task for task in tasks if task.kept))


def _told(parts: Iterator[IndexedPart], total: int, tell: Callable[[int, int], None]) -> Iterator[IndexedPart]:
    tell(0, total)
    for done, part in enumerate(parts, start=1):
        tell(done, total)
        yield part


def _indexed(
    indexer: Indexer, opened: Opened, contents: Mapping[str, Content], store: Store, part: PartTask
) -> IndexedPart:
    """Return a part, kept from now on. Raises _IndexingError, and nothing more is begun."""
    records = (entry.make(opened) for entry in part.entries)
    documents = [search_document(record, contents.get(record.body.digest)) for record in records]
    outcome = indexer.index(documents)
    if outcome.value is None:
        raise _IndexingError(outcome.diagnostics[0])
    store.save(part.key, encode_part(outcome.value))
    return outcome.value


def _put_together(parts: list[IndexedPart], task: BundleTask, stage: Stage) -> tuple[Written, ...]:
    """Stage the index of a bundle; most texts are there already. Raises _IndexingError."""
    staged: list[Written] = []
    for name, data in sorted(search_files(parts)):
        outcome = stage_bytes(stage, task.folder + name, data)
        if outcome.value is None:
            raise _IndexingError(warning("search-failed", reason=dict(outcome.diagnostics[0].args)["reason"]))
        staged.append(outcome.value)
    return tuple(staged)
