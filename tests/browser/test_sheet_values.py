"""Every sheet of the two whole sites on paper: one page, every ★ value, a code that leads home."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.paper import plain, print_page, scan, text_of
from tests.browser.stars import Sources
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOURCES = {"counter": Sources(ROOT / "tests/fixtures/counter/content"), "sample": Sources(ROOT / "content")}
SHEETS = [(site, name) for site, sources in SOURCES.items() for name in sources.sheets()]


def test_every_state_a_guide_can_be_in_is_among_them():
    counter = {name for site, name in SHEETS if site == "counter"}
    assert counter == {"guides/full", "guides/pending", "guides/expired", "guides/ways", "bundles/shop"}
    assert len(SHEETS) - len(counter) >= 13


@pytest.mark.parametrize(("site", "name"), SHEETS, ids=lambda part: part)
def test_a_sheet_is_one_page_with_every_star_value_and_a_code_that_leads_to_its_page(
    page: Page, url_of: Callable[[str], str], site: str, name: str
):
    printed = print_page(page, url_of(f"{site}:/{name}/sheet/"))
    text = text_of(printed)
    missing = [value for value in SOURCES[site].star_values(name) if plain(value).rstrip("。") not in text]
    page.emulate_media(media="print")
    assert (len(printed.pages), missing, scan(page)) == (1, [], f"https://example.org/{name}/")


def test_what_is_withdrawn_has_no_sheet_to_hand_out(
    page: Page, url_of: Callable[[str], str], console_errors: list[str]
):
    response = page.goto(url_of("counter:/guides/withdrawn/sheet/"))
    assert response is not None and response.status == 404
    console_errors.clear()
