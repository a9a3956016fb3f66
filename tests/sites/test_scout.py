"""A scout sees what a look from here sees, goes on only where there is something new, and leaves nobody behind."""

import os
import signal
import sys
from pathlib import Path

import pytest

from ssg import scout
from ssg.edge.stamps import Look
from ssg.engine.fork import Forked, read_message, write_message
from ssg.scout import Scout, look_at_watched, send_scout
from tests.engine.test_ahead import children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only where processes are forked")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "rain.md").write_text("出门带伞。\n", encoding="utf-8")
    return tmp_path


def look(site: Path) -> Look:
    return look_at_watched(str(site))


def echo(work_end: int, result_end: int) -> None:
    while data := read_message(work_end):
        write_message(result_end, data[::-1])


def send(site: Path, known: str) -> Scout:
    return send_scout(str(site), known, echo)


def process_of(sent: Scout) -> Forked:
    assert sent.forked is not None
    return sent.forked


def test_of_what_is_as_it_was_it_tells_nothing_and_ends(site: Path) -> None:
    before = children()
    sent = send(site, look(site).digest)
    assert process_of(sent).pid != os.getpid()
    assert sent.report() is None
    assert sent.forked is None
    assert children() == before


def test_what_has_changed_it_tells_and_goes_on(site: Path) -> None:
    before = children()
    sent = send(site, "another digest")
    seen = sent.report()
    assert seen is not None
    assert seen.digest == look(site).digest
    process = process_of(sent)
    write_message(process.work, b"abc")
    assert read_message(process.results) == b"cba"
    process.kill()
    assert children() == before


def test_it_tells_of_more_files_than_a_pipe_holds_at_a_time(site: Path) -> None:
    for number in range(3_000):
        (site / "content" / f"{number:0100}.md").touch()
    sent = send(site, "another digest")
    seen = sent.report()
    assert seen is not None
    assert seen.encode() == look(site).encode()
    process_of(sent).join()


def test_one_that_has_much_to_tell_can_be_recalled(site: Path) -> None:
    before = children()
    for number in range(3_000):
        (site / "content" / f"{number:0100}.md").touch()
    sent = send(site, "another digest")
    # It has begun to tell, and waits until somebody listens.
    assert os.read(process_of(sent).results, 1)
    sent.recall()
    assert children() == before


def test_one_that_was_ended_is_not_believed(site: Path) -> None:
    known = look(site).digest
    for digest, has_changed in ((known, False), ("another digest", True)):
        sent = send(site, digest)
        process = process_of(sent)
        os.kill(process.pid, signal.SIGKILL)
        # What it wrote before, if anything, is taken away.
        while os.read(process.results, 1 << 16):
            pass
        assert (sent.report() is not None) == has_changed
        assert sent.forked is None


def test_where_no_process_is_to_be_had_it_looks_from_here(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scout, "fork", lambda serve: None)
    sent = send(site, "another digest")
    seen = sent.report()
    assert seen is not None
    assert seen.digest == look(site).digest
    assert send(site, seen.digest).report() is None
