"""``::: official`` (typography T-42): the numbers of official documents, 一、（一）1.（1）, as real lists.

Editors type the numbers; the page counts by itself and shows the same ones, so that a reader's machine knows a list.
"""

import re
import xml.etree.ElementTree as etree

MARKS = (
    re.compile(r"([一二三四五六七八九十百]{1,5})、"),
    re.compile(r"（([一二三四五六七八九十百]{1,5})）"),
    re.compile(r"(\d{1,3})[.．、](?!\d)[ ]*"),
    re.compile(r"（(\d{1,3})）"),
)
"""By level, the outermost first."""
UNITS = {"十": 10, "百": 100}
BLANK_LINES = re.compile(r"\n(?:[ \t\u3000]*\n)+")


def build_official(parent: etree.Element, text: str) -> None:
    """Append lists within lists, and the text before the first number as paragraphs; inline markup is read later."""
    open_lists: list[tuple[int, etree.Element]] = []
    for block in BLANK_LINES.split(text.strip("\n")):
        holder: etree.Element | None = None
        for line in block.split("\n"):
            line = line.strip(" \t\u3000")
            level, number, rest = _read_mark(line)
            if number:
                holder = _append_item(parent, open_lists, level, number)
                holder.text = rest
            elif holder is not None:
                holder.text = f"{holder.text}\n{line}"
            elif line:
                holder = etree.SubElement(open_lists[-1][1][-1] if open_lists else parent, "p")
                holder.text = line


def _read_mark(line: str) -> tuple[int, int, str]:
    """Return level, number and what follows; number 0 when the line begins with none."""
    for level, mark in enumerate(MARKS, 1):
        match = mark.match(line)
        if match and match.end() < len(line):
            return level, parse_number(match[1]), line[match.end() :]
    return 0, 0, line


def _append_item(
    parent: etree.Element, open_lists: list[tuple[int, etree.Element]], level: int, number: int
) -> etree.Element:
    """Return a new ``<li>`` of that level, its number written down where counting on would give another."""
    while open_lists and open_lists[-1][0] > level:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        holder = open_lists[-1][1][-1] if open_lists else parent
        numbered = etree.SubElement(holder, "ol", {"class": f"gw gw-{level}"})
        if number != 1:
            numbered.set("start", str(number))
        open_lists.append((level, numbered))
        return etree.SubElement(numbered, "li")
    numbered = open_lists[-1][1]
    item = etree.SubElement(numbered, "li")
    if number != _count_to(numbered):
        item.set("value", str(number))
    return item


def _count_to(numbered: etree.Element) -> int:
    """Return the number that the last item of a list gets by counting."""
    count = int(numbered.get("start", "1")) - 1
    for item in numbered:
        count = int(item.get("value", count + 1))
    return count


def parse_number(text: str) -> int:
    """Return the value of “12” or “十二”; up to 999.

    text: digits, or Han numerals as people count: 十、二十三、一百零五 without the 零.
    """
    if text.isascii():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = "一二三四五六七八九".index(character) + 1
    return total + digit
