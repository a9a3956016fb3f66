"""``build.json``: what was online, page by page; the next build is compared with it."""

import json
from hashlib import blake2b

import pytest

from ssg.edge.commit import current_commit

SITE = """
    -- site.yaml --
    title: 样例站
    build_record: public
    -- content/news/rain.md --
    ---
    title: 下雨天上学路线调整
    date: 2026-11-20
    ---

    振兴路积水的地方改走东昌路，校门口有人引导，请提前十分钟出门。
    -- content/pages/about.md --
    ---
    title: 关于
    ---
"""
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def site(make_site, monkeypatch):
    monkeypatch.setenv("GITHUB_SHA", COMMIT)
    return make_site(SITE)


def record(site):
    return json.loads(site.read_output("build.json"))


def test_it_tells_commit_time_and_the_digest_of_every_page(site):
    assert site.build().exit_code == 0
    told = record(site)
    assert (told["commit"], told["time"]) == (COMMIT, "2026-11-23T12:00:00+08:00")
    page = next(page for page in told["pages"] if page["url"] == "/news/rain/")
    assert (page["title"], page["source"]) == ("下雨天上学路线调整", "content/news/rain.md")
    data = (site.output / "news/rain/index.html").read_bytes()
    assert page["digest"] == blake2b(data, digest_size=16).hexdigest()
    assert "/robots.txt" in told["files"]
    assert all(page["digest"] for page in told["pages"])


def test_it_is_the_same_after_an_edit_as_from_nothing(site):
    site.build()
    site.edit("content/news/rain.md", "十分钟", "二十分钟")
    site.build(now="2026-11-24T12:00:00+08:00")
    incremental = site.outputs()
    site.build(now="2026-11-24T12:00:00+08:00", clean=True)
    assert site.outputs() == incremental
    site.build(now="2026-11-25T12:00:00+08:00")
    assert record(site)["time"] == "2026-11-25T12:00:00+08:00"


def test_a_private_one_is_not_published_and_none_is_made_unasked(site):
    site.build()
    site.edit("site.yaml", "public", "内部")
    site.build()
    assert not (site.output / "build.json").exists()
    assert json.loads((site.root / ".ssg/build.json").read_text("utf-8"))["commit"] == COMMIT
    site.edit("site.yaml", "build_record: 内部", "")
    site.build()
    assert not (site.output / "build.json").exists()


def test_a_file_of_that_name_is_not_overwritten(site):
    site.write("static/build.json", "{}")
    built = site.build()
    assert (built.exit_code, built.codes) == (1, ["record-in-the-way"])


def test_a_rename_is_known_by_the_record_alone(site, tmp_path):
    site.build()
    (tmp_path / "last.json").write_text(site.read_output("build.json"), encoding="utf-8")
    site.rename("content/news/rain.md", "content/news/route.md")
    checked = site.check(published=tmp_path / "last.json", fix=True)
    assert "+aliases: [/news/rain/]" in checked.text
    assert site.check(published=tmp_path / "last.json").exit_code == 0


def test_changes_are_told_from_the_record_alone(site, tmp_path, capsys):
    from ssg.cli import main

    site.build()
    (tmp_path / "last.json").write_text(site.read_output("build.json"), encoding="utf-8")
    site.edit("content/news/rain.md", "十分钟", "二十分钟")
    capsys.readouterr()
    where = ["--site", str(site.root), "--published", str(tmp_path / "last.json")]
    assert main(["diff", *where, "--now", "2026-11-23T12:00:00+08:00", "--no-search", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(page["url"], page["reasons"]) for page in told["changed"]] == [("/news/rain/", ["bytes"])]


def test_the_commit_is_read_from_the_repository_without_git(tmp_path):
    site = tmp_path / "repository/site"
    site.mkdir(parents=True)
    git = tmp_path / "repository/.git"
    (git / "refs/heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    assert current_commit(site, {}) == ""
    (git / "packed-refs").write_text(f"# pack-refs\n{COMMIT} refs/heads/main\n")
    assert current_commit(site, {}) == COMMIT
    (git / "refs/heads/main").write_text(COMMIT[::-1] + "\n")
    assert current_commit(site, {}) == COMMIT[::-1]
    (git / "HEAD").write_text("ref: refs/../../secret\n")
    assert current_commit(site, {"CI_COMMIT_SHA": "no commit"}) == ""
