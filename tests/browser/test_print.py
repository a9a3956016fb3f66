"""Pages on paper (readers R-71): nothing is lost but what only a screen can use."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.paper import plain, print_page, text_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = """
    -- site.yaml --
    title: 样例站
    phone: 0635-8512345
    nav: [{title: 导航栏里的指南, url: /guides/}]
    -- content/guides/pension.md --
    ---
    title: 确认养老金领取资格
    summary: 领养老金的人每年确认一次。
    materials: [{name: 身份证, form: 原件 1 份, source: 申请人自备}]
    channels: [{kind: online, url: "https://www.example.org/start", continues_on: 政务服务网}]
    contacts: {ask: {phone: 0635-8599999}, complain: {phone: "12345"}}
    changes: [{date: 2026-10-01, note: 补上了咨询电话}]
    ---
    ## 三种办法

    | 办法 | 谁适合 |
    | --- | --- |
    | 静默认证 | 有就医记录的人 |
    | 自助认证 | 会用手机的人 |
"""


@pytest.fixture
def url(make_site: Callable[[str], Any], serve_folder: Callable[[Path], str]) -> str:
    site = make_site(SITE)
    assert site.build().exit_code == 0
    return serve_folder(site.output) + "/guides/pension/"


def test_all_that_a_guide_says_is_on_paper(page: Page, url: str):
    text = text_of(print_page(page, url))
    said = page.locator("article :is(h1, p, dt, dd, td, th, li, h3)").all_text_contents()
    not_printed = {"打印一次性告知单", *page.locator(".contents li").all_text_contents()}
    lost = {line for line in said if line not in not_printed and plain(line) not in text}
    assert lost == set()


def test_closed_boxes_are_open_on_paper(page: Page, url: str):
    assert plain("补上了咨询电话") in text_of(print_page(page, url))


def test_telephone_numbers_and_the_address_of_the_start_button_are_on_paper(page: Page, url: str):
    text = text_of(print_page(page, url))
    for wanted in ("0635-8512345", "0635-8599999", "12345", "https://www.example.org/start"):
        assert plain(wanted) in text


def test_navigation_and_settings_are_not_on_paper(page: Page, url: str):
    text = text_of(print_page(page, url))
    for unwanted in ("导航栏里的指南", "显示设置", "本页内容", "跳到正文"):
        assert plain(unwanted) not in text


def test_paper_is_white_whatever_the_settings_of_the_screen(page: Page, url: str):
    page.goto(url)
    page.locator(".modes summary").click()
    for name in ("夜间", "高对比", "大"):
        page.get_by_label(name, exact=True).check()
    page.emulate_media(media="print", color_scheme="dark")
    ground, size = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).fontSize]"
    )
    assert (ground, size) == ("rgb(255, 255, 255)", "16px")


def test_rows_of_a_table_are_not_cut(page: Page, url: str):
    page.emulate_media(media="print")
    page.goto(url)
    assert page.evaluate("getComputedStyle(document.querySelector('tr')).breakInside") == "avoid"
