"""Which pages are indexed together."""

import random
from datetime import date, timedelta
from itertools import pairwise

from ssg.model.contexts import SearchRecord
from ssg.model.search import SearchEntry
from ssg.plan.search_bundles import LEAF_MAX, LEAVES_IN_ARCHIVE, RECENT_MIN, SINGLE_MAX, plan_search_bundles


def entries(count: int) -> tuple[SearchEntry, ...]:
    """Pages three a day, the oldest first."""
    start = date(2015, 1, 1)
    return tuple(page(f"/news/{i}/", (start + timedelta(days=i // 3)).isoformat()) for i in range(count))


def page(url: str, day: str, digest: str = "") -> SearchEntry:
    return SearchEntry(url, day, "新闻", "", digest, "", unmade)


def unmade(opened: object) -> SearchRecord:
    raise AssertionError("bundles are planned without their records")


def test_a_site_without_pages_has_one_empty_bundle() -> None:
    [bundle] = plan_search_bundles(())
    assert (bundle.name, bundle.entries) == ("recent", ())


def test_a_small_site_has_one_bundle() -> None:
    assert [bundle.name for bundle in plan_search_bundles(entries(SINGLE_MAX))] == ["recent"]


def test_a_large_site_has_a_recent_bundle_and_archives_newest_first() -> None:
    names = [bundle.name for bundle in plan_search_bundles(entries(12_000))]
    assert names == ["recent", "archive-9", "archive-5", "archive-1"]


def test_every_page_is_in_exactly_one_bundle() -> None:
    pages = entries(10_000)
    bundled = [record.url for bundle in plan_search_bundles(pages) for record in bundle.entries]
    assert sorted(bundled) == sorted(record.url for record in pages)


def test_no_bundle_is_larger_than_four_leaves_and_recent_is_never_nearly_empty() -> None:
    for count in range(SINGLE_MAX + 1, 12_000, 173):
        recent, *archives = plan_search_bundles(entries(count))
        assert RECENT_MIN <= len(recent.entries) <= LEAF_MAX + RECENT_MIN
        assert all(len(archive.entries) <= LEAF_MAX * LEAVES_IN_ARCHIVE for archive in archives)


def test_bundles_do_not_overlap_in_time() -> None:
    bundles = plan_search_bundles(entries(10_000))
    spans = [(bundle.entries[0].date, bundle.entries[-1].date) for bundle in bundles]
    assert all(newer[0] >= older[1] for newer, older in pairwise(spans))


def test_pages_without_a_date_are_recent() -> None:
    recent, *_ = plan_search_bundles((*entries(5_000), page("/guides/passport/", "")))
    assert "/guides/passport/" in [record.url for record in recent.entries]


def test_the_order_of_the_pages_does_not_matter() -> None:
    pages = list(entries(5_000))
    random.Random(1).shuffle(pages)
    assert plan_search_bundles(tuple(pages)) == plan_search_bundles(entries(5_000))


def test_a_new_page_changes_the_recent_bundle_alone() -> None:
    before = plan_search_bundles(entries(10_000))
    after = plan_search_bundles((*entries(10_000), page("/news/new/", "2026-01-01")))
    assert after[1:] == before[1:] and after[0] != before[0]


def test_an_edited_page_changes_its_own_bundle_alone() -> None:
    before = plan_search_bundles(entries(10_000))
    edited = tuple(r._replace(digest="1") if r.url == "/news/4000/" else r for r in entries(10_000))
    changed = [new.name for old, new in zip(before, plan_search_bundles(edited), strict=True) if old != new]
    assert changed == ["archive-1"]


def test_a_page_that_goes_from_the_archives_seldom_moves_the_others() -> None:
    pages = entries(10_000)
    before = plan_search_bundles(pages)
    moved = 0
    for gone in random.Random(2).sample(range(9_000), 60):
        after = plan_search_bundles(tuple(record for i, record in enumerate(pages) if i != gone))
        moved += sum(old != new for old, new in zip(before, after, strict=False)) > 1
    assert moved <= 6
