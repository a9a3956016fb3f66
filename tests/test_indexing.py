"""Bundles of the search index: made when something in them has changed, kept when nothing has."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ssg.edge.pagefind import pagefind_binary
from ssg.edge.stage import open_stage
from ssg.edge.store import Store
from ssg.indexing import BundleTask, SearchIndex, entries_to_index, index_bundles, plan_bundles
from ssg.model.config import Config
from ssg.model.contexts import BodyRef, SearchRecord
from ssg.model.diagnostic import Severity
from ssg.model.disk import Alteration, OutputRecord
from ssg.model.search import SearchBundle, SearchEntry
from ssg.plan.search_bundles import PART_MAX


def bundle(name: str, *titles: str) -> SearchBundle:
    body = BodyRef("", is_empty=True)
    records = (SearchRecord(f"/{title}/", title, "news", "新闻", "", "", (), (), (), (), body) for title in titles)
    return SearchBundle(name, tuple(map(entry, records)))


def entry(record: SearchRecord) -> SearchEntry:
    return SearchEntry(record.url, "", "新闻", "", record.title, "", lambda opened: record)


def plan(
    bundles: tuple[SearchBundle, ...],
    config: Config,
    records: Mapping[str, OutputRecord],
    alterations: Mapping[str, Alteration],
    store: Store | None = None,
    is_hurried: bool = False,
) -> tuple[BundleTask, ...]:
    return plan_bundles(bundles, config, records, alterations, store, is_hurried=is_hurried)


def store_in(root: Path) -> Store:
    return Store(str(root / "parts"), 1_000_000)


def index(root: Path, tasks: tuple[BundleTask, ...], config: Config) -> SearchIndex:
    stage = open_stage(root, root / "public").value
    assert stage is not None
    return index_bundles(tasks, {}, {}, config, stage, store_in(root))


def remembered(made: SearchIndex) -> dict[str, OutputRecord]:
    files = ((task, written) for task, files in made.made for written in files)
    return {w.path: OutputRecord(w.path, task.key, w.digest, w.size_bytes, w.mtime_ns) for task, w in files}


def to_make(tasks: Iterable[BundleTask]) -> list[str]:
    return [task.bundle.name for task in tasks if not task.kept]


TWO = (bundle("recent", "新闻一", "新闻二"), bundle("archive-1", "旧闻"))
CONFIG = Config(title="站")


def test_every_bundle_is_written_to_its_own_folder(tmp_path: Path) -> None:
    made = index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG)
    entries = {written.path for written in made.written if written.path.endswith("words.json")}
    assert entries == {"pagefind/recent/words.json", "pagefind/archive-1/words.json"}
    assert made.state == "indexed"


def test_what_has_not_changed_is_kept_with_all_its_files(tmp_path: Path) -> None:
    records = remembered(index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG))
    tasks = plan(TWO, CONFIG, records, {})
    again = index(tmp_path, tasks, CONFIG)
    assert (to_make(tasks), again.written, again.state) == ([], (), "unchanged")
    assert set(again.kept_files) == set(records)
    assert again.planned_paths == ("pagefind/recent/", "pagefind/archive-1/")


def test_an_edited_page_costs_its_own_bundle_alone(tmp_path: Path) -> None:
    records = remembered(index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG))
    edited = (bundle("recent", "新闻一", "改过的新闻"), TWO[1])
    assert to_make(plan(edited, CONFIG, records, {})) == ["recent"]


def test_an_edited_page_has_its_own_part_of_the_bundle_indexed_alone(tmp_path: Path) -> None:
    titles = [f"新闻{number}" for number in range(400)]
    tasks = plan((bundle("recent", *titles),), CONFIG, {}, {}, store_in(tmp_path))
    assert len(tasks[0].parts) in (2, 3)
    index(tmp_path, tasks, CONFIG)
    titles[0] = "改过的新闻"
    edited = plan((bundle("recent", *titles),), CONFIG, {}, {}, store_in(tmp_path))
    pages = [page.url for page in entries_to_index(edited)]
    assert "/改过的新闻/" in pages
    assert 0 < len(pages) <= PART_MAX
    # What readers load is the same as if all had been indexed.
    made = {written.path: written.digest for written in index(tmp_path, edited, CONFIG).written}
    clean = plan((bundle("recent", *titles),), CONFIG, {}, {})
    assert {written.path: written.digest for written in index(tmp_path / "clean", clean, CONFIG).written} == made


def test_a_part_that_is_not_as_it_was_left_is_made_again(tmp_path: Path) -> None:
    index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG)
    parts = [path for path in (tmp_path / "parts").rglob("*") if path.is_file()]
    assert len(parts) == 2
    parts[0].write_bytes(parts[0].read_bytes()[:-1] + b"?")
    tasks = plan(TWO, CONFIG, {}, {}, store_in(tmp_path))
    assert sorted(part.known is None for task in tasks for part in task.parts) == [False, True]


def test_a_preview_in_a_hurry_keeps_an_index_that_is_out_of_date(tmp_path: Path) -> None:
    records = remembered(index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG))
    edited = (bundle("recent", "新闻一", "改过的新闻"), TWO[1])
    hurried = index(tmp_path, plan(edited, CONFIG, records, {}, is_hurried=True), CONFIG)
    assert (hurried.written, hurried.state) == ((), "stale")
    assert to_make(plan(edited, CONFIG, records, {})) == ["recent"]


def test_a_preview_in_a_hurry_makes_an_index_where_there_is_none(tmp_path: Path) -> None:
    assert to_make(plan(TWO, CONFIG, {}, {}, is_hurried=True)) == ["recent", "archive-1"]


def test_a_damaged_file_costs_its_own_bundle_alone(tmp_path: Path) -> None:
    records = remembered(index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG))
    damaged = {"pagefind/archive-1/words.json": next(iter(Alteration))}
    assert to_make(plan(TWO, CONFIG, records, damaged)) == ["archive-1"]


def test_a_bundle_that_is_gone_is_not_planned(tmp_path: Path) -> None:
    records = remembered(index(tmp_path, plan(TWO, CONFIG, {}, {}), CONFIG))
    kept = index(tmp_path, plan(TWO[:1], CONFIG, records, {}), CONFIG)
    assert kept.planned_paths == ("pagefind/recent/",)


def test_without_the_indexer_there_is_no_index_at_all(tmp_path: Path) -> None:
    config = Config(title="站", search_binary="/nowhere/pagefind")
    made = index(tmp_path, plan(TWO, config, {}, {}), config)
    assert (made.state, made.written, made.planned_paths) == ("failed", (), ())
    assert [fault.code for fault in made.diagnostics] == ["search-unavailable"]


def test_without_search_nothing_is_planned(tmp_path: Path) -> None:
    made = index(tmp_path, plan((), CONFIG, {}, {}), CONFIG)
    assert (made.state, made.planned_paths) == ("off", ())


def test_what_was_made_before_a_failure_is_not_left_on_the_stage(tmp_path: Path) -> None:
    """A first build publishes all that is staged."""
    once = tmp_path / "once"
    service = pagefind_binary("")
    once.write_text(f'#!/bin/sh\n[ -e "{tmp_path}/used" ] && exit 3\ntouch "{tmp_path}/used"\nexec "{service}" "$@"\n')
    once.chmod(0o755)
    config = Config(title="站", search_binary=str(once))
    stage = open_stage(tmp_path, tmp_path / "public").value
    assert stage is not None
    made = index_bundles(plan(TWO, config, {}, {}), {}, {}, config, stage, store_in(tmp_path))
    assert (made.state, [fault.code for fault in made.diagnostics]) == ("failed", ["search-stopped"])
    assert list(Path(stage.folder).iterdir()) == []


def test_an_index_that_the_disk_does_not_take_is_a_warning(tmp_path: Path) -> None:
    stage = open_stage(tmp_path, tmp_path / "public").value
    assert stage is not None
    Path(stage.folder).mkdir(exist_ok=True)
    Path(stage.folder, "pagefind").write_text("in the way", encoding="utf-8")
    made = index_bundles(plan(TWO, CONFIG, {}, {}), {}, {}, CONFIG, stage, store_in(tmp_path))
    (fault,) = made.diagnostics
    assert (made.state, fault.code, fault.severity) == ("failed", "search-failed", Severity.WARNING)


def test_files_that_are_as_they_were_are_not_staged_again(tmp_path: Path) -> None:
    stage = open_stage(tmp_path, tmp_path / "public").value
    assert stage is not None
    for _ in range(2):
        made = index_bundles(plan(TWO, CONFIG, {}, {}), {}, {}, CONFIG, stage, store_in(tmp_path))
        if not (tmp_path / "public").exists():
            Path(stage.folder).rename(tmp_path / "public")
    assert all(written.is_same for written in made.written)
    assert not Path(stage.folder).exists()
