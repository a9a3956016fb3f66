"""What a newcomer ran into on the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ssg.cli import OUR_FAULT, main
from ssg.edge.environment import OUTPUT_LOST
from tests.sites.conftest import settle

FULL = Path("/dev/full")


def run(site, *arguments, **environment) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ssg", *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
    )


def test_a_terminal_without_chinese_characters_gets_escapes_and_the_right_status(make_site):
    site = make_site("-- content/news/a.md --\n---\ntitle: 标题\n---\n")
    done = run(site, "build", "--no-search", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 1
    assert b"[missing-field]" in done.stderr
    assert b"\\u" in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("is_buffered", [True, False])
def test_output_that_is_lost_is_no_success(make_site, is_buffered):
    site = make_site("-- content/news/a.md --\n---\ntitle: 标题\ndate: 2026-11-20\n---\n")
    settle(site.root)
    variables = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONUNBUFFERED")}
    for _ in range(2):
        # Twice: what is answered at a glance must be told, too.
        with FULL.open("wb") as full:
            done = subprocess.run(
                [sys.executable, *([] if is_buffered else ["-u"]), "-m", "ssg", "build", "--no-search"],
                cwd=site.root,
                env={**variables, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=full,
                stderr=subprocess.PIPE,
            )
        assert done.returncode == OUR_FAULT == OUTPUT_LOST
        assert b"No space left" in done.stderr
        assert b"Traceback" not in done.stderr


def test_below_the_site_its_folder_is_named(make_site, monkeypatch, capsys):
    site = make_site("-- content/news/a.md --\n---\ntitle: 标题\n---\n")
    monkeypatch.chdir(site.root / "content/news")
    assert main(["build"]) == 2
    assert f"网站文件夹是 {site.root}：" in capsys.readouterr().err


def test_a_build_says_where_the_site_is(make_site):
    site = make_site()
    assert f"网站在 {site.root}/public" in site.build().text


@pytest.mark.parametrize(
    "arguments",
    [["--base-url", "example.org"], ["--base-url", "javascript:x"], ["--jobs", "-3"]],
)
def test_an_option_that_cannot_be_meant_is_wrong_usage(make_site, arguments, capsys):
    site = make_site()
    with pytest.raises(SystemExit) as ended:
        main(["build", "--site", str(site.root), *arguments])
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_a_port_has_five_digits_at_most(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", "99999999"])
    assert ended.value.code == 2
    assert "65535" in capsys.readouterr().err


def test_a_report_is_put_into_a_folder_that_exists(make_site, tmp_path):
    site = make_site()
    assert main(["build", "--site", str(site.root), "--no-search", "--report", str(tmp_path)]) == 0
    assert (tmp_path / "report.json").is_file()


def test_a_text_that_links_to_the_search_can_be_built_without_it(make_site):
    site = make_site("-- content/pages/help.md --\n---\ntitle: 帮助\n---\n\n用[搜索](/search/)。\n")
    assert site.build(search=False).exit_code == 0
