"""A page of every type, of the site of this repository and of the counter in tests/fixtures, and its modes."""

from playwright.sync_api import Page

PAGES = {
    "home": "sample:/",
    "news": "sample:/news/2026/art-festival/",
    "essay with pinyin": "sample:/news/2026/pinyin-at-home/",
    "news corrected": "counter:/news/2026/opening/",
    "news expired": "counter:/news/2026/expired/",
    "guide full": "counter:/guides/full/",
    "guide of the sample": "sample:/guides/pension-eligibility/",
    "guide pending": "counter:/guides/pending/",
    "guide in variants": "counter:/guides/ways/",
    "guide expired": "counter:/guides/expired/",
    "guide withdrawn": "counter:/guides/withdrawn/",
    "bundle of the sample": "sample:/bundles/medical-registration/",
    "bundle with a gap": "counter:/bundles/shop/",
    "place": "counter:/places/hall/",
    "place of the sample": "sample:/places/self-service-hall/",
    "notice": "counter:/notices/list/",
    "notice of the sample": "sample:/notices/sample-site-opens/",
    "page": "sample:/pages/accessibility/",
    "news front": "sample:/news/",
    "year": "sample:/news/2026/",
    "month": "sample:/news/2026/11/",
    "column": "sample:/columns/zhengwu/",
    "tag": "counter:/tags/大厅/",
    "tags": "sample:/tags/",
    "topic": "counter:/topics/餐饮/",
    "topics": "sample:/topics/",
    "guides front": "sample:/guides/",
    "guides for persons": "sample:/guides/personal/",
    "a to z": "sample:/guides/a-z/",
    "places": "sample:/places/",
    "site map": "sample:/site-map/",
    "search": "sample:/search/",
    "results": "sample:/search/?q=办事",
    "no results": "sample:/search/?q=火星移民",
    "not found": "sample:/404.html",
    "elder home": "counter:/zl/",
    "elder guide": "counter:/zl/guides/full/",
    "elder pending": "sample:/zl/guides/pension-eligibility/",
    "elder list": "sample:/zl/news/",
}
"""By name: which site, and where."""

SHEETS = {
    "sheet full": "counter:/guides/full/sheet/",
    "sheet pending": "counter:/guides/pending/sheet/",
    "sheet in variants": "counter:/guides/ways/sheet/",
    "sheet expired": "counter:/guides/expired/sheet/",
    "sheet of a bundle": "counter:/bundles/shop/sheet/",
}
"""Black on white in any mode, without scripts or settings."""

MODES = {
    "light": ("日间", "普通"),
    "dark": ("夜间", "普通"),
    "light, high contrast": ("日间", "高对比"),
    "dark, high contrast": ("夜间", "高对比"),
    "large": ("日间", "普通", "大"),
    "small": ("日间", "普通", "小"),
}
"""By name: what is chosen in the display settings."""

ADD_STYLE = """text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [sheet]
}"""
"""A script that gives a page a style sheet more; its security policy has nothing to say about that."""


def choose(page: Page, *names: str) -> None:
    """Choose display settings by their names, as a reader does; those of the same kind replace each other."""
    settings = page.locator(".modes")
    if settings.get_attribute("open") is None:
        settings.locator("summary").click()
    for name in names:
        settings.get_by_label(name, exact=True).check()


def settle(page: Page) -> None:
    """Wait until a page has loaded; one that searches, until it says what it found."""
    page.wait_for_load_state("networkidle")
    if "?q=" in page.url:
        page.locator(".search-result, .search-tips:visible").first.wait_for()
