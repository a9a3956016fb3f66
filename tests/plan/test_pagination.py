"""Numbered pages count from the oldest, so that a new item moves only the front."""

from datetime import UTC, datetime

import pytest

from ssg.model.card import Card
from ssg.model.document import Kind
from ssg.plan.pagination import paginate
from ssg.plan.words import Words

WORDS = Words({"plan.page": "第 {n} 页", "plan.latest": "最新"})


def cards(count: int) -> tuple[Card, ...]:
    """Return ``count`` cards, newest first; the oldest is number 1."""
    return tuple(
        Card(Kind.NEWS, f"content/news/{n}.md", f"/news/{n}/", str(n), str(n), "", datetime(2026, 1, 1, tzinfo=UTC))
        for n in range(count, 0, -1)
    )


def shown(count: int, size: int = 20) -> dict[str, list[int]]:
    return {page.url: [int(c.title) for c in page.cards] for page in paginate("/news/", cards(count), size, WORDS)}


def test_fewer_than_two_pages_stand_on_the_front_alone():
    assert shown(39) == {"/news/": list(range(39, 0, -1))}


def test_page_one_holds_the_oldest_items():
    assert shown(40)["/news/page/1/"] == list(range(20, 0, -1))
    assert shown(40)["/news/"] == list(range(40, 20, -1))


@pytest.mark.parametrize("count", [0, 1, 19, 20, 39, 40, 41, 59, 60, 61, 137])
def test_every_item_stands_on_exactly_one_page(count: int):
    assert sorted(n for numbers in shown(count).values() for n in numbers) == list(range(1, count + 1))


def test_a_new_item_changes_no_numbered_page_unless_it_fills_one():
    before, after = shown(45), shown(46)
    assert {url: numbers for url, numbers in before.items() if url != "/news/"} == {
        url: numbers for url, numbers in after.items() if url != "/news/"
    }


def test_pages_lead_to_the_older_and_the_newer_one():
    first, second, front = paginate("/news/", cards(60), 20, WORDS)
    assert (first.older, first.newer.url) == (None, "/news/page/2/")
    assert (second.older.url, second.newer.url) == ("/news/page/1/", "/news/")
    assert (front.older.title, front.newer) == ("第 2 页", None)
