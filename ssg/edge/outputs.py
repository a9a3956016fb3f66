"""The output folder as it is: which files are as the last build left them, and the removal of ours."""

import os
import stat
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ssg.edge.listing import LISTING_NAME, read_listing
from ssg.edge.sources import digest_file, open_plain
from ssg.edge.stage import clear
from ssg.model.disk import Alteration, OutputRecord


class Verification(Struct, frozen=True):
    alteration_by_path: dict[str, Alteration]
    """Of the files that are not as recorded; an absent one is intact."""
    restamped: tuple[OutputRecord, ...]
    """New records of files whose time has changed and nothing else."""


def verify_outputs(output_dir: Path, records: Iterable[OutputRecord]) -> Verification:
    """Compare the output folder with the manifest: by size and time, by the bytes where these differ."""
    prefix = os.path.realpath(output_dir)
    alteration_by_path: dict[str, Alteration] = {}
    restamped: list[OutputRecord] = []
    for record in records:
        disk_path = f"{prefix}/{record.path}"
        try:
            status = os.lstat(disk_path)
        except OSError:
            alteration_by_path[record.path] = Alteration.MISSING
            continue
        if status.st_mtime_ns == record.mtime_ns and status.st_size == record.size_bytes:
            continue
        if status.st_size == record.size_bytes and digest_of(disk_path) == record.digest:
            restamped.append(replace(record, mtime_ns=status.st_mtime_ns))
        else:
            alteration_by_path[record.path] = Alteration.EDITED
    return Verification(alteration_by_path, tuple(restamped))


def remove_site(site_root: Path, output_dir: Path, kept: Container[str] = ()) -> tuple[int, bool]:
    """Remove the files of ours from the output folder, and the cache.

    kept: names below ``.ssg`` that stay.
    Returns how many files went from the output folder, and whether others are left there. Raises OSError.
    """
    output = os.path.realpath(output_dir)
    listing = read_listing(output)
    ours = {*listing.files, *(path for folder in listing.folders for path in files_below(output, folder[:-1]))}
    removed = remove_files(output, ours)
    remove_files(output, [LISTING_NAME])
    for folder in listing.folders:
        remove_empty_folders(output, folder[:-1])
    cache = os.path.join(site_root, ".ssg")
    if _is_real_folder(cache):
        for name in os.listdir(cache):
            if name not in kept:
                clear(os.path.join(cache, name))
        _remove_if_empty(cache)
    else:
        clear(cache)
    _remove_if_empty(output)
    return len(removed), os.path.lexists(output)


def remove_files(output_dir: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Remove files, and the folders that are empty then; returns the paths of those that were there, sorted.

    What lies behind a link, and a folder in place of a file, is left alone. Pages go first: whoever is stopped on the
    way leaves none without its style sheet.
    """
    is_real_by_folder: dict[str, bool] = {}
    removed: list[str] = []
    for path in sorted(paths, key=lambda path: (not path.endswith(".html"), path)):
        parents = tuple(parents_of(path))
        for parent in parents:
            if parent not in is_real_by_folder:
                is_real_by_folder[parent] = _is_real_folder(f"{output_dir}/{parent}")
        if all(is_real_by_folder[parent] for parent in parents) and _unlink(f"{output_dir}/{path}"):
            removed.append(path)
    # A killed build may have removed a file and left its folder: folders of files that are gone are tried too.
    for folder in sorted(is_real_by_folder, key=len, reverse=True):
        if all(is_real_by_folder[part] for part in (*parents_of(folder), folder)):
            _remove_if_empty(f"{output_dir}/{folder}")
    return tuple(sorted(removed))


def remove_empty_folders(output_dir: str, folder: str) -> None:
    """Remove an output folder and those in it as far as there are no files in them; links are left alone."""
    if _is_reached_without_links(output_dir, folder):
        for found, _, _ in os.walk(f"{output_dir}/{folder}", topdown=False):
            _remove_if_empty(found)


def files_below(output_dir: str, folder: str) -> Iterator[str]:
    """Yield the paths of all files and links below an output folder; no link is followed."""
    if _is_reached_without_links(output_dir, folder):
        for found, folders, names in os.walk(f"{output_dir}/{folder}"):
            below = os.path.relpath(found, output_dir).replace(os.sep, "/")
            links = (name for name in folders if os.path.islink(f"{found}/{name}"))
            yield from (f"{below}/{name}" for name in (*names, *links))


def parents_of(path: str) -> Iterator[str]:
    """Yield the folders that an output lies in, outermost first: ``news``, ``news/2026``."""
    end = path.find("/")
    while end > 0:
        yield path[:end]
        end = path.find("/", end + 1)


def digest_of(disk_path: str) -> str:
    """Return the digest of a file; empty for what is no plain file or cannot be read."""
    try:
        with open_plain(disk_path) as file:
            return digest_file(file, os.fstat(file.fileno()).st_size)
    except OSError:
        return ""


def _is_reached_without_links(output_dir: str, folder: str) -> bool:
    return all(_is_real_folder(f"{output_dir}/{part}") for part in parents_of(f"{folder}/"))


def _is_real_folder(disk_path: str) -> bool:
    return os.path.isdir(disk_path) and not os.path.islink(disk_path)


def _remove_if_empty(disk_path: str) -> None:
    if _is_real_folder(disk_path) and not os.listdir(disk_path):
        os.rmdir(disk_path)


def _unlink(disk_path: str) -> bool:
    """Remove a file or a link, if there is one; returns whether there was."""
    try:
        is_folder = stat.S_ISDIR(os.lstat(disk_path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not is_folder:
        os.unlink(disk_path)
    return not is_folder
