"""The package as a user gets it: installed into an empty environment, it makes a site that can be searched."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made by the installed package alone."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    run(sys.executable, "-m", "venv", folder / "empty", cwd=folder)
    install = (folder / "empty/bin/python", "-m", "pip", "install", "--quiet")
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=folder)
    run(*install, "--no-deps", next(folder.glob("*.whl")), cwd=folder)
    run(folder / "empty/bin/ssg", "init", "demo", cwd=folder)
    run(folder / "empty/bin/ssg", "build", cwd=folder / "demo")
    return folder / "demo"


def test_an_installed_package_builds_a_site_with_its_own_theme_and_search(demo: Path) -> None:
    assert (demo / "public/index.html").is_file()
    assert list((demo / "public/assets").glob("*.css"))
    assert (demo / "public/pagefind").is_dir()


def test_an_installed_package_holds_every_template_as_python(demo: Path) -> None:
    package = next((demo.parent / "empty").rglob("site-packages/ssg"))
    templates = [path for path in (package / "themes/default/templates").rglob("*") if path.is_file()]
    assert len(list((package / "python_templates").glob("*.py"))) == len(templates) > 0


def test_a_reader_finds_a_word_of_the_new_site(page: Page, serve_folder: Callable[[Path], str], demo: Path) -> None:
    page.goto(serve_folder(demo / "public") + "/search/?q=图书证")
    expect(page.get_by_role("link", name="图书证").first).to_be_visible()
