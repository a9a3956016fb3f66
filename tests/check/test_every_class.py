"""One fault of each class is reported at its exact place; what is right in the sample site is not reported."""

from pathlib import Path

from ssg.read.registers import read_registers
from ssg.source_findings import findings_of

ROOT = Path(__file__).parents[2]


FAULTS = """
-- content/registers/terms.yaml --
chiping: {preferred: 茌平区, forbidden: [在平区]}
-- content/news/a.md --
---
title: 样例新闻
date: 2026-11-20
summary: 摘要里的⽅法写错了一个字。
---
第一段说,这里有半角逗号。

第二段（少了后一半。

1、第一
2、第二

我们我们写了两遍。

这一段话说到一半。活动

项目包括几样，零宽\u200b字符在这里。

拼音 pi\u0304n 是拆开的，在平区是别字。

例外--破折号；等等...省略号。

私用\ue123字符。

他说“只有一半的引号。

叫"一件事"的改革，他说：“甲“乙”丙。”

第(一)项约１５分钟，材料（原件)一份，，好。

例外—不含，上午9:00~12:00开放，卡尔•马克思。
"""


def test_a_file_with_one_fault_of_each_class(make_site):
    site = make_site(FAULTS)
    found = [(each["line"], each["column"], each["code"]) for each in site.check().diagnostics]
    assert found == [
        (4, 14, "radical-character"),
        (6, 5, "half-width-punctuation"),
        (8, 4, "unpaired-mark"),
        (10, 1, "fake-list"),
        (13, 1, "doubled-word"),
        (15, 6, "broken-off-paragraph"),
        (17, 10, "invisible-character"),
        (19, 5, "decomposed-character"),
        (19, 14, "forbidden-term"),
        (21, 3, "wrong-dash"),
        (21, 11, "wrong-ellipsis"),
        (23, 3, "forbidden-character"),
        (25, 3, "unpaired-mark"),
        (27, 2, "straight-quotes"),
        (27, 16, "nested-quotes"),
        (29, 2, "half-width-brackets"),
        (29, 7, "full-width-letters"),
        (29, 17, "mixed-brackets"),
        (29, 20, "doubled-punctuation"),
        (31, 3, "single-dash"),
        (31, 13, "wrong-range"),
        (31, 24, "wrong-middle-dot"),
    ]


def test_only_what_is_safe_is_mended_in_such_a_file(make_site):
    site = make_site(FAULTS)
    before = (site.root / "content/news/a.md").read_text("utf-8").split("\n")
    checked = site.check(fix=True)
    after = (site.root / "content/news/a.md").read_text("utf-8").split("\n")
    changed = {number for number, pair in enumerate(zip(before, after, strict=True), start=1) if pair[0] != pair[1]}
    assert changed == {4, 6, 17, 19, 21, 27, 29, 31}
    for number in changed:
        assert f"-{before[number - 1]}\n" in checked.text and f"+{after[number - 1]}\n" in checked.text
    assert [each["code"] for each in checked.diagnostics] == [
        *("unpaired-mark", "fake-list", "doubled-word", "broken-off-paragraph"),
        *("forbidden-term", "forbidden-character", "unpaired-mark", "nested-quotes", "single-dash"),
    ]


def test_the_sample_site_has_nothing_to_mend():
    registers = ROOT / "content/registers/terms.yaml"
    terms = read_registers(((registers.name, registers.read_text(encoding="utf-8")),)).value.terms
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.md"))
    assert len(paths) > 30
    assert [
        finding.diagnostic
        for path in paths
        for finding in findings_of(path, (ROOT / path).read_bytes(), terms, frozenset(), "")
    ] == []
