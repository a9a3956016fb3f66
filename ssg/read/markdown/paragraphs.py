"""How Chinese editors type paragraphs: indents by U+3000 or spaces (T-12), typed list numbers (T-06), signatures."""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown.blockprocessors import BlockProcessor, CodeBlockProcessor

from ssg.model.patterns import late_pattern
from ssg.read.markdown.notebook import Notebook, text_needle

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
A_HAN = late_pattern(HAN)
INDENT = re.compile(r"^ {0,3}\u3000+[ \u3000]*", re.MULTILINE)
NEW_PARAGRAPH = re.compile(r"\n(?= {0,3}\u3000{2})")
FAKE_ITEM = late_pattern(
    r"(?:\d{1,3}[、．)）]|\d{1,3}\.(?=[^\s\d.])|[一二三四五六七八九十百]{1,4}、"
    r"|（[一二三四五六七八九十\d]{1,4}）|[①-⑳])"
)
SENTENCE_END = "。；：？！;:?!"
SIGNATURE = late_pattern(rf"(?:{HAN} ?){{2,6}}：\s*[^。！？；\n]{{1,24}}$")


class TypedIndent(BlockProcessor):
    """Takes typed full-width spaces off the starts of lines; two of them begin a paragraph, as on paper."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Return whether a line begins with a typed indent."""
        return "\u3000" in block and INDENT.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Replace the block by its paragraphs; others go on with them."""
        paragraphs = NEW_PARAGRAPH.split(blocks.pop(0))
        blocks[:0] = [INDENT.sub("", paragraph) for paragraph in paragraphs]
        return False


class IndentedCode(CodeBlockProcessor):
    """Indented code, unless its first line is Chinese: then it is a paragraph that someone indented (T-12)."""

    def __init__(self, parser: Any, notebook: Notebook) -> None:
        super().__init__(parser)
        self.notebook = notebook

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        """Append code, or take the indent off and let others go on."""
        first_line = blocks[0].partition("\n")[0]
        if not A_HAN.search(first_line) or self._continues_code(parent):
            super().run(parent, blocks)
            return None
        self.notebook.warn("indented-paragraph", text_needle(first_line), text=_shortened(first_line.strip()))
        blocks[0] = "\n".join(line.strip(" ") for line in blocks[0].split("\n"))
        return False

    def _continues_code(self, parent: etree.Element) -> bool:
        sibling = self.lastChild(parent)
        return sibling is not None and sibling.tag == "pre"


class KeptBreaks(BlockProcessor):
    """Keeps the breaks before typed list numbers and between signature lines, with a warning.

    Joining them would give “1、第一2、第二” (T-06) and “译者：甲校对：乙”.
    """

    def __init__(self, parser: Any, notebook: Notebook) -> None:
        super().__init__(parser)
        self.notebook = notebook

    def test(self, parent: etree.Element, block: str) -> bool:
        """Return whether there is a break to keep."""
        return "\n" in block.strip("\n")

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Turn breaks that must stay into hard ones (two spaces at the end); others go on with the block."""
        lines = blocks[0].strip("\n").split("\n")
        fake, signatures = find_fake_items(lines), find_signatures(lines)
        if fake:
            self._warn("fake-list", lines[fake[0]])
        elif signatures:
            self._warn("signature-lines", lines[signatures[0] - 1])
        for index in {*fake, *signatures}:
            if index > 0:
                lines[index - 1] = lines[index - 1].rstrip() + "  "
        blocks[0] = "\n".join(lines)
        return False

    def _warn(self, code: str, line: str) -> None:
        self.notebook.warn(code, text_needle(line), text=_shortened(line.strip()))


def find_fake_items(lines: list[str]) -> tuple[int, ...]:
    """Return the indices of lines that look like items of a list but are none (T-06).

    A single one counts only behind the end of a sentence: “共⏎631、632 号” is no list.
    """
    items = tuple(index for index, line in enumerate(lines) if FAKE_ITEM.match(line.lstrip()))
    if len(items) > 1:
        return items
    if items and items[0] > 0 and lines[items[0] - 1].rstrip().endswith(tuple(SENTENCE_END)):
        return items
    return ()


def find_signatures(lines: list[str]) -> tuple[int, ...]:
    """Return the indices of lines that are, like the line before them, short and of the form “译者：…”."""
    are_labelled = [SIGNATURE.match(line.strip()) is not None for line in lines]
    return tuple(index for index in range(1, len(lines)) if are_labelled[index] and are_labelled[index - 1])


def _shortened(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}……"
