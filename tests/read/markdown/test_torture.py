"""Every example of the typography rules in one text, against HTML that was read line by line."""

import re
from pathlib import Path

import html5lib
import pytest

from ssg.model.config import ReadSettings
from ssg.read.markdown import render_body

FIXTURES = Path(__file__).parents[2] / "fixtures"
HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
OWN_LINE = re.compile("p|h[1-6]|li|td|th|dt|dd|pre|code|br")


@pytest.fixture(scope="module")
def source() -> str:
    return (FIXTURES / "zh-torture.md").read_text(encoding="utf-8")


def html_of(source: str) -> str:
    return render_body(source, "x.md", 1, ReadSettings()).value[1].html


def texts_of(html: str) -> list[str]:
    """Return what a browser has as text between the tags that begin or end a line."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    pieces: list[str] = []

    def walk(element) -> None:
        is_line = isinstance(element.tag, str) and OWN_LINE.fullmatch(element.tag)
        pieces.append("\0" if is_line else "")
        pieces.append(element.text or "")
        for child in element:
            if child.tag not in ("rt", "rp"):
                walk(child)
            pieces.append(child.tail or "")
        pieces.append("\0" if is_line else "")

    walk(tree)
    return [text for text in "".join(pieces).split("\0") if text.strip()]


def test_the_html_is_the_one_that_was_reviewed(source):
    assert html_of(source) + "\n" == (FIXTURES / "zh-torture.html").read_text(encoding="utf-8")


def test_no_space_stands_between_two_han_characters_unless_it_was_typed(source):
    typed = set(re.findall(f"{HAN} {HAN}", source))
    for text in texts_of(html_of(source)):
        if text.strip() not in ("汉字\n汉字",):
            assert set(re.findall(rf"{HAN}\s+{HAN}", text)) <= typed


def test_nothing_but_white_space_and_marks_is_lost(source):
    shown = "".join("".join(texts_of(html_of(source))).split())
    for sentence in ("开发区企业开办专区", "首推“同城同标”跨区通办", "拼音、重庆和女儿", '推进"一网通办"改革--见...'):
        assert sentence in shown


@pytest.mark.parametrize(
    "sentence",
    [
        "（一）办理，时限：５个；……㎡ ①",
        "你好,世界.第(一)项，约１５分钟，用ＡＰＩ。",
        "三联动、一件事、七务合一；两个窗口在二楼。",
        '推进"一网通办"改革 -- 见...',
        "《弟子规》《少年中国说》、《三字经》，“读‘经典’”，〈上〉·〈下〉……完。",
    ],
)
def test_no_character_is_replaced_by_another_that_looks_better(source, sentence):
    """T-14, T-37, T-43, T-47: not by typographic quotes, not by NFKC, not by digits for numerals."""
    assert sentence in texts_of(html_of(source))


def test_the_same_text_reaches_search(source):
    sections = render_body(source, "x.md", 1, ReadSettings()).value[1].sections
    text = "\n".join(section.text for section in sections)
    for sentence in ("首推“同城同标”跨区通办", "拼音、重庆和女儿", "身份证原件", "窗口少了，办事的人不能更累。"):
        assert sentence in text
    assert "pīn" not in text


def test_what_an_editor_should_look_at_is_told_with_its_place(source):
    diagnostics = render_body(source, "x.md", 1, ReadSettings()).diagnostics
    lines = source.split("\n")
    told = [(fault.code, lines[fault.span.line - 1].strip()) for fault in diagnostics]
    assert told == [
        ("fake-list", "1、第一"),
        ("fake-list", "（一）材料"),
        ("fake-list", "一、总则"),
        ("fake-list", "① 甲"),
        ("signature-lines", "译者：许海英"),
        ("indented-paragraph", "四个空格的段落"),
    ]
