"""The list of our files that lies in the output folder itself, as ``.ssg-manifest``.

It alone says what may be replaced and removed, so it has to be there when the cache is gone, and to go when
the folder goes. It holds paths and nothing else: equal sites have equal lists. A build that adds files lists
them before it makes them, so that one that is killed leaves no file that nobody knows.
"""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from ssg.edge.sources import open_plain
from ssg.edge.stage import is_output_path

LISTING_NAME = ".ssg-manifest"
HEADING = "# Files made by ssg. It replaces and removes these and no others."


class Listing(Struct, frozen=True):
    files: frozenset[str]
    """Without those below ``folders``."""
    folders: frozenset[str]
    """With "/" at the end: all files below them are ours, whatever their names."""
    below: frozenset[str]
    """The files below ``folders`` that were named one by one; never written down."""

    def holds(self, path: str) -> bool:
        """Return whether an output file is ours."""
        return path in self.files or path.startswith(tuple(self.folders))

    def names(self, path: str) -> bool:
        """Return whether an output file was named itself."""
        return path in self.files or path in self.below

    def joined(self, other: "Listing") -> "Listing":
        """Return what either lists."""
        return Listing(self.files | other.files, self.folders | other.folders, self.below | other.below)


def make_listing(paths: Iterable[str]) -> Listing:
    """Return the listing of output paths; one that ends in "/" is a folder and stands for all below it."""
    every = frozenset(paths)
    folders = frozenset(path for path in every if path.endswith("/"))
    below = frozenset(path for path in every - folders if path.startswith(tuple(folders)))
    return Listing(every - folders - below, folders, below)


def read_listing(output_dir: str) -> Listing:
    """Return the listing of an output folder; an empty one where there is none that can be understood."""
    try:
        with open_plain(f"{output_dir}/{LISTING_NAME}") as file:
            heading, *lines = file.read().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return make_listing(())
    return make_listing(line for line in lines if heading == HEADING and is_output_path(line.removesuffix("/")))


def format_listing(listing: Listing) -> bytes:
    """Return the file's bytes: a heading, then one path a line, sorted."""
    return "".join(f"{line}\n" for line in (HEADING, *sorted(listing.files | listing.folders))).encode()


def write_listing(output_dir: str, spare_path: str, listing: Listing) -> None:
    """Put a listing in place at once, unless it is there already.

    spare_path: a disk path on the same file system, for the moment in between. Raises OSError.
    """
    path, data = Path(output_dir, LISTING_NAME), format_listing(listing)
    if not path.is_symlink() and path.is_file() and path.read_bytes() == data:
        return
    Path(spare_path).write_bytes(data)
    Path(spare_path).replace(path)
