"""Is a sheet one page of A4, and in which size of type (readers R-70)?

No page can ask the printer, so the lines are counted beforehand, on the safe side: what is promised here to fit
does fit (a browser test prints sheets of many lengths); what is called too long may miss by a line or two.
"""

from collections.abc import Iterable
from itertools import accumulate
from math import ceil

from msgspec import Struct

from ssg.model.contexts import RowLength, SheetFit

SIZES_PT = {"": 12.0, "small": 11.0, "smallest": 10.5}
"""By the name the style sheet knows, tried in this order. R-70 asks for 12 points; 10.5 (五号) is the smallest type
that offices set text in."""
LONGEST = 2
"""How many rows an editor is told to shorten."""

MM_PER_POINT = 25.4 / 72

# Of sheet.css, in millimetres, and in ems of the size of type.
PAGE_HEIGHT_MM = 277.0
"""A4 without its margins, less 2 mm for rounding."""
PAGE_WIDTH_MM = 186.0
LINE_EM = 1.3
ROW_EM = 0.31
"""Padding and rule of a row."""
LABEL_EM = 6.8
TICK_EM = 1.5
CODE_HEIGHT_MM = 36.0
CODE_WIDTH_MM = 39.0
"""With the gap beside it."""
FOOT_EM = 4.2
"""The line to sign on, the line below it, and the white above both."""

NARROW_EM = 0.62
"""Width of a Latin letter or a digit, the space beside Chinese included."""


class SheetRow(Struct, frozen=True):
    """One row of a sheet."""

    name: str
    """The front matter field it shows: ``materials``."""
    label: str
    paragraphs: tuple[str, ...]
    """What it says, about: only the width counts."""
    is_half: bool = False
    """Shares its line with the next row, which is half as well."""
    has_ticks: bool = False
    """Boxes to tick, in two columns when there are more than three."""


class SheetText(Struct, frozen=True):
    """All that a sheet says."""

    title: str
    head: tuple[str, ...]
    """Paragraphs below the title."""
    rows: tuple[SheetRow, ...]
    foot: tuple[str, ...]
    """Paragraphs beside the code."""


def fit_sheet(text: SheetText) -> SheetFit:
    """Return the largest size of type in which a sheet is one page, or by how much it misses in the smallest."""
    for name, size_pt in SIZES_PT.items():
        em_mm = size_pt * MM_PER_POINT
        over_mm = _height_mm(text, em_mm) - PAGE_HEIGHT_MM
        if over_mm <= 0:
            return SheetFit(name)
    lengths = sorted((RowLength(row.name, row.label, _row_lines(row, em_mm)) for row in text.rows), key=_by_lines)
    return SheetFit(name, ceil(over_mm / (LINE_EM * em_mm)), tuple(lengths[:LONGEST]))


def _by_lines(row: RowLength) -> int:
    return -row.lines


def _height_mm(text: SheetText, em_mm: float) -> float:
    width = PAGE_WIDTH_MM / em_mm
    halves = [_row_lines(row, em_mm) for row in text.rows if row.is_half]
    whole = [_row_lines(row, em_mm) for row in text.rows if not row.is_half]
    lines = sum(whole) + sum(max(pair) for pair in zip(halves[::2], halves[1::2], strict=True))
    rows = len(whole) + len(halves) // 2
    title = 18 * MM_PER_POINT * LINE_EM * _lines([text.title], PAGE_WIDTH_MM / (18 * MM_PER_POINT))
    head = (1 + _lines(text.head, width)) * LINE_EM * em_mm
    code = max(CODE_HEIGHT_MM, _lines(text.foot, (PAGE_WIDTH_MM - CODE_WIDTH_MM) / em_mm) * LINE_EM * em_mm)
    return title + head + (lines * LINE_EM + rows * ROW_EM + FOOT_EM) * em_mm + code


def _row_lines(row: SheetRow, em_mm: float) -> int:
    width = PAGE_WIDTH_MM / em_mm
    room = ((width - 1) / 2 if row.is_half else width) - LABEL_EM
    if not row.has_ticks:
        return _lines(row.paragraphs, room)
    if len(row.paragraphs) <= 3:
        return _lines(row.paragraphs, room - TICK_EM)
    items = [_lines([paragraph], (room - 1) / 2 - TICK_EM) for paragraph in row.paragraphs]
    return min(max(left, sum(items) - left) for left in accumulate(items))


def _lines(paragraphs: Iterable[str], room: float) -> int:
    """Return how many lines paragraphs take; any line may end an em early, since none may begin with a comma."""
    return sum(max(1, ceil(_width(paragraph) / (room - 1))) for paragraph in paragraphs)


def _width(text: str) -> float:
    return sum(NARROW_EM if character < "\u2000" else 1.0 for character in text)
