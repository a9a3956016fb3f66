"""Columns that have gone quiet and notices whose period is over are reported; the clock is the build's."""

SITE = """
    -- content/registers/columns.yaml --
    zhengwu: {title: 政务, fresh_days: 14}
    -- content/news/a.md --
    ---
    title: 样例新闻
    date: 2026-11-01 23:30
    column: zhengwu
    ---
"""
NOTICE = """
    -- content/notices/a.md --
    ---
    title: 样例公示
    date: 2026-11-01
    period: {from: 2026-11-01, to: 2026-11-20}
    ---
"""


def codes_at(site, now):
    return [each["code"] for each in site.check(now=now).diagnostics if each["code"].startswith(("column-", "notice-"))]


def test_a_column_is_stale_on_the_day_after_its_last_fresh_one(make_site):
    site = make_site(SITE)
    assert codes_at(site, "2026-11-15T23:59:00+08:00") == []
    assert codes_at(site, "2026-11-16T00:00:00+08:00") == ["column-stale"]
    (fault,) = site.check(now="2026-11-16T00:00:00+08:00").diagnostics
    assert (fault["path"], fault["line"], fault["column"]) == ("content/registers/columns.yaml", 1, 1)
    assert "“政务”已经 15 天" in fault["message"]


def test_days_are_those_of_the_site_and_not_of_the_machine(make_site):
    site = make_site(SITE)
    assert codes_at(site, "2026-11-15T15:59:00+00:00") == []
    assert codes_at(site, "2026-11-15T16:00:00+00:00") == ["column-stale"]


def test_a_column_with_nothing_published_is_empty(make_site):
    site = make_site(SITE)
    site.edit("content/news/a.md", "date: 2026-11-01 23:30", "date: 2026-12-01")
    assert codes_at(site, "2026-11-16T00:00:00+08:00") == ["column-empty"]


def test_a_column_may_be_excused_by_its_title(make_site):
    site = make_site(SITE)
    site.write(
        "site.yaml",
        """
        title: 样例站
        checks:
          exceptions:
            - {check: freshness, path: content/registers/columns.yaml, text: 政务, reason: 一年一次}
        """,
    )
    assert codes_at(site, "2026-11-16T00:00:00+08:00") == []


def test_a_notice_is_reported_once_its_last_day_is_over(make_site):
    site = make_site(NOTICE)
    assert codes_at(site, "2026-11-20T23:59:00+08:00") == []
    assert codes_at(site, "2026-11-21T00:00:00+08:00") == ["notice-period-over"]


def test_a_notice_that_gives_its_result_or_has_left_the_lists_is_not(make_site):
    site = make_site(NOTICE)
    site.edit("content/notices/a.md", "period:", "updated: 2026-11-21\nperiod:")
    assert codes_at(site, "2026-11-23T00:00:00+08:00") == []
    site.edit("content/notices/a.md", "updated: 2026-11-21", "expires: 2026-11-22")
    assert codes_at(site, "2026-11-23T00:00:00+08:00") == []


def test_the_home_page_of_a_government_site_has_something_new_every_two_weeks(make_site):
    site = make_site(SITE)

    def is_stale(now):
        return "home-stale" in site.check(now=now).codes

    assert not is_stale("2026-11-16T00:00:00+08:00")
    site.write("site.yaml", "title: 样例站\nfooter: {organiser: 样例单位}\n")
    assert not is_stale("2026-11-15T23:59:00+08:00")
    assert is_stale("2026-11-16T00:00:00+08:00")
    site.edit("content/news/a.md", "date: 2026-11-01 23:30", "date: 2026-11-01 23:30\ndraft: true")
    assert not is_stale("2026-11-16T00:00:00+08:00")
