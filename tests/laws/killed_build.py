"""A build that is killed before its nth change to the disk: ``python killed_build.py N SITE``.

What Python does to files is counted; what SQLite writes by itself is not, and keeps its own promise.
Exit status 0 = the build ended before there were n changes; 1 = it failed.
"""

import os
import signal
import sys
from pathlib import Path

from ssg.request import BuildRequest
from tests.laws.bench import build

CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def main(count: int, root: Path, now: str) -> int:
    left = count

    def count_down(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    request = BuildRequest(root, root / "public", now=now, search=False, jobs=1)
    sys.addaudithook(count_down)
    return 0 if build(request).is_good else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
