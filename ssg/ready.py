"""A reader of content files that gets ready in a second process, while this one imports the rest.

Its process is the one that saw at the first glance that there is something to do (``scout.py``).
"""

from ssg.engine import ahead
from ssg.engine.fork import Forked

BUILDING = ("build", "check")
"""Commands that read files which have changed."""
READING = ("ssg.readings", "ssg.read.document", "ssg.read.kinds.news")
"""Modules that read a content file."""


def reader_for(command: str, forked: Forked | None = None) -> ahead.Reader:
    """Return a reader for a command; one that reads nothing gets one that costs nothing.

    forked: a process that runs ``serve``, if there is one already.
    """
    if forked is not None:
        return ahead.StandbyReader(forked)
    return ahead.standby_reader(*READING) if command in BUILDING else ahead.Reader()


def serve(work_end: int, result_end: int) -> None:
    """Be the process of a reader that was forked early."""
    ahead.serve(READING, work_end, result_end)
