"""The search index: which bundles have to be made anew, making them, and what is left of the others."""

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from ssg.edge.pagefind import binary_stamp, build_index, pagefind_binary
from ssg.edge.stage import Stage, Written, clear, stage_made
from ssg.engine.manifest import key_of
from ssg.model.config import Config
from ssg.model.diagnostic import Diagnostic
from ssg.model.disk import Alteration, OutputRecord
from ssg.model.document import Content
from ssg.model.page import Opened
from ssg.model.search import SearchBundle, SearchEntry
from ssg.plan.search_document import documents_digest, search_document

SEARCH_FOLDER = "pagefind/"


class BundleTask(Struct, frozen=True):
    """One bundle as it should be in the output folder."""

    bundle: SearchBundle
    key: str
    """Of all that its index is made from; equal key, equal index."""
    kept: tuple[str, ...]
    """Files of its index in place, when that is to stay; none when it has to be made."""
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


def plan_bundles(
    bundles: tuple[SearchBundle, ...],
    config: Config,
    records: Mapping[str, OutputRecord],
    alterations: Mapping[str, Alteration],
    *,
    is_hurried: bool = False,
) -> tuple[BundleTask, ...]:
    """Compare every bundle with what the last build left; one is kept when its key is the same and no file altered.

    is_hurried: keep one with another key too, for now.
    """
    stamp = binary_stamp(pagefind_binary(config.search_binary)) if bundles else ""
    files_by_name: dict[str, list[OutputRecord]] = {bundle.name: [] for bundle in bundles}
    for path, record in records.items():
        if path.startswith(SEARCH_FOLDER):
            files_by_name.get(path.split("/")[1], []).append(record)
    return tuple(
        _task(
            bundle,
            key_of(documents_digest(bundle.entries), stamp),
            files_by_name[bundle.name],
            alterations,
            is_hurried,
        )
        for bundle in bundles
    )


def _task(
    bundle: SearchBundle,
    key: str,
    files: list[OutputRecord],
    alterations: Mapping[str, Alteration],
    is_hurried: bool,
) -> BundleTask:
    is_current = all(record.key == key for record in files)
    is_kept = (is_current or is_hurried) and all(record.path not in alterations for record in files)
    return BundleTask(
        bundle, key, tuple(record.path for record in files) if is_kept else (), is_kept and not is_current
    )


def entries_to_index(tasks: tuple[BundleTask, ...]) -> tuple[SearchEntry, ...]:
    """Return the pages of the bundles that have to be made."""
    return tuple(entry for task in tasks if not task.kept for entry in task.bundle.entries)


def index_bundles(
    tasks: tuple[BundleTask, ...],
    opened: Opened,
    contents: Mapping[str, Content],
    config: Config,
    stage: Stage,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> SearchIndex:
    """Index on the stage what is not kept, one bundle after the other: the memory it takes is that of the largest.

    tell: told how many of them are done, and how many there are.
    A failure costs the site nothing but its search, all of it: half an index would hide pages in silence.
    """
    made: list[tuple[BundleTask, tuple[Written, ...]]] = []
    to_make = [task for task in tasks if not task.kept]
    for task in to_make:
        tell(len(made), len(to_make))
        written, faults = _index(task, opened, contents, config, stage)
        if faults:
            # A first build publishes the whole stage, what is left on it too.
            clear(stage.disk_path(SEARCH_FOLDER.rstrip("/")))
            return SearchIndex(diagnostics=faults)
        made.append((task, written))
    return SearchIndex(tuple(made), tuple(task for task in tasks if task.kept))


def _index(
    task: BundleTask, opened: Opened, contents: Mapping[str, Content], config: Config, stage: Stage
) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
    records = (entry.make(opened) for entry in task.bundle.entries)
    documents = (search_document(record, contents.get(record.body.digest)) for record in records)
    folder = Path(stage.disk_path(task.folder.rstrip("/")))
    outcome = build_index(documents, folder, pagefind_binary(config.search_binary))
    staged = [stage_made(stage, task.folder + name) for name in outcome.files]
    faults = (*outcome.diagnostics, *(fault for one in staged for fault in one.diagnostics))
    return tuple(one.value for one in staged if one.value is not None), faults
