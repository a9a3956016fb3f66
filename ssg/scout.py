"""A look at the sources in a second process, which goes on to other work if it saw that they have changed.

There are two cores, and looking at the sources of a site takes as long as looking at the pages that were made of
them. Light: the first glance at a site imports it.
"""

from __future__ import annotations

from ssg.edge.package import theme_dir
from ssg.edge.stamps import decode_look, look_at_sources
from ssg.engine.fork import fork, read_message, write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ssg.edge.stamps import Look
    from ssg.engine.fork import Forked

SAME = b"="
"""Reported of sources that are as they were."""


class Scout:
    """One look at the sources of a site, which has been begun where that can be done in the background."""

    def __init__(self, site_root: str, known: str, forked: Forked | None) -> None:
        """Take over what ``send_scout`` began."""
        self._site_root, self._known = site_root, known
        self.forked = forked
        """The process that looks; after a report the one that goes on, if there is one."""

    def report(self) -> Look | None:
        """Return what there is of the sources; None when they are as they were. Asked once."""
        data = read_message(self.forked.results) if self.forked is not None else b""
        if data and data != SAME:
            return decode_look(data)
        if self.forked is not None:
            self.forked.join()
            self.forked = None
        # Without a word there was no process to be had, or it has been ended.
        return None if data else _changed(self._site_root, self._known)

    def recall(self) -> None:
        """Do without a report."""
        if self.forked is not None:
            self.forked.kill()
            self.forked = None


def send_scout(site_root: str, known: str, go_on: Callable[[int, int], None]) -> Scout:
    """Begin to look at the sources of a site.

    known: digest of the look at them as they were.
    go_on: called in the other process when they are not, with its ends of both pipes; see ``fork``.
    """

    def look(work_end: int, result_end: int) -> None:
        sources = _changed(site_root, known)
        write_message(result_end, SAME if sources is None else sources.encode())
        if sources is not None:
            go_on(work_end, result_end)

    return Scout(site_root, known, fork(look))


def look_at_watched(site_root: str) -> Look:
    """Look at the files and folders of a site that a build reads, and at the packaged theme's."""
    return look_at_sources(site_root, ("site.yaml", "content", "static", "themes", theme_dir()))


def _changed(site_root: str, known: str) -> Look | None:
    sources = look_at_watched(site_root)
    return sources if sources.digest != known else None
