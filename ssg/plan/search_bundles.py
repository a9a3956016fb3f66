"""Which pages are indexed together: bundles of bounded size, decided from the pages alone.

An index cannot be changed, only made anew, and making it takes time and memory for every page in it. A large
site therefore has several (search-scale.md): a ``recent`` one, in which what is new lands and which readers search
first, and archives. An edit costs the bundle of that page and no other.

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
"""About 4,400 pages: some 25 s and 2.6 GB to index, and few enough archives for a reader to open."""
RECENT_MIN = 500
"""Fewer pages would seldom answer a query, and the archives be opened each time."""

_ONE_IN = 128


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


def _leaves(ordered: list[SearchEntry]) -> Iterator[list[SearchEntry]]:
    leaf: list[SearchEntry] = []
    for entry in ordered:
        leaf.append(entry)
        if len(leaf) >= LEAF_MAX or (len(leaf) >= LEAF_MIN and _is_boundary(entry.url)):
            yield leaf
            leaf = []
    if leaf:
        yield leaf


def _archives(leaves: list[list[SearchEntry]]) -> Iterator[SearchBundle]:
    """Yield LEAVES_IN_ARCHIVE leaves a bundle, from the oldest; those left over together."""
    for start in range(0, len(leaves), LEAVES_IN_ARCHIVE):
        parts = leaves[start : start + LEAVES_IN_ARCHIVE]
        # Named by where it begins: as it grows, its folder stays.
        yield SearchBundle(f"archive-{start + 1}", tuple(entry for leaf in parts for entry in leaf))


def _is_boundary(url: str) -> bool:
    return hashlib.blake2b(url.encode(), digest_size=1).digest()[0] % _ONE_IN == 0
