"""A build whose indexer hangs ends at Ctrl-C, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="sends signals to a group of processes"),
]

HANGING = """#!{python}
import os, signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
open("{folder}/" + str(os.getpid()), "w").close()
time.sleep(120)
"""


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_all_that_index(make_site: Callable[[str], Site], tmp_path: Path, jobs: str) -> None:
    started = tmp_path / "started"
    started.mkdir()
    binary = tmp_path / "indexer"
    binary.write_text(HANGING.format(python=sys.executable, folder=started), encoding="utf-8")
    binary.chmod(0o755)
    site = make_site(f"-- site.yaml --\ntitle: 站\nsearch_binary: {binary}\n")
    for number in range(400):
        site.write(f"content/news/n{number}.md", f"---\ntitle: 第{number}条\ndate: 2026-01-01\n---\n")
    command = (sys.executable, "-m", "ssg", "build", "--jobs", jobs)
    build = subprocess.Popen(
        command, cwd=site.root, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for(lambda: len(list(started.iterdir())) == int(jobs))
    os.killpg(build.pid, signal.SIGINT)
    assert build.wait(timeout=30) == 130
    pids = [int(path.name) for path in started.iterdir()]
    wait_for(lambda: not any(map(is_alive, pids)))
    assert not site.output.exists()
