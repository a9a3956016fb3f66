"""Forms that the register replaces by others are found; a right form that holds a wrong one is not."""

from ssg.check.terms import check_terms, compile_terms
from ssg.model.registers import Term
from ssg.source_findings import prose_of

TERMS = compile_terms(
    (
        Term("chiping", "茌平区", ("在平区", "茬平区")),
        Term("platform", "政务服务平台", ("市政服务平台", "服务平台")),
        Term("rongque", "容缺"),
    )
)


def test_a_forbidden_form_is_found_at_its_place_with_the_right_one():
    assert TERMS is not None
    (finding,) = check_terms(prose_of("a.md", "---\nsummary: 去在平区\n---\n"), TERMS)
    span = finding.diagnostic.span
    assert span is not None
    assert (span.line, span.column, span.length) == (2, 11, 3)
    assert finding.diagnostic.args == (("found", "在平区"), ("instead", "茌平区"))
    assert not finding.is_safe


def test_a_right_form_is_left_alone():
    assert TERMS is not None
    text = "茌平区的政务服务平台，`在平区`，[平台](在平区.md)。"
    assert list(check_terms(prose_of("a.md", text), TERMS)) == []


def test_what_people_type_into_the_search_may_be_wrong():
    assert TERMS is not None
    assert list(check_terms(prose_of("a.md", "---\nhidden_terms: [在平区]\n---\n"), TERMS)) == []


def test_a_register_without_forbidden_forms_is_no_check():
    assert compile_terms((Term("rongque", "容缺"),)) is None
