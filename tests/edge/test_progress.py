"""A line that tells how far a long build has come, and leaves nothing behind."""

import io
import os
import pty
import subprocess
import sys
import termios
import threading
from pathlib import Path

import pytest

from ssg.edge.messages import load_messages
from ssg.edge.progress import EVERY_S, ProgressLine, followed

MANY = 400
"""Articles; fewer than three hundred are done before anybody could read of it."""


class Clock:
    """Shows the time that it is set to."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Screen(io.StringIO):
    """What a person sees: characters after a return lie over those before."""

    def line(self) -> str:
        shown: dict[int, str] = {}
        column = 0
        for character in self.getvalue():
            if character == "\r":
                column = 0
                continue
            width = 2 if character > "\u2e80" else 1
            if shown.get(column - 1, "") > "\u2e80":
                shown[column - 1] = " "
            shown.pop(column + width - 1, None)
            shown[column] = character
            column += width
        return "".join(shown[column] for column in sorted(shown)).rstrip()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def line(screen, clock):
    return ProgressLine(screen, load_messages("zh"), clock)


def test_a_stage_is_shown_with_its_counts(line, screen):
    line.tell("read", 0, 12345)
    assert screen.line() == "正在读取 0/12,345"


def test_counts_are_shown_ten_times_a_second_at_most(line, screen, clock):
    line.tell("read", 0, 1000)
    line.tell("read", 100, 1000)
    assert screen.line() == "正在读取 0/1,000"
    clock.now_s += EVERY_S * 1.01
    line.tell("read", 200, 1000)
    assert screen.line() == "正在读取 200/1,000"


def test_the_end_of_a_stage_is_shown_whenever_it_comes(line, screen):
    line.tell("read", 0, 1000)
    line.tell("read", 1000, 1000)
    assert screen.line() == "正在读取 1,000/1,000"


def test_one_thing_to_do_is_not_counted(line, screen):
    line.tell("search", 0, 1)
    assert screen.line() == "正在建立搜索索引"


def test_the_line_is_wiped_when_a_build_fails(screen, monkeypatch):
    def fail(request, tell):
        tell("read", 0, 1000)
        raise KeyboardInterrupt

    monkeypatch.setattr("ssg.edge.progress._is_watched", lambda stream: True)
    monkeypatch.setattr("sys.stderr", screen)
    with pytest.raises(KeyboardInterrupt):
        followed(fail, True, lambda: load_messages("zh"))("request")
    assert "正在读取" in screen.getvalue()
    assert screen.line() == ""


def test_a_shorter_text_leaves_nothing_of_a_longer_one(line, screen):
    line.tell("search", 0, 1000)
    line.tell("read", 0, 9)
    assert screen.getvalue().endswith("\r正在读取 0/9" + " " * 12)


def test_the_stage_that_follows_is_named(line, screen):
    line.tell("read", 1000, 1000)
    line.tell("read", 0, 0)
    assert screen.line().startswith("正在安排页面")


def test_a_build_without_a_long_stage_shows_nothing(line, screen):
    for stage in ("scan", "read", "plan", "render", "publish"):
        line.tell(stage, 0, 0)
    line.wipe()
    assert screen.getvalue() == ""


def test_a_wiped_line_is_blank(line, screen):
    line.tell("read", 0, 1000)
    line.wipe()
    assert screen.line() == ""
    assert screen.getvalue().endswith("\r")


def test_no_colour_and_no_control_sequence_is_used(line, screen):
    line.tell("read", 0, 1000)
    line.wipe()
    assert "\x1b" not in screen.getvalue()


def large_site(folder: Path) -> Path:
    for number in range(MANY):
        path = folder / f"content/news/a{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: 第{number}篇\ndate: 2026-03-01\n---\n正文。\n", encoding="utf-8")
    (folder / "site.yaml").write_text("title: 站\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return large_site(tmp_path_factory.mktemp("progress"))


def build_at_terminal(site: Path, *options: str, columns: int = 80, **environment: str) -> str:
    """Return what a build prints to standard error, which is a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    command = [sys.executable, "-m", "ssg", "build", "--site", str(site), "--clean", "--no-search", *options]
    known = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "TERM")}
    process = subprocess.Popen(
        command,
        env={**known, "TERM": "xterm", "LANG": "zh_CN.UTF-8", **environment},
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown: list[bytes] = []
    reader = threading.Thread(target=_read_all, args=(ours, shown))
    reader.start()
    process.communicate()
    reader.join()
    os.close(ours)
    return b"".join(shown).decode()


def _read_all(terminal: int, shown: list[bytes]) -> None:
    while True:
        try:
            block = os.read(terminal, 4096)
        except OSError:
            # Linux says so when the last program has left a terminal.
            return
        if not block:
            return
        shown.append(block)


@pytest.mark.slow
def test_a_long_build_is_followed_at_a_terminal_and_wiped(site):
    shown = build_at_terminal(site)
    assert f"正在读取 {MANY}/{MANY}" in shown
    assert "正在渲染" in shown
    screen = Screen()
    screen.write(shown)
    assert screen.line() == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "columns", "environment"),
    [(["-q"], 80, {}), ([], 80, {"CI": "true"}), ([], 80, {"TERM": "dumb"}), ([], 20, {})],
)
def test_nothing_is_shown_where_nobody_reads_it(site, options, columns, environment):
    assert build_at_terminal(site, *options, columns=columns, **environment) == ""


@pytest.mark.slow
def test_without_colour_the_line_is_the_same(site):
    shown = build_at_terminal(site, NO_COLOR="1")
    assert "正在读取" in shown
    assert "\x1b" not in shown


@pytest.mark.slow
def test_a_pipe_gets_no_progress_and_the_summary_names_pages_and_warnings(site):
    command = [sys.executable, "-m", "ssg", "build", "--site", str(site), "--clean", "--no-search"]
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True)
    assert "正在" not in done.stderr + done.stdout
    summary = done.stdout.splitlines()[0]
    assert all(words in summary for words in ("个页面，本次渲染", "0 个提醒，用时"))
