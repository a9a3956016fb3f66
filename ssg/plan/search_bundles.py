"""Which pages are indexed together: bundles of bounded size, decided from the pages alone.

An index cannot be changed, only made anew. A large site therefore has several (search-scale.md): a ``recent`` one, in
which what is new lands and which readers search first, and archives. An edit costs the bundle of that page and no
other: of that the part in which the page is, which the indexer is given, and putting it together with the other parts.

Nothing is remembered between builds, so incremental and clean builds agree. Pages are put in order of age and
cut into leaves. A leaf ends where the digest of an address says so, not after a fixed count: a page that comes
or goes in the middle moves the boundaries after it once in some twenty times, instead of always.
"""

import hashlib
from collections.abc import Iterator

from ssg.model.search import SearchBundle, SearchEntry

RECENT = "recent"
SINGLE_MAX = 2_000
"""Pages up to which one bundle is best for everyone."""
LEAF_MIN, LEAF_MAX = 950, 1_550
LEAVES_IN_ARCHIVE = 4
"""About 4,400 pages: few enough archives for a reader to open."""
RECENT_MIN = 500
"""Fewer pages would seldom answer a query, and the archives be opened each time."""

PART_MIN, PART_MAX = 128, 320
"""Pages that are indexed in one go: a second's work."""

_LEAF_ENDS, _PART_ENDS = 128, 64
"""Of so many addresses one may end a leaf, or a part."""


def plan_search_bundles(entries: tuple[SearchEntry, ...]) -> tuple[SearchBundle, ...]:
    """Return the bundles, ``recent`` first and then archives from the newest to the oldest; at least one.

    Each page is in one bundle, and no page of an archive is newer than one of a bundle before it. Pages without
    a date count as newest: they are the guides and places, which change at any time.
    """
    ordered = sorted(entries, key=lambda entry: (entry.date or "~", entry.url))
    if len(ordered) <= SINGLE_MAX:
        return (SearchBundle(RECENT, tuple(ordered)),)
    leaves = list(_leaves(ordered))
    recent = leaves.pop()
    if len(recent) < RECENT_MIN:
        recent = leaves.pop() + recent
    return (SearchBundle(RECENT, tuple(recent)), *reversed(tuple(_archives(leaves))))


def parts_of(bundle: SearchBundle) -> Iterator[tuple[SearchEntry, ...]]:
    """Yield the pages of a bundle in the order of their numbers, in parts that can be indexed one by one.

    Those without a date come first, then from the oldest to the newest. Where a part ends does not show in the index.
    """
    ordered = sorted(bundle.entries, key=lambda entry: (entry.date, entry.url))
    return map(tuple, _cut(ordered, PART_MIN, PART_MAX, _PART_ENDS))


def _leaves(ordered: list[SearchEntry]) -> Iterator[list[SearchEntry]]:
    return _cut(ordered, LEAF_MIN, LEAF_MAX, _LEAF_ENDS)


def _cut(ordered: list[SearchEntry], least: int, most: int, one_in: int) -> Iterator[list[SearchEntry]]:
    piece: list[SearchEntry] = []
    for entry in ordered:
        piece.append(entry)
        if len(piece) >= most or (len(piece) >= least and _may_end(entry.url, one_in)):
            yield piece
            piece = []
    if piece:
        yield piece


def _archives(leaves: list[list[SearchEntry]]) -> Iterator[SearchBundle]:
    """Yield LEAVES_IN_ARCHIVE leaves a bundle, from the oldest; those left over together."""
    for start in range(0, len(leaves), LEAVES_IN_ARCHIVE):
        parts = leaves[start : start + LEAVES_IN_ARCHIVE]
        # Named by where it begins: as it grows, its folder stays.
        yield SearchBundle(f"archive-{start + 1}", tuple(entry for leaf in parts for entry in leaf))


def _may_end(url: str, one_in: int) -> bool:
    return hashlib.blake2b(url.encode(), digest_size=1).digest()[0] % one_in == 0
