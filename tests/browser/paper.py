"""What comes out of the printer: a page as PDF, the text on it, and what a telephone reads off its code."""

import io
import unicodedata
from base64 import b64encode

import zxingcpp
from playwright.sync_api import Page
from pypdf import PdfReader

CHARACTER_BY_RADICAL = str.maketrans("⻝⻬⻩⺠⻔⻓⻚⻅⻢⻋⻛⻜戶", "食齐黄民门长页见马车风飞户")
"""Radicals that a font draws with the character's glyph, and whose normal form, if any, is not that character."""


def print_page(page: Page, url: str) -> PdfReader:
    page.goto(url)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(printed: PdfReader) -> str:
    return plain("".join(sheet.extract_text() for sheet in printed.pages))


def plain(text: str) -> str:
    """Return text without white space; radicals, which share their shape in the font (⼀ ⻝), become characters."""
    return "".join(unicodedata.normalize("NFKC", text).translate(CHARACTER_BY_RADICAL).split())


def scan(page: Page) -> str:
    """Return what a scanner reads off the code of the open page."""
    picture = b64encode(page.locator(".qr").screenshot()).decode()
    width, pixels = page.evaluate(
        """async picture => {
            const image = new Image()
            image.src = `data:image/png;base64,${picture}`
            await image.decode()
            const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
            canvas.drawImage(image, 0, 0)
            const {data, width} = canvas.getImageData(0, 0, image.width, image.height)
            return [width, Array.from(data.filter((_, index) => index % 4 === 0))]
        }""",
        picture,
    )
    grey = memoryview(bytes(pixels)).cast("B", shape=(len(pixels) // width, width))
    return "".join(code.text for code in zxingcpp.read_barcodes(grey))
