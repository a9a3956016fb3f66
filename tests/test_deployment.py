"""The hosting and CI files agree with the repository: what they name exists, what they install is locked."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
NETLIFY = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
NETLIFY_COMMANDS = {
    "production": NETLIFY["build"]["command"],
    **{name: context["command"] for name, context in NETLIFY["context"].items()},
}


def workflow_steps() -> list[dict[str, object]]:
    return [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def test_netlify_publishes_the_folder_that_ssg_writes() -> None:
    assert NETLIFY["build"]["publish"] == "public"


def test_netlify_uses_a_python_that_the_package_allows() -> None:
    wanted = tuple(int(part) for part in NETLIFY["build"]["environment"]["PYTHON_VERSION"].split("."))
    assert wanted >= (3, 11)


def test_the_netlify_plugin_is_in_the_repository() -> None:
    folder = ROOT / NETLIFY["plugins"][0]["package"]
    assert {"index.js", "manifest.yml"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("context", NETLIFY_COMMANDS)
def test_netlify_installs_nothing_but_what_is_locked(context: str) -> None:
    installs = re.findall(r"pip install (.*?) &&", NETLIFY_COMMANDS[context])
    assert installs == ["--require-hashes -r requirements.lock"]


@pytest.mark.slow
@pytest.mark.parametrize("context", NETLIFY_COMMANDS)
def test_the_netlify_command_builds_this_site_for_its_own_address(context: str, tmp_path: Path) -> None:
    for name in ("ssg", "content", "themes", "static", "site.yaml", "requirements.lock"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, tmp_path / name)
    addresses = {"URL": "https://live.example.org", "DEPLOY_PRIME_URL": "https://preview.example.org"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", NETLIFY_COMMANDS[context]],
        cwd=tmp_path,
        env={**os.environ, **addresses, "PATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    is_live = context == "production"
    assert ("https://live.example.org" in home, "https://preview.example.org" in home) == (is_live, not is_live)
    assert ("noindex" in home) == (not is_live)
    assert (tmp_path / "public" / "pagefind").is_dir()


def test_every_action_is_pinned_to_a_version() -> None:
    used = [str(step["uses"]) for step in workflow_steps() if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+(\.\d+)*", action)] == []


def test_the_workflow_runs_every_test_and_annotates_a_build_that_starts_from_the_last() -> None:
    commands = " ".join(str(step.get("run", "")) for step in workflow_steps())
    caches = [step["with"] for step in workflow_steps() if str(step.get("uses", "")).startswith("actions/cache@")]
    assert ".ci/run" in commands
    assert "ssg build --format github" in commands
    assert [".ssg" in str(cache) for cache in caches] == [True]


def test_ci_runs_make_test_within_a_time_limit() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert re.search(r"^exec timeout .*\d+ make test$", script, re.MULTILINE)


@pytest.mark.parametrize("script", ["run", "venv", "chromium"])
def test_a_script_is_executable_and_well_formed(script: str) -> None:
    path = ROOT / ".ci" / script
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True)


@pytest.mark.parametrize("target", ["build", "serve", "check", "test", "wheel", "lock", "clean"])
def test_make_knows_the_target(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_a_missing_browser_is_announced_loudly(tmp_path: Path) -> None:
    (tmp_path / "bash").symlink_to("/bin/bash")
    for name in ("cat", "id"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    environment = {"PATH": str(tmp_path), "SSG_NO_BROWSER": "1"}
    done = subprocess.run(["/bin/bash", ROOT / ".ci/chromium"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "NO BROWSER" in done.stderr


def test_an_old_python_is_refused_in_one_line(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo "Python 3.9.2" || exit 1\n', encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run([ROOT / ".ci/venv", old], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(r'ssg needs Python 3\.11 or newer; ".*" is Python 3\.9\.2\..*\n', done.stderr)
    assert not (tmp_path / ".venv").exists()


def write_script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def bare_debian(folder: Path, user: int) -> dict[str, str]:
    """Return an environment whose python3 lacks ensurepip until apt-get has brought the package for it."""
    write_script(folder / "id", f"echo {user}")
    write_script(folder / "apt-get", f'echo "$*" >> {folder}/asked; [ "$1" != install ] || touch {folder}/ensurepip')
    write_script(
        folder / "python3",
        f"""case "$*" in
          *"import ensurepip"*) [ -e {folder}/ensurepip ];;
          *python%d*) echo python3.11-venv;;
          "-m venv .venv") mkdir .venv;;
        esac""",
    )
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def test_on_bare_debian_root_gets_the_package_that_venv_needs(tmp_path: Path) -> None:
    environment = bare_debian(tmp_path, user=0)
    subprocess.run([ROOT / ".ci/venv"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert "python3.11-venv" in (tmp_path / "asked").read_text(encoding="utf-8")
    assert (tmp_path / ".venv").is_dir()


def test_on_bare_debian_anyone_else_is_told_what_to_install(tmp_path: Path) -> None:
    environment = bare_debian(tmp_path, user=1000)
    done = subprocess.run([ROOT / ".ci/venv"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.endswith("On Debian or Ubuntu: sudo apt-get install python3.11-venv\n")
    assert not (tmp_path / "asked").exists()
