"""Links, pictures and facts become markers; what is unsafe goes (contract, laws 4 and 6; content-model §2)."""

import pytest

from ssg.model.document import ReferenceKind


def test_links_inside_the_site_become_references_with_exact_places(render):
    rendered = render("文\n见[指南](../guides/a.md#材料)和[首页](/guides/)，[上面](#top)。", first_line=12)
    assert [(one.kind, one.target) for one in rendered.body.references] == [
        (ReferenceKind.LINK, "../guides/a.md#材料"),
        (ReferenceKind.LINK, "/guides/"),
        (ReferenceKind.LINK, "#top"),
    ]
    spans = [one.span for one in rendered.body.references]
    assert [(span.line, span.column, span.length) for span in spans] == [(13, 7, 17), (13, 31, 8), (13, 46, 4)]
    assert spans[0].path == "content/news/x.md"
    assert '<a href="⟦0⟧">指南</a>' in rendered.html


def test_the_same_target_twice_has_two_places_and_code_is_not_looked_at(render):
    rendered = render("`[x](a.md)` [x](a.md)\n\n```\n[x](a.md)\n```\n\n[y](a.md)")
    assert [(one.span.line, one.span.column) for one in rendered.body.references] == [(1, 17), (7, 5)]


def test_references_are_numbered_in_reading_order(render):
    rendered = render("甲[^1] [乙](b.md) {{fact: x.y}}\n\n[^1]: [注](n.md)\n\n![图](p.jpg)")
    assert [one.target for one in rendered.body.references] == ["b.md", "x.y", "p.jpg", "n.md"]


def test_reference_style_links_are_found_where_they_are_defined(render):
    rendered = render("[甲][1]\n\n[1]: ../a.md")
    span = rendered.body.references[0].span
    assert (span.line, span.column, span.length) == (3, 6, 7)


def test_downloads_are_references_too(render):
    assert render("[表](form.docx)").body.references[0].target == "form.docx"


def test_links_in_raw_html_are_references_too(render):
    rendered = render('<a href="../a.md" onclick="x()">甲</a>')
    assert rendered.html == '<p><a href="⟦0⟧">甲</a></p>'
    assert rendered.codes == ["attribute-dropped"]


def test_external_links_are_marked_and_contact_links_stay(render):
    rendered = render("[甲](https://a.test/?a=1&b=2) [乙](mailto:a@b.cn) [丙](tel:12345)")
    assert '<a class="external" href="https://a.test/?a=1&amp;b=2" rel="external noopener">甲</a>' in rendered.html
    assert '<a href="mailto:a@b.cn">乙</a> <a href="tel:12345">丙</a>' in rendered.html
    assert rendered.body.references == ()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#x09;script:alert(1)",
        "java\u200bscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("form", ["[文]({})", "[文](<{}>)", "![文]({})", '<a href="{}">文</a>', '*文*{{: href="{}"}}'])
def test_unsafe_addresses_are_refused_in_every_form(render, address, form):
    rendered = render(form.format(address))
    assert "script:" not in rendered.html.lower()
    assert "href" not in rendered.html
    assert "文" in rendered.html
    assert set(rendered.codes) & {"unsafe-link", "attribute-dropped"}


def test_an_unsafe_link_is_reported_where_it_stands(render):
    rendered = render("好\n[甲](javascript:x)", first_line=4)
    assert rendered.places == [(5, 5, 12)]


def test_a_link_without_an_address_keeps_its_text(render):
    rendered = render("[甲]()")
    assert rendered.html == "<p><span>甲</span></p>"
    assert rendered.codes == ["empty-link"]


def test_a_picture_alone_becomes_a_figure_with_its_title_as_caption(render):
    assert render('![说明](a.jpg "标题")').html == (
        '<figure><img alt="说明" loading="lazy" src="⟦0⟧"><figcaption>标题</figcaption></figure>'
    )


def test_a_picture_in_a_sentence_stays_in_it(render):
    assert render("见![图](a.jpg)。").html == '<p>见<img alt="图" loading="lazy" src="⟦0⟧">。</p>'


def test_a_picture_without_alternative_text_is_a_warning_at_its_place(render):
    rendered = render("![图](a.jpg)\n\n![](a.jpg)")
    assert rendered.codes == ["image-without-alt"]
    assert rendered.places == [(3, 5, 5)]


@pytest.mark.parametrize("address", ["https://a.test/p.png", "//a.test/p.png"])
def test_a_remote_picture_becomes_a_plain_link_with_a_warning(render, address):
    rendered = render(f"![图]({address})")
    assert rendered.html == '<p><a class="external" href="https://a.test/p.png" rel="external noopener">图</a></p>'
    assert rendered.codes == ["remote-image"]


def test_a_remote_picture_is_an_error_where_the_site_says_so(render):
    assert render("![图](https://a.test/p.png)", remote_images="error").codes == ["remote-image-refused"]


def test_facts_are_markers_in_html_text_and_summary(render):
    rendered = render("共{{fact: region.items}}项，{{other}}", first_line=2)
    assert rendered.html == "<p>共<data>⟦0⟧</data>项，{{other}}</p>"
    assert rendered.text == "共\ue0000\ue001项，{{other}}"
    assert rendered.body.summary == "共\ue0000\ue001项，{{other}}"
    reference = rendered.body.references[0]
    assert (reference.kind, reference.target) == (ReferenceKind.FACT, "region.items")
    assert (reference.span.line, reference.span.column, reference.span.length) == (2, 10, 12)


def test_facts_in_code_stay_as_they_are_written(render):
    rendered = render("`{{fact: a.b}}`\n\n```\n{{fact: a.b}}\n```")
    assert rendered.body.references == ()
    assert rendered.html.count("{{fact: a.b}}") == 2


def test_facts_in_raw_tables_are_filled(render):
    rendered = render("<table><tr><td>{{fact: a.b}}</td></tr></table>")
    assert "<td>⟦0⟧</td>" in rendered.html


@pytest.mark.parametrize(
    "forged",
    [
        "\ue0000\ue001",
        "&#xE000;0&#xE001;",
        "&#57344;0&#57345;",
        "&#xe0000",
        "http://a.test/&#xE000;",
        '<b title="&#xE000;0&#xE001;">x</b>',
        "`\ue0000\ue001`",
    ],
)
def test_a_marker_cannot_be_forged(render, forged):
    rendered = render(f"[a](b.md) {forged}")
    assert rendered.content.html.count("\ue000") == 1
    assert rendered.content.html.count("\ue001") == 1


def test_a_private_character_is_an_error_where_it_stands(render):
    rendered = render("文\n好\ue000", first_line=3)
    assert rendered.codes == ["reserved-character"]
    assert rendered.places == [(4, 2, 1)]
