"""Long lists: pages numbered from the oldest, so that a new item moves nothing but the front."""

from collections.abc import Iterator
from typing import NamedTuple

from ssg.model.catalog import Item


class ListPage(NamedTuple):
    number: int
    """From 1, the oldest; 0 = the front."""
    numbered: int
    """How many numbered pages the list has."""
    items: tuple[Item, ...]
    """Newest first."""


def paginate(items: tuple[Item, ...], size: int) -> Iterator[ListPage]:
    """Cut ``items`` (newest first) into numbered pages of exactly ``size``, oldest first, and a front.

    The front shows the newest ``size`` to ``2 * size - 1`` items and has no number. Page 1 holds the oldest
    items and never changes again. A front of fewer than ``2 * size`` items stands alone.
    """
    numbered = max(0, len(items) // size - 1)
    for number in range(1, numbered + 1):
        end = len(items) - (number - 1) * size
        yield ListPage(number, numbered, items[end - size : end])
    yield ListPage(0, numbered, items[: len(items) - numbered * size])
