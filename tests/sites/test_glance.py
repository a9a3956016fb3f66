"""The same question of a site that is as it was is answered before anything else is imported, and never otherwise."""

import itertools
import os
import subprocess
import sys
import time
from hashlib import blake2b
from pathlib import Path

import pytest
from msgspec import Struct

from ssg.arguments import parse
from ssg.asked import plain_arguments, request_of
from ssg.edge.answer import NAME, SEAL_BYTES, read_answer, write_answer
from ssg.glance import ASKED, FLAGS, question_of
from tests.conftest import Site
from tests.sites.conftest import settle

pytestmark = pytest.mark.slow

SITE = """
    -- content/news/rain.md --
    ---
    title: 下雨通知
    date: 2025-11-20
    ---

    出门带伞。
    -- content/guides/umbrella.md --
    ---
    title: 借伞
    ---
"""
PROGRAM = """
import sys
from ssg.__main__ import main

status = main()
heavy = {"argparse", "json", "msgspec", "pathlib", "re", "sqlite3", "tomllib", "typing", "ssg.cli"}
print(*sorted(heavy & sys.modules.keys()))
sys.exit(status)
"""
"""Says after everything else what was imported of all that takes long."""


class Ran(Struct, frozen=True):
    status: int
    out: str
    """Without how long it took."""
    err: str
    is_glance: bool
    """Nothing that takes long was imported."""


def ask(site: Site, *options: str, command: str = "build", **environment: str) -> Ran:
    """Run the program in the folder of a site, as somebody at a terminal does, outside continuous integration."""
    variables = {name: value for name, value in os.environ.items() if name not in ("CI", "SOURCE_DATE_EPOCH")}
    # Without `site`, whose start-up files may import anything: what is tested is our own way.
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM, command, *options],
        cwd=site.root,
        env={**variables, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    *lines, imported = done.stdout.split("\n")[:-1]
    return Ran(done.returncode, "\n".join(map(untimed, lines)), done.stderr, not imported)


def untimed(line: str) -> str:
    before, _, after = line.partition("用时 ")
    return before + after.partition(" 秒")[2] if after else before


@pytest.fixture
def site(make_settled_site) -> Site:
    """A built site, at rest."""
    made = make_settled_site(SITE)
    assert ask(made, "--no-search").status == 0
    return made


def test_a_build_of_what_was_built_is_answered_at_a_glance(site: Site) -> None:
    at_length, at_a_glance = ask(site, "--no-search", "-v"), ask(site, "--no-search")
    assert (at_length.is_glance, at_a_glance.is_glance) == (False, True)
    assert at_a_glance.status == 0
    assert at_a_glance.out == at_length.out.partition("\n  look")[0]
    assert "本次渲染 0 个" in at_a_glance.out
    assert at_a_glance.err == at_length.err
    assert "pending-fields" in at_a_glance.err


def test_a_quiet_glance_tells_what_is_wrong_alone(site: Site) -> None:
    quiet = ask(site, "--no-search", "--quiet")
    assert (quiet.is_glance, quiet.out) == (True, "")
    assert "pending-fields" in quiet.err


def test_after_an_edit_the_next_but_one_is_a_glance_again(site: Site) -> None:
    site.edit("content/news/rain.md", "带伞", "带雨衣")
    settle(site.root / "content")
    edited = ask(site, "--no-search")
    assert (edited.is_glance, "本次渲染 0 个" in edited.out) == (False, False)
    assert "带雨衣" in site.html("/news/rain/")
    assert ask(site, "--no-search").is_glance


@pytest.mark.parametrize("path", ["content/news/rain.md", "site.yaml"])
def test_a_changed_source_is_more_than_a_glance(site: Site, path: str) -> None:
    site.write(path, (site.root / path).read_text() + "\n")
    assert not ask(site, "--no-search").is_glance


def test_a_new_a_deleted_and_a_renamed_file_are_more_than_a_glance(site: Site) -> None:
    site.write("content/news/new.md", "---\ntitle: 新的\ndate: 2025-11-21\n---\n")
    settle(site.root / "content")
    assert "/news/new/" in ask(site, "--no-search", "-v").out
    site.rename("content/news/new.md", "content/news/newer.md")
    assert not ask(site, "--no-search").is_glance
    site.delete("content/news/newer.md")
    assert not ask(site, "--no-search").is_glance


@pytest.mark.parametrize("page", ["index.html", "news/rain/index.html"])
def test_an_output_that_was_changed_or_removed_is_mended(site: Site, page: str) -> None:
    whole = (site.output / page).read_bytes()
    (site.output / page).write_bytes(b"")
    assert not ask(site, "--no-search").is_glance
    assert (site.output / page).read_bytes() == whole
    (site.output / page).unlink()
    assert not ask(site, "--no-search").is_glance
    assert (site.output / page).read_bytes() == whole


@pytest.mark.parametrize("options", [(), ("--no-search", "--drafts"), ("--no-search", "--strict")])
def test_another_question_is_not_answered(site: Site, options: tuple[str, ...]) -> None:
    assert not ask(site, *options).is_glance


@pytest.mark.parametrize(
    "options", [("--no-search", "--format", "json"), ("--no-search", "--now", "2026-01-01"), ("--no-search", "--clean")]
)
def test_what_is_not_plain_is_not_answered(site: Site, options: tuple[str, ...]) -> None:
    assert not ask(site, *options).is_glance


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"SOURCE_DATE_EPOCH": "1766000000"}])
def test_integration_and_another_present_are_not_answered(site: Site, environment: dict[str, str]) -> None:
    assert not ask(site, "--no-search", **environment).is_glance


def test_another_command_is_not_answered(site: Site) -> None:
    assert not ask(site, "--no-search", command="check").is_glance


@pytest.mark.parametrize(("since", "until", "is_glance"), [(-9, 9, True), (-9, -1, False), (9, 99, False)])
def test_an_answer_holds_from_its_build_to_the_next_change_by_date(
    site: Site, since: int, until: int, is_glance: bool
) -> None:
    answer = read_answer(str(site.root))
    assert answer is not None
    answer.since, answer.until = (str(time.time() + seconds) for seconds in (since, until))
    write_answer(str(site.root), answer)
    assert ask(site, "--no-search").is_glance == is_glance


def sealed(data: bytes) -> bytes:
    return blake2b(data, digest_size=SEAL_BYTES).hexdigest().encode() + b"\0" + data


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff\0\xff", sealed(b"another\0version"), sealed(b"\xff")])
def test_a_damaged_answer_is_none(site: Site, damage: bytes) -> None:
    (site.root / NAME).write_bytes(damage)
    assert not ask(site, "--no-search").is_glance
    assert ask(site, "--no-search").is_glance


def test_an_answer_with_one_letter_changed_is_none(site: Site) -> None:
    answer = (site.root / NAME).read_bytes()
    (site.root / NAME).write_bytes(answer.replace("本次渲染".encode(), "本次生成".encode()))
    assert not ask(site, "--no-search").is_glance


def test_a_link_or_a_pipe_in_place_of_the_answer_is_left_alone(site: Site, tmp_path: Path) -> None:
    """Who builds a site that came from elsewhere must not have other files read, or written over, or wait for ever."""
    (site.root / NAME).unlink()
    precious = tmp_path / "precious.txt"
    precious.write_text("keep")
    for name in (NAME, f"{NAME}.new"):
        (site.root / name).symlink_to(precious)
    assert not ask(site, "--no-search").is_glance
    assert precious.read_text() == "keep"
    for name in (NAME, f"{NAME}.new"):
        (site.root / name).unlink()
        os.mkfifo(site.root / name)
    assert (ask(site, "--no-search").status, precious.read_text()) == (0, "keep")


def test_without_the_cache_there_is_no_answer(site: Site) -> None:
    """The cache may have gone because it was damaged; the build that makes it anew leaves an answer again."""
    (site.root / ".ssg/cache.db").unlink()
    assert not ask(site, "--no-search").is_glance
    assert ask(site, "--no-search").is_glance


def test_after_another_build_the_answer_is_none(site: Site) -> None:
    """One with other options has left another site."""
    earlier = (site.root / NAME).read_bytes()
    assert ask(site, "--no-search", "--noindex").status == 0
    (site.root / NAME).write_bytes(earlier)
    assert not ask(site, "--no-search").is_glance


def test_a_site_of_somewhere_else_leaves_no_answer(site: Site, make_settled_site) -> None:
    (site.root / NAME).unlink()
    other = ["--site", str(site.root), "--no-search"]
    assert ask(site, *other).status == 0
    assert not (site.root / NAME).exists()


def redirected(site: Site, redirection: str, *options: str) -> int:
    """Return the status of a build whose output goes elsewhere."""
    variables = {name: value for name, value in os.environ.items() if name not in ("CI", "SOURCE_DATE_EPOCH")}
    command = ["sh", "-c", f'exec "$0" "$@" {redirection}', sys.executable, "-m", "ssg", "build", "--no-search"]
    paths = os.pathsep.join(sys.path)
    done = subprocess.run([*command, *options], cwd=site.root, env={**variables, "PYTHONPATH": paths}, check=False)
    return done.returncode


@pytest.mark.parametrize(("redirection", "status"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 3)])
def test_what_cannot_be_said_has_the_same_status_at_a_glance_and_at_length(
    site: Site, redirection: str, status: int
) -> None:
    assert redirected(site, redirection) == redirected(site, redirection, "-v") == status


@pytest.mark.parametrize("count", range(len(FLAGS) + 1))
def test_a_glance_asks_what_the_command_line_asks(count: int) -> None:
    for flags in itertools.combinations(FLAGS, count):
        request = request_of(parse(["build", *flags]))
        places = {"site_root": request.site_root, "output_dir": request.output_dir}
        asked = {**ASKED, **places, **dict(FLAGS[flag] for flag in flags)}
        assert question_of(asked) == question_of({name: getattr(request, name) for name in ASKED})


@pytest.mark.parametrize("quiet", [(), ("-q",), ("--quiet",)])
@pytest.mark.parametrize("count", range(len(FLAGS) + 1))
def test_flags_alone_are_understood_without_a_parser_as_with_one(count: int, quiet: tuple[str, ...]) -> None:
    for flags in itertools.combinations(FLAGS, count):
        assert plain_arguments(["build", *flags, *quiet]) == parse(["build", *flags, *quiet])


@pytest.mark.parametrize("words", [[], ["check"], ["build", "-v"], ["build", "--jobs", "2"], ["build", "--drafts=1"]])
def test_what_is_more_than_flags_is_left_to_the_parser(words: list[str]) -> None:
    assert plain_arguments(words) is None


def test_a_glance_knows_of_everything_that_can_be_asked() -> None:
    of_the_run = {"now", "jobs", "clean", "index"}
    request = request_of(parse(["build"]))
    assert ASKED.keys() == {*request.__struct_fields__} - of_the_run
