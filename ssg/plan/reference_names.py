"""The names that a reference may use for an item, and the one that an editor may have meant."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from ssg.model.catalog import Item
from ssg.model.document import FOLDER_BY_KIND


def items_by_name(items: tuple[Item, ...]) -> dict[str, Item]:
    """Return items by each name a reference may use; the first of them has it."""
    names: dict[str, Item] = {}
    for item in items:
        for name in names_of_item(item.card.path, item.card.url, item.card.kind):
            names.setdefault(name, item)
    return names


def names_of_item(path: str, url: str, kind: str) -> tuple[str, ...]:
    """Return the names of an item: ``guide/pension``, ``guides/pension``, the same with its slug."""
    folder, _, stem = path.removeprefix("content/").removesuffix(".md").partition("/")
    parent, slash, own = stem.rpartition("/")
    last = url.rstrip("/").rpartition("/")[2]
    if last == own:
        return f"{kind}/{stem}", f"{folder}/{stem}"
    slug = f"{parent}{slash}{last}"
    return f"{kind}/{stem}", f"{folder}/{stem}", f"{kind}/{slug}", f"{folder}/{slug}"


def names_of_path(path: str) -> Iterator[str]:
    """Yield the names that a reference may use for the content file at ``path``."""
    folder, _, stem = path.removeprefix("content/").removesuffix(".md").partition("/")
    yield f"{folder}/{stem}"
    yield from (f"{kind}/{stem}" for kind, its_folder in FOLDER_BY_KIND.items() if its_folder == folder)


def name_lookup(name: str) -> str:
    """Return how a name by which an item is referred to stands among ``Resolution.lookups``, apart from all paths."""
    return f"name {name}"


def beside(source: str, target: str) -> str:
    """Return the source path that ``target``, written in the file ``source``, names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def nearest_name(written: str, known: Iterable[str], cutoff: float) -> str | None:
    """Return the known name most like what was written; None when none is. cutoff: 0 (unlike) to 1 (equal)."""
    # Late: most builds miss no name.
    from difflib import get_close_matches

    return next(iter(get_close_matches(written, tuple(known), 1, cutoff)), None)


def nearest_path(path: str, known: Mapping[str, Item] | Mapping[str, int]) -> str:
    """Return the known path most like ``path``: same file name elsewhere first, then the nearest spelling."""
    name = posixpath.basename(path)
    same_name = [candidate for candidate in known if posixpath.basename(candidate) in (name, name + ".md")]
    if same_name:
        return same_name[0]
    return nearest_name(path, known, 0.75) or ""
