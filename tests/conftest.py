"""Sites written as text, built through the command line, and what a test may ask of them."""

import io
import json
import os
import shutil
import textwrap
import zlib
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import html5lib
import pytest
from msgspec import Struct

from tests.pictures import plain_picture

ROOT = Path(__file__).parent.parent
NOW = "2026-11-23T12:00:00+08:00"
"""The time of a build, unless a test says otherwise."""
SHOWN_AT = "2026-11-24T12:00:00+08:00"
"""When the two sites that tests look at are built."""


class BuildResult(Struct, frozen=True):
    exit_code: int
    text: str
    """All that was printed, standard error last."""
    report: dict[str, Any]
    """What ``--report`` wrote; empty when the run ended before there was one."""

    @property
    def rendered(self) -> list[str]:
        """URLs of the pages that were rendered, in alphabetical order."""
        return sorted(page["url"] for page in self.report.get("rendered", []))

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        """Diagnostics as the report has them: severity, code, path, line, column, message …"""
        return self.report.get("diagnostics", [])

    @property
    def codes(self) -> list[str]:
        """Codes of the diagnostics, in the order of the report."""
        return [diagnostic["code"] for diagnostic in self.diagnostics]


class Site(Struct, frozen=True):
    root: Path

    @property
    def output(self) -> Path:
        return self.root / "public"

    def build(self, **options: object) -> BuildResult:
        """Run ``ssg build``; see ``run`` for the options. Without search, which a test must ask for."""
        return self.run("build", **{"search": False, **options})

    def check(self, **options: object) -> BuildResult:
        """Run ``ssg check``."""
        return self.run("check", **{"search": False, **options})

    def run(self, command: str, **options: object) -> BuildResult:
        """Run a command: ``drafts=True`` gives ``--drafts``, ``base_url="x"`` gives ``--base-url x``.

        ``now`` is NOW and ``jobs`` 1 unless given; ``search=False`` gives ``--no-search``.
        """
        from ssg.cli import main

        report = self.root.parent / "report.json"
        report.unlink(missing_ok=True)
        chosen = {"now": NOW, "jobs": 1, **options}
        arguments = [command, "--site", str(self.root), "--report", str(report), *_as_arguments(chosen)]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            exit_code = main(arguments)
        loaded = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
        return BuildResult(exit_code, out.getvalue() + err.getvalue(), loaded)

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file; text is dedented as in ``make_site``."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else _bytes_of(path, textwrap.dedent(text).lstrip("\n")))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace ``old``, which must occur, by ``new``."""
        target = self.root / path
        text = target.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        target.write_text(text.replace(old, new), encoding="utf-8")

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def rename(self, old: str, new: str) -> None:
        target = self.root / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(target)

    def html(self, url: str) -> str:
        """Return the page at a URL such as ``/news/rain/``."""
        return self.read_output(url)

    def read_output(self, url_or_path: str) -> str:
        """Return a published file, by URL (``/news/rain/``, ``/feed.xml``) or path below the output folder."""
        path = url_or_path.removeprefix("/")
        return (self.output / (path + "index.html" if path.endswith("/") or not path else path)).read_text("utf-8")

    def outputs(self, below: Path | None = None) -> dict[str, bytes]:
        """Return the bytes of every published file by its path, to compare two builds."""
        folder = below or self.output
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _as_arguments(options: dict[str, object]) -> list[str]:
    arguments: list[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if name == "search":
            arguments += [] if value else ["--no-search"]
        elif value is True:
            arguments.append(flag)
        elif value is not False and value is not None:
            arguments += [flag, str(value)]
    return arguments


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[str], Site]:
    """Return a function that writes a site given as text, each file after its ``-- path --`` line.

    The text is dedented. No text can hold a picture: one of its own colour stands for what is written under the name
    of one, and a PDF begins as PDFs do. Without a ``-- site.yaml --`` the site gets a title and nothing else.
    """

    def make(text: str = "") -> Site:
        site = Site(tmp_path / "site")
        files = _split_files(textwrap.dedent(text))
        for path, content in {"site.yaml": "title: 样例站\n", **files}.items():
            site.write(path, _bytes_of(path, content))
        return site

    return make


def _bytes_of(path: str, content: str) -> bytes:
    ending = path.rpartition(".")[2]
    if ending in ("jpg", "png"):
        colour = f"#{zlib.crc32(content.encode()) & 0xFFFFFF:06x}"
        return plain_picture("JPEG" if ending == "jpg" else "PNG", colour)
    start = {"pdf": b"%PDF-1.4\n", "zip": b"PK\x03\x04"}.get(ending, b"")
    return start + content.encode()


def _split_files(text: str) -> dict[str, str]:
    files: dict[str, str] = {}
    path = ""
    for line in text.splitlines(keepends=True):
        mark = line.strip()
        if mark.startswith("-- ") and mark.endswith(" --") and len(mark) > 6:
            path = mark[3:-3].strip()
            files[path] = ""
        elif path:
            files[path] += line
        else:
            assert not mark, f"text before the first file: {mark!r}"
    return files


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of this repository; built from a copy, so that the repository stays as it is."""
    root = tmp_path_factory.mktemp("sample")
    for name in ("content", "themes", "static"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "site.yaml", root)
    return _build_whole(root)


@pytest.fixture(scope="session")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of tests/fixtures/counter: guides full, pending, in variants, expired, withdrawn, and the rest."""
    root = tmp_path_factory.mktemp("counter") / "site"
    shutil.copytree(ROOT / "tests/fixtures/counter", root)
    return _build_whole(root)


def _build_whole(root: Path) -> Path:
    from ssg.cli import main

    assert main(["build", "--site", str(root), "--now", SHOWN_AT, "--jobs", "1"]) == 0
    return root / "public"


@pytest.fixture
def html_errors() -> Callable[[str], list[str]]:
    """Return a function that lists what a strict HTML parser finds wrong, as ``line:column code``."""

    def parse(text: str) -> list[str]:
        parser = html5lib.HTMLParser()
        parser.parse(text)
        return [f"{line}:{column} {code} {details}" for (line, column), code, details in parser.errors]

    return parse


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a browser, so that none escapes ``-m "not browser"``."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly when browser tests were left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum("browser" in report.keywords for report in skipped)
    if count and os.environ.get("SSG_NO_BROWSER") == "1":
        terminalreporter.section("NO BROWSER", sep="*", red=True, bold=True)
        terminalreporter.line(f"{count} browser tests did NOT run, because SSG_NO_BROWSER=1.", red=True)
