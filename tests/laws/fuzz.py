"""``python -m tests.laws.fuzz``: many random edits, on all cores, until a difference is found or all are made.

A difference is told with the shortest sequence of edits that still leads to it.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from tests.laws.bench import Options
from tests.laws.sequences import Fault, Sequence, find_fault, shorten

LENGTH = 50
"""Edits to one site."""
OPTIONS = (*([Options()] * 8), Options(search=True), Options(drafts=True, jobs=2))


def sequences(first_seed: int) -> Iterator[Sequence]:
    """Yield sequences without end, each on a site of its own."""
    seed = first_seed
    while True:
        yield Sequence(seed, LENGTH, OPTIONS[seed % len(OPTIONS)])
        seed += 1


def try_sequence(sequence: Sequence) -> Fault | None:
    with tempfile.TemporaryDirectory() as folder:
        fault = find_fault(sequence, Path(folder) / "law")
        return shorten(sequence, fault, Path(folder) / "law") if fault else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=5000, help="how many (default: 5000)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the first site (default: the clock)")
    arguments = parser.parse_args()
    wanted = list(islice(sequences(arguments.seed), -(-arguments.edits // LENGTH)))
    print(f"{len(wanted)} sites, {LENGTH} edits to each, from --seed {arguments.seed}", flush=True)
    with ProcessPoolExecutor() as pool:
        for sequence, fault in zip(wanted, pool.map(try_sequence, wanted), strict=True):
            if fault:
                print(fault.text)
                pool.shutdown(cancel_futures=True)
                return 1
            print(f"{sequence.seed} good", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
