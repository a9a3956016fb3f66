"""What editors, programs and GitHub are shown."""

import json

from ssg.edge.messages import Entry, Messages, load_messages
from ssg.edge.report import arrange, render_github, render_json, render_text
from ssg.model.diagnostic import Span, error, warning

LINK = "content/guides/passport.md"
SOURCES = {
    LINK: "---\ntitle: 护照\n---\n先看[办理条件](../guides/pasport.md)再来。\n",
    "content/a.md": "title\tx: \x1b[2J1\n",
}


def words(language="zh-Hans", **entries):
    return Messages("", entries, load_messages(language).word_by_key)


BROKEN = Entry("找不到“{target}”", ("是不是想写“{nearest}”？", "请核对文件名"))


def test_a_fault_is_shown_with_its_line_underlined_below_double_width_characters():
    found = error("broken", Span(LINK, 4, 9, 20), target="../guides/pasport.md", nearest="../guides/passport.md")
    assert render_text([found], words(broken=BROKEN), SOURCES.get, withheld=True) == (
        "content/guides/passport.md:4:9: 错误[broken]: 找不到“../guides/pasport.md”\n"
        "    4 | 先看[办理条件](../guides/pasport.md)再来。\n"
        "      |               ^^^^^^^^^^^^^^^^^^^^\n"
        "   改法：是不是想写“../guides/passport.md”？\n"
        "1 个错误；没有发布\n"
    )


def test_carets_below_chinese_text_are_two_columns_a_character():
    found = warning("wide", Span(LINK, 4, 4, 4))
    assert render_text([found], words(wide=Entry("宽")), SOURCES.get).splitlines()[1:3] == [
        "    4 | 先看[办理条件](../guides/pasport.md)再来。",
        "      |      ^^^^^^^^",
    ]


def test_help_is_the_first_alternative_whose_arguments_are_given():
    found = error("broken", Span(LINK), target="x.md")
    assert render_text([found], words(broken=BROKEN), SOURCES.get) == (
        "content/guides/passport.md: 错误[broken]: 找不到“x.md”\n   改法：请核对文件名\n1 个错误\n"
    )


def test_related_places_are_listed():
    clash = error("clash", related=(Span("content/a.md", 2), Span("content/b.md")), url="/news/")
    report = render_text([clash], words("en", clash=Entry("two pages want {url}")), SOURCES.get, path_prefix="site/")
    assert report == (
        "error[clash]: two pages want /news/\n   see also site/content/a.md:2\n   see also site/content/b.md\n1 error\n"
    )


def test_faults_come_by_file_and_line_each_once_and_those_of_no_file_last():
    early, late = error("x", Span("a.md", 2, 1)), warning("x", Span("a.md", 10, 1))
    other, nowhere = warning("x", Span("b.md")), error("x")
    assert arrange([nowhere, other, late, early, late]) == (early, late, other, nowhere)


def test_the_closing_line_counts_errors_and_warnings():
    found = [error("x", Span("a.md")), error("x", Span("b.md")), warning("x", Span("a.md"))]
    assert render_text(found, words(x=Entry("…")), SOURCES.get).endswith("\n2 个错误，1 个提醒\n")
    assert render_text(found, words("en", x=Entry("…")), SOURCES.get).endswith("\n2 errors, 1 warning\n")


def test_a_mend_for_several_faults_in_a_row_is_said_once():
    found = [warning("broken", Span(LINK, line), target="x.md") for line in (1, 2)]
    assert render_text(found, words(broken=BROKEN), SOURCES.get) == (
        "content/guides/passport.md:1: 提醒[broken]: 找不到“x.md”\n"
        "content/guides/passport.md:2: 提醒[broken]: 找不到“x.md”\n   改法：请核对文件名\n2 个提醒\n"
    )


def test_nothing_to_say_is_an_empty_text():
    assert render_text([], words(), SOURCES.get) == ""


def test_colours_change_no_letter():
    found = error("broken", Span(LINK, 4, 9, 20), target="../guides/pasport.md")
    shown = words(broken=BROKEN)
    coloured = render_text([found], shown, SOURCES.get, colour=True)
    for escape in ("\x1b[1;31m", "\x1b[2m", "\x1b[0m"):
        assert escape in coloured
        coloured = coloured.replace(escape, "")
    assert coloured == render_text([found], shown, SOURCES.get)


def test_control_characters_of_content_never_reach_the_terminal():
    found = error("bad", Span("content/a.md", 1, 7, 1), was="\x1b[2J\n::error::\u202e")
    assert render_text([found], words(bad=Entry("“{was}”")), SOURCES.get) == (
        "content/a.md:1:7: 错误[bad]: “␛[2J␊::error::�”\n    1 | title x: ␛[2J1\n      |       ^\n1 个错误\n"
    )


def test_a_long_line_is_shown_around_the_place():
    line = "甲" * 500 + "乙" + "丙" * 500
    found = error("bad", Span("a.md", 1, 501, 1))
    assert render_text([found], words(bad=Entry("…")), {"a.md": line}.get).splitlines()[1:3] == [
        "    1 | …" + "甲" * 20 + "乙" + "丙" * 20 + "…",
        "      |  " + " " * 40 + "^^",
    ]


def test_a_place_beyond_the_text_does_no_harm():
    found = [error("bad", Span("a.md", 1, 90, 5)), error("bad", Span("a.md", 70, 1, 5))]
    assert render_text(found, words(bad=Entry("…")), {"a.md": "短"}.get) == (
        "a.md:1:90: 错误[bad]: …\n    1 | 短\n      |   ^\na.md:70:1: 错误[bad]: …\n2 个错误\n"
    )


def test_a_code_without_words_is_shown_with_its_arguments():
    found = error("own-check", Span("a.md"), was="x")
    assert render_text([found], words(), SOURCES.get) == "a.md: 错误[own-check]: own-check (was=x)\n1 个错误\n"


def test_json_has_every_place_as_numbers_or_null():
    found = [error("broken", Span(LINK, 4, 9, 20), target="x", related=(Span("b.md"),)), warning("plain")]
    assert json.loads(render_json(found, words(broken=BROKEN, plain=Entry("提醒一下")))) == {
        "version": 1,
        "errors": 1,
        "warnings": 1,
        "diagnostics": [
            {
                "severity": "error",
                "code": "broken",
                "message": "找不到“x”",
                "help": "请核对文件名",
                "path": LINK,
                "line": 4,
                "column": 9,
                "end_column": 29,
                "related": [{"path": "b.md", "line": None, "column": None, "end_column": None}],
            },
            {
                "severity": "warning",
                "code": "plain",
                "message": "提醒一下",
                "help": None,
                "path": None,
                "line": None,
                "column": None,
                "end_column": None,
                "related": [],
            },
        ],
    }


def test_github_annotations_are_escaped():
    found = warning("bad", Span("content/a,b:c.md", 3, 2, 4), was="100%\n::error::x")
    shown = words("en", bad=Entry("“{was}”", ("try again",)))
    assert render_github([found], shown, path_prefix="site/") == (
        "::warning file=site/content/a%2Cb%3Ac.md,line=3,col=2,endColumn=6,title=bad"
        "::“100%25%0A::error::x”%0Ahelp: try again\n"
    )


def test_github_annotations_need_no_place():
    assert render_github([error("bad")], words(bad=Entry("不行"))) == "::error title=bad::不行\n"


def test_text_is_grouped_by_file_and_the_worst_comes_first():
    found = [
        warning("bad", Span("a.md", 1)),
        warning("bad", Span("b.md", 1)),
        error("bad", Span("b.md", 9)),
        warning("bad"),
        error("bad", Span("c.md", 2)),
    ]
    lines = render_text(found, words(bad=Entry("…")), {}.get).split("\n")
    assert lines == [
        *("b.md:9: 错误[bad]: …", "b.md:1: 提醒[bad]: …", ""),
        *("c.md:2: 错误[bad]: …", ""),
        *("a.md:1: 提醒[bad]: …", ""),
        *("提醒[bad]: …", "2 个错误，3 个提醒", ""),
    ]
