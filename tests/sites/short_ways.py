"""What a short way has to come to: the same as looking at everything, on the disk and in what is remembered."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ssg.build import build_site
from ssg.model.report import BuildReport
from ssg.quick import build_quickly
from ssg.request import BuildRequest, cache_path
from tests.conftest import NOW, Site
from tests.laws.bench import build_with, differences, files_of

REMEMBERED = {
    "scans": "path, digest, size_bytes",
    "readings": "path, key, data",
    "contents": "path, digest, data",
    "outlines": "path, data",
    "links": "path, data",
    "outputs": "path, key, digest, size_bytes",
    "origins": "path, data",
}
"""Columns of the cache that do not tell when and where a file lies."""
KEPT = ("desk", "drawings", "listed", "templates", "terms")
NOTED = ("question", "version", "since", "until", "pages", "files", "search", "next_change", "warnings", "language")


def request_of(root: Path) -> BuildRequest:
    return BuildRequest(root, root / "public", now=NOW, search=False)


def reasons(report: BuildReport) -> dict[str, str]:
    return {page.url: page.reason for page in report.rendered}


def assert_as_the_whole_way(site: Site, *, is_short: bool | None = True) -> dict[str, str]:
    """Build an edited site quickly, and a copy of it as a whole: both must make and remember the same.

    is_short: whether it is to be built the short way; None = either.
    Returns the pages that were made by address, with the reasons. Afterwards nothing is left to do, and all is as in a
    clean build.
    """
    copy = site.root.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site.root, copy, symlinks=True)
    quick = build_quickly(request_of(site.root), build_with)
    whole = build_site(request_of(copy))
    assert (quick.is_good, whole.is_good) == (True, True)
    if is_short is not None:
        assert ("plan" not in {stage.name for stage in quick.stages}) == is_short
    assert reasons(quick) == reasons(whole)
    assert (quick.pages, quick.files, quick.next_change) == (whole.pages, whole.files, whole.next_change)
    assert differences(files_of(site.output), files_of(copy / "public")) == []
    by_quick, by_whole = remembered(site.root), remembered(copy)
    others = {name: kept for name, kept in by_quick.items() if kept != by_whole[name]}
    assert not others, others
    assert build_site(request_of(site.root)).rendered == ()
    left = files_of(site.output)
    assert build_site(replace(request_of(site.root), clean=True)).is_good
    assert differences(files_of(site.output), left) == []
    return reasons(quick)


def remembered(root: Path) -> dict[str, Any]:
    """Return what the cache of a site holds for the next build."""
    with closing(sqlite3.connect(cache_path(request_of(root)))) as database:
        rows = {
            table: sorted(database.execute(f"SELECT {columns} FROM {table}")) for table, columns in REMEMBERED.items()
        }
        kept = dict(database.execute("SELECT name, data FROM kept").fetchall())
        ((text,),) = database.execute("SELECT text FROM notes").fetchall()
    note = json.loads(text.partition(" ")[2])
    paths = sorted(note["paths"].split("\n"))
    reasons = json.loads(kept["reasons"])
    return rows | {name: kept[name] for name in KEPT} | {"reasons": reasons, "paths": paths} | noted(note, root)


def noted(note: dict[str, Any], root: Path) -> dict[str, Any]:
    return {name: str(note[name]).replace(str(root), "") for name in NOTED}
