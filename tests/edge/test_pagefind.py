"""The index on disk, and what is said when there is none."""

import base64
import json
import stat
import sys
from pathlib import Path

import pytest

from ssg.edge.pagefind import Indexer, binary_stamp, pagefind_binary
from ssg.model.diagnostic import Outcome
from ssg.model.search import SearchDocument
from tests.search_index import build_index


def documents(count: int, letters: int = 1) -> list[SearchDocument]:
    text = "艺术 术节 节 " * letters
    return [
        SearchDocument(
            f"/{i}/",
            f'<html lang="und"><body><p>标{chr(0x4E00 + i)} 题</p><p>{text}</p></body></html>',
            f"2026-01-{i + 1:02}" if i % 2 else "",
            f'{{"url":"/{i}/"}}',
            (("year", str(2000 + i % 3)),),
        )
        for i in range(count)
    ]


def fake_service(folder: Path, body: str) -> Path:
    """An executable that behaves as ``body`` says in place of the search service."""
    path = folder / "service"
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def only_code(outcome: Outcome[tuple[str, ...] | None]) -> str:
    assert outcome.value is None
    [diagnostic] = outcome.diagnostics
    return diagnostic.code


def test_an_index_is_written_with_what_results_show_in_place_of_what_was_indexed(tmp_path: Path) -> None:
    outcome = build_index(documents(30), tmp_path / "index")
    assert outcome.diagnostics == ()
    names = outcome.value or ()
    texts = [json.loads((tmp_path / "index" / name).read_text()) for name in names if name.startswith("text/")]
    assert sorted(text["url"] for text in texts) == sorted(f"/{i}/" for i in range(30))
    assert {name.split("/")[0].split("-")[0] for name in names} == {"words.json", "words", "text"}
    assert all((tmp_path / "index" / name).is_file() for name in names)


def test_pages_are_numbered_by_age_those_without_a_date_first(tmp_path: Path) -> None:
    build_index(documents(6), tmp_path)
    listed = json.loads((tmp_path / "words.json").read_text())
    assert (listed["pages"], listed["undated"]) == (6, 3)
    urls = [json.loads((tmp_path / f"text/{number}.json").read_text())["url"] for number in range(6)]
    assert urls == ["/0/", "/2/", "/4/", "/1/", "/3/", "/5/"]


def test_two_runs_make_the_same_bytes_whatever_the_order_of_the_pages(tmp_path: Path) -> None:
    pages = documents(40)
    for run, ordered in (("a", pages), ("b", list(reversed(pages)))):
        assert build_index(ordered, tmp_path / run).diagnostics == ()
    first, second = (
        {path.relative_to(tmp_path / run).as_posix(): path.read_bytes() for path in (tmp_path / run).rglob("*.*")}
        for run in ("a", "b")
    )
    assert first == second
    assert len(first) > 40


def test_words_lie_in_a_folder_of_their_version(tmp_path: Path) -> None:
    """A reader whose list is older finds no file, instead of one that tells of other pages."""
    build_index(documents(6), tmp_path / "a")
    build_index(documents(7), tmp_path / "b")
    folders = [path.name for run in ("a", "b") for path in (tmp_path / run).glob("words-*")]
    assert len(set(folders)) == 2
    assert folders[0] == f"words-{json.loads((tmp_path / 'a/words.json').read_text())['version']}"


def test_long_pages_with_long_answers_do_not_block_the_conversation(tmp_path: Path) -> None:
    meta = f'<meta data-pagefind-meta="note[content]" content="{"长" * 5_000}">'
    pages = [
        SearchDocument(f"/{i}/", f'<html lang="und"><body>{meta}<p>{"词 " * 2_000}</p></body></html>', "", "{}")
        for i in range(150)
    ]
    assert len(build_index(pages, tmp_path / "index").value or ()) > 150


def test_a_site_without_pages_gives_an_index_or_a_warning_but_no_fault(tmp_path: Path) -> None:
    outcome = build_index([], tmp_path / "index")
    assert bool(outcome.value) != bool(outcome.diagnostics)


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
        "[]",
        '[{"path": "pagefind.und_1.pf_meta", "content": ""}]',
        '[{"path": "fragment/und_1.pf_fragment", "content": ""}]',
    ],
)
def test_files_that_are_none_or_lead_elsewhere_are_a_warning(files: str, tmp_path: Path) -> None:
    payload = '{"payload": {"type": "x", "index_id": 1, "files": ' + files + "}}"
    answer = base64.b64encode(payload.encode()).decode()
    body = f"sys.stdout.write('{answer},' * 9); sys.stdout.flush(); time.sleep(60)"
    outcome = build_index(documents(1), tmp_path / "index", fake_service(tmp_path, body))
    assert only_code(outcome) == "search-failed"
    assert not (tmp_path / "secret").exists()


def test_the_stamp_changes_with_the_binary(tmp_path: Path) -> None:
    binary = fake_service(tmp_path, "")
    before = binary_stamp(binary)
    fake_service(tmp_path, "sys.exit(0)")
    assert binary_stamp(binary) != before
    assert binary_stamp(tmp_path / "missing") == ""


def test_the_configured_binary_goes_before_the_packaged_one() -> None:
    assert pagefind_binary("/opt/pagefind") == Path("/opt/pagefind")
    assert pagefind_binary("").is_file()


def test_an_indexer_on_the_path_is_told_from_another_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_service(tmp_path, "sys.exit(3)").rename(tmp_path / "my-pagefind")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pagefind_binary("my-pagefind") == tmp_path / "my-pagefind"
    assert binary_stamp(pagefind_binary("my-pagefind")) != ""
    assert pagefind_binary("no-pagefind") == Path("no-pagefind")


def test_an_indexer_that_has_ended_starts_nothing_more(tmp_path: Path) -> None:
    indexer = Indexer(tmp_path / "missing")
    with indexer:
        pass
    assert [fault.code for fault in indexer.index(documents(1)).diagnostics] == ["search-stopped"]
