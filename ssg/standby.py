"""A build and a check that start on two cores: one process imports what reads files, this one imports the rest.

Imports are late on purpose: what a second process gets ready must not be imported here before it has been forked.
"""

from collections.abc import Callable
from functools import partial

from ssg.edge.messages import Messages
from ssg.edge.stamps import Look
from ssg.engine.ahead import Reader, standby_reader
from ssg.glance import Glance
from ssg.model.report import BuildReport
from ssg.request import BuildRequest

READING = ("ssg.readings", "ssg.read.document", "ssg.read.kinds.news")
"""Modules that read a content file."""


def build_with_standby(
    request: BuildRequest, is_followed: bool, words: Callable[[], Messages], glance: Glance | None = None
) -> BuildReport:
    """Build the site as quickly as its changes allow.

    is_followed: show how far a long build has come.   words: those of the line that shows it.
    glance: what was seen of the site a moment ago.
    """
    from ssg.quick import build_quickly

    return build_quickly(request, partial(build_whole, is_followed=is_followed, words=words), _reader, glance)


def build_whole(
    request: BuildRequest, reader: Reader, seen: Look | None, is_followed: bool, words: Callable[[], Messages]
) -> BuildReport:
    """Build the site, all of it; see ``build_with_standby`` and ``build.build_site``."""
    from ssg.build import build_site
    from ssg.edge.progress import followed

    return followed(partial(build_site, reader=reader, seen=seen), is_followed, words)(request)


def check_with_standby(request: BuildRequest, is_followed: bool, words: Callable[[], Messages]) -> BuildReport:
    """Check the site; see ``build_with_standby``."""
    with standby_reader(*READING, then=partial(_get_ready_to_look, request)) as reader:
        from ssg.checking import check_site
        from ssg.edge.progress import followed

        return followed(partial(check_site, reader=reader), is_followed, words)(request)


def _reader() -> Reader:
    return standby_reader(*READING)


def _get_ready_to_look(request: BuildRequest) -> None:
    """Import and prepare what looking at changed pages and texts takes, while the site is planned."""
    import ssg.proofread
    import ssg.source_findings  # noqa: F401
    from ssg.page_looks import get_ready

    get_ready(request)
