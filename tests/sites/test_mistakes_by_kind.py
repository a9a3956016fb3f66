"""A table of what editors get wrong: the mistake, the code, the place, and the mend that is offered."""

import pytest

ARTICLE = """\
---
title: 下雨通知
date: 2026-11-20
column: zhengwu
summary: 明天有雨
bylines:
  - 记者 赵立翠
tags: [天气, 出行]
photos:
  - {src: rain.svg, alt: 雨伞, credit: 本站绘制}
---

出门带伞，见[办事指南](../guides/umbrella.md)。
"""
GUIDE = "---\ntitle: 借伞\n---\n\n## 怎么借\n\n到服务台借。\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'

MISTAKES = [
    ("sumary:", "summary:", "unknown-key", "5:1", "summary"),
    ("title：下雨", "title: 下雨", "fullwidth-colon", "2:6", "英文冒号"),
    ("title:下雨", "title: 下雨", "yaml-missing-space", "2:6", "title: "),
    ("[天气, 出行", "[天气, 出行]", "yaml-unclosed-bracket", "8:7", "补上“]”"),
    ("2026/11/20", "2026-11-20", "bad-date", "3:7", "2026-11-20"),
    ("2026.11.20", "2026-11-20", "bad-date", "3:7", "2026-11-20"),
    ("2026-11-20 09：30", "2026-11-20", "bad-date", "3:7", "2026-11-20 09:30"),
    ("11-20", "2026-11-20", "bad-date", "3:7", "2026-10-13"),
    ("\t- 记者", "  - 记者", "yaml-tab", "7:1", "空格"),
    ("title: 下雨", "---\ntitle: 下雨", "front-matter-unopened", "1:1", "---"),
    ("\n出门", "---\n\n出门", "front-matter-unclosed", "11:1", "---"),
    ("----\n\n出门", "---\n\n出门", "front-matter-fence", "11:1", "---"),
    ("———\ntitle", "---\ntitle", "front-matter-fence", "1:1", "---"),
    ("  column:", "column:", "yaml-indent", "4:1", "顶格"),
    ("记者/赵立翠", "记者 赵立翠", "bad-byline", "7:5", "记者 赵立翠"),
    ("  - rain.svg", "  - {src: rain.svg, alt: 雨伞, credit: 本站绘制}", "photo-not-fields", "10:5", "src"),
    ("Rain.SVG", "rain.svg", "missing-image", "10:11", "rain.svg"),
    ("", "alt: 雨伞, ", "photo-without-alt", "10:11", "alt"),
    ("umbrella.html", "umbrella.md", "broken-link", "13:14", "../guides/umbrella.md"),
    ("um brella.md", "umbrella.md", "broken-link", "13:14", "../guides/umbrella.md"),
    ("Umbrella.md", "umbrella.md", "broken-link", "13:14", "../guides/umbrella.md"),
    ("..\\guides\\umbrella.md", "../guides/umbrella.md", "broken-link", "13:14", "../guides/umbrella.md"),
    ("content/guides/umbrella.md", "../guides/umbrella.md", "broken-link", "13:14", "../guides/umbrella.md"),
    ("/guides/umbrela/", "../guides/umbrella.md", "broken-link", "13:14", "/guides/umbrella/"),
    ("umbrella.md#怎么还", "umbrella.md", "broken-anchor", "13:14", "#怎么借"),
    ("通知: 下雨", "下雨通知", "yaml-colon-in-text", "2:10", '"通知: 下雨"'),
    ("下雨 #通知", "下雨通知", "text-lost-as-comment", "2:11", "引号"),
    ("title:", "title: 下雨通知", "missing-field", "2:1", "title"),
    ("draft: 是\nsummary:", "summary:", "expects-boolean", "5:8", "true"),
    ("column: 政务要闻", "column: zhengwu", "unknown-column", "4:9", "政务"),
    ("related: [guide/umbrela]\nsummary:", "summary:", "unknown-reference", "5:11", "guide/umbrella"),
    ("title: 又一个\nsummary:", "summary:", "duplicate-key", "5:1", "只留一处"),
    ("@所有人", "下雨通知", "yaml-special-start", "2:8", '"@所有人"'),
    ("%50 打折", "下雨通知", "yaml-special-start", "2:8", '"%50 打折"'),
    ('"下雨"通知', "下雨通知", "yaml-text-after-quote", "2:12", "'\"下雨\"通知'"),
    ("expires: 2026-11-01\nsummary:", "summary:", "expires-too-early", "5:10", "日期"),
    ("slug: 下雨\nsummary:", "summary:", "bad-slug", "5:7", "xia-yu"),
    ("aliases: [old]\nsummary:", "summary:", "bad-alias", "5:11", "/old/page/"),
    ("![伞](Rain.svg)出门带伞", "出门带伞", "missing-image", "13:6", "rain.svg"),
    ("![](rain.svg)出门带伞", "出门带伞", "image-without-alt", "13:5", "说明"),
    ("下雨通知" * 40, "下雨通知", "long-title", "2:8", "缩短"),
]


@pytest.mark.parametrize(
    ("wrong", "right", "code", "place", "hint"), MISTAKES, ids=[f"{m[2]}-{m[0][:12]!r}" for m in MISTAKES]
)
def test_a_mistake_is_told_with_its_place_and_its_mend(make_site, wrong, right, code, place, hint):
    site = make_site()
    site.write("content/registers/columns.yaml", b"zhengwu: {title: \xe6\x94\xbf\xe5\x8a\xa1}\n")
    site.write("content/guides/umbrella.md", GUIDE.encode())
    site.write("content/news/rain.svg", DRAWING.encode())
    assert right in ARTICLE
    site.write("content/news/rain.md", ARTICLE.replace(right, wrong, 1).encode())
    result = site.build()
    told = [fault for fault in result.diagnostics if fault["code"] == code and fault["path"] == "content/news/rain.md"]
    assert [f"{fault['line']}:{fault['column']}" for fault in told] == [place], result.text
    assert hint in told[0]["help"]
    assert result.exit_code == (1 if told[0]["severity"] == "error" else 0)
