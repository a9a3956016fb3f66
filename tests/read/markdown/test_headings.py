"""Typography T-17, T-52; one h1 a page; the contents list."""

from ssg.model.document import Heading


def test_anchors_are_the_chinese_words_and_repeated_ones_are_counted(render):
    rendered = render("## 申请材料\n\n## 申请材料\n\n## （一）申请 条件：Abc")
    assert [heading.id for heading in rendered.body.headings] == ["申请材料", "申请材料-2", "一申请-条件abc"]
    assert rendered.html.startswith('<h2 id="申请材料">申请材料</h2>')


def test_an_explicit_anchor_wins(render):
    rendered = render("## 申请材料 {#cailiao}\n\n## 申请材料")
    assert rendered.body.anchors == ("cailiao", "申请材料")


def test_an_anchor_that_someone_chose_is_not_given_again(render):
    assert render("## 材料\n\n## 别的 {#材料}").body.anchors == ("材料-2", "材料")


def test_a_two_line_heading_is_one_heading(render):
    rendered = render("## 扛起党建引领旗帜 // 描画政务大厅**“红星”**底蕴")
    assert rendered.html == (
        '<h2 id="扛起党建引领旗帜-描画政务大厅红星底蕴"><span class="hl">扛起党建引领旗帜</span>'
        '<span class="hl">描画政务大厅<strong>“红星”</strong>底蕴</span></h2>'
    )
    assert rendered.body.headings[0].text == "扛起党建引领旗帜 描画政务大厅“红星”底蕴"


def test_a_level_one_heading_becomes_level_two_with_a_warning(render):
    rendered = render("文\n\n# 大标题", first_line=10)
    assert rendered.body.headings == (Heading(2, "大标题", "大标题"),)
    assert rendered.codes == ["h1-in-body"]
    assert rendered.places == [(12, 3, 3)]


def test_a_skipped_level_is_a_warning(render):
    rendered = render("## 一\n\n#### 二")
    assert rendered.codes == ["heading-skips-level"]
    assert rendered.places == [(3, 6, 1)]


def test_an_empty_heading_is_left_out_with_a_warning(render):
    rendered = render("文\n\n##\n\n后")
    assert rendered.html == "<p>文</p>\n<p>后</p>"
    assert rendered.codes == ["empty-heading"]


def test_a_contents_list_names_the_headings(render):
    assert render("[TOC]\n\n## 甲\n\n### 乙\n\n## 丙").html.startswith(
        '<div class="toc">\n<ul>\n<li><a href="#甲">甲</a><ul>\n<li><a href="#乙">乙</a></li>\n</ul></li>\n'
        '<li><a href="#丙">丙</a></li>\n</ul>\n</div>'
    )


def test_the_contents_list_is_not_search_text(render):
    assert render("[TOC]\n\n## 甲\n\n文").text == "文"


def test_an_id_is_used_once_a_page(render):
    rendered = render('<b id="a">甲</b> <b id="a">乙</b>')
    assert rendered.html == '<p><b id="a">甲</b> <b>乙</b></p>'
    assert rendered.codes == ["duplicate-id"]
    assert rendered.places == [(1, 24, 1)]


def test_an_empty_id_names_nothing_and_goes(render):
    rendered = render('<p id="">甲</p>\n\n<p id="b">乙</p>')
    assert 'id=""' not in rendered.html
    assert rendered.body.anchors == ("b",)
