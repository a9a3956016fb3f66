"""Reading aloud (readers R-53): offered only where the reader's own machine has a voice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VOICES = """voices => {
    window.spoken = []
    const speech = {
        getVoices: () => voices,
        addEventListener() {},
        cancel: () => { window.spoken = [] },
        speak: utterance => window.spoken.push(utterance.text),
    }
    Object.defineProperty(window, 'speechSynthesis', {value: speech})
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
}"""
"""A machine's voices, since a headless browser has none."""
LOCAL = '{lang: "zh-CN", localService: true}'
REMOTE = '{lang: "zh-CN", localService: false}'
ENGLISH = '{lang: "en-GB", localService: true}'


@pytest.fixture
def url(make_site: Callable[[str], Any], serve_folder: Callable[[Path], str]) -> str:
    site = make_site("""
        -- content/news/2026/rain.md --
        ---
        title: 下雨了
        date: 2026-11-01
        pinyin: ruby
        ---
        今天带伞。

        - 雨衣
        - 雨鞋
    """)
    assert site.build().exit_code == 0
    return serve_folder(site.output) + "/news/2026/rain/"


def open_with_voices(page: Page, url: str, *voices: str) -> None:
    page.add_init_script(f"({VOICES})([{', '.join(voices)}])")
    page.goto(url)
    page.locator(".modes summary").click()


@pytest.mark.parametrize("voices", [(), (REMOTE,), (ENGLISH,)], ids=["none", "remote", "other language"])
def test_without_a_local_voice_nothing_is_offered(page: Page, url: str, voices: tuple[str, ...]):
    open_with_voices(page, url, *voices)
    expect(page.locator("[data-speak]")).to_be_hidden()


def test_the_text_is_read_in_order_without_its_pinyin(page: Page, url: str):
    open_with_voices(page, url, REMOTE, LOCAL)
    page.get_by_role("button", name="朗读本页").click()
    spoken = page.evaluate("spoken")
    assert spoken[0] == "下雨了"
    assert spoken[-3:] == ["今天带伞。", "雨衣", "雨鞋"]


def test_reading_can_be_stopped(page: Page, url: str):
    open_with_voices(page, url, LOCAL)
    page.get_by_role("button", name="朗读本页").click()
    page.get_by_role("button", name="停止朗读").click()
    assert page.evaluate("spoken") == []
    expect(page.get_by_role("button", name="朗读本页")).to_be_visible()
