"""The index on disk, and what is said when there is none."""

import base64
import json
import stat
import sys
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import urljoin

import pytest

from ssg.edge.pagefind import UNSTABLE_PATTERNS, IndexOutcome, binary_stamp, build_index, pagefind_binary
from ssg.model.search import SearchDocument


def documents(count: int, letters: int = 1) -> list[SearchDocument]:
    text = "艺术 术节 节 " * letters
    return [
        SearchDocument(
            f"/{i}/",
            f'<html lang="und"><body><h1>标{chr(0x4E00 + i)} 题</h1><p>{text}</p>'
            f'<span data-pagefind-filter="year[content]" content="{2000 + i % 3}"></span></body></html>',
            f"2026-01-{i + 1:02}" if i % 2 else "",
            f'{{"url":"/{i}/"}}',
        )
        for i in range(count)
    ]


def fake_service(folder: Path, body: str) -> Path:
    """An executable that behaves as ``body`` says in place of the search service."""
    path = folder / "service"
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def only_code(outcome: IndexOutcome) -> str:
    assert outcome.files == ()
    [diagnostic] = outcome.diagnostics
    return diagnostic.code


def test_an_index_is_written_with_what_results_show_in_place_of_what_was_indexed(tmp_path: Path) -> None:
    outcome = build_index(documents(30), tmp_path / "index", pagefind_binary(""))
    assert outcome.diagnostics == ()
    texts = [json.loads((tmp_path / "index" / name).read_text()) for name in outcome.files if name.startswith("text/")]
    assert sorted(text["url"] for text in texts) == sorted(f"/{i}/" for i in range(30))
    assert [name for name in outcome.files if name.startswith("fragment/")] == []
    assert {"pagefind.js", "pagefind-entry.json"} <= set(outcome.files)
    assert all((tmp_path / "index" / name).is_file() for name in outcome.files)


def test_the_order_by_date_names_the_pages_that_have_one(tmp_path: Path) -> None:
    build_index(documents(6), tmp_path, pagefind_binary(""))
    ids = json.loads((tmp_path / "newest-first.json").read_text())
    assert [json.loads((tmp_path / f"text/{i}.json").read_text())["url"] for i in ids] == ["/5/", "/3/", "/1/"]


def test_an_index_may_borrow_the_engine_of_the_one_beside_it(tmp_path: Path) -> None:
    names = build_index(documents(3), tmp_path, pagefind_binary(""), engine_from="recent").files
    assert [name for name in names if name.endswith((".js", ".pagefind"))] == []
    [language] = json.loads((tmp_path / "pagefind-entry.json").read_text())["languages"].values()
    file = f"http://host/pagefind/archive-1/wasm.{language['wasm']}.pagefind"
    assert urljoin(file, ".") + file.rpartition("/")[2] == "http://host/pagefind/recent/wasm.unknown.pagefind"


def test_files_that_the_search_page_does_not_use_are_left_out(tmp_path: Path) -> None:
    names = build_index(documents(1), tmp_path / "index", pagefind_binary("")).files
    assert [name for name in names if "ui." in name or "highlight" in name or "worker" in name] == []


def test_two_runs_differ_in_the_listed_files_alone_whatever_the_order_of_the_pages(tmp_path: Path) -> None:
    pages = documents(40)
    for run, ordered in (("a", pages), ("b", list(reversed(pages)))):
        assert build_index(ordered, tmp_path / run, pagefind_binary("")).diagnostics == ()
    contents = [
        {path.relative_to(tmp_path / run).as_posix(): path.read_bytes() for path in (tmp_path / run).rglob("*.*")}
        for run in ("a", "b")
    ]
    stable = [
        {name: data for name, data in files.items() if not any(fnmatch(name, p) for p in UNSTABLE_PATTERNS)}
        for files in contents
    ]
    assert stable[0] == stable[1]
    assert len(stable[0]) > 40


def test_long_pages_with_long_answers_do_not_block_the_conversation(tmp_path: Path) -> None:
    meta = f'<meta data-pagefind-meta="note[content]" content="{"长" * 5_000}">'
    pages = [
        SearchDocument(f"/{i}/", f'<html lang="und"><body>{meta}<p>{"词 " * 2_000}</p></body></html>', "", "{}")
        for i in range(150)
    ]
    assert len(build_index(pages, tmp_path / "index", pagefind_binary("")).files) > 150


def test_a_site_without_pages_gives_an_index_or_a_warning_but_no_fault(tmp_path: Path) -> None:
    outcome = build_index([], tmp_path / "index", pagefind_binary(""))
    assert bool(outcome.files) != bool(outcome.diagnostics)


def test_a_binary_that_is_not_there_is_a_warning_that_names_it(tmp_path: Path) -> None:
    outcome = build_index(documents(1), tmp_path / "index", tmp_path / "missing")
    assert only_code(outcome) == "search-unavailable"
    assert str(tmp_path / "missing") in dict(outcome.diagnostics[0].args)["binary"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("sys.exit(3)", "search-stopped"),
        ("sys.stdin.read(1); sys.exit(0)", "search-stopped"),
        ("sys.stdout.write('nonsense,'); sys.stdout.flush(); time.sleep(60)", "search-failed"),
        ("sys.stdout.write('bm9uc2Vuc2U=,'); sys.stdout.flush(); time.sleep(60)", "search-failed"),
    ],
)
def test_a_service_that_fails_is_a_warning(body: str, code: str, tmp_path: Path) -> None:
    outcome = build_index(documents(200, 500), tmp_path / "index", fake_service(tmp_path, body))
    assert only_code(outcome) == code


@pytest.mark.parametrize("body", ["time.sleep(600)", "sys.stdin.read(); time.sleep(600)"])
def test_a_service_that_hangs_is_ended_and_is_a_warning(body: str, tmp_path: Path) -> None:
    outcome = build_index(documents(200, 500), tmp_path / "index", fake_service(tmp_path, body), timeout_s=0.5)
    assert only_code(outcome) == "search-timeout"


def test_a_refusal_is_told_in_the_words_of_the_service(tmp_path: Path) -> None:
    answer = base64.b64encode(b'{"message_id": 1, "payload": {"type": "Error", "message": "disk full"}}').decode()
    body = f"sys.stdout.write('{answer},'); sys.stdout.flush(); time.sleep(60)"
    outcome = build_index(documents(1), tmp_path / "index", fake_service(tmp_path, body))
    assert only_code(outcome) == "search-failed"
    assert dict(outcome.diagnostics[0].args) == {"reason": "disk full"}


@pytest.mark.parametrize(
    "files",
    [
        '[{"path": "../secret", "content": ""}]',
        '[{"path": "/tmp/secret", "content": ""}]',
        '[{"path": "pagefind.js", "content": "%"}]',
        '[{"path": "pagefind.js"}]',
        "7",
    ],
)
def test_files_that_are_none_or_lead_elsewhere_are_a_warning(files: str, tmp_path: Path) -> None:
    payload = '{"payload": {"type": "x", "index_id": 1, "files": ' + files + "}}"
    answer = base64.b64encode(payload.encode()).decode()
    body = f"sys.stdout.write('{answer},' * 9); sys.stdout.flush(); time.sleep(60)"
    outcome = build_index(documents(1), tmp_path / "index", fake_service(tmp_path, body))
    assert only_code(outcome) == "search-failed"
    assert not (tmp_path / "secret").exists()


def test_a_folder_that_cannot_be_written_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = build_index(documents(1), tmp_path / "file" / "index", pagefind_binary(""))
    assert only_code(outcome) == "search-failed"


def test_the_stamp_changes_with_the_binary(tmp_path: Path) -> None:
    binary = fake_service(tmp_path, "")
    before = binary_stamp(binary)
    fake_service(tmp_path, "sys.exit(0)")
    assert binary_stamp(binary) != before
    assert binary_stamp(tmp_path / "missing") == ""


def test_the_configured_binary_goes_before_the_packaged_one() -> None:
    assert pagefind_binary("/opt/pagefind") == Path("/opt/pagefind")
    assert pagefind_binary("").is_file()
