import pytest
from markupsafe import Markup

from ssg.model.contexts import BodyRef, Download
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content
from ssg.render.body import fill_markers, prefix_urls, render_body


def mark(index: int) -> str:
    return f"{MARK_OPEN}{index}{MARK_CLOSE}"


def test_a_marker_becomes_its_replacement_in_text_and_in_attributes():
    html = f'<p><a href="{mark(0)}">共{mark(1)}项</a></p>'
    assert fill_markers(html, ("/guides/pension/", "631")) == '<p><a href="/guides/pension/">共631项</a></p>'


def test_a_replacement_cannot_leave_its_attribute_or_become_markup():
    html = f'<a href="{mark(0)}">{mark(1)}</a>'
    filled = fill_markers(html, ('/x/" onclick="y', "<script>"))
    assert filled == '<a href="/x/&#34; onclick=&#34;y">&lt;script&gt;</a>'


def test_a_figure_has_its_number_beside_its_text():
    html = "".join(f"<data>{mark(index)}</data>" for index in range(4))
    assert fill_markers(html, ("15042人", "17.5%以上", "约30家", "<b>")) == (
        '<data value="15042">15042人</data><data value="17.5">17.5%以上</data>'
        '<data value="约30家">约30家</data><data value="&lt;b&gt;">&lt;b&gt;</data>'
    )


def test_a_marker_without_a_replacement_is_a_fault_of_planning():
    with pytest.raises(IndexError):
        fill_markers(mark(3), ("one",))


def test_the_base_path_goes_before_links_and_pictures_of_the_site_alone():
    html = '<a href="/a/"><img alt="" src="/b.jpg"></a><a href="//cdn/x"></a><a href="https://x/"></a><a href="#a"></a>'
    assert prefix_urls(html, "/preview") == (
        '<a href="/preview/a/"><img alt="" src="/preview/b.jpg"></a>'
        '<a href="//cdn/x"></a><a href="https://x/"></a><a href="#a"></a>'
    )


def test_text_and_other_attributes_that_look_like_links_stay():
    html = """<p title='a > href="/b"'>写成 href="/a/" 即可</p><code>&lt;a href="/x"&gt;</code>"""
    assert prefix_urls(html, "/preview") == html


def test_a_replaced_url_gets_the_base_path_too():
    ref = BodyRef("d1", replacements=("/guides/pension/",), is_empty=False)
    content = Content(f'<p><a href="{mark(0)}">养老</a></p>', sections=())
    assert render_body(ref, content, "/preview", {}).html == '<p><a href="/preview/guides/pension/">养老</a></p>'


def test_an_empty_body_needs_no_content():
    body = render_body(BodyRef(""), None, "/preview", {})
    assert (body.html, body.is_empty, body.starts_with_heading) == ("", True, False)


FORM = Download("/news/form.pdf", "form.pdf", "PDF", "128 KB")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("申请表</a>。", "申请表（PDF，128 KB）</a>。"),
        ("<strong>申请</strong>表</a>", "<strong>申请</strong>表（PDF，128 KB）</a>"),
        ("申请表（PDF，12 KB）</a>", "申请表（PDF，12 KB）</a>"),
        ("申请表</a>（PDF，12 KB）", "申请表</a>（PDF，12 KB）"),
        ("PDF 版</a>", "PDF 版（PDF，128 KB）</a>"),
    ],
)
def test_a_link_to_a_file_tells_its_type_and_size_once(written, shown):
    ref = BodyRef("d1", ("/news/form.pdf", "/b/"), is_empty=False, downloads=((0, FORM),))
    content = Content(
        f'<p><a title="a > b" href="{mark(0)}">{written}</p><p><a href="{mark(1)}">别处</a></p>', sections=()
    )
    body = render_body(ref, content, "", {FORM: Markup("（PDF，128 KB）")})
    assert body.html == f'<p><a title="a > b" href="/news/form.pdf">{shown}</p><p><a href="/b/">别处</a></p>'
