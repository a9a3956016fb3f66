"""A page that nobody has reviewed for a quarter after its day fails the check, and never the build."""

import pytest

SITE = """
    -- content/guides/a.md --
    ---
    title: 样例指南
    review_by: 2026-06-30
    ---
    -- content/places/b.md --
    ---
    title: 样例大厅
    review_by: 2026-07-01
    ---
"""


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        ("2026-09-28T23:59:00+08:00", []),
        ("2026-09-29T00:00:00+08:00", ["content/guides/a.md"]),
        ("2026-09-28T16:00:00+00:00", ["content/guides/a.md"]),
        ("2026-09-30T00:00:00+08:00", ["content/guides/a.md", "content/places/b.md"]),
    ],
)
def test_it_fails_on_the_day_after_the_ninetieth(make_site, now, overdue):
    site = make_site(SITE)
    checked = site.check(now=now)
    told = [each["path"] for each in checked.diagnostics if each["code"] == "review-long-overdue"]
    assert (sorted(told), checked.exit_code) == (overdue, 1 if overdue else 0)
    assert site.build(now=now).exit_code == 0


def test_it_is_told_where_the_day_stands(make_site):
    checked = make_site(SITE).check(now="2026-10-08T00:00:00+08:00")
    fault = next(each for each in checked.diagnostics if each["code"] == "review-long-overdue")
    assert (fault["line"], fault["column"]) == (3, 12)
    assert "2026-06-30 已有 100 天，最多 90 天" in fault["message"]


def test_a_page_out_of_use_needs_no_review(make_site):
    site = make_site(SITE)
    site.edit("content/guides/a.md", "title: 样例指南", "title: 样例指南\nstatus: 停用")
    site.delete("content/places/b.md")
    assert "review-long-overdue" not in site.check(now="2026-12-01T00:00:00+08:00").codes
