"""What a check found in order, by name, and what that was held against: it need not be looked at again.

Nearly all of a site is in order. To know it for so many things takes one text and two comparisons of sets, where a
row for each would have to be fetched, proved and decoded.
"""

from msgspec import Struct

MARK = "\0"
"""Stands between names; no path, address or digest holds one."""
GROUPS = 3
NAMES = frozenset[str]


class Roll(Struct, frozen=True):
    """The names of all things of one kind that the memo knows."""

    basis: NAMES = frozenset()
    """What the settled ones rely upon; they stay in order while all of it is there, whatever joins it."""
    settled: NAMES = frozenset()
    """Of the things that are in order."""
    others: NAMES = frozenset()
    """Of those that have to be looked at."""

    def settled_upon(self, basis: NAMES) -> NAMES:
        """Return what is in order where ``basis`` is what there is to rely upon."""
        return self.settled if self.basis <= basis else frozenset()


def encode_roll(roll: Roll) -> bytes:
    """Return a roll as bytes; raises ValueError where a name holds the mark."""
    groups = (roll.basis, roll.settled, roll.others)
    text = MARK.join([*(str(len(group)) for group in groups), *(name for group in groups for name in group)])
    if text.count(MARK) != GROUPS - 1 + sum(map(len, groups)):
        raise ValueError("a name holds the mark that stands between names")
    return text.encode("utf-8", "surrogatepass")


def decode_roll(data: bytes) -> Roll:
    """Return the roll that ``encode_roll`` gave as ``data``; raises ValueError when there is none."""
    parts = data.decode("utf-8", "surrogatepass").split(MARK)
    sizes, names = [int(size) for size in parts[:GROUPS]], parts[GROUPS:]
    if len(sizes) < GROUPS or min(sizes) < 0 or sum(sizes) != len(names):
        raise ValueError("not a roll")
    first, second = sizes[0], sizes[0] + sizes[1]
    return Roll(frozenset(names[:first]), frozenset(names[first:second]), frozenset(names[second:]))
