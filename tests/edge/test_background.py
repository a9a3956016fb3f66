"""What a preview leaves for later is done in the background, and broken off when something is saved."""

from pathlib import Path

import pytest

from ssg.edge.background import BackgroundBuild


def site(folder: Path) -> Path:
    (folder / "content/pages").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: 站\n", encoding="utf-8")
    (folder / "content/pages/about.md").write_text("---\ntitle: 关于\n---\n\n正文。\n", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_it_builds_the_site(tmp_path: Path) -> None:
    build = BackgroundBuild(["--site", str(site(tmp_path)), "--no-search"])
    build._process.wait(60)
    assert build.is_over
    assert (tmp_path / "public/pages/about/index.html").is_file()


@pytest.mark.slow
def test_it_ends_at_once_when_it_is_stopped(tmp_path: Path) -> None:
    build = BackgroundBuild(["--site", str(site(tmp_path))])
    build.stop()
    assert build.is_over
    assert not (tmp_path / "public/index.html").exists()
