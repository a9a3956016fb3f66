"""Front matter and body are told apart, whatever an editor typed between them."""

import pytest

from ssg.read.frontmatter import Parts, split_front_matter


def faults(outcome):
    return [(each.code, each.span.line, each.span.column) for each in outcome.diagnostics]


def test_both_parts_know_their_first_lines():
    outcome = split_front_matter("a.md", "---\ntitle: 一\ndate: 2026-10-13\n---\n正文\n")
    assert outcome.value == Parts("title: 一\ndate: 2026-10-13\n", 2, "正文\n", 5)
    assert outcome.diagnostics == ()


def test_empty_front_matter_and_an_empty_body_are_allowed():
    assert split_front_matter("a.md", "---\n---\n").value == Parts("", 2, "", 3)
    assert split_front_matter("a.md", "---\n---").value == Parts("", 2, "", 3)


def test_empty_lines_may_stand_before_the_front_matter():
    outcome = split_front_matter("a.md", "\n\n---\ntitle: 一\n---\n正文")
    assert (outcome.value, outcome.diagnostics) == (Parts("title: 一\n", 4, "正文", 6), ())


def test_a_rule_in_the_body_ends_nothing():
    assert split_front_matter("a.md", "---\na: 1\n---\n一\n\n---\n二").value.body == "一\n\n---\n二"


def test_blanks_after_a_fence_do_no_harm():
    assert faults(split_front_matter("a.md", "---  \na: 1\n---\t\n正文")) == []


@pytest.mark.parametrize("fence", ["———", "－－－", "–––", "--", "----", "——"])
def test_a_fence_of_wrong_dashes_is_named_and_still_divides(fence):
    outcome = split_front_matter("a.md", f"---\ntitle: 一\n{fence}\n正文\n")
    assert faults(outcome) == [("front-matter-fence", 3, 1)]
    assert outcome.value == Parts("title: 一\n", 2, "正文\n", 4)


def test_a_first_fence_of_wrong_dashes_is_named():
    outcome = split_front_matter("a.md", "———\ntitle: 一\n---\n正文\n")
    assert faults(outcome) == [("front-matter-fence", 1, 1)]
    assert outcome.value.front == "title: 一\n"


def test_a_missing_first_fence_is_told_apart_from_missing_front_matter():
    outcome = split_front_matter("a.md", "title: 一\n---\n正文\n")
    assert faults(outcome) == [("front-matter-unopened", 1, 1)]
    assert outcome.value == Parts("title: 一\n", 1, "正文\n", 3)


def test_a_text_without_front_matter_is_body_throughout():
    outcome = split_front_matter("a.md", "# 标题\n\n正文\n")
    assert faults(outcome) == [("no-front-matter", 1, 1)]
    assert outcome.value == Parts(None, 1, "# 标题\n\n正文\n", 1)


def test_an_empty_file_has_no_front_matter():
    assert faults(split_front_matter("a.md", "")) == [("no-front-matter", 1, 1)]


def test_a_missing_last_fence_is_told_where_it_should_be():
    outcome = split_front_matter("a.md", "---\ntitle: 一\ndate: 2026-10-13\n\n正文\n")
    assert faults(outcome) == [("front-matter-unclosed", 4, 1)]
    assert outcome.value == Parts("title: 一\ndate: 2026-10-13\n", 2, "\n正文\n", 4)


def test_front_matter_that_never_ends_has_no_body():
    outcome = split_front_matter("a.md", "---\ntitle: 一\n")
    assert faults(outcome) == [("front-matter-unclosed", 3, 1)]
    assert outcome.value == Parts("title: 一\n", 2, "", 3)
