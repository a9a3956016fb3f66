"""A reader of content files that gets ready in a second process, while this one imports the rest.

Light: it is imported, and its process forked, as soon as the first glance has shown that there is something to do.
"""

from ssg.engine.ahead import Reader, standby_reader

BUILDING = ("build", "check")
"""Commands that read files which have changed."""
READING = ("ssg.readings", "ssg.read.document", "ssg.read.kinds.news")
"""Modules that read a content file."""


def reader_for(command: str) -> Reader:
    """Return a reader for a command; one that reads nothing gets one that costs nothing."""
    return standby_reader(*READING) if command in BUILDING else Reader()
