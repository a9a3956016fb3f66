"""Reading while an editor goes on writing."""

from pathlib import Path

from ssg.edge.scan import scan_sources
from ssg.model.config import ReadSettings
from ssg.readings import read_one


def test_a_file_that_changes_between_scanning_and_reading_is_not_remembered_under_its_old_bytes(make_site):
    site = make_site("-- content/pages/about.md --\n---\ntitle: 关于\n---\n\n旧文。\n")
    (file,) = scan_sources(str(site.root), ("content",), {}, True).value.files()
    assert read(site.root, file).is_as_scanned
    site.edit("content/pages/about.md", "旧文", "新文")
    assert not read(site.root, file).is_as_scanned


def read(root: Path, file):
    return read_one(str(root), ReadSettings(), file)
