"""Tables, code, notes, footnotes, definition lists."""


def test_a_table_can_be_reached_and_scrolled_and_its_headers_are_marked(render):
    assert render("| 事项 | 窗口 |\n|:--|--:|\n| 甲 | 1 |").html == (
        '<div aria-label="事项、窗口" class="table" role="group" tabindex="0">\n<table>\n<thead>\n<tr>\n'
        '<th class="left" scope="col">事项</th>\n<th class="right" scope="col">窗口</th>\n</tr>\n</thead>\n<tbody>\n'
        '<tr>\n<td class="left">甲</td>\n<td class="right">1</td>\n</tr>\n</tbody>\n</table>\n</div>'
    )


def test_table_cells_are_apart_in_the_text(render):
    assert render("| 事项 | 窗口 |\n|--|--|\n| 甲 | 1 |").text == "事项 窗口\n甲 1"


def test_fenced_code_inside_a_list_item_is_code(render):
    assert render("- 甲\n\n    ```python\n    if x:\n        y()\n    ```\n- 乙").html == (
        '<ul>\n<li>\n<p>甲</p>\n<pre><code class="language-python">if x:\n    y()\n</code></pre>\n</li>\n'
        "<li>\n<p>乙</p>\n</li>\n</ul>"
    )


def test_fenced_code_directly_behind_a_numbered_item_is_code(render):
    html = render("1. 甲\n   ```\n   x\n   ```\n2. 乙").html
    assert "<pre><code>x\n</code></pre>" in html
    assert html.count("<ol>") == 1
    assert html.count("<li>") == 2


def test_code_is_never_read_as_markup(render):
    rendered = render("```html\n<script>*a*</script>\n\n# x [b](c.md)\n```")
    assert rendered.html == (
        '<pre><code class="language-html">&lt;script&gt;*a*&lt;/script&gt;\n\n# x [b](c.md)\n</code></pre>'
    )
    assert rendered.diagnostics == ()


def test_a_fence_that_is_never_closed_runs_to_the_end(render):
    assert render("~~~\na\n\nb").html == "<pre><code>a\n\nb\n</code></pre>"


def test_a_note_has_a_chinese_title_unless_it_has_its_own(render):
    assert render("!!! note\n    内容").html == (
        '<div class="admonition note">\n<p class="admonition-title">说明</p>\n<p>内容</p>\n</div>'
    )
    assert '<p class="admonition-title">特别说明</p>' in render('!!! note "特别说明"\n    内容').html


def test_definition_lists_work(render):
    assert render("承诺件\n:   在承诺时限内办结").html == ("<dl>\n<dt>承诺件</dt>\n<dd>在承诺时限内办结</dd>\n</dl>")


def test_footnotes_are_linked_both_ways_in_chinese(render):
    html = render("文[^1]\n\n[^1]: 注").html
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>' in html
    assert '<a class="footnote-backref" href="#fnref:1" title="回到正文中的注 1">' in html


def test_nothing_of_one_document_is_left_in_the_next(render):
    first, second = "文[^1]{.a}\n\n## 材料\n\n[x][1]\n\n[^1]: 注\n[1]: a.md", "新[^1]\n\n## 材料\n\n[x][1]"
    alone = (render(first).html, render(second).html)
    assert (render(second).html, render(first).html) == (alone[1], alone[0])
    assert "注" not in alone[1]
    assert render(second).body.references == ()
