"""Numbered pages count from the oldest, so that a new item moves only the front."""

import pytest

from ssg.model.card import Card
from ssg.model.catalog import Item, State
from ssg.model.config import Footer
from ssg.model.contexts import Site
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.picture import ImageSettings
from ssg.plan.listing import Heading, Shown, list_context
from ssg.plan.pagination import paginate
from ssg.plan.pictures import Pictures
from ssg.plan.words import Words

PICTURES = Pictures(ImageSettings(), {}, {})
WORDS = Words({"plan.page": "第 {n} 页", "plan.latest": "最新", "plan.home": "首页"})
FRONT = 0


def item(number: int) -> Item:
    card = Card(Kind.NEWS, f"content/news/{number}.md", f"/news/{number}/", str(number), str(number), "", None)
    outline = Outline(card, "", "", "", f"/news/{number}/", 0.0, None, False, "", (), "", True)
    return Item(card, "", State.LIVE, outline, None)


def items(count: int) -> tuple[Item, ...]:
    """Return ``count`` items, newest first; the oldest is number 1."""
    return tuple(item(number) for number in range(count, 0, -1))


def shown(count: int, size: int = 20) -> dict[int, list[int]]:
    return {page.number: [int(each.card.title) for each in page.items] for page in paginate(items(count), size)}


def test_fewer_than_two_pages_stand_on_the_front_alone():
    assert shown(39) == {FRONT: list(range(39, 0, -1))}


def test_page_one_holds_the_oldest_items():
    assert shown(40)[1] == list(range(20, 0, -1))
    assert shown(40)[FRONT] == list(range(40, 20, -1))


@pytest.mark.parametrize("count", [0, 1, 19, 20, 39, 40, 41, 59, 60, 61, 137])
def test_every_item_stands_on_exactly_one_page(count: int):
    assert sorted(n for numbers in shown(count).values() for n in numbers) == list(range(1, count + 1))


def test_a_new_item_changes_no_numbered_page_unless_it_fills_one():
    before, after = shown(45), shown(46)
    del before[FRONT], after[FRONT]
    assert before == after


def test_pages_lead_to_the_older_and_the_newer_one():
    site = Site("站", "", "zh-Hans", "", "", "", "", (), Footer(), False, "gap", False, False)
    contexts = [
        list_context(
            site, WORDS, Heading("/news/", "新闻", ""), PICTURES, Shown(page.number, page.numbered, (), (), (), ""), {}
        )
        for page in paginate(items(60), 20)
    ]
    first, second, front = contexts
    assert (first.older, first.newer.url) == (None, "/news/page/2/")
    assert (second.older.url, second.newer.url) == ("/news/page/1/", "/news/")
    assert (front.older.title, front.newer) == ("第 2 页", None)
