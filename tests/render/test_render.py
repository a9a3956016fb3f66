import unicodedata
from datetime import UTC, datetime

import pytest
from markupsafe import escape

from ssg.model.contexts import BodyRef, FeedContext, PageContext, SitemapContext, SitemapEntry
from ssg.model.diagnostic import Diagnostic
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content
from ssg.model.page import Page, Route
from ssg.model.theme import Template, Theme
from ssg.render.render import Renderer

ROUTE = Route("/x/", "x/index.html")


def theme_of(*sources: tuple[str, str]) -> Theme:
    templates = tuple(Template(name, source, f"themes/mine/templates/{name}") for name, source in sources)
    return Theme(templates, strings=(("word", "词"),), assets=(("site.css", "/assets/site.1.css"),))


def render_fault(*sources: tuple[str, str]) -> Diagnostic:
    page = Page(ROUTE, sources[0][0], SitemapContext(()))
    outcome = Renderer(theme_of(*sources), "", "zh-Hans").render(page.template, page.context, {})
    assert outcome.value is None
    (diagnostic,) = outcome.diagnostics
    return diagnostic


def where(diagnostic: Diagnostic) -> tuple[str, str, int]:
    assert diagnostic.span is not None
    return diagnostic.code, diagnostic.span.path.rsplit("/", 1)[1], diagnostic.span.line


def test_a_page_sees_the_fields_of_its_context():
    page = Page(ROUTE, "s.html", SitemapContext(()))
    outcome = Renderer(theme_of(("s.html", "{{ entries|length }}项")), "", "zh-Hans").render(
        page.template, page.context, {}
    )
    assert outcome.value == "0项".encode()
    assert outcome.diagnostics == ()


def test_a_name_that_the_context_does_not_hold_is_reported_with_its_line():
    fault = render_fault(("s.html", "a\n\n{{ entires }}"))
    assert where(fault) == ("template-error", "s.html", 3)


def test_a_fault_inside_an_included_template_is_reported_there():
    fault = render_fault(("s.html", '{% include "part.html" %}'), ("part.html", "\n{{ entries.first }}"))
    assert where(fault) == ("template-error", "part.html", 2)


def test_a_broken_tag_is_reported_with_its_line():
    assert where(render_fault(("s.html", "a\n{% if %}"))) == ("template-error", "s.html", 2)


def test_a_script_that_stands_in_pages_cannot_be_put_together_by_jinja():
    fault = render_fault(("s.html", '<script>{% include "inline/a.js" %}</script>'), ("inline/a.js", "a({{ 1 }})"))
    assert where(fault) == ("template-inline-script", "a.js", 1)


def test_an_unknown_filter_is_reported_with_its_line():
    assert where(render_fault(("s.html", "a\n{{ entries|shuffle }}"))) == ("template-error", "s.html", 2)


def test_a_wrong_operation_is_reported_with_its_line():
    assert where(render_fault(("s.html", "\n{{ entries + 1 }}"))) == ("template-error", "s.html", 2)


def test_a_template_that_includes_itself_is_reported():
    assert render_fault(("s.html", '{% include "s.html" %}')).code == "template-error"


def test_a_missing_template_is_named():
    fault = render_fault(("s.html", '{% extends "bsae.html" %}'))
    assert where(fault) == ("template-not-found", "s.html", 1)
    assert dict(fault.args) == {"name": "bsae.html"}


def test_an_unknown_asset_and_an_unknown_string_are_found_before_rendering():
    page = Page(ROUTE, "s.html", SitemapContext(()))
    theme = theme_of(("s.html", '{{ asset("sight.css") }}\n{{ t("wrod") }}'))
    diagnostics = Renderer(theme, "", "zh-Hans").render(page.template, page.context, {}).diagnostics
    assert [where(diagnostic) for diagnostic in diagnostics] == [
        ("template-asset", "s.html", 1),
        ("template-string", "s.html", 2),
    ]


def test_a_computed_string_that_is_missing_is_reported_with_its_line():
    fault = render_fault(("s.html", '\n{{ t("kind." ~ entries|length) }}'))
    assert where(fault) == ("template-string", "s.html", 2)


@pytest.mark.parametrize("source", ["{% include entries %}", "{% extends name %}", "{{ asset(entries) }}"])
def test_a_computed_name_is_refused(source: str):
    assert render_fault(("s.html", source)).code == "template-computed-name"


def test_templates_reach_neither_chance_nor_the_rest_of_the_process():
    assert render_fault(("s.html", "{{ entries|random }}")).code == "template-error"
    assert render_fault(("s.html", "{{ lipsum() }}")).code == "template-error"


def test_an_asset_url_carries_the_base_path():
    page = Page(ROUTE, "s.html", SitemapContext(()))
    outcome = Renderer(theme_of(("s.html", '{{ asset("site.css") }}')), "/preview", "zh-Hans").render(
        page.template, page.context, {}
    )
    assert outcome.value == b"/preview/assets/site.1.css"


def test_text_is_escaped_and_characters_that_no_page_may_hold_are_left_out(site):
    context = FeedContext(site, "a\x07<b>\ud800", "/", "/feed.xml", datetime(2026, 1, 1, tzinfo=UTC), ())
    page = Page(ROUTE, "f.xml", context)
    assert (
        Renderer(theme_of(("f.xml", "{{ title }}")), "", "zh-Hans").render(page.template, page.context, {}).value
        == b"a&lt;b&gt;"
    )


def test_a_body_is_put_together_for_its_page(site, head, card):
    body = BodyRef("d1", replacements=("/guides/",), is_empty=False)
    content = Content(f'<p><a href="{MARK_OPEN}0{MARK_CLOSE}">办事</a></p>', ())
    page = Page(ROUTE, "p.html", PageContext(site, head, card, body, None))
    outcome = Renderer(theme_of(("p.html", "{{ body.html }}")), "/preview", "zh-Hans").render(
        page.template, page.context, {"d1": content}
    )
    assert outcome.value == '<p><a href="/preview/guides/">办事</a></p>'.encode()


def test_no_page_holds_a_character_that_html_forbids():
    """Each alone, as what finds them in a page takes all of it at once."""
    renderer = Renderer(theme_of(("s.html", "词{{ entries[0].url }}词")), "", "zh-Hans")
    suspects = (*range(0x300), *range(0xD7F0, 0xE010), *range(0xFDC0, 0xFE00), *range(0xFFF0, 0x10010))
    for character in map(chr, suspects):
        is_forbidden = (
            (unicodedata.category(character) == "Cc" and character not in "\t\n\r")
            or unicodedata.category(character) == "Cs"
            or 0xFDD0 <= ord(character) <= 0xFDEF
            or character in "\ufffe\uffff"
        )
        page = renderer.render("s.html", SitemapContext((SitemapEntry(character, None),)), {}).value
        expected = "" if is_forbidden else str(escape(character))
        assert page == f"词{expected}词".encode(), hex(ord(character))
