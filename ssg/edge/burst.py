"""Changes that belong together: one save, or the many of a checkout, a copied folder, a replacement in all files."""

from enum import Enum
from pathlib import Path

BREATH_S = 0.005
"""A single file that is closed again is complete: so long is enough to see whether it is the first of many.

Files of a checkout follow one another in a tenth of this (measured).
"""
QUIET_S = 0.03
"""Several files, or one that is not complete, are complete when nothing was changed for so long."""


class Step(Enum):
    """What has happened to a file, or a folder."""

    WRITTEN = "written"
    """It is closed after writing, or was put in place by a move: editors are done with it."""
    TOUCHED = "touched"
    """It is being written, has gone, or is a folder: more may follow."""
    LEFT = "left"
    """It was moved away."""


class Burst:
    """Gathers changes until all that belongs together has come."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()
        """All that was changed in any way."""
        self._written: set[Path] = set()
        self._open: set[Path] = set()

    def note(self, path: Path, step: Step) -> None:
        """Take up one more change."""
        is_temporary = step is Step.LEFT and path in self._written | self._open
        self.paths.add(path)
        self._written.discard(path)
        self._open.discard(path)
        if step is Step.WRITTEN:
            self._written.add(path)
        elif not is_temporary:
            # A file that was there before and is moved or taken away may be about to be written anew.
            self._open.add(path)

    @property
    def wait_s(self) -> float:
        """Return how long nothing more must come before the burst is over."""
        return BREATH_S if len(self._written) == 1 and not self._open else QUIET_S
