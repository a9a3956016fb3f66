"""README says what is so: its commands run, and it names every command and no option that does not exist."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ssg.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def help_text(*arguments: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    return printed.getvalue()


def as_trial(line: str) -> str:
    """Return what to run for a README line: what would never end, or set up this machine, is only looked at."""
    if line.startswith("make "):
        return f"make --dry-run -C {shlex.quote(str(ROOT))} {line.removeprefix('make ')}"
    if line == ". .venv/bin/activate":
        return "true"
    return f"{line} --help" if line == "ssg serve" else line


@pytest.mark.slow
def test_the_commands_of_the_readme_run_from_top_to_bottom(tmp_path: Path) -> None:
    lines = "".join(re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)).splitlines()
    assert "ssg init my-site" in lines
    ssg = f'ssg() {{ {shlex.quote(sys.executable)} -m ssg "$@"; }}'
    script = "\n".join(["set -e", ssg, *map(as_trial, lines)])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "my-site/public/index.html").is_file()
    assert (tmp_path / "my-site/public/pagefind").is_dir()


def test_the_readme_and_the_help_name_the_same_commands() -> None:
    in_help = set(re.findall(r"^ {4}([a-z]+)", help_text(), re.MULTILINE))
    assert "build" in in_help
    assert set(re.findall(r"^\| `ssg ([a-z]+)", README, re.MULTILINE)) == in_help


def test_every_option_of_the_readme_exists() -> None:
    options = set(re.findall(r"`[^`\n]*?(--[a-z-]+)", README))
    commands = re.findall(r"^ {4}([a-z]+)", help_text(), re.MULTILINE)
    known = set(re.findall(r"--[a-z-]+", "".join(map(help_text, commands))))
    assert "--site" in options
    assert options - known == set()


def test_every_file_that_the_readme_links_to_exists() -> None:
    linked = [target for target in re.findall(r"\]\(([^)#]+)", README) if "://" not in target]
    assert linked
    assert [target for target in linked if not (ROOT / target).exists()] == []
