"""Publishing: what is staged replaces what was there, and what is no longer planned goes.

Until this begins the output folder is untouched, and while it goes on every file is whole, old or new. A
first build appears at once. Any other moves file by file: assets before the pages that need them, removals
last. A build that is killed in between is mended by the next, which finds each file that is not as recorded.

Only files that our listing names, or that are byte for byte as recorded, are replaced or removed. Links in
the output folder are never followed.
"""

import os
import stat
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ssg.edge.listing import Listing, make_listing, read_listing, write_listing
from ssg.edge.outputs import digest_of, files_below, parents_of, remove_empty_folders, remove_files
from ssg.edge.stage import Stage, Written, clear, is_output_path
from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.disk import OutputRecord


class Published(Struct, frozen=True):
    written: tuple[str, ...]
    """Paths of the files that are new or different, in the order in which they were put in place."""
    pruned: tuple[str, ...]
    """Paths of the files that were removed, sorted."""


def commit_stage(
    stage: Stage, written: Iterable[Written], planned: Iterable[str], record_by_path: Mapping[str, OutputRecord]
) -> Outcome[Published | None]:
    """Make the output folder hold what is planned.

    written: all that was staged or found the same, in the order in which it shall appear: assets, then pages.
    planned: paths of all outputs, those that stay as they are too. A folder, with "/" at the end, is ours as
    a whole: what else lies in it is removed, unless no planned path does, when it stays as it is.
    record_by_path: the manifest of the last build.

    None, with an error and nothing changed, when a file of someone else or a link is in the way. Raises
    OSError when the disk fails in the middle: the next build mends it. Afterwards the stage is gone.
    """
    output_dir, spare_path = stage.output_dir, f"{stage.folder}.listing"
    paths = tuple(output.path for output in written if not output.is_same)
    listing = make_listing(planned)
    if not _holds_anything(stage):
        _move_all(stage, listing)
        return Outcome(Published(paths, ()))
    listed = read_listing(output_dir)
    leftovers = _find_leftovers(output_dir, listed, listing, record_by_path)
    blockers = _Blockers(output_dir, leftovers, listed, record_by_path)
    faults = blockers.find_faults(paths)
    if faults:
        clear(stage.folder)
        return Outcome(None, faults)
    write_listing(output_dir, spare_path, listed.joined(listing))
    in_the_way = _in_the_way(leftovers, paths)
    pruned = remove_files(output_dir, in_the_way)
    for path in paths:
        _move(stage, path)
    pruned += remove_files(output_dir, leftovers - in_the_way)
    for folder in listed.folders:
        remove_empty_folders(output_dir, folder[:-1])
    write_listing(output_dir, spare_path, listing)
    clear(stage.folder)
    return Outcome(Published(paths, tuple(sorted(pruned))))


def replace_files(stage: Stage, written: Iterable[Written], added: frozenset[str] = frozenset()) -> bool:
    """Put new files in the place of published ones that are as we left them; nothing goes, and ``added`` alone come.

    written: all of them, in the order in which they shall appear.   The listing, too, is as we left it.
    Returns False, with nothing changed, when the way to one of them leads through a link, or something stands where
    nothing is. Raises OSError as ``commit_stage`` does. Afterwards the stage is gone.
    """
    paths = [output.path for output in written if not output.is_same]
    is_clear = all(_is_way_clear(stage.output_dir, path, path in added) for path in paths) and added <= set(paths)
    if is_clear and added:
        listing = read_listing(stage.output_dir)
        write_listing(stage.output_dir, f"{stage.folder}.listing", listing.joined(make_listing(added)))
    for path in paths if is_clear else ():
        _move(stage, path)
    clear(stage.folder)
    return is_clear


def _is_way_clear(output_dir: str, path: str, is_added: bool) -> bool:
    modes = [_mode_of(f"{output_dir}/{folder}") for folder in parents_of(path)]
    if is_added and _mode_of(f"{output_dir}/{path}"):
        return False
    return all(stat.S_ISDIR(mode) or (is_added and not mode) for mode in modes)


def _holds_anything(stage: Stage) -> bool:
    return os.path.isdir(stage.output_dir) and bool(os.listdir(stage.output_dir))


def _move_all(stage: Stage, listing: Listing) -> None:
    write_listing(stage.folder, f"{stage.folder}.listing", listing)
    if os.path.isdir(stage.output_dir):
        os.rmdir(stage.output_dir)
    os.replace(stage.folder, stage.output_dir)


def _move(stage: Stage, path: str) -> None:
    staged_path, disk_path = f"{stage.folder}/{path}", f"{stage.output_dir}/{path}"
    try:
        os.replace(staged_path, disk_path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(disk_path), exist_ok=True)
        os.replace(staged_path, disk_path)
    except IsADirectoryError:
        remove_empty_folders(stage.output_dir, path)
        os.replace(staged_path, disk_path)


def _find_leftovers(
    output_dir: str, listed: Listing, planned: Listing, record_by_path: Mapping[str, OutputRecord]
) -> frozenset[str]:
    """Return the files of ours that are no longer planned; some may be gone already."""
    kept_folders = tuple(
        folder for folder in planned.folders if not any(path.startswith(folder) for path in planned.below)
    )
    ours = set(listed.files)
    for folder in listed.folders:
        ours.update(files_below(output_dir, folder[:-1]))
    unlisted = (path for path in record_by_path if not listed.holds(path) and not planned.names(path))
    ours.update(path for path in unlisted if _is_as_recorded(output_dir, path, record_by_path))
    return frozenset(path for path in ours if not planned.names(path) and not path.startswith(kept_folders))


def _in_the_way(leftovers: frozenset[str], paths: tuple[str, ...]) -> frozenset[str]:
    """Return the leftovers that must go first: a file where a folder shall be, or the other way round.

    Names are compared without case: some disks hold ``A.html`` for ``a.html``, and removing the one last
    would remove the other.
    """
    if not leftovers:
        return frozenset()
    wanted = {path.casefold() for path in paths}
    wanted_folders = {parent.casefold() for path in paths for parent in parents_of(path)}
    return frozenset(
        path
        for path in leftovers
        if path.casefold() in wanted
        or path.casefold() in wanted_folders
        or any(parent.casefold() in wanted for parent in parents_of(path))
    )


def _is_as_recorded(output_dir: str, path: str, record_by_path: Mapping[str, OutputRecord]) -> bool:
    record = record_by_path.get(path)
    # A cache from elsewhere may name any path.
    return record is not None and is_output_path(path) and digest_of(f"{output_dir}/{path}") == record.digest


class _Blockers:
    """What stands where something shall be written, and is not ours to remove."""

    def __init__(
        self, output_dir: str, leftovers: frozenset[str], listed: Listing, record_by_path: Mapping[str, OutputRecord]
    ) -> None:
        self._output_dir = output_dir
        self._leftovers = leftovers
        self._leftover_by_fold = {path.casefold(): path for path in leftovers}
        self._listed = listed
        self._record_by_path = record_by_path
        self._is_clear_by_folder: dict[str, bool] = {}

    def find_faults(self, paths: tuple[str, ...]) -> tuple[Diagnostic, ...]:
        """Return an error for each path that cannot be written, and one for all files of someone else."""
        blocked = [path for path in paths if not all(map(self._is_clear, parents_of(path)))]
        others = [path for path in paths if path not in set(blocked) and not self._may_replace(path)]
        faults = [error("output-blocked", path=path) for path in blocked[:1]]
        if others:
            faults.append(error("output-not-ours", path=others[0], count=len(others), folder=self._output_dir))
        return tuple(faults)

    def _is_clear(self, folder: str) -> bool:
        """Return whether ``folder`` is a real folder, or will be one."""
        is_clear = self._is_clear_by_folder.get(folder)
        if is_clear is None:
            mode = _mode_of(f"{self._output_dir}/{folder}")
            is_clear = mode == 0 or stat.S_ISDIR(mode) or folder in self._leftovers
            self._is_clear_by_folder[folder] = is_clear
        return is_clear

    def _may_replace(self, path: str) -> bool:
        disk_path = f"{self._output_dir}/{path}"
        mode = _mode_of(disk_path)
        if mode == 0 or (self._listed.holds(path) and not stat.S_ISDIR(mode)):
            return True
        if stat.S_ISDIR(mode):
            return all(below in self._leftovers for below in files_below(self._output_dir, path))
        same_but_for_case = self._leftover_by_fold.get(path.casefold())
        if same_but_for_case is not None:
            return _is_same_file(disk_path, f"{self._output_dir}/{same_but_for_case}")
        return _is_as_recorded(self._output_dir, path, self._record_by_path)


def _is_same_file(disk_path: str, other_path: str) -> bool:
    return os.path.lexists(other_path) and os.path.samestat(os.lstat(disk_path), os.lstat(other_path))


def _mode_of(disk_path: str) -> int:
    """Return the mode of what stands there itself, without following a link; 0 when nothing does."""
    try:
        return os.lstat(disk_path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
