"""Which size of type makes a sheet one page."""

import pytest

from ssg.plan.sheet_fit import SIZES_PT, SheetRow, SheetText, fit_sheet


def sheet(paragraphs: int, length: int = 30) -> SheetText:
    rows = (
        SheetRow("steps", "办理流程", tuple("字" * length for _ in range(paragraphs))),
        SheetRow("fee", "收费", ("不收费",), is_half=True),
        SheetRow("visits", "到现场次数", ("1次",), is_half=True),
    )
    return SheetText("标题", ("摘要",), rows, ("https://example.org/guides/a/",))


def test_a_short_sheet_keeps_the_usual_type():
    assert fit_sheet(sheet(5)).type_size == ""


def test_type_shrinks_step_by_step_as_the_text_grows_and_then_misses_by_ever_more_lines():
    fits = [fit_sheet(sheet(paragraphs)) for paragraphs in range(1, 80)]
    sizes = [list(SIZES_PT).index(fit.type_size) for fit in fits]
    overs = [fit.lines_over for fit in fits]
    assert (sizes, overs) == (sorted(sizes), sorted(overs))
    assert set(sizes) == {0, 1, 2}
    assert overs[-1] > 0


def test_nothing_is_called_too_long_in_any_but_the_smallest_type():
    fits = [fit_sheet(sheet(paragraphs)) for paragraphs in range(1, 80)]
    assert {fit.type_size for fit in fits if fit.lines_over} == {"smallest"}


def test_what_is_too_long_names_its_longest_row_first():
    fit = fit_sheet(sheet(90))
    assert [(row.name, row.lines) for row in fit.longest] == [("steps", 90), ("fee", 1)]


@pytest.mark.parametrize(("text", "wider"), [("字" * 42, "字" * 43), ("a" * 68, "a" * 69)])
def test_a_line_holds_fewer_chinese_than_latin_letters(text: str, wider: str):
    lines = []
    for paragraph in (text, wider):
        text_of_sheet = SheetText("题", (), (SheetRow("steps", "办理流程", (paragraph,) * 90),), ())
        lines.append(fit_sheet(text_of_sheet).longest[0].lines)
    assert lines == [90, 180]
