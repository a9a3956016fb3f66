"""A build with nothing to do says so without looking at everything, and never when there is something."""

import pytest

from tests.sites.conftest import settle

SITE = """
    -- content/news/rain.md --
    ---
    title: 下雨通知
    date: 2026-11-20
    ---

    出门带伞。
    -- content/news/later.md --
    ---
    title: 明天的事
    date: 2026-11-24
    ---
    -- content/guides/umbrella.md --
    ---
    title: 借伞
    ---
"""


@pytest.fixture
def site(make_settled_site):
    """A built site whose files have been at rest for a while, outside continuous integration."""
    made = make_settled_site(SITE)
    assert made.build().exit_code == 0
    return made


def is_quick(built) -> bool:
    return list(built.report["seconds"]) == ["look"]


def test_a_quick_build_tells_what_a_clean_one_tells_a_day_later(site):
    """The warning counted the days since a review was due, and was remembered with a number of the past."""
    site.edit("content/guides/umbrella.md", "title: 借伞", "title: 借伞\nreview_by: 2026-11-20")
    settle(site.root)
    site.build(now="2026-11-24T12:00:00+08:00")
    quick, clean = (site.build(now="2026-11-25T12:00:00+08:00", clean=clean) for clean in (False, True))
    assert is_quick(quick)
    assert quick.diagnostics == clean.diagnostics


def test_a_second_build_is_quick_and_tells_the_same(site):
    again = site.build()
    assert is_quick(again)
    assert again.exit_code == 0
    assert again.codes == ["pending-fields"]
    assert again.report["next_change"] == "2026-11-24T00:00:00+08:00"


@pytest.mark.parametrize("path", ["content/news/rain.md", "site.yaml"])
def test_a_changed_source_is_seen(site, path):
    site.write(path, (site.root / path).read_text() + "\n")
    assert not is_quick(site.build())


def test_a_new_and_a_deleted_file_are_seen(site):
    site.write("content/news/new.md", "---\ntitle: 新的\ndate: 2026-11-21\n---\n")
    assert "/news/new/" in site.build().rendered
    site.delete("content/news/new.md")
    assert not is_quick(site.build())


def test_a_file_changed_just_before_the_build_is_not_trusted(make_site, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    made = make_site(SITE)
    made.build()
    assert not is_quick(made.build())


@pytest.mark.parametrize("path", ["index.html", "assets"])
def test_an_output_that_was_touched_is_mended(site, path):
    target = site.output / path
    target = next(target.iterdir()) if target.is_dir() else target
    target.write_bytes(b"x")
    assert not is_quick(site.build())
    assert target.read_bytes() != b"x"


def test_a_date_that_comes_in_between_is_seen(site):
    later = site.build(now="2026-11-24T00:00:00+08:00")
    assert "/news/later/" in later.rendered


NEWS_OF_NEW_YORK = """
    -- site.yaml --
    title: 样例站
    base_url: https://example.org
    timezone: America/New_York
    -- content/news/rain.md --
    ---
    title: 下雨通知
    date: 2026-10-31 12:00
    ---
"""


def test_two_days_are_as_many_hours_where_clocks_are_put_back_in_between(make_settled_site):
    made = make_settled_site(NEWS_OF_NEW_YORK)
    made.build(now="2026-11-01T09:00:00-05:00")
    assert "下雨" in made.read_output("/news-sitemap.xml")
    later = made.build(now="2026-11-02T11:00:00-05:00")
    assert "/news-sitemap.xml" in later.rendered


def test_a_draft_that_is_shown_leaves_the_news_sitemap_after_two_days(make_settled_site):
    made = make_settled_site(NEWS_OF_NEW_YORK.replace("12:00", "12:00\n    draft: true"))
    made.build(now="2026-11-01T09:00:00-05:00", drafts=True)
    assert "/news-sitemap.xml" in made.build(now="2026-11-02T11:00:00-05:00", drafts=True).rendered


def test_a_clock_that_goes_back_is_seen(site):
    assert not is_quick(site.build(now="2026-11-22T00:00:00+08:00"))


def test_another_question_is_not_answered_from_the_last_one(site):
    assert not is_quick(site.build(future=True))
    assert not is_quick(site.build(base_url="https://example.org"))
    assert not is_quick(site.build(clean=True))


def test_in_continuous_integration_everything_is_looked_at(site, monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert not is_quick(site.build())
