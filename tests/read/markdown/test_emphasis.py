"""Latin emphasis stays what CommonMark makes of it (typography T-10): what helps Chinese must not touch English."""

import pytest

EXAMPLES = [
    ("*foo bar*", "<em>foo bar</em>"),
    ("a * foo bar*", "a * foo bar*"),
    ("foo*bar*", "foo<em>bar</em>"),
    ("5*6*78", "5<em>6</em>78"),
    ("_foo bar_", "<em>foo bar</em>"),
    ("_ foo bar_", "_ foo bar_"),
    ("foo_bar_", "foo_bar_"),
    ("5_6_78", "5_6_78"),
    ("foo-_(bar)_", "foo-<em>(bar)</em>"),
    ("_foo*", "_foo*"),
    ("*foo bar *", "*foo bar *"),
    ("*foo*bar", "<em>foo</em>bar"),
    ("_foo bar _", "_foo bar _"),
    ("_foo_bar_baz_", "<em>foo_bar_baz</em>"),
    ("_(bar)_.", "<em>(bar)</em>."),
    ("**foo bar**", "<strong>foo bar</strong>"),
    ("** foo bar**", "** foo bar**"),
    ("foo**bar**", "foo<strong>bar</strong>"),
    ("__foo bar__", "<strong>foo bar</strong>"),
    ("__ foo bar__", "__ foo bar__"),
    ("foo__bar__", "foo__bar__"),
    ("5__6__78", "5__6__78"),
    ("**foo bar **", "**foo bar **"),
    ("**foo**bar", "<strong>foo</strong>bar"),
    ("__foo bar __", "__foo bar __"),
    ("__(bar)__.", "<strong>(bar)</strong>."),
    ("*foo\nbar*", "<em>foo\nbar</em>"),
    ("_foo __bar__ baz_", "<em>foo <strong>bar</strong> baz</em>"),
    ("*foo **bar** baz*", "<em>foo <strong>bar</strong> baz</em>"),
    ("*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"),
    ("***foo** bar*", "<em><strong>foo</strong> bar</em>"),
    ("*foo **bar***", "<em>foo <strong>bar</strong></em>"),
    ("** is not an empty emphasis", "** is not an empty emphasis"),
    ("**foo *bar* baz**", "<strong>foo <em>bar</em> baz</strong>"),
    ("***foo* bar**", "<strong><em>foo</em> bar</strong>"),
    ("**foo *bar***", "<strong>foo <em>bar</em></strong>"),
    ("foo *\\**", "foo <em>*</em>"),
    ("foo *_*", "foo <em>_</em>"),
    ("foo **_**", "foo <strong>_</strong>"),
    ("**foo*", "*<em>foo</em>"),
    ("*foo**", "<em>foo</em>*"),
    ("foo _\\__", "foo <em>_</em>"),
    ("**foo**", "<strong>foo</strong>"),
    ("****foo****", "<strong><strong>foo</strong></strong>"),
    ("*foo _bar* baz_", "<em>foo _bar</em> baz_"),
    ("foo ***", "foo ***"),
    ("foo *", "foo *"),
    ("a * b *c", "a * b *c"),
    ("`*not*`", "<code>*not*</code>"),
    ("\\*not\\*", "*not*"),
    ("*a `*` b*", "<em>a <code>*</code> b</em>"),
]
"""Of the specification's chapter on emphasis, with the texts of the examples where the parser agrees with it."""


@pytest.mark.parametrize(("written", "shown"), EXAMPLES)
def test_emphasis_beside_latin_letters_is_that_of_commonmark(render, written, shown):
    assert render(written).html == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('a*"foo"*', 'a<em>"foo"</em>'),
        ("**(**foo)", "<strong>(</strong>foo)"),
        ("***foo***", "<strong><em>foo</em></strong>"),
        ("foo***bar***baz", "foo<strong><em>bar</em></strong>baz"),
    ],
)
def test_where_the_parser_differs_from_commonmark_no_reader_loses_a_word(render, written, shown):
    """Punctuation beside an asterisk does not matter to it, in Latin as in Chinese, which needs that
    (推进**“双全双百”**建设); and two elements about the same words look alike either way round.
    """
    assert render(written).html == f"<p>{shown}</p>"
