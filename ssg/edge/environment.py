"""The environment, the terminal and the presence of a file, for those who may not ask themselves.

Light: the first glance at a site imports it.
"""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import NoReturn


OUTPUT_LOST = 3
"""Exit status of a process that could not print what it had to, on a full disk, say: it is no fault of the content."""


def environment() -> Mapping[str, str]:
    """Return the environment variables."""
    return os.environ


def wants_colour() -> bool:
    """Return whether standard error is a terminal that shows colour; see https://no-color.org."""
    return (
        sys.stderr is not None
        and sys.stderr.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def prefers_english() -> bool:
    """Return whether the system speaks English; messages about no site are Chinese otherwise."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return spoken.startswith("en")


def escape_output() -> None:
    """Let characters that the terminal's encoding lacks be printed as escapes: a report must never be lost."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_output() -> None:
    """Send what is still to be printed nowhere: its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(out: str, err: str) -> None:
    """Write text to standard error, then to standard output, as far as they are open."""
    for stream, text in ((sys.stderr, err), (sys.stdout, out)):
        # None where it was closed before Python began, which `print` takes without a word, too.
        if stream is not None:
            stream.write(text)


def tell_of_loss(fault: OSError) -> None:
    """Tell that standard output could not be written."""
    if sys.stderr is not None:
        sys.stderr.write(f"ssg: 输出写不下去 output was lost: {fault.strerror}\n")


def leave(status: int) -> NoReturn:
    """End this process now, with an exit status: nothing of it is taken apart, which would take as long as an edit.

    Files, pools and locks are closed by those who opened them; only what was printed has still to go out.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            # The reader of our output has gone; there is nobody left to tell.
            continue
        except OSError as fault:
            status = OUTPUT_LOST
            if stream is sys.stdout:
                tell_of_loss(fault)
    os._exit(status)


def current_folder() -> str:
    """Return the folder that this process is in, without links. Raises OSError when it has gone."""
    return os.getcwd()


def without_links(path: str) -> str:
    """Return where an absolute path leads."""
    return os.path.realpath(path)


def has_file(folder: Path, name: str) -> bool:
    """Return whether there is a file, or a link to one, called ``name`` in a folder."""
    return (folder / name).is_file()


def prepare_process() -> None:
    """Set up this process for a command: what it may print, and how it keeps its memory."""
    escape_output()
    collect_rarely()


def collect_rarely() -> None:
    """Have Python look for cyclic garbage seldom.

    Nearly all that a build makes lives until its end, so looking finds nothing: it took a fifth of an edit at 1,000
    articles. At 10,000 every 100,000 objects was a tenth of an edit still; every two million costs a cold build
    80 MB of 500 (measured).
    """
    gc.set_threshold(2_000_000, 50, 1000)
