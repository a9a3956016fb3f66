"""What comes out of the printer: a page as PDF, and the text on it."""

import io
import unicodedata

from playwright.sync_api import Page
from pypdf import PdfReader

CHARACTER_BY_RADICAL = str.maketrans("⻝⻬⻩⺠⻔⻓⻚⻅⻢⻋⻛⻜", "食齐黄民门长页见马车风飞")
"""Radicals that a font draws with the character's glyph and for which Unicode has no normal form."""


def print_page(page: Page, url: str) -> PdfReader:
    page.goto(url)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(printed: PdfReader) -> str:
    return plain("".join(sheet.extract_text() for sheet in printed.pages))


def plain(text: str) -> str:
    """Return text without white space; radicals, which share their shape in the font (⼀ ⻝), become characters."""
    return "".join(unicodedata.normalize("NFKC", text).translate(CHARACTER_BY_RADICAL).split())
