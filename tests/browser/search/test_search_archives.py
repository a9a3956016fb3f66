"""A site whose index is in several bundles: the recent one comes first, the others when needed."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STATUS = ".search-status"
OLDER = ".search-older"
RESULTS = ".search-result"


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} h2").all_inner_texts()


def count_of(page: Page, choice: str) -> str:
    return page.locator(f"label:has(input[value='{choice}']) .search-count").text_content() or ""


def test_enough_recent_pages_leave_the_archives_alone(page: Page, archived_url: str, requests: list[str]) -> None:
    page.goto(f"{archived_url}/?q=大坝")
    expect(page.locator(STATUS)).to_have_text("在较新的内容里找到 12 条")
    expect(page.locator(OLDER)).to_have_text("也找更早的内容")
    assert [url for url in requests if "/archive-1/" in url] == []


def test_the_archives_are_searched_when_asked_for_and_counts_include_them(page: Page, archived_url: str) -> None:
    page.goto(f"{archived_url}/?q=大坝")
    page.click(OLDER)
    expect(page.locator(STATUS)).to_have_text("找到 17 条")
    expect(page.locator(OLDER)).to_be_hidden()
    page.click(".search-narrow summary")
    expect(page.locator("label:has(input[value='政务']) .search-count")).to_have_text("12")
    assert (count_of(page, "文化"), count_of(page, "2024")) == ("5", "5")


def test_what_was_asked_for_in_the_archives_stays_when_choices_are_made(page: Page, archived_url: str) -> None:
    page.goto(f"{archived_url}/?q=大坝")
    page.click(OLDER)
    expect(page.locator(STATUS)).to_have_text("找到 17 条")
    page.click(".search-narrow summary")
    page.click("label:has(input[value='date'])")
    expect(page.locator(STATUS)).to_have_text("找到 17 条")
    page.fill(".search-input", "通报")
    page.press(".search-input", "Enter")
    expect(page.locator(STATUS)).to_have_text("在较新的内容里找到 12 条")


def test_few_recent_pages_have_the_archives_searched_at_once(page: Page, archived_url: str) -> None:
    page.goto(f"{archived_url}/?q=水库")
    expect(page.locator(STATUS)).to_have_text("找到 1 条")
    assert titles(page) == ["水库旧闻"]


def test_archives_are_opened_one_after_the_other_until_there_is_enough(
    page: Page, twice_archived_url: str, requests: list[str]
) -> None:
    page.goto(f"{twice_archived_url}/?q=大坝")
    expect(page.locator(STATUS)).to_have_text("在较新的内容里找到 8 条")
    assert [url for url in requests if "/archive-1/" in url] == []
    page.click(OLDER)
    expect(page.locator(STATUS)).to_have_text("找到 14 条")


def test_what_only_the_oldest_archive_has_is_found(page: Page, twice_archived_url: str) -> None:
    page.goto(f"{twice_archived_url}/?q=水库")
    expect(page.locator(STATUS)).to_have_text("找到 1 条")
    expect(page.locator(OLDER)).to_be_hidden()


def test_a_filter_reaches_into_the_oldest_archive(page: Page, twice_archived_url: str) -> None:
    page.goto(f"{twice_archived_url}/?q=大坝&year=1999")
    expect(page.locator(STATUS)).to_have_text("找到 6 条")


def test_an_index_that_was_made_anew_meanwhile_is_told_and_the_next_try_finds(
    page: Page, archived_url: str, console_errors: list[str]
) -> None:
    """As after a publication: the files that the open page knows of are gone."""
    page.goto(f"{archived_url}/?q=大坝")
    expect(page.locator(STATUS)).to_contain_text("找到 12 条")
    page.route("**/words-*/**", lambda route: route.fulfill(status=404))
    page.fill(".search-input", "水库")
    page.press(".search-input", "Enter")
    expect(page.locator(STATUS)).to_contain_text("请检查网络")
    page.unroute("**/words-*/**")
    page.press(".search-input", "Enter")
    expect(page.locator(STATUS)).to_have_text("找到 1 条")
    console_errors.clear()


def test_a_filter_that_leaves_few_recent_pages_reaches_into_the_archives(page: Page, archived_url: str) -> None:
    page.goto(f"{archived_url}/?q=大坝&year=2024")
    expect(page.locator(STATUS)).to_have_text("找到 5 条")


def test_the_newest_come_first_across_bundles(page: Page, archived_url: str) -> None:
    page.goto(f"{archived_url}/?q=旧闻&sort=date")
    expect(page.locator(STATUS)).to_have_text("找到 6 条")
    page.locator(RESULTS).last.scroll_into_view_if_needed()
    expect(page.locator(RESULTS)).to_have_count(6)
    assert titles(page) == ["水库旧闻", *(f"大坝旧闻{i}" for i in (4, 3, 2, 1, 0))]
    page.goto(f"{archived_url}/?q=大坝&sort=date")
    page.click(OLDER)
    expect(page.locator(STATUS)).to_have_text("找到 17 条")
    for last_of_batch in (4, 9):
        page.locator(RESULTS).nth(last_of_batch).scroll_into_view_if_needed()
    page.click(".search-more")
    page.locator(RESULTS).nth(14).scroll_into_view_if_needed()
    expect(page.locator(RESULTS)).to_have_count(17)
    assert titles(page) == [*(f"大坝通报{i}" for i in range(11, -1, -1)), *(f"大坝旧闻{i}" for i in range(4, -1, -1))]


def test_pinyin_is_looked_for_in_every_bundle(page: Page, archived_url: str) -> None:
    page.goto(f"{archived_url}/?q=shuiku")
    expect(page.locator(STATUS)).to_have_text("按拼音找到 1 条")
