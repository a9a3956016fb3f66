"""Build, show, wait for a change, build again."""

import socket
import threading
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path
from queue import Queue

import pytest

from ssg.edge.serve import serve
from ssg.model.diagnostic import Span, error
from ssg.model.report import BuildReport

WAIT_S = 20
"""Only so that a broken server fails a test instead of hanging it."""


def build_by_copying(site: Path) -> BuildReport:
    """Build the one page of a site; 错 in it is an error, 停 stands for Ctrl-C."""
    text = (site / "content/a.md").read_text(encoding="utf-8")
    if "停" in text:
        raise KeyboardInterrupt
    if "错" in text:
        return BuildReport((error("own-check", Span("content/a.md", 1, 1)),), is_good=False)
    (site / "public").mkdir(exist_ok=True)
    (site / "public/index.html").write_text(f"<body>{text}</body>", encoding="utf-8")
    (site / "public/_headers").write_text("/*\n  X-Frame-Options: DENY\n")
    return BuildReport((), is_good=True)


def write(site: Path, text: str) -> None:
    (site / "content").mkdir(exist_ok=True)
    (site / "content/a.md").write_text(text, encoding="utf-8")


def run(site: Path, port: int = 0) -> tuple[threading.Thread, "Queue[str]", "Queue[int]"]:
    """Serve in a thread; return it, its messages and, at its end, its exit status."""
    messages: Queue[str] = Queue()
    status: Queue[int] = Queue()

    def target() -> None:
        exit_status = serve(
            partial(build_by_copying, site),
            finish=lambda: pytest.fail("nothing was left for later"),
            site_root=site,
            output_dir=site / "public",
            watch_paths=[site / "content"],
            port=port,
            on_message=messages.put,
        )
        status.put(exit_status)

    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    return thread, messages, status


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=WAIT_S) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as response:
        with response:
            return response.code, response.headers, response.read().decode()


def next_event(stream):
    """Return the name of the next event, comments left out."""
    while not (line := stream.readline().decode()).startswith("event: "):
        assert line, "the stream of events has ended"
    return line.removeprefix("event: ").strip()


def test_each_save_is_built_and_shown_until_interrupted(tmp_path):
    write(tmp_path, "雨")
    thread, messages, status = run(tmp_path)
    url = messages.get(timeout=WAIT_S).removeprefix("正在预览：").removesuffix("（按 Ctrl+C 停止）")
    with urllib.request.urlopen(url + "__ssg/events", timeout=WAIT_S) as events:
        assert next_event(events) == "reload"
        _, headers, page = get(url)
        assert ("雨" in page, headers["X-Frame-Options"]) == (True, "DENY")

        write(tmp_path, "错")
        assert next_event(events) == "fault"
        code, _, page = get(url)
        assert (code, "own-check" in page, "<mark>错</mark>" in page) == (500, True, True)
        assert "雨" in get(url + "?__ssg=last")[2]

        write(tmp_path, "雪")
        assert next_event(events) == "reload"
        assert "雪" in get(url)[2]

        write(tmp_path, "停")
        assert status.get(timeout=WAIT_S) == 130
    thread.join(WAIT_S)
    assert messages.get_nowait() == "content/a.md 有改动，重新生成"


def test_a_site_that_never_built_shows_what_is_wrong(tmp_path):
    write(tmp_path, "错")
    _, messages, status = run(tmp_path)
    url = messages.get(timeout=WAIT_S).removeprefix("正在预览：").removesuffix("（按 Ctrl+C 停止）")
    code, _, page = get(url)
    assert (code, "own-check" in page, "?__ssg=last" in page) == (500, True, False)
    write(tmp_path, "停")
    assert status.get(timeout=WAIT_S) == 130


def test_without_a_free_port_nothing_is_served(tmp_path):
    write(tmp_path, "雨")
    with socket.create_server(("127.0.0.1", 65535)):
        _, messages, status = run(tmp_path, port=65535)
        assert status.get(timeout=WAIT_S) == 2
    assert messages.get_nowait() == "端口 65535 到 65535 都被别的程序占用；请用 --port 换一个端口"
