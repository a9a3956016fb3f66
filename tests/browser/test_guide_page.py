"""A guide on the smallest telephone: what stands on its first screen, where its button leads, what its code says."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.pages import PAGES
from tests.browser.paper import scan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GUIDES = ("guide full", "guide of the sample", "guide pending", "guide in variants")


@pytest.mark.parametrize("name", GUIDES)
def test_the_key_facts_stand_on_the_first_screen(page: Page, url_of: Callable[[str], str], name: str):
    page.goto(url_of(PAGES[name]))
    box = page.locator(".key-facts").bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= PHONE["width"]) == (True, True)
    assert box["y"] + box["height"] <= PHONE["height"]


def test_the_start_button_names_where_it_leads(page: Page, url_of: Callable[[str], str]):
    page.goto(url_of(PAGES["guide full"]))
    button = page.get_by_role("link", name="在线办理（转到山东政务服务网）")
    expect(button).to_have_attribute("href", "https://www.example.cn/permit")
    assert page.locator(".start-button").count() == 1


@pytest.mark.parametrize("name", ["guide pending", "guide of the sample", "guide in variants"])
def test_without_an_address_there_is_no_button(page: Page, url_of: Callable[[str], str], name: str):
    page.goto(url_of(PAGES[name]))
    assert page.locator(".start-button").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["guide full", "bundle with a gap"])
def test_the_code_of_a_page_leads_a_telephone_to_it(page: Page, url_of: Callable[[str], str], name: str, scheme: str):
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(url_of(PAGES[name]))
    assert scan(page) == "https://example.org" + PAGES[name].partition(":")[2]


def test_the_elder_version_leads_nobody_to_a_page_they_hold_already(page: Page, url_of: Callable[[str], str]):
    page.goto(url_of(PAGES["elder guide"]))
    assert page.locator(".qr").count() == 0


def test_on_paper_no_fact_is_cut(page: Page, url_of: Callable[[str], str]):
    """A4 between its margins is 673 pixels wide."""
    page.set_viewport_size({"width": 673, "height": 900})
    page.emulate_media(media="print")
    page.goto(url_of(PAGES["guide full"]))
    rights = "[...document.querySelectorAll('.key-facts *')].map(element => element.getBoundingClientRect().right)"
    assert max(page.evaluate(rights)) <= 673
