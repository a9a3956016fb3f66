"""The shortcuts through Python-Markdown change nothing but the time."""

import random

import pytest
from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.inlinepatterns import SimpleTextInlineProcessor

from ssg.model.config import ReadSettings
from ssg.read.markdown import shortcuts
from ssg.read.markdown.notebook import Notebook
from ssg.read.markdown.parser import make_markdown
from ssg.read.markdown.shortcuts import take_shortcuts

SETTINGS = ReadSettings("Asia/Shanghai", "zh-Hans", "link")
FRAGMENTS = (
    "九龙坡区政务大厅新设“跨域通办”专窗，\n市民少跑一趟。",
    "第一行\n第二行 with English\nand more，还有——破折号……省略号。",
    "　　两格缩进的一段。\n　　又一段。",
    "    缩进的中文段落",
    "    indented = code()",
    "# 一级\n## 二级 // 副题\n#### 跳级 {#anchor .wide}",
    "标题\n====",
    "小标题\n---",
    "- 身份证\n- 户口簿\n    - 复印件\n\n        code in it\n\n    续段\n- *原件*",
    "1. 取号\n2. 交材料\n\n    > 引文在列表里\n\n3. 领证",
    "需要：\n- 身份证\n- 户口簿",
    "2023. 年的事\n5. 不是年",
    "1、第一\n2、第二\n（三）第三",
    "译者：甲\n校对：乙",
    "名词\n:   解释一\n:   解释二\n\n另一个\n: 短解释",
    "词\n: 解释\n\n    续段",
    "* 星号项",
    "+ 加号项",
    "导语：\n* 星号项",
    "导语：\n+ 加号项",
    "导语：\n1. 编号项",
    "- 项\n\n\t词\n\t:\t制表符后的解释",
    "| 材料 | 份数 |\n| --- | ---: |\n| `a|b` | **2** |\n| {重\\|chóng} | 1 |",
    "材料 | 份数\n--- | :---:\n身份证 | 1",
    "> 引文\n> - 列表\n>\n> > 再引\n懒行",
    "!!! note\n    说明文字。\n\n    - 列表\n",
    '!!! warning "自己的标题"\n    注意*事项*。',
    "::: verse\n静夜思\n\n床前明月光\n:::",
    "文字[^1]和[^甲]。\n\n[^1]: 脚注一\n    续行\n\n[^甲]: 含[链接](a.md)的脚注",
    "[文内链接](../guides/pension.md#材料 '标题')，[引用][ref]，[ref]，[无此][none]",
    '[ref]: https://example.org/a_b_c "题"',
    "[相对]: a.md\n\n[相对]与[文字][相对]",
    "![图][照]\n\n[照]: photo.jpg",
    "![照]\n\n[照]: photo.jpg",
    "![照片](photo.jpg)\n\n![引用图][ref] 图后 ![ref]",
    "<https://example.org/> 与 <a@example.org> 与 https://example.org/?a=1&b=2。",
    "**粗**体、*斜*体、***都有***、_下划_线、__双__、a_b_c、* 孤星 *",
    "_只有下划线_",
    "`代码 *不斜*` ``含`反引号`` \\`不是代码\\`",
    "转义 \\* \\_ \\[ \\\\ \\{ 与行尾\\\n换行，两个空格  \n也换行",
    "实体 &copy; &#65; &lt;b&gt; 与 A&B &amp; &nonsense;",
    '<div class="box">\n<p>块级 *HTML*</p>\n</div>',
    "行内<mark>标记</mark>、<!-- 注释 --><kbd>Ctrl</kbd>、<br>与 a < b > c",
    "<!-- 整块注释\n\n**里面** -->",
    "<script>alert('x')</script>\n\n<table><tr><td>[a](b)</td></tr></table>",
    "```python\nx = 1  # *不斜*\n```",
    "- 项\n\n    ```\n    代码 | 表 [^1]\n    ```",
    "~~~\n没有关上的代码",
    "{重庆|chóng qìng}与{小朋友||xiǎo péngyǒu}和{错|cuò le}",
    "价格 {{fact: price}} 元，{{fact:other-fact}}，{{ 不是 }}",
    "文字\n\n* * *",
    "文字\n\n- - -",
    "文字\n\n___",
    "段落 {: .lead #x title='a b' }\n{: .after }\n\n*强调*{: .red } [链](x.md){: .big }",
    "## 甲&copy;乙",
    "[TOC]",
    "__办理时间。__ 周六也办",
    "*强调*{: onclick=alert }",
    "引两次[^乙]，再引[^乙]。\n\n[^乙]: 只有一条",
    "**办理时间。** 周一至周五。\n\n**无句号** 的一段",
    "\x02klzzwxh:0001\x03 与 \x02wzxhzdk:0\x03 伪造的占位符",
    "末尾有空格   \n\n\n\n空行很多",
)
JOINS = ("\n\n", "\n", "", "\n\n    ", "\n> ", "\n- ")
DOCUMENTS = 2500


REDUNDANT = "indent"
"""What this block processor does for lists, "defindent" does as well."""
SIGNS = [
    (table, name, sign)
    for table in (shortcuts.BLOCK_SIGNS, shortcuts.INLINE_SIGNS, shortcuts.TREE_SIGNS)
    for name, signs in table.items()
    if name != REDUNDANT
    for sign in signs
]
NEVER = "\0"


def both_ways() -> tuple[tuple[Markdown, Notebook], tuple[Markdown, Notebook]]:
    """Return Python-Markdown as we use it, and the same without the shortcuts."""
    short, long = Notebook(), Notebook()
    quick = make_markdown(SETTINGS, short)
    take_shortcuts(quick)
    return (quick, short), (make_markdown(SETTINGS, long), long)


def converted(markdown: Markdown, notebook: Notebook, text: str) -> tuple[object, ...]:
    """Return the HTML of a text, and all that was noted on the way."""
    notebook.clear()
    html = markdown.reset().convert(text)
    return html, tuple(notebook.references), tuple(notebook.remarks)


def random_text(source: random.Random) -> str:
    """Return one to six fragments, joined in any way."""
    text = source.choice(FRAGMENTS)
    for _ in range(source.randrange(6)):
        text += source.choice(JOINS) + source.choice(FRAGMENTS)
    return text


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_reads_the_same_both_ways(fragment: str) -> None:
    quick, stock = both_ways()

    assert converted(*quick, fragment) == converted(*stock, fragment)


@pytest.mark.slow
def test_any_document_reads_the_same_both_ways() -> None:
    quick, stock = both_ways()
    source = random.Random(20261123)

    for _ in range(DOCUMENTS):
        text = random_text(source)
        assert converted(*quick, text) == converted(*stock, text), text


@pytest.mark.slow
@pytest.mark.parametrize(("table", "name", "sign"), SIGNS)
def test_a_forgotten_sign_would_be_noticed(
    table: dict[str, tuple[str, ...]], name: str, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(other for other in table[name] if other != sign)
    monkeypatch.setitem(table, name, others or (NEVER,))
    quick, stock = both_ways()

    assert any(converted(*quick, fragment) != converted(*stock, fragment) for fragment in FRAGMENTS)


def test_the_parser_in_use_takes_the_shortcuts() -> None:
    """When this fails, a new processor or a new Markdown wants its signs in shortcuts.py, and a fragment here."""
    assert take_shortcuts(make_markdown(SETTINGS, Notebook()))


def test_an_inline_pattern_that_nobody_knows_switches_the_shortcuts_off() -> None:
    markdown = make_markdown(SETTINGS, Notebook())
    markdown.inlinePatterns.register(SimpleTextInlineProcessor("(天气)"), "weather", 10)

    assert not take_shortcuts(markdown)
    assert "天气" in markdown.convert("今天的天气")


def test_an_extension_that_nobody_knows_switches_the_shortcuts_off() -> None:
    markdown = make_markdown(SETTINGS, Notebook())
    markdown.registerExtensions([AbbrExtension()], {})

    assert not take_shortcuts(markdown)


def test_a_markdown_that_was_not_compared_switches_the_shortcuts_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts, "KNOWN_VERSIONS", frozenset(("3.0",)))

    assert not take_shortcuts(make_markdown(SETTINGS, Notebook()))
