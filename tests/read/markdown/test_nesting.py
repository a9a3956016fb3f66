"""Lists inside lists, indented as editors do it."""

import pytest

INNER = "<ul>\n<li>甲<ul>\n<li>乙</li>\n<li>丙</li>\n</ul>\n</li>\n<li>丁</li>\n</ul>"


@pytest.mark.parametrize("indent", [2, 3, 4, 6])
def test_a_list_indented_by_two_spaces_or_more_is_an_inner_list(render, indent):
    space = " " * indent
    assert render(f"- 甲\n{space}- 乙\n{space}- 丙\n- 丁").html.replace("\n", "") == INNER.replace("\n", "")


def test_bullets_below_a_number_are_an_inner_list(render):
    html = render("1. 甲\n   - 乙\n   - 丙\n2. 丁").html
    assert html.count("<ol>") == 1
    assert "<li>甲<ul>" in html


def test_three_levels_by_two_spaces_are_three_levels(render):
    html = render("- 甲\n  - 乙\n    - 丙\n- 丁").html.replace("\n", "")
    assert html == "<ul><li>甲<ul><li>乙<ul><li>丙</li></ul></li></ul></li><li>丁</li></ul>"


def test_one_space_is_the_same_level(render):
    assert render("- 甲\n - 乙").html.count("<ul>") == 1


def test_a_paragraph_below_an_item_belongs_to_it(render):
    html = render("- 甲\n\n  说明\n\n- 乙").html.replace("\n", "")
    assert html == "<ul><li><p>甲</p><p>说明</p></li><li><p>乙</p></li></ul>"


def test_a_paragraph_below_an_inner_item_belongs_to_that(render):
    assert "<li><p>乙</p><p>说明</p></li>" in render("- 甲\n\n  - 乙\n\n    说明").html.replace("\n", "")


def test_text_at_the_margin_ends_the_list(render):
    assert render("- 甲\n  - 乙\n\n后文\n\n  - 丙").html.endswith("<p>后文</p>\n<ul>\n<li>丙</li>\n</ul>")


def test_lists_in_a_quotation_are_nested_too(render):
    html = render("> - 甲\n>   - 乙").html.replace("\n", "")
    assert html == "<blockquote><ul><li>甲<ul><li>乙</li></ul></li></ul></blockquote>"


def test_lists_in_a_box_are_nested_too(render):
    assert "<li>甲<ul>" in render("!!! note\n    - 甲\n      - 乙").html


def test_fenced_code_moves_with_its_item(render):
    html = render("- 甲\n  - 乙\n\n    ```\n    if x:\n        y()\n    ```\n").html
    assert "<pre><code>if x:\n    y()\n</code></pre>" in html
    assert html.index("</pre>") < html.index("</ul>")


def test_code_that_looks_like_a_list_stays_as_it_is(render):
    assert render("```\n- a\n  - b\n```").html == "<pre><code>- a\n  - b\n</code></pre>"
    assert render("    - a\n      - b").html == "<pre><code>- a\n  - b\n</code></pre>"


def test_indented_code_in_an_item_stays_code(render):
    assert "<code>x = 1\n</code>" in render("- a\n  - b\n\n          x = 1").html
