"""All or nothing, only what is ours, and the same bytes whichever way they came about."""

import os
import random
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ssg.edge.listing import HEADING, LISTING_NAME
from ssg.edge.outputs import remove_site, verify_outputs
from ssg.edge.publish import Published, commit_stage
from ssg.edge.stage import Stage, open_stage, stage_bytes, stage_copy, stage_made
from ssg.model.diagnostic import Outcome
from ssg.model.disk import Alteration, OutputRecord


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Builds:
    """Builds of one site, each given as the files that shall be there."""

    root: Path
    records: dict[str, OutputRecord] = field(default_factory=dict)
    """What the cache would hold."""

    @property
    def output(self) -> Path:
        return self.root / "public"

    def publish(self, files: dict[str, str], folders: tuple[str, ...] = ()) -> Outcome[Published | None]:
        """Publish the files, those that are intact without staging them, and remember them if all went well."""
        stage = open_stage(self.root, self.output).value
        assert stage is not None
        altered = verify_outputs(self.output, self.records.values()).alteration_by_path
        written = []
        for path, text in files.items():
            record = self.records.get(path)
            if record is None or record.key != text or path in altered:
                outcome = stage_bytes(stage, path, text.encode())
                assert outcome.value is not None
                written.append(outcome.value)
        published = commit_stage(stage, written, [*files, *folders], self.records)
        if published.value is not None:
            new = {w.path: OutputRecord(w.path, files[w.path], w.digest, w.size_bytes, w.mtime_ns) for w in written}
            self.records = {path: new.get(path) or self.records[path] for path in files}
        return published

    def forget(self) -> None:
        """Lose the cache."""
        self.records = {}


@pytest.fixture
def site(tmp_path: Path) -> Builds:
    (tmp_path / "content").mkdir()
    return Builds(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files, and as ``name/`` the folders that are empty."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    empty = (path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir()))
    return files | {f"{path.relative_to(folder)}/": b"" for path in empty}


def clean_tree(root: Path, files: dict[str, str]) -> dict[str, bytes]:
    """Return what a build into an empty folder leaves."""
    (root / "content").mkdir(parents=True)
    builds = Builds(root)
    builds.publish(files)
    return tree(builds.output)


def codes_of(outcome: Outcome[object]) -> list[str]:
    return [fault.code for fault in outcome.diagnostics]


def test_a_first_build_holds_its_files_and_their_list(site: Builds) -> None:
    published = site.publish({"news/b/index.html": "b", "a.css": "a"})
    assert published == Outcome(Published(("news/b/index.html", "a.css"), ()))
    assert tree(site.output) == {
        ".ssg-manifest": f"{HEADING}\na.css\nnews/b/index.html\n".encode(),
        "a.css": b"a",
        "news/b/index.html": b"b",
    }


def test_a_first_build_appears_at_once(site: Builds) -> None:
    for steps in range(3):
        with pytest.MonkeyPatch.context() as monkeypatch, pytest.raises(Killed):
            kill_after(monkeypatch, steps)
            site.publish({"a.html": "a", "b.html": "b"})
            raise Killed
        assert not site.output.exists() or set(tree(site.output)) == {"a.html", "b.html", LISTING_NAME}


def test_an_empty_output_folder_is_filled_at_once(site: Builds) -> None:
    site.output.mkdir()
    site.publish({"a.html": "a"})
    assert (site.output / "a.html").read_text() == "a"


def state_of(path: Path) -> tuple[int, ...]:
    """Return what touching a file changes; reading it, as a look at its bytes does, changes its time of access."""
    state = path.stat()
    return state.st_ino, state.st_size, state.st_mode, state.st_mtime_ns, state.st_ctime_ns


def test_files_that_stay_the_same_are_not_touched(site: Builds) -> None:
    site.publish({"a.html": "a", "b.html": "b"})
    before = state_of(site.output / "a.html")
    site.forget()
    published = site.publish({"a.html": "a", "b.html": "edited"})
    assert published.value == Published(("b.html",), ())
    assert state_of(site.output / "a.html") == before


def test_files_appear_in_the_order_given_and_what_goes_goes_last(site: Builds) -> None:
    seen = []
    for steps in range(20):
        site.publish({"old.css": "o", "z.html": "uses old.css"})
        with pytest.MonkeyPatch.context() as monkeypatch, pytest.raises(Killed):
            kill_after(monkeypatch, steps)
            site.publish({"new.css": "n", "z.html": "uses new.css"})
            raise Killed
        found = tree(site.output)
        seen.append((*sorted(found.keys() & {"old.css", "new.css"}), found["z.html"].decode()))
    assert list(dict.fromkeys(seen)) == [
        ("old.css", "uses old.css"),
        ("new.css", "old.css", "uses old.css"),
        ("new.css", "old.css", "uses new.css"),
        ("new.css", "uses new.css"),
    ]


def test_what_is_no_longer_planned_goes_with_its_empty_folders(site: Builds) -> None:
    site.publish({"news/2025/a/index.html": "a", "news/index.html": "n"})
    assert site.publish({"news/index.html": "n"}).value == Published((), ("news/2025/a/index.html",))
    assert [path.name for path in (site.output / "news").iterdir()] == ["index.html"]


def test_what_is_no_longer_planned_goes_although_the_cache_is_lost(site: Builds) -> None:
    site.publish({"a.html": "a", "b.html": "b"})
    site.forget()
    site.publish({"a.html": "a"})
    assert set(tree(site.output)) == {"a.html", LISTING_NAME}


def test_what_is_no_longer_planned_goes_although_the_list_is_lost(site: Builds) -> None:
    site.publish({"a.html": "a", "b.html": "b"})
    (site.output / LISTING_NAME).unlink()
    site.publish({"a.html": "edited"})
    assert set(tree(site.output)) == {"a.html", LISTING_NAME}


def test_files_of_others_are_never_removed(site: Builds) -> None:
    site.publish({"news/a/index.html": "a"})
    (site.output / "CNAME").write_text("mine")
    (site.output / "news/a/note.txt").write_text("mine")
    site.publish({"b.html": "b"})
    assert set(tree(site.output)) == {"CNAME", "news/a/note.txt", "b.html", LISTING_NAME}


def test_a_file_of_someone_else_in_the_way_stops_everything(site: Builds) -> None:
    site.publish({"a.html": "a"})
    (site.output / "b.html").write_text("mine")
    before = tree(site.output)
    outcome = site.publish({"a.html": "edited", "b.html": "b", "c.html": "c"})
    assert outcome.value is None
    assert codes_of(outcome) == ["output-not-ours"]
    assert dict(outcome.diagnostics[0].args)["path"] == "b.html"
    assert tree(site.output) == before


def test_a_file_of_someone_else_with_the_right_bytes_becomes_ours(site: Builds) -> None:
    site.publish({"a.html": "a"})
    (site.output / "b.html").write_text("b")
    assert site.publish({"a.html": "a", "b.html": "b"}).value == Published((), ())
    assert site.publish({"a.html": "a"}).value == Published((), ("b.html",))


def test_a_folder_full_of_someone_elses_files_is_left_alone(site: Builds) -> None:
    site.output.mkdir()
    (site.output / "index.html").write_text("another site")
    assert codes_of(site.publish({"index.html": "ours"})) == ["output-not-ours"]
    assert tree(site.output) == {"index.html": b"another site"}


def test_files_edited_or_deleted_by_hand_are_made_again(site: Builds) -> None:
    files = {"a.html": "a", "b.html": "b", "c.html": "c"}
    site.publish(files)
    (site.output / "a.html").write_text("!")
    (site.output / "b.html").unlink()
    altered = verify_outputs(site.output, site.records.values()).alteration_by_path
    assert altered == {"a.html": Alteration.EDITED, "b.html": Alteration.MISSING}
    site.publish(files)
    assert (site.output / "a.html").read_text() + (site.output / "b.html").read_text() == "ab"


def test_a_file_that_only_has_a_new_time_is_intact_and_gets_a_new_record(site: Builds) -> None:
    site.publish({"a.html": "a"})
    os.utime(site.output / "a.html", ns=(5, 5))
    verified = verify_outputs(site.output, site.records.values())
    assert verified.alteration_by_path == {}
    assert [(record.path, record.mtime_ns) for record in verified.restamped] == [("a.html", 5)]


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Builds) -> None:
    site.publish({"a": "file", "b/c/index.html": "page"})
    site.publish({"a/index.html": "page", "b": "file"})
    assert {path: data for path, data in tree(site.output).items() if path != LISTING_NAME} == {
        "a/index.html": b"page",
        "b": b"file",
    }


def test_a_folder_with_files_of_others_does_not_become_a_file(site: Builds) -> None:
    site.publish({"b/index.html": "page"})
    (site.output / "b/note.txt").write_text("mine")
    assert codes_of(site.publish({"b": "file"})) == ["output-not-ours"]
    assert (site.output / "b/index.html").read_text() == "page"


def test_a_folder_with_a_link_in_it_does_not_become_a_file(site: Builds, tmp_path: Path) -> None:
    site.publish({"b/index.html": "page"})
    (site.output / "b/link").symlink_to(tmp_path)
    assert codes_of(site.publish({"b": "file"})) == ["output-not-ours"]


def test_a_folder_of_ours_that_has_become_a_link_is_not_emptied(site: Builds, tmp_path: Path) -> None:
    (tmp_path / "outside/empty").mkdir(parents=True)
    (tmp_path / "outside/mine.pf").write_text("mine")
    site.publish({"a.html": "a", "pagefind/1.pf": "1"}, ("pagefind/",))
    (site.output / "pagefind/1.pf").unlink()
    (site.output / "pagefind").rmdir()
    (site.output / "pagefind").symlink_to(tmp_path / "outside")
    site.publish({"a.html": "a"})
    assert remove_site(site.root, site.output) == (1, True)
    assert sorted(path.name for path in (tmp_path / "outside").iterdir()) == ["empty", "mine.pf"]


def test_a_change_of_case_alone_leaves_the_new_name(site: Builds) -> None:
    site.publish({"News/a.html": "a"})
    site.publish({"news/a.html": "a"})
    assert set(tree(site.output)) == {"news/a.html", LISTING_NAME}


def test_no_link_in_the_output_is_followed(site: Builds, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "old.html").write_text("mine")
    site.publish({"news/old.html": "ours"})
    (site.output / "news/old.html").unlink()
    (site.output / "news").rmdir()
    (site.output / "news").symlink_to(outside)
    assert codes_of(site.publish({"news/new.html": "new"})) == ["output-blocked"]
    site.publish({"other.html": "other"})
    assert tree(outside) == {"old.html": b"mine"}


def test_a_link_in_place_of_a_file_of_ours_is_replaced_and_its_target_left(site: Builds, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("a")
    site.publish({"a.html": "a"})
    (site.output / "a.html").unlink()
    (site.output / "a.html").symlink_to(tmp_path / "letter.txt")
    site.publish({"a.html": "b"})
    assert not (site.output / "a.html").is_symlink()
    assert (tmp_path / "letter.txt").read_text() == "a"


def test_a_folder_that_is_ours_loses_what_is_not_planned_in_it(site: Builds) -> None:
    site.publish({"a.html": "a", "pagefind/1.pf": "1"}, ("pagefind/",))
    assert b"\npagefind/\n" in (site.output / LISTING_NAME).read_bytes()
    assert b"1.pf" not in (site.output / LISTING_NAME).read_bytes()
    site.forget()
    published = site.publish({"a.html": "a", "pagefind/2.pf": "2"}, ("pagefind/",))
    assert published.value == Published(("pagefind/2.pf",), ("pagefind/1.pf",))


def test_a_folder_that_is_ours_stays_as_it_is_when_nothing_is_planned_in_it(site: Builds) -> None:
    site.publish({"a.html": "a", "pagefind/x/1.pf": "1"}, ("pagefind/",))
    site.forget()
    site.publish({"a.html": "edited"}, ("pagefind/",))
    assert (site.output / "pagefind/x/1.pf").read_text() == "1"


def test_a_folder_that_was_ours_goes_when_it_is_not_planned(site: Builds) -> None:
    site.publish({"a.html": "a", "pagefind/x/1.pf": "1"}, ("pagefind/",))
    site.publish({"a.html": "a"})
    assert not (site.output / "pagefind").exists()


@pytest.mark.parametrize("lines", ["../content/a.md", "/etc/passwd", "a/../../content/a.md", "content", "x\n../y"])
def test_a_forged_list_removes_nothing_outside(site: Builds, lines: str) -> None:
    source = site.root / "content/a.md"
    source.write_text("mine")
    site.publish({"a.html": "a"})
    listing = site.output / LISTING_NAME
    listing.write_text(listing.read_text() + lines + "\n")
    site.publish({"b.html": "b"})
    assert source.read_text() == "mine"
    assert set(tree(site.output)) == {"b.html", LISTING_NAME}


def test_a_forged_cache_removes_nothing_outside(site: Builds) -> None:
    source = site.root / "content/a.md"
    source.write_text("a")
    site.publish({"a.html": "a"})
    site.records["../content/a.md"] = site.records["a.html"]
    site.publish({"b.html": "b"})
    assert source.read_text() == "a"


NAMES = ("index.html", "a/index.html", "a/b/index.html", "A/index.html", "a", "c.css", "深/雨.html", "c.css/d.html")


def random_files(chance: random.Random) -> dict[str, str]:
    """Return outputs that can stand beside each other: none is a folder of another."""
    files: dict[str, str] = {}
    for name in chance.sample(NAMES, chance.randrange(len(NAMES))):
        if not any(name.startswith(f"{other}/") or other.startswith(f"{name}/") for other in files):
            files[name] = chance.choice(["rain", "snow", "hail"])
    return files or {"index.html": "rain"}


def kill_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """End the process after so many changes to the disk."""
    left = [steps]

    def counted(real: object) -> object:
        def change(*arguments: object, **options: object) -> object:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(*arguments, **options)  # type: ignore[operator]

        return change

    for name in ("replace", "unlink", "rmdir", "mkdir", "makedirs"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))


@pytest.mark.parametrize("seed", range(40))
def test_any_sequence_of_builds_and_mishaps_leaves_what_a_clean_build_leaves(site: Builds, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(8):
        mishap = chance.choice(["none", "none", "killed", "killed", "no cache", "no output", "no list", "edited"])
        if mishap == "killed":
            with pytest.MonkeyPatch.context() as monkeypatch:
                kill_after(monkeypatch, chance.randrange(20))
                with suppress(Killed):
                    site.publish(random_files(chance))
        elif mishap == "no cache":
            site.forget()
        elif mishap == "no output" and site.output.exists():
            site.output.rename(site.root / f"away{number}")
        elif mishap == "no list":
            (site.output / LISTING_NAME).unlink(missing_ok=True)
            # With neither cache nor list a file could be anybody's: the cache is as of the last whole build.
            site.publish({path: record.key for path, record in site.records.items()} or {"index.html": "rain"})
        elif mishap == "edited":
            for path in site.records:
                (site.output / path).write_text("edited")
        files = random_files(chance)
        assert codes_of(site.publish(files)) == []
        assert tree(site.output) == clean_tree(site.root / f"clean{number}", files)
        assert list((site.root / ".ssg").iterdir()) == []


@pytest.mark.parametrize("steps", range(20))
def test_a_build_that_is_killed_leaves_every_page_whole_with_its_assets(site: Builds, steps: int) -> None:
    before = {"css/1.css": "1", "a.html": "css/1.css", "b.html": "css/1.css", "gone.html": "css/1.css"}
    after = {"css/2.css": "2", "a.html": "css/2.css", "b.html": "css/2.css", "d/new.html": "css/2.css"}
    site.publish(before)
    with pytest.MonkeyPatch.context() as monkeypatch, pytest.raises(Killed):
        kill_after(monkeypatch, steps)
        site.publish(after)
        raise Killed
    found = tree(site.output)
    pages = {path: data.decode() for path, data in found.items() if path.endswith(".html")}
    assert {"a.html", "b.html"} <= set(pages)
    assert all(text in (before.get(path), after.get(path)) for path, text in pages.items())
    assert all(text in found for text in pages.values())


@pytest.mark.parametrize(
    "output", [".", "..", "content", "content/public", "static", "themes/mine", ".ssg", ".git/x", "/"]
)
def test_a_folder_with_sources_is_refused(site: Builds, output: str) -> None:
    outcome = open_stage(site.root, site.root / output)
    assert outcome.value is None
    assert codes_of(outcome) == ["output-unsafe"]


def test_the_home_directory_is_refused(site: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home/editor"))
    assert codes_of(open_stage(site.root, tmp_path / "home/editor")) == ["output-unsafe"]
    assert codes_of(open_stage(site.root, tmp_path / "home")) == ["output-unsafe"]
    assert codes_of(open_stage(site.root, tmp_path / "home/editor/public")) == []


def test_a_link_to_the_sources_is_refused(site: Builds) -> None:
    site.output.symlink_to(site.root / "content")
    assert codes_of(open_stage(site.root, site.output)) == ["output-unsafe"]


def test_a_file_in_place_of_the_output_folder_is_refused(site: Builds) -> None:
    site.output.write_text("mine")
    assert codes_of(open_stage(site.root, site.output)) == ["output-is-file"]


def test_an_output_folder_that_cannot_be_made_is_an_error(site: Builds) -> None:
    (site.root / "file").write_text("")
    assert codes_of(open_stage(site.root, site.root / "file/public")) == ["output-unwritable"]


def opened(site: Builds) -> Stage:
    stage = open_stage(site.root, site.output).value
    assert stage is not None
    return stage


@pytest.mark.parametrize(
    "path", ["../a.html", "/a.html", "a//b.html", "a/./b.html", "a/../../b.html", "", "a\\b.html", "a\0"]
)
def test_no_output_path_leads_elsewhere(site: Builds, path: str) -> None:
    with pytest.raises(ValueError, match="below the output folder"):
        stage_bytes(opened(site), path, b"")


def test_a_name_that_is_too_long_for_the_disk_is_an_error(site: Builds) -> None:
    outcome = stage_bytes(opened(site), f"tags/{'长' * 100}/index.html", b"")
    assert outcome.value is None
    assert codes_of(outcome) == ["output-unwritable"]


def test_a_copy_has_the_bytes_of_its_source(site: Builds) -> None:
    (site.root / "content/a.bin").write_bytes(bytes(range(256)) * 10_000)
    stage = opened(site)
    copied = stage_copy(stage, "news/a.bin", str(site.root), "content/a.bin").value
    assert copied is not None
    assert copied == stage_made(stage, "news/a.bin").value
    commit_stage(stage, [copied], ["news/a.bin"], {})
    assert (site.output / "news/a.bin").read_bytes() == bytes(range(256)) * 10_000
    again = stage_copy(opened(site), "news/a.bin", str(site.root), "content/a.bin").value
    assert again is not None
    assert again.is_same


def test_a_packaged_file_is_copied_from_its_absolute_path(site: Builds, tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text("x")
    assert stage_copy(opened(site), "site.css", str(site.root), str(tmp_path / "site.css")).value is not None


def test_a_copy_of_what_is_outside_or_gone_is_an_error(site: Builds) -> None:
    stage = opened(site)
    assert codes_of(stage_copy(stage, "a", str(site.root / "content"), "../b")) == ["outside-site"]
    assert codes_of(stage_copy(stage, "a", str(site.root), "content/gone.jpg")) == ["unreadable-file"]


def test_a_stage_holds_nothing_of_a_build_that_was_killed(site: Builds) -> None:
    stage_bytes(opened(site), "secret.html", b"draft")
    stage = opened(site)
    assert tree(Path(stage.folder)) == {}


def test_clean_removes_what_is_ours_and_says_whether_anything_is_left(site: Builds) -> None:
    site.publish({"a/index.html": "a", "pagefind/1.pf": "1"}, ("pagefind/",))
    (site.output / "CNAME").write_text("mine")
    assert remove_site(site.root, site.output) == (2, True)
    assert tree(site.output) == {"CNAME": b"mine"}
    assert not (site.root / ".ssg").exists()


def test_clean_removes_an_output_folder_that_was_all_ours(site: Builds) -> None:
    site.publish({"a/index.html": "a"})
    assert remove_site(site.root, site.output) == (1, False)
    assert not site.output.exists()
    assert remove_site(site.root, site.output) == (0, False)
