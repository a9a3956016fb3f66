"""Raw HTML: harmless structure stays, everything else is named and dropped."""

import html5lib
import pytest


def test_harmless_tags_stay(render):
    written = '<details open="">\n<summary>问</summary>\n<p class="a" lang="en">H<sub>2</sub>O</p>\n</details>'
    rendered = render(written)
    assert rendered.html == written
    assert rendered.diagnostics == ()


def test_inline_tags_stay(render):
    assert render("10<sup>3</sup> <kbd>Ctrl</kbd><br/>新").html == "<p>10<sup>3</sup> <kbd>Ctrl</kbd><br>新</p>"


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "文<script>alert(1)</script>",
        "<SCRIPT src=x></SCRIPT>",
        "<style>p{}</style>",
        "<iframe src='https://a.test/'></iframe>",
        "<svg onload=alert(1)></svg>",
        "<object data=x></object>",
    ],
)
def test_dangerous_tags_are_errors(render, written):
    rendered = render(f"前\n\n{written}", first_line=5)
    assert "<script" not in rendered.html.lower()
    assert "onload" not in rendered.html
    assert "unsafe-html" in rendered.codes
    assert rendered.places[0][:2] == (7, written.index("<") + 1)


def test_unknown_tags_are_warnings_and_their_text_stays(render):
    rendered = render("文<form><font color=red>红</font></form>")
    assert rendered.html == "<p>文红</p>"
    assert rendered.codes == ["html-tag-dropped", "html-tag-dropped"]
    assert rendered.places == [(1, 2, 6), (1, 8, 16)]


def test_dropped_attributes_are_warnings(render):
    rendered = render('<b style="color:red" onclick="x" class="c">甲</b>')
    assert rendered.html == '<p><b class="c">甲</b></p>'
    assert rendered.codes == ["attribute-dropped", "attribute-dropped"]


def test_attribute_lists_cannot_smuggle_attributes(render):
    rendered = render("*甲*{: #i .c onclick=alert(1) style=x role=button}")
    assert rendered.html == '<p><em class="c" id="i">甲</em></p>'
    assert rendered.codes == ["attribute-dropped"] * 3


def test_comments_are_dropped(render):
    assert render("甲<!-- 秘密 -->乙\n\n<!--\n块\n-->\n\n丙").html == "<p>甲乙</p>\n<p>丙</p>"


def test_a_lonely_angle_bracket_is_text(render):
    assert render("1 < 2 且 <3").html == "<p>1 &lt; 2 且 &lt;3</p>"


@pytest.mark.parametrize(
    "written",
    [
        "<div><p>甲</div>乙</p></span>",
        "<table><td>甲",
        "甲<div>乙</div>丙",
        "<details><summary>甲",
        "&#0;&#2;&#xFFFE;&notanentity;",
        "<ruby>甲<rt>jiǎ</ruby>",
        '[a](<b"c>) ![x"y](z \'q"r\')',
        "- <b>甲\n- 乙</b>",
        "> <blockquote>\n\n甲",
        "| <b>甲 |\n|--|\n| 乙 |",
        "## <i>甲",
        "甲\x00\x07\x0c乙",
    ],
)
def test_whatever_is_written_the_page_is_valid_html(render, written):
    html = render(written).html
    html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title>{html}")
