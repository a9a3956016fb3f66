"""The typography rules that only a browser can show, on a page made of every example."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

TORTURE = (Path(__file__).parents[1] / "fixtures" / "zh-torture.md").read_text(encoding="utf-8")
FRONT = """---
headline:
  kicker: 审批有特色、业务有亮点、服务有品牌
  main: [开发区行政审批服务部, 推动审批改革|服务攻坚突破]
  deck: 先让群众少跑腿
date: 2026-11-20
summary: 一段导语。
---
"""
LONG = "推进“一网通办”改革，统一标准——631项业务（含“跨域通办”）压减60%以上；《弟子规》《少年中国说》……"
WIDE = {"width": 1280, "height": 800}
SMALL = {"width": 320, "height": 640}

STYLE = "([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name)"
BOX = "selector => { const b = document.querySelector(selector).getBoundingClientRect(); return [b.width, b.height] }"
WIDTH_IN_EMS = """([text, lang, parent]) => {
  const span = document.createElement('span')
  span.lang = lang
  span.style.cssText = 'position:absolute;white-space:pre;text-spacing-trim:space-all'
  span.textContent = text
  document.querySelector(parent).append(span)
  const ems = span.getBoundingClientRect().width / parseFloat(getComputedStyle(span).fontSize)
  span.remove()
  return ems
}"""
RUBY_GAPS = """(() => {
  const last = [...document.querySelectorAll('.prose > p')].filter(p => p.querySelector('rt')).pop()
  const boxes = [...last.querySelectorAll('rt')].map(rt => {
    const range = document.createRange()
    range.selectNodeContents(rt)
    return range.getBoundingClientRect()
  })
  return boxes.slice(1).map((box, index) => box.left - boxes[index].right)
})()"""
LINES = """selector => [...document.querySelectorAll(selector)].flatMap(block => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const lines = []
  let top = null
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest('rt, rp, pre, sup')) continue
    let at = 0
    for (const character of node.textContent) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at += character.length)
      const box = range.getBoundingClientRect()
      if (!character.trim() || !box.width) continue
      if (top === null || Math.abs(box.top - top) > box.height / 2) { lines.push(''); top = box.top }
      lines[lines.length - 1] += character
    }
  }
  return lines
})"""


@pytest.fixture
def open_page(page: Page, make_site, serve_folder: Callable[[Path], str]) -> Callable[..., Page]:
    """Return a function that opens the page of all examples at a width, with more text or settings."""

    def open_at(size: dict[str, int], more: str = "", settings: str = "", front: str = FRONT) -> Page:
        site = make_site(f"-- site.yaml --\ntitle: 样例站\n{settings}")
        site.write("content/news/torture.md", (front + TORTURE + more).encode())
        assert site.build().exit_code == 0
        page.set_viewport_size(size)
        page.goto(serve_folder(site.output) + "/news/torture/")
        return page

    return open_at


def style(page: Page, selector: str, name: str) -> str:
    return str(page.evaluate(STYLE, [selector, name]))


def ems(page: Page, text: str, lang: str = "zh-Hans", parent: str = ".prose") -> float:
    return float(page.evaluate(WIDTH_IN_EMS, [text, lang, parent]))


def lines(page: Page, selector: str) -> list[str]:
    return [str(line) for line in page.evaluate(LINES, selector)]


def pixels(page: Page, selector: str, name: str) -> float:
    return float(style(page, selector, name).removesuffix("px"))


def test_the_gap_between_han_and_latin_is_made_by_css_alone(open_page):
    """T-20."""
    page = open_page(WIDE)
    assert style(page, "body", "text-autospace") == "normal"
    assert style(page, ".prose code", "text-autospace") == "no-autospace"
    assert style(page, ".prose .id", "text-autospace") == "no-autospace"
    assert ems(page, "共631项") > ems(page, "631") + 2
    assert "共631项" in page.text_content(".prose")


def test_adjacent_punctuation_shrinks(open_page):
    """T-21."""
    page = open_page(WIDE)
    assert style(page, "h1", "text-spacing-trim") == "trim-start"
    assert style(page, ".prose td", "text-spacing-trim") == "trim-start"
    assert style(page, ".prose p", "text-spacing-trim") in ("normal", "auto")


def test_quotation_marks_are_as_wide_as_han_in_chinese_and_narrow_in_english(open_page):
    """T-22, T-24."""
    page = open_page(WIDE)
    for mark in "“”‘’…·":
        assert ems(page, mark) >= 0.95, mark
        assert ems(page, mark, parent="h1") >= 0.95, mark
    # Noto draws two dashes as one stroke of 1.68 em.
    assert ems(page, "——") >= 1.6
    for mark in "“”‘’":
        assert ems(page, mark, lang="en") < 0.6, mark


@pytest.mark.parametrize("width", range(320, 421, 20))
def test_no_line_begins_or_ends_with_the_wrong_mark(open_page, width: int):
    """T-23."""
    page = open_page({"width": width, "height": 640}, f"\n{LONG * 6}\n\n- {LONG}\n")
    found = lines(page, ".prose p, .prose li")
    assert len(found) > 60
    assert [line for line in found if line[0] in "，。、；：？！）》”’」』】〉…" and len(line) > 1] == []
    assert [line for line in found if line[-1] in "（《“‘「『【〈"] == []
    assert not any(before[-1] == after[0] == "—" for before, after in pairwise(found))
    assert not any(line.endswith("60") for line in found)


def test_no_paragraph_ends_in_a_line_of_one_character(open_page):
    """T-27."""
    page = open_page(WIDE)
    assert style(page, ".prose p", "text-wrap-style") == "pretty"
    assert style(page, "h1", "text-wrap-style") == "balance"
    assert style(page, ".deck", "text-wrap-style") == "balance"


def test_lines_are_as_high_as_chinese_needs(open_page):
    """T-31, T-36."""
    page = open_page(WIDE)
    assert pixels(page, ".news-text .note, .prose", "line-height") / pixels(page, ".prose", "font-size") >= 1.5
    emphasis = page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('.prose p:has(em)'));"
        " return parseFloat(s.lineHeight) / parseFloat(s.fontSize) })()"
    )
    assert round(emphasis, 2) >= 2.2
    assert style(page, ".prose em", "font-style") == "normal"
    assert "dot" in style(page, ".prose em", "text-emphasis-style")
    assert "under" in style(page, ".prose em", "text-emphasis-position")


def test_a_line_holds_forty_characters_at_most_and_nothing_scrolls_on_a_small_phone(open_page):
    """T-32."""
    page = open_page(WIDE)
    width, _ = page.evaluate(BOX, ".prose")
    assert width / pixels(page, ".prose", "font-size") <= 40
    page.set_viewport_size(SMALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("paragraph", ["indent", "gap"])
def test_paragraphs_are_indented_or_apart_but_never_both(open_page, paragraph: str):
    """T-33, T-55."""
    page = open_page(WIDE, settings=f"paragraph: {paragraph}\n")
    second = ".prose > p + p:not(.runin)"
    indent, margin = pixels(page, second, "text-indent"), pixels(page, second, "margin-top")
    size = pixels(page, second, "font-size")
    assert (indent, margin) == (2 * size, 0) if paragraph == "indent" else (indent == 0 and margin >= 0.8 * size)
    assert pixels(page, ".verse p", "text-indent") == 0
    assert pixels(page, ".prose li", "text-indent") == 0


def test_a_headline_group_is_one_heading_whose_lines_are_parted_by_css(open_page):
    """T-50, T-53."""
    page = open_page(WIDE)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.querySelector('hgroup.headline > h1').childNodes.length") == 2
    assert page.text_content("h1") == "开发区行政审批服务部推动审批改革服务攻坚突破"
    assert page.title().startswith("开发区行政审批服务部 推动审批改革服务攻坚突破")
    assert lines(page, "h1") == ["开发区行政审批服务部", "推动审批改革服务攻坚突破"]
    sizes = [pixels(page, selector, "font-size") for selector in ("h1", ".deck", ".kicker", ".prose")]
    assert sizes[0] > sizes[1] >= sizes[2] > sizes[3]


def test_a_headline_breaks_on_a_phone_where_its_editor_allows_it(open_page):
    """T-51."""
    page = open_page(SMALL)
    assert lines(page, "h1 .marked") == ["推动审批改革", "服务攻坚突破"]


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_headings_grow_by_a_tenth_a_level(open_page, size: dict[str, int]):
    """T-53."""
    page = open_page(size)
    h1, h2, h3, body = (pixels(page, s, "font-size") for s in ("h1", ".prose h2", ".prose h3", ".prose p"))
    assert h1 / h2 >= 1.1
    assert h2 / h3 >= 1.1
    assert h3 / body >= 1.1


def test_a_column_of_a_table_keeps_four_characters_on_a_small_phone(open_page):
    """T-60."""
    page = open_page(SMALL)
    narrow = page.evaluate(
        "[...document.querySelectorAll('.prose th')].map(cell => { const s = getComputedStyle(cell);"
        " const padding = parseFloat(s.paddingLeft) + parseFloat(s.paddingRight);"
        " return (cell.clientWidth - padding) / parseFloat(s.fontSize) })"
    )
    assert min(narrow) >= 4
    assert style(page, ".prose td", "white-space") == "normal"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_official_numbers_count_in_chinese(open_page):
    """T-42."""
    page = open_page(WIDE)
    assert [style(page, f".prose .gw-{level}", "list-style-type") for level in (1, 2, 3, 4)] == [
        *("gw-1", "gw-2", "decimal", "gw-4")
    ]


def test_pinyin_is_small_and_is_not_copied_and_its_line_is_high_enough(open_page):
    """T-31, T-40a."""
    page = open_page(WIDE, front=FRONT.replace("summary", "pinyin: ruby\nsummary"))
    assert style(page, "rt", "user-select") == "none"
    assert pixels(page, "rt", "font-size") == pixels(page, "ruby", "font-size") / 2
    assert round(pixels(page, ".pinyin", "line-height") / pixels(page, ".pinyin", "font-size"), 2) >= 2.2
    assert pixels(page, "h1", "font-size") > pixels(page, ".pinyin h2", "font-size")


def test_links_keep_their_line_below_the_strokes(open_page):
    """T-62."""
    page = open_page(WIDE)
    assert "underline" in style(page, ".prose a", "text-decoration-line")
    assert pixels(page, ".prose a", "text-underline-offset") > 0


def test_pinyin_can_be_hidden_by_keyboard_without_a_script(open_page):
    """T-40b."""
    page = open_page(WIDE)
    page.get_by_label("隐藏拼音").focus()
    page.keyboard.press("Space")
    assert style(page, "rt", "display") == "none"
    assert page.locator("ruby").first.inner_text() == "拼音"
    page.keyboard.press("Space")
    assert style(page, "rt", "display") != "none"


def test_syllables_stand_apart(open_page):
    """T-40a."""
    text = "\n{今天是晴天|jīn tiān shì qíng tiān}\n"
    page = open_page(WIDE, more=text, front=FRONT.replace("summary", "pinyin: ruby\nsummary"))
    gaps = page.evaluate(RUBY_GAPS)
    assert len(gaps) >= 4
    assert min(gaps) >= 2


def test_a_page_without_pinyin_offers_nothing_to_hide(make_site):
    site = make_site("-- content/news/a.md --\n---\ntitle: 甲\ndate: 2026-11-01\n---\n文\n")
    site.build()
    assert "pinyin" not in site.html("/news/a/")


def test_no_space_stands_between_two_han_characters_unless_it_was_typed(open_page):
    """T-01 to T-07."""
    opened = open_page(WIDE)
    # The browser puts tabs between cells and line ends between blocks.
    pattern = re.compile("[\u3400-\u9fff][^\\S\\n\\t]+[\u3400-\u9fff]")
    typed = set(pattern.findall(TORTURE))
    assert set(pattern.findall(opened.inner_text("article"))) <= typed
    # Line breaks in the source of a page are spaces too, except where a line of its own begins.
    blocks = opened.locator(".prose :is(p, li, td, th, dt, dd, h2, h3):not(:has(p, li))").evaluate_all(
        "blocks => blocks.map(block => block.textContent)"
    )
    assert len(blocks) > 60
    assert set(re.findall("[\u3400-\u9fff]\\s+[\u3400-\u9fff]", "\0".join(blocks))) <= typed


def test_text_is_large_enough_everywhere_and_set_from_the_left(open_page):
    """T-30, T-34: 18 pixels for running text, nothing below 16."""
    page = open_page(WIDE)
    assert pixels(page, ".prose p", "font-size") >= 18
    sizes = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length && !e.closest('rt, sup, svg')"
        " && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert len(sizes) > 100 and min(sizes) >= 16
    assert style(page, ".prose p", "text-align") == "start"


def test_no_font_is_fetched(open_page, requests: list[str]):
    """T-35."""
    opened = open_page(WIDE)
    opened.wait_for_load_state("networkidle")
    assert [url for url in requests if url.rpartition(".")[2] in ("woff", "woff2", "ttf", "otf")] == []
    assert {url.split("/")[2] for url in requests if url.startswith("http")} == {opened.url.split("/")[2]}


def test_titles_of_works_and_addresses_do_not_slant(open_page):
    """T-36, T-37."""
    page = open_page(WIDE, more="\n<cite>《弟子规》</cite> <i>甲</i> <address>乙</address>\n")
    for tag in ("cite", "i", "address"):
        assert style(page, f".prose {tag}", "font-style") == "normal", tag


def test_long_numbers_break_anywhere_and_figures_stand_below_one_another(open_page):
    """T-47, T-61."""
    page = open_page(SMALL)
    assert style(page, ".prose .id", "overflow-wrap") == "anywhere"
    for selector in (".prose .id", ".prose td", "time"):
        assert style(page, selector, "font-variant-numeric") == "tabular-nums", selector


def test_cells_at_the_head_say_what_they_are_the_head_of(open_page):
    """T-60."""
    page = open_page(WIDE)
    scopes = page.locator(".prose th").evaluate_all("cells => cells.map(cell => cell.scope)")
    assert scopes and set(scopes) == {"col"}


def test_pinyin_widens_the_letters_and_its_line_may_break(open_page):
    """T-40a."""
    page = open_page(WIDE, front=FRONT.replace("summary", "pinyin: ruby\nsummary"))
    assert pixels(page, ".pinyin", "letter-spacing") == pytest.approx(0.15 * pixels(page, ".pinyin", "font-size"))
    assert style(page, ".pinyin p", "white-space") == "normal"
    assert "sans-serif" in style(page, "rt", "font-family")
