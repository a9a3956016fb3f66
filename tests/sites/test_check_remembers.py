"""``ssg check`` looks again at what has changed, and at nothing else; what it remembers is never believed."""

import sqlite3
from contextlib import closing

import pytest

SITE = """
    -- content/news/a.md --
    ---
    title: 甲
    date: 2026-11-20
    ---
    你好,世界。
    -- content/news/b.md --
    ---
    title: 乙
    date: 2026-11-19
    ---
    文字。[点击这里](a.md)。
    -- content/pages/c.md --
    ---
    title: 丙
    ---
    文字。
"""


@pytest.fixture
def site(make_site):
    return make_site(SITE)


def remembered(site):
    with closing(sqlite3.connect(site.root / ".ssg/checks.db")) as database:
        return {key for (key,) in database.execute("SELECT key FROM found")}


def told(checked):
    return [(each["code"], each["path"], each["line"], each["column"]) for each in checked.diagnostics]


def test_a_second_check_tells_the_same(site):
    first = told(site.check())
    assert first == [
        ("half-width-punctuation", "content/news/a.md", 5, 3),
        ("link-text-vague", "content/news/b.md", 5, 11),
    ]
    kept = remembered(site)
    assert told(site.check()) == first
    assert remembered(site) == kept
    assert told(site.check(clean=True)) == first


def test_after_an_edit_one_page_and_one_source_are_looked_at(site):
    site.check()
    before = remembered(site)
    site.edit("content/pages/c.md", "文字。", "改了,文字。")
    assert ("half-width-punctuation", "content/pages/c.md", 4, 3) in told(site.check())
    changed = sorted(key.partition(" ")[0] for key in remembered(site) - before)
    assert changed == ["page", "source"]
    site.edit("content/pages/c.md", "改了,文字。", "文字。")
    site.check()
    assert remembered(site) == before


def test_what_every_file_is_checked_against_counts_too(site):
    site.check()
    site.write("content/registers/terms.yaml", "a: {preferred: 你好, forbidden: [世界]}\n")
    assert ("forbidden-term", "content/news/a.md", 5, 4) in told(site.check())
    site.write("site.yaml", "title: 样例站\nchecks: {punctuation: off}\n")
    assert "half-width-punctuation" not in [code for code, *_ in told(site.check())]


@pytest.mark.parametrize("damage", ["rows", "description", "file", "folder"])
def test_a_damaged_memory_is_made_anew(site, damage):
    first = told(site.check())
    path = site.root / ".ssg/checks.db"
    if damage == "rows":
        with closing(sqlite3.connect(path)) as database:
            database.execute("UPDATE found SET data = ?", (b"[]",))
            database.commit()
    elif damage == "description":
        # SQLite quotes it in its message.
        path.write_bytes(path.read_bytes().replace(b"CREATE TABLE found", b"CREATE TAB\xf8E found"))
    else:
        path.unlink()
        path.mkdir() if damage == "folder" else path.write_bytes(b"no database")
    assert told(site.check()) == first
    assert told(site.check()) == first


def test_a_check_leaves_what_it_read_to_the_build_and_the_site_as_it_was(site):
    site.build()
    before = site.outputs()
    site.edit("content/pages/c.md", "文字。", "改了文字。")
    site.check()
    assert site.outputs() == before
    assert site.build().rendered == ["/pages/c/"]
    assert site.build().rendered == []
    incremental = site.outputs()
    site.build(clean=True)
    assert site.outputs() == incremental


def test_clean_removes_the_memory(site):
    site.build()
    site.check()
    site.run("build", search=False)
    from ssg.cli import main

    assert main(["clean", "--site", str(site.root)]) == 0
    assert not (site.root / ".ssg").exists()
