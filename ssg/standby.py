"""A build and a check that start on two cores: one process imports what reads files, this one imports the rest.

Imports are late on purpose: what a second process gets ready must not be imported here before it has been forked.
"""

from collections.abc import Callable
from functools import partial

from ssg.edge.messages import Messages
from ssg.engine.ahead import Reader, standby_reader
from ssg.glance import Glance
from ssg.model.report import BuildReport
from ssg.request import BuildRequest


def build_with_standby(
    request: BuildRequest, is_followed: bool, words: Callable[[], Messages], glance: Glance | None = None
) -> BuildReport:
    """Build the site as quickly as its changes allow.

    is_followed: show how far a long build has come.   words: those of the line that shows it.
    glance: what was seen of the site a moment ago.
    """
    from ssg.quick import build_quickly

    return build_quickly(request, partial(_build_whole, is_followed=is_followed, words=words), _reader, glance)


def _build_whole(
    request: BuildRequest, reader: Reader, is_followed: bool, words: Callable[[], Messages]
) -> BuildReport:
    from ssg.build import build_site
    from ssg.edge.progress import followed

    return followed(partial(build_site, reader=reader), is_followed, words)(request)


def check_with_standby(request: BuildRequest, is_followed: bool, words: Callable[[], Messages]) -> BuildReport:
    """Check the site; see ``build_with_standby``."""
    with _reader() as reader, standby_reader("ssg.proofread", "ssg.source_findings") as proofreader:
        from ssg.checking import check_site
        from ssg.edge.progress import followed

        return followed(partial(check_site, reader=reader, proofreader=proofreader), is_followed, words)(request)


def _reader() -> Reader:
    return standby_reader("ssg.readings", "ssg.read.document", "ssg.read.kinds.news")
