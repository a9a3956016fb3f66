"""``ssg`` and ``python -m ssg``: the first glance, and the command line when that is not enough."""

from __future__ import annotations

import sys

from ssg.edge.environment import close_output, escape_output, leave, say
from ssg.glance import Told, glance_at_site

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Be the process of one command."""
    leave(main())


def main() -> int:
    """Run the command that this process was started with and return its exit status."""
    seen = None
    try:
        glance = glance_at_site(sys.argv[1:])
        if isinstance(glance, Told):
            escape_output()
            say(glance.out, glance.err)
            return 0
        seen = glance
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        close_output()
        return 0
    except KeyboardInterrupt:
        # As a shell gives for an interrupted command.
        return 130
    except OSError:
        # A full disk, say: it shows again below, where there are words and a status for it.
        pass
    # Late: it brings all that the glance does without.
    from ssg import cli

    return cli.main(glance=seen)


if __name__ == "__main__":
    run()
