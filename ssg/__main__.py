"""``ssg`` and ``python -m ssg``: the first glance, and the command line when that is not enough."""

from __future__ import annotations

import sys

from ssg.edge.environment import OUTPUT_LOST, close_output, escape_output, leave, prepare_process, say, tell_of_loss
from ssg.glance import Told, glance_at_site

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130
"""As a shell gives for an interrupted command."""


def run() -> NoReturn:
    """Be the process of one command."""
    leave(main())


def main() -> int:
    """Run the command that this process was started with and return its exit status."""
    words = sys.argv[1:]
    try:
        glance = glance_at_site(words, _serve)
        if isinstance(glance, Told):
            return _tell(glance)
        # Late: it brings all that the glance does without.
        from ssg.ready import reader_for

        prepare_process()
        with reader_for(words[0] if words else "", glance.forked if glance else None) as reader:
            from ssg import cli

            return cli.main(glance=glance, reader=reader)
    except KeyboardInterrupt:
        return INTERRUPTED


def _serve(work_end: int, result_end: int) -> None:
    """Be the process that reads what has changed."""
    prepare_process()
    from ssg.ready import serve

    serve(work_end, result_end)


def _tell(told: Told) -> int:
    try:
        escape_output()
        say(told.out, told.err)
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        close_output()
    except OSError as fault:
        tell_of_loss(fault)
        return OUTPUT_LOST
    return 0


if __name__ == "__main__":
    run()
