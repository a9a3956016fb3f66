"""Random edits, one after another, each followed by a build, or a check, that must equal a clean one."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from msgspec import Struct

from ssg.checking import check_site
from ssg.model.report import tell_nobody
from tests.laws.bench import Bench, Options, find_differences, settle
from tests.laws.corpus import corpus, write_files
from tests.laws.item_edits import ITEM_EDITS
from tests.laws.site_edits import SITE_EDITS, mend

Edit = Callable[[Bench, Random], None]
Compare = Callable[[Bench, Path], list[str]]
"""Builds or checks a site, once as it is and once from nothing in a folder, and returns what is not the same."""

TO_ITEMS = 0.6
"""Share of the edits that are made to items."""
MENDED = 0.7
"""Share of the failed builds whose fault is mended at once; the others go on being edited."""
SETTLED = 0.8
"""Share of the edits after which no file seems new, so that the next build may trust sizes and times."""
CHECKED = 0.15
"""Share of the edits after which the site is checked before it is built: a check leaves its readings to the build."""
PLAIN = Options()


class Sequence(Struct, frozen=True):
    """Edits by the numbers: the same sequence makes the same edits each time."""

    seed: int
    length: int
    options: Options = PLAIN
    left_out: frozenset[int] = frozenset()
    """Edits that are not made, counted from 0."""


class Fault(Struct, frozen=True):
    """A difference between an incremental run and a clean one."""

    step: int
    """The edit after which it showed, from 0; -1 = the first build."""
    text: str


def find_fault(sequence: Sequence, folder: Path, compare: Compare = find_differences) -> Fault | None:
    """Make the edits on a new site in ``folder``, which is emptied; None when no run differs from a clean one."""
    shutil.rmtree(folder, ignore_errors=True)
    bench = Bench(folder / "site", sequence.options)
    write_files(bench.root, corpus())
    names = ["the first build"]
    for step in (step for step in range(-1, sequence.length) if step not in sequence.left_out):
        if step >= 0:
            names.append(f"{step} {_make_edit(bench, Random(f'{sequence.seed} {step}'))}")
        faults = compare(bench, folder / "clean")
        if faults:
            return Fault(step, "\n".join((str(sequence), ", ".join(names), *faults)))
    return None


def shorten(sequence: Sequence, fault: Fault, folder: Path, compare: Compare = find_differences) -> Fault:
    """Return the fault of a sequence from which every edit is left out without which there still is one."""
    left_out: frozenset[int] = frozenset()
    for step in range(fault.step - 1, -1, -1):
        shorter = Sequence(sequence.seed, fault.step + 1, sequence.options, left_out | {step})
        found = find_fault(shorter, folder, compare)
        if found is not None:
            left_out, fault = shorter.left_out, found
    return fault


def _make_edit(bench: Bench, random: Random) -> str:
    """Make one edit and return its name."""
    if not bench.is_good and random.random() < MENDED:
        mend(bench)
        name = "mend"
    else:
        edit: Edit = random.choice(ITEM_EDITS if random.random() < TO_ITEMS else SITE_EDITS)
        edit(bench, random)
        name = edit.__name__
    if random.random() < SETTLED:
        settle(bench)
    if random.random() < CHECKED:
        check_site(bench.request(), tell_nobody)
        name += ", check"
    return name
