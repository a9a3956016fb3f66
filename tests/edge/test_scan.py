"""What scanning finds, what it passes over, and what it will not open."""

import os
import socket
import sys
from hashlib import blake2b
from pathlib import Path

import pytest
from msgspec.structs import replace

from ssg.edge.scan import Scan, scan_sources
from ssg.edge.sources import open_source, read_source
from ssg.model.diagnostic import Outcome
from ssg.model.disk import SourceStat

ROOTS = ("site.yaml", "content", "static", "themes/mine")
LONG_AGO_NS = 1_700_000_000_000_000_000


def write(root: Path, path: str, text: str = "雨") -> Path:
    """Write a file that was last changed long ago."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    os.utime(target, ns=(LONG_AGO_NS, LONG_AGO_NS))
    return target


def scan(root: Path, previous: Scan | None = None, always_digest: bool = False) -> Outcome[Scan]:
    known = {found.path: found for found in previous.stats} if previous else {}
    return scan_sources(str(root), ROOTS, known, always_digest)


def paths_of(outcome: Outcome[Scan]) -> list[str]:
    return [found.path for found in outcome.value.stats]


def faults_of(outcome: Outcome[object]) -> list[tuple[str, str]]:
    return [(fault.code, fault.span.path if fault.span else "") for fault in outcome.diagnostics]


def test_all_files_of_the_roots_are_found_in_order(tmp_path: Path) -> None:
    for path in ("themes/mine/theme.yaml", "content/news/b.md", "content/news/a/z.md", "site.yaml", "README.md"):
        write(tmp_path, path)
    write(tmp_path, "themes/other/theme.yaml")
    found = scan(tmp_path)
    assert paths_of(found) == ["content/news/a/z.md", "content/news/b.md", "site.yaml", "themes/mine/theme.yaml"]
    assert found.diagnostics == ()


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md", "雨")
    (file,) = scan(tmp_path).value.files()
    assert (file.path, file.size_bytes) == ("content/a.md", 3)
    assert file.digest == blake2b("雨".encode(), digest_size=16).hexdigest()


def test_a_large_file_has_the_digest_of_its_bytes_too(tmp_path: Path) -> None:
    write(tmp_path, "static/film.bin", "x" * 3_000_000)
    (file,) = scan(tmp_path).value.files()
    assert file.digest == blake2b(b"x" * 3_000_000, digest_size=16).hexdigest()


def mark(previous: Scan) -> Scan:
    """Return a scan with other digests, which show whether one was taken over."""
    return replace(previous, stats=tuple(replace(found, digest="known") for found in previous.stats))


def test_a_file_that_looks_as_before_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md")
    before = scan(tmp_path).value
    assert [found.digest for found in scan(tmp_path, mark(before)).value.stats] == ["known"]


def test_in_a_fresh_checkout_every_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md")
    before = scan(tmp_path).value
    assert scan(tmp_path, mark(before), always_digest=True).value.files() == before.files()


@pytest.mark.parametrize("later_ns", [-1_000_000_000, 0, 1_999_999_999])
def test_a_file_digested_just_after_it_was_changed_is_read_again(tmp_path: Path, later_ns: int) -> None:
    write(tmp_path, "content/a.md")
    before = scan(tmp_path).value
    hasty = replace(before, stats=tuple(replace(found, digested_ns=LONG_AGO_NS + later_ns) for found in before.stats))
    assert scan(tmp_path, mark(hasty)).value.files() == before.files()


def test_an_edit_of_the_same_length_and_time_is_noticed_by_its_new_file(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md", "雨")
    before = scan(tmp_path).value
    write(tmp_path, "content/b.md", "雪").replace(tmp_path / "content/a.md")
    assert scan(tmp_path, before).value.stats[0].digest != before.stats[0].digest


def test_roots_that_are_not_there_are_passed_over(tmp_path: Path) -> None:
    assert scan(tmp_path) == Outcome(Scan((), ()))


@pytest.mark.parametrize(
    "name",
    [".hidden.md", ".DS_Store", "a.md~", "#a.md#", ".#a.md", ".a.md.swp", "~$a.docx", "Thumbs.db", "a.md.bak", ".git"],
)
def test_hidden_files_and_leftovers_are_passed_over_but_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"content/news/{name}")
    assert scan(tmp_path) == Outcome(Scan((), (f"content/news/{name}",)))


def test_hidden_files_in_static_are_content(tmp_path: Path) -> None:
    write(tmp_path, "static/.well-known/security.txt")
    write(tmp_path, "static/.DS_Store")
    found = scan(tmp_path)
    assert paths_of(found) == ["static/.well-known/security.txt"]
    assert found.value.ignored == ("static/.DS_Store",)
    assert read_source(str(tmp_path), "static/.well-known/security.txt").value == "雨".encode()


@pytest.mark.skipif(sys.platform == "darwin", reason="keeps one of the two names alone")
def test_a_decomposed_name_is_found_under_its_composed_form(tmp_path: Path) -> None:
    write(tmp_path, "content/cafe\u0301/e\u0301.md", "é")
    found = scan(tmp_path)
    assert paths_of(found) == ["content/caf\u00e9/\u00e9.md"]
    assert read_source(str(tmp_path), "content/caf\u00e9/\u00e9.md").value == "é".encode()


@pytest.mark.skipif(sys.platform == "darwin", reason="keeps one of the two names alone")
def test_two_names_that_look_the_same_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "content/e\u0301.md")
    write(tmp_path, "content/\u00e9.md")
    assert faults_of(scan(tmp_path)) == [("same-name-twice", "content/\u00e9.md")]


@pytest.mark.parametrize("name", [b"a\nb.md", b"a\\b.md", b"\xff\xfe.md", b"a\x7f.md", "a\u2028b.md".encode()])
def test_a_name_that_is_no_name_is_an_error_that_can_be_printed(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "content").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/" + name)).write_text("x")
    found = scan(tmp_path)
    assert paths_of(found) == []
    assert [fault.code for fault in found.diagnostics] == ["odd-file-name"]
    shown = dict(found.diagnostics[0].args)["name"]
    shown.encode("utf-8")
    assert "\ufffd" in shown and "\n" not in shown


def test_a_link_to_a_file_inside_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md", "雨")
    (tmp_path / "content/b.md").symlink_to("a.md")
    assert paths_of(scan(tmp_path)) == ["content/a.md", "content/b.md"]
    assert read_source(str(tmp_path), "content/b.md").value == "雨".encode()


def test_a_link_out_of_the_site_is_an_error_and_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "secret")
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content/a.md").symlink_to(secret)
    (site / "static").symlink_to(tmp_path)
    found = scan(site)
    assert paths_of(found) == []
    assert faults_of(found) == [("symlink-outside", "content/a.md"), ("symlink-outside", "static")]
    assert faults_of(read_source(str(site), "content/a.md")) == [("outside-site", "content/a.md")]
    assert faults_of(read_source(str(site), "static/secret.txt")) == [("outside-site", "static/secret.txt")]


def test_a_link_to_a_hidden_file_of_the_site_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, ".env", "token")
    (tmp_path / "static").mkdir()
    (tmp_path / "static/env.txt").symlink_to("../.env")
    assert faults_of(scan(tmp_path)) == [("symlink-outside", "static/env.txt")]


def test_links_to_folders_are_errors_so_that_no_site_is_endless(tmp_path: Path) -> None:
    (tmp_path / "content/news").mkdir(parents=True)
    (tmp_path / "content/news/again").symlink_to("..")
    assert faults_of(scan(tmp_path)) == [("symlink-folder", "content/news/again")]


def test_links_to_nowhere_and_to_themselves_are_errors(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").symlink_to("gone.md")
    (tmp_path / "content/b.md").symlink_to("b.md")
    assert faults_of(scan(tmp_path)) == [("symlink-broken", "content/a.md"), ("symlink-broken", "content/b.md")]
    assert faults_of(read_source(str(tmp_path), "content/b.md")) == [("unreadable-file", "content/b.md")]


def test_pipes_and_sockets_are_errors_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/pipe.md")
    # The path of a socket must be short.
    monkeypatch.chdir(tmp_path / "content")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        found = scan(tmp_path)
    assert faults_of(found) == [("odd-file-kind", "content/pipe.md"), ("odd-file-kind", "content/socket.md")]
    assert faults_of(read_source(str(tmp_path), "content/pipe.md")) == [("unreadable-file", "content/pipe.md")]


@pytest.mark.skipif(os.geteuid() == 0, reason="everything can be read by root")
def test_what_may_not_be_read_is_an_error_and_the_rest_is_found(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md").chmod(0)
    write(tmp_path, "content/b.md")
    write(tmp_path, "content/closed/c.md").parent.chmod(0)
    found = scan(tmp_path)
    (tmp_path / "content/closed").chmod(0o700)
    assert paths_of(found) == ["content/b.md"]
    assert faults_of(found) == [("unreadable-file", "content/a.md"), ("unreadable-file", "content/closed")]


@pytest.mark.parametrize("path", ["../secret.txt", "content/../../secret.txt", "/etc/passwd", ".git/config", ".", ""])
def test_no_path_leaves_the_site_folder(tmp_path: Path, path: str) -> None:
    write(tmp_path, "secret.txt")
    write(tmp_path, "site/.git/config")
    for outcome in (read_source(str(tmp_path / "site"), path), open_source(str(tmp_path / "site"), path)):
        assert outcome.value is None
        assert [fault.code for fault in outcome.diagnostics] == ["outside-site"]


def test_a_file_that_went_since_it_was_found_is_an_error(tmp_path: Path) -> None:
    assert faults_of(read_source(str(tmp_path), "content/gone.md")) == [("unreadable-file", "content/gone.md")]
    assert faults_of(read_source(str(tmp_path), "content/没了.md")) == [("unreadable-file", "content/没了.md")]


def test_what_a_scan_remembers_is_enough_for_the_next(tmp_path: Path) -> None:
    file = write(tmp_path, "content/a.md")
    (found,) = scan(tmp_path).value.stats
    status = file.stat()
    assert found == SourceStat(
        "content/a.md", found.digest, status.st_size, status.st_mtime_ns, status.st_ino, found.digested_ns
    )
    assert found.digested_ns > LONG_AGO_NS
