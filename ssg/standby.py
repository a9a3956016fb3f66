"""A build and a check on two cores: one process reads the files that have changed, this one does the rest.

Imports are late on purpose: a build that has nothing to do does without most of them.
"""

from collections.abc import Callable
from functools import partial

from ssg.edge.messages import Messages
from ssg.edge.stamps import Look
from ssg.engine.ahead import Reader
from ssg.glance import Glance
from ssg.model.report import BuildReport
from ssg.request import BuildRequest


def build_with_standby(
    request: BuildRequest,
    reader: Reader,
    is_followed: bool,
    words: Callable[[], Messages],
    glance: Glance | None = None,
) -> BuildReport:
    """Build the site as quickly as its changes allow.

    reader: reads the files that have changed.
    is_followed: show how far a long build has come.   words: those of the line that shows it.
    glance: what was seen of the site a moment ago.
    """
    from ssg.quick import build_quickly

    return build_quickly(request, partial(build_whole, is_followed=is_followed, words=words), reader, glance)


def build_whole(
    request: BuildRequest, reader: Reader, seen: Look | None, is_followed: bool, words: Callable[[], Messages]
) -> BuildReport:
    """Build the site, all of it; see ``build_with_standby`` and ``build.build_site``."""
    from ssg.build import build_site
    from ssg.edge.progress import followed

    return followed(partial(build_site, reader=reader, seen=seen), is_followed, words)(request)


def check_with_standby(
    request: BuildRequest, reader: Reader, is_followed: bool, words: Callable[[], Messages]
) -> BuildReport:
    """Check the site; see ``build_with_standby``."""
    from ssg.checking import check_site
    from ssg.edge.progress import followed

    reader.stay(partial(_get_ready_to_look, request))
    return followed(partial(check_site, reader=reader), is_followed, words)(request)


def _get_ready_to_look(request: BuildRequest) -> None:
    """Import and prepare what looking at changed pages and texts takes, while the site is planned."""
    import ssg.proofread
    import ssg.source_findings  # noqa: F401
    from ssg.page_looks import get_ready

    get_ready(request)
