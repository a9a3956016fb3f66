"""A build in a process of its own, which may be broken off at any moment and leaves the site as it was."""

import subprocess
import sys
from collections.abc import Sequence

STOP_S = 5.0
"""A process that does not end when it is asked to is ended the hard way."""


class BackgroundBuild:
    """``ssg build`` that runs while something else is done."""

    def __init__(self, options: Sequence[str]) -> None:
        """Begin to build.   options: of ``ssg build``."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ssg", "build", "--quiet", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_over(self) -> bool:
        """Return whether it has ended, well or not."""
        return self._process.poll() is not None

    def stop(self) -> None:
        """Break it off, if it still runs, and wait until it has ended."""
        if self.is_over:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
