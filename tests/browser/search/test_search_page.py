"""The search page as a reader meets it: typing, choosing, reading results, going away and coming back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

RESULTS = ".search-result"
STATUS = ".search-status"


def search(page: Page, query: str) -> None:
    page.fill(".search-input", query)
    page.press(".search-input", "Enter")


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} h2").all_inner_texts()


def test_nothing_is_loaded_before_the_reader_turns_to_the_field(
    page: Page, search_url: str, requests: list[str]
) -> None:
    page.goto(f"{search_url}/")
    expect(page.locator(".search-input")).to_be_visible()
    assert [url for url in requests if "/pagefind/" in url or "search-engine" in url] == []
    page.focus(".search-input")
    page.wait_for_event("request", lambda request: "words.json" in request.url)
    page.wait_for_load_state("networkidle")


def test_the_engine_is_there_when_the_query_has_been_typed(page: Page, search_url: str, requests: list[str]) -> None:
    page.goto(f"{search_url}/")
    with page.expect_response(lambda response: "words.json" in response.url):
        page.focus(".search-input")
    page.wait_for_load_state("networkidle")
    before = len(requests)
    search(page, "艺术节")
    expect(page.locator(RESULTS)).to_have_count(1)
    fetched = [url for url in requests[before:] if "favicon" not in url]
    assert fetched and [url for url in fetched if "/words-" not in url and "/text/" not in url] == []


def test_an_address_with_a_query_has_the_scripts_fetched_side_by_side(page: Page, search_url: str) -> None:
    """Each is answered when all four have been asked for."""
    asked: list[Route] = []

    def answer_all_together(route: Route) -> None:
        asked.append(route)
        if len(asked) == 4:
            for each in asked:
                each.continue_()

    page.route(re.compile(r"/search-[^/]*\.js"), answer_all_together)
    page.goto(f"{search_url}/?q=艺术节")
    expect(page.locator(RESULTS)).to_have_count(1)
    assert len(asked) == 4


def test_an_address_with_a_query_shows_its_results(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=%E8%89%BA%E6%9C%AF%E8%8A%82")
    expect(page.locator(STATUS)).to_have_text("找到 1 条")
    expect(page.locator(".search-input")).to_have_value("艺术节")
    result = page.locator(RESULTS)
    expect(result.locator("h2 mark")).to_have_text("艺术节")
    expect(result.locator(".search-meta span")).to_have_text(["新闻", "校园", "2026-10-13"])


def test_an_excerpt_begins_at_a_clause_and_keeps_the_text_as_written(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=python入门")
    excerpt = page.locator(f"{RESULTS} .search-excerpt")
    expect(excerpt).to_have_text("有Python入门、烘焙和书法；学费每门100元。")
    expect(excerpt.locator("mark")).to_have_text("Python入门")


def test_punctuation_between_marked_letters_is_marked_with_them(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=6%2BN")
    expect(page.locator(f"{RESULTS} h2")).to_have_text("“6+N”课后服务上线")
    assert page.locator(f"{RESULTS} h2 mark").all_inner_texts() == ["6+N"]


def test_a_hit_under_a_heading_leads_to_the_heading(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=体检表")
    expect(page.locator(".search-heading")).to_have_text("见“材料”")
    assert page.locator(f"{RESULTS} a").get_attribute("href") == "/guides/g1/#part"


def test_hidden_terms_find_a_page_and_are_not_shown(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=年审")
    expect(page.locator(f"{RESULTS} h2")).to_have_text("养老金资格认证")
    assert "年审" not in page.inner_text(".search-results")


def test_typing_searches_after_a_pause_and_keeps_the_address(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/")
    page.locator(".search-input").press_sequentially("台风")
    expect(page.locator(RESULTS)).to_have_count(1)
    assert page.evaluate("location.search") == "?q=%E5%8F%B0%E9%A3%8E"


def test_half_a_word_in_an_input_method_searches_nothing(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=台风")
    expect(page.locator(RESULTS)).to_have_count(1)
    page.evaluate("""() => {
        const input = document.querySelector(".search-input");
        input.focus();
        input.dispatchEvent(new CompositionEvent("compositionstart"));
        for (const value of ["y", "yi", "yi shu"]) {
            input.value = value;
            input.dispatchEvent(new InputEvent("input", { isComposing: true, data: value }));
        }
    }""")
    page.wait_for_timeout(600)
    assert page.evaluate("location.search") == "?q=%E5%8F%B0%E9%A3%8E"
    assert titles(page) == ["第9号台风天气提醒"]
    page.evaluate("""() => {
        const input = document.querySelector(".search-input");
        input.value = "艺术";
        input.dispatchEvent(new CompositionEvent("compositionend", { data: "艺术" }));
    }""")
    expect(page.locator(f"{RESULTS} h2")).to_have_text("艺术节在实验小学开幕")


def test_what_is_composed_by_the_browser_itself_is_searched_when_it_is_chosen(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/")
    page.focus(".search-input")
    keyboard = page.context.new_cdp_session(page)
    for typed in ("y", "yi", "yi s", "yi shu"):
        end = len(typed)
        keyboard.send("Input.imeSetComposition", {"text": typed, "selectionStart": end, "selectionEnd": end})
        page.wait_for_timeout(120)
    page.wait_for_timeout(500)
    assert (page.input_value(".search-input"), page.evaluate("location.search")) == ("yi shu", "")
    keyboard.send("Input.insertText", {"text": "艺术"})
    expect(page.locator(f"{RESULTS} h2")).to_have_text("艺术节在实验小学开幕")
    assert page.evaluate("location.search") == "?q=%E8%89%BA%E6%9C%AF"


def test_a_pause_before_composing_does_not_search_what_is_being_composed(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/")
    page.evaluate("""() => {
        const input = document.querySelector(".search-input");
        input.focus();
        input.value = "a";
        input.dispatchEvent(new InputEvent("input", { data: "a" }));
        input.dispatchEvent(new CompositionEvent("compositionstart"));
        input.value = "a y";
        input.dispatchEvent(new InputEvent("input", { isComposing: true, data: "y" }));
    }""")
    page.wait_for_timeout(600)
    assert page.evaluate("location.search") == ""
    page.wait_for_load_state("networkidle")


def test_filters_narrow_the_results_and_tell_what_each_would_give(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=大厅")
    expect(page.locator(RESULTS)).to_have_count(3)
    page.click(".search-narrow summary")
    expect(page.locator("input[name=kind] + .search-count")).to_have_text(["1", "1", "1"])
    page.check("input[name=kind][value=新闻]")
    expect(page.locator(STATUS)).to_have_text("找到 1 条")
    page.check("input[name=kind][value=办事指南]")
    expect(page.locator(STATUS)).to_have_text("找到 2 条")
    page.check("input[name=year][value='2026']")
    expect(page.locator(STATUS)).to_have_text("找到 1 条")
    assert page.evaluate("new URLSearchParams(location.search).getAll('kind')") == ["新闻", "办事指南"]


def test_filters_that_leave_nothing_say_how_many_there_are_without_them(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=台风&year=2025")
    expect(page.locator(STATUS)).to_have_text("所选范围内没有；不限范围有 1 条")
    expect(page.locator(".search-empty")).to_be_visible()


def test_filters_are_folded_away_on_a_phone_unless_the_address_has_some(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=大厅")
    expect(page.locator(".search-filters")).to_be_hidden()
    page.goto(f"{search_url}/?q=大厅&kind=新闻")
    expect(page.locator(".search-filters")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{search_url}/?q=大厅")
    expect(page.locator(".search-filters")).to_be_visible()


def test_results_can_be_put_in_order_of_date(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=门")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.click(".search-narrow summary")
    page.check("input[name=sort][value=date]")
    page.wait_for_url("**sort=date")
    expect(page.locator(f"{RESULTS} .search-meta").first).to_contain_text("2026-09-02")
    shown = page.locator(".search-meta").evaluate_all("metas => metas.map(meta => meta.lastChild.textContent)")
    dates = [text if "-" in text else "" for text in shown]
    assert len([date for date in dates if date]) > 2
    assert dates == sorted(dates, reverse=True)


def test_ten_results_are_shown_as_the_reader_comes_to_them_and_more_on_demand(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=1")
    expect(page.locator(RESULTS)).to_have_count(5)
    expect(page.locator(".search-more")).to_be_hidden()
    page.locator(RESULTS).nth(4).scroll_into_view_if_needed()
    expect(page.locator(RESULTS)).to_have_count(10)
    page.click(".search-more")
    expect(page.locator(RESULTS).nth(10)).to_be_visible()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.search-result')[10]")


def test_what_a_keyboard_has_come_to_behind_the_list_stays_in_view_as_the_list_grows(
    page: Page, search_url: str
) -> None:
    page.goto(f"{search_url}/?q=1")
    expect(page.locator(RESULTS)).to_have_count(5)
    page.locator("footer a").first.focus()
    expect(page.locator(RESULTS)).to_have_count(10)
    expect(page.locator("footer a").first).to_be_focused()
    expect(page.locator("footer a").first).to_be_in_viewport()


def test_going_back_from_a_result_returns_to_the_results(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/")
    search(page, "艺术节")
    page.click(f"{RESULTS} a")
    expect(page.locator("h1")).to_have_text("艺术节在实验小学开幕")
    page.go_back()
    expect(page.locator(".search-input")).to_have_value("艺术节")
    expect(page.locator(RESULTS)).to_have_count(1)


def test_arrow_keys_walk_from_the_field_through_the_results(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=湖")
    expect(page.locator(RESULTS).nth(1)).to_be_visible()
    page.focus(".search-input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.search-result')[1]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_screen_reader_is_told_the_count_and_walks_a_list_of_headings_that_are_links(
    page: Page, search_url: str
) -> None:
    page.goto(f"{search_url}/?q=大厅")
    expect(page.get_by_role("status")).to_have_text("找到 3 条")
    expect(page.get_by_role("searchbox", name="搜索本站")).to_have_value("大厅")
    results = page.get_by_role("main").get_by_role("list").filter(has=page.locator("mark")).first
    expect(results.get_by_role("listitem")).to_have_count(3)
    expect(results.get_by_role("heading", level=2).get_by_role("link")).to_have_count(3)


def test_a_partial_match_is_called_one(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=怎么办理医师注册")
    expect(page.locator(STATUS)).to_contain_text("部分相符")
    expect(page.locator(f"{STATUS}.search-partial")).to_be_visible()
    expect(page.locator(f"{RESULTS} h2").first).to_have_text("医师注册")


def test_a_search_without_results_offers_what_to_try_and_where_to_look(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=龘龘龘")
    expect(page.locator(STATUS)).to_have_text("没有找到“龘龘龘”")
    expect(page.locator(".search-tips")).to_be_visible()
    expect(page.locator(".search-empty a")).to_have_text(["按拼音查找", "归档"])


def test_an_emptied_field_shows_nothing(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=龘龘龘")
    expect(page.locator(".search-empty")).to_be_visible()
    search(page, "")
    expect(page.locator(STATUS)).to_have_text("")
    expect(page.locator(".search-empty")).to_be_hidden()
    assert page.evaluate("location.search") == ""


def test_a_missing_index_is_said_and_the_other_ways_are_offered(
    page: Page, search_url: str, console_errors: list[str]
) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{search_url}/?q=台风")
    expect(page.locator(STATUS)).to_contain_text("请检查网络")
    expect(page.locator(".search-tips")).to_be_hidden()
    expect(page.locator(".search-empty a").first).to_be_visible()
    page.unroute("**/pagefind/**")
    search(page, "台风")
    expect(page.locator(RESULTS)).to_have_count(1)
    console_errors.clear()


def test_what_was_typed_is_text_and_never_markup(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator(STATUS)).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".search img").count() == 0


def test_the_page_with_results_has_no_accessibility_fault(
    page: Page, search_url: str, accessibility_faults: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{search_url}/?q=大厅")
    expect(page.locator(RESULTS)).to_have_count(3)
    assert accessibility_faults(page) == []


def test_without_scripts_the_page_offers_the_archive(browser: Any, search_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{search_url}/")
        expect(page.get_by_role("link", name="归档")).to_be_visible()
        expect(page.locator(".search-input")).to_be_hidden()
