"""One content file as a whole: both parts are read, whatever is wrong with either."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.model.config import ReadSettings
from ssg.model.document import Document, Kind
from ssg.model.kinds.page import PageMeta
from ssg.model.stated import Pending
from ssg.read.document import read_document

# The samples of the content model, with only the publication date added to the first.
NEWS = """---
type: news
kind: feature
slug: hall-windows-fewer-self-service-more
headline:
  kicker: 聊城经济技术开发区
  main: [办税窗口从三十个减到六个, 自助机和帮办员补上]
short_title: 大厅窗口减量
column: zhengwu
bylines:
  - {role: 记者, name: 谢晓丽}
  - {role: 通讯员, name: 盛婷婷}
source: {name: 待补, note: 事实取自一版报纸，本站改写}
published: 待补
draft: true
summary: 开发区大厅把更多业务放到自助机和网上，税务和公积金窗口已先行减少；另有改造计划，完成后大厅窗口预计减六成。
related: [place/liaokai-self-service-hall, guide/cross-region, place-list/near-home]
facts_ref: [A-11, A-16, A-17, A-32]
photos: []
---
税务窗口现有 {{fact: win.tax.now}} 个。
"""

GUIDE = """---
type: guide
slug: pension-eligibility-confirmation
title: 养老保险待遇领取资格确认
plain_title: 领养老金，资格怎么确认
item_type: 公共服务
codes: {implementation: 待补}
agency: {待补: 经办机构名称}
level: 待补
audience: [自然人]
topics: [社会保障]
summary: 资格确认有三种方式：主要靠静默认证，其次自助认证，现场认证作补充；辖区已为 15042 人完成首次确认。
eligibility: 待补
case_type: 待补
statutory_limit: 待补
promised_limit: 待补
visits: {待补: 三种方式分别填}
variants:
  - {id: silent, title: 静默认证, order: 1, rank: 为主, who: 待补, do: 待补}
  - {id: self,   title: 自助认证, order: 2, rank: 为辅, who: 待补, do: 待补, channel: self_service}
  - {id: onsite, title: 现场认证, order: 3, rank: 补充, who: 待补, do: 待补, channel: counter}
materials: 待补
fee: 待补
steps: 待补
places: 待补
contacts: {ask: 待补, complain: 待补}
legal_basis: 待补
result: 待补
delivery: 待补
hidden_terms: [年审, 刷脸, 生存认证]
owner: {待补: 经办机构}
reviewed: 待补
review_by: 待补
facts_ref: [A-41]
---
"""

BUNDLE = """---
type: bundle
slug: start-a-business
title: 企业开办“一件事”
event: 企业开办
audience: [企业法人, 个体工商户]
summary: 把开办和准营要办的事合成一次办；可办主题和场景数见下，具体事项清单待公布。
figures: [yjs.themes, yjs.scenes, sld.items]
items:
  - {ref: guide/business-registration-same-city, role: 待补}
  - {待补: 其余事项清单}
steps:
  - {name: 网上选套餐, logic: 然后, text: 先选要开的店或公司}
  - {name: 帮办员在线核对, logic: 然后}
  - {name: 后台审批与云勘验, logic: 同时}
  - {name: 结果寄到家, logic: 然后}
same_city: {partners: [高新区, 东昌府区, 茌平区, 度假区], note: 原文“在平区”疑误，已按茌平区}
saves: {steps_cut: 平均60%, time_cut: 80%以上, scope: 证照三联动主题事项}
contacts: {ask: 待补, complain: 待补}
facts_ref: [A-20, A-21, A-22, A-23, A-24, A-26, A-31]
review_by: 待补
---
"""


def read(text, kind=Kind.NEWS, path="content/news/a.md"):
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(path, data, kind, ReadSettings())


def faults(outcome):
    return [(each.code, each.span.line, each.span.column) for each in outcome.diagnostics]


def test_the_sample_news_item_reads_without_a_fault():
    outcome = read(NEWS)
    assert outcome.diagnostics == ()
    meta = outcome.value.document.meta
    assert meta.publication.title == "办税窗口从三十个减到六个 自助机和帮办员补上"
    assert (meta.genre, meta.source.name, len(meta.bylines)) == ("feature", Pending(), 2)


def test_the_sample_guide_reads_with_the_list_of_what_is_pending():
    outcome = read(GUIDE, Kind.GUIDE, "content/guides/a.md")
    assert [(each.severity.value, each.code, each.span.line) for each in outcome.diagnostics] == [
        ("warning", "pending-fields", 8)
    ]
    meta = outcome.value.document.meta
    assert [variant.id for variant in meta.variants] == ["silent", "self", "onsite"]
    assert "agency" in meta.pending and "item_type" not in meta.pending


def test_the_sample_bundle_reads_without_a_fault():
    outcome = read(BUNDLE, Kind.BUNDLE, "content/bundles/a.md")
    assert outcome.diagnostics == ()
    meta = outcome.value.document.meta
    assert meta.same_city.partners == ("高新区", "东昌府区", "茌平区", "度假区")
    assert (len(meta.items), len(meta.steps), meta.saves[0]) == (2, 4, ("减少环节", "平均60%"))


def test_a_body_fault_and_a_front_matter_fault_are_told_in_one_run():
    outcome = read("---\ntitel: 一\ndate: 2026-10-13\n---\n\n[断链\x01]\n")
    assert {("unknown-key", 2, 1), ("forbidden-character", 6, 4)} <= set(faults(outcome))


def test_broken_yaml_does_not_hide_the_body():
    outcome = read("---\ntitle: 关于: 说明\n---\n\n正文。\n")
    assert faults(outcome) == [("yaml-colon-in-text", 2, 10)]
    assert not isinstance(outcome.value.document, Document)
    assert "正文。" in outcome.value.content.html


def test_a_file_from_windows_reads_like_any_other():
    text = "---\ntitle: 一\ndate: 2026-10-13\n---\n\n正文。\n"
    plain = read(text)
    assert plain.diagnostics == ()
    assert read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == plain


def test_another_encoding_gives_no_document_and_says_why():
    outcome = read("---\ntitle: 艺术节\n---\n".encode("gbk"))
    assert not isinstance(outcome.value.document, Document)
    assert faults(outcome) == [("not-utf8", 2, 8)]


def test_a_file_without_front_matter_gives_no_document():
    outcome = read("正文。\n")
    assert not isinstance(outcome.value.document, Document)
    assert faults(outcome) == [("no-front-matter", 1, 1)]


def test_front_matter_that_is_a_list_is_refused():
    assert faults(read("---\n- title: 一\n---\n")) == [("front-matter-not-fields", 2, 1)]


def test_empty_front_matter_misses_title_and_date():
    assert faults(read("---\n---\n正文\n")) == [("missing-field", 1, 1), ("missing-field", 1, 1)]


@pytest.mark.parametrize("kind", [Kind.NEWS, Kind.GUIDE, Kind.PAGE])
def test_index_of_a_folder_is_the_text_of_its_front(kind):
    folder = {Kind.NEWS: "news", Kind.GUIDE: "guides", Kind.PAGE: "pages"}[kind]
    document = read("---\nsummary: 一\n---\n正文\n", kind, f"content/{folder}/index.md").value.document
    assert (document.is_index, isinstance(document.meta, PageMeta)) == (True, True)


def test_index_of_a_deeper_folder_is_an_item():
    document = read("---\ntitle: 一\ndate: 2026-10-13\n---\n", Kind.NEWS, "content/news/2026/index.md").value.document
    assert not document.is_index


@pytest.mark.parametrize(
    "field",
    [
        "bylines: 甲" + " a" * 30_000,
        "bylines: 甲" + " " * 60_000 + "x",
        "event_date: 1" + " " * 60_000 + "x",
        "summary: a" + " " * 60_000 + "b\n  c",
        "title: a: b" + " " * 60_000 + "c",
        "title: " + "（" * 60_000,
        "\n".join(f"k{number}: 1" for number in range(7000)),
        "bylines: [" + "{role: x}, " * 5000 + "]",
    ],
    ids=lambda field: field[:12],
)
def test_hostile_front_matter_is_read_in_bounded_time(field):
    # A pattern of quadratic cost would keep this test busy for minutes.
    assert read(f"---\ndate: 2026-10-13\n{field}\n---\n").diagnostics


def test_front_matter_without_measure_is_not_read():
    assert faults(read("---\n" + "a: 1\n" * 20_000 + "---\n正文\n")) == [("front-matter-too-long", 2, 1)]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=80) | st.text(max_size=60).map(str.encode), st.sampled_from(list(Kind)))
def test_no_bytes_bring_reading_down(data, kind):
    for whole in (data, b"---\ntitle: " + data + b"\n---\n", b"---\n" + data + b"\n---\ntext\n"):
        for fault in read(whole, kind).diagnostics:
            assert fault.span is not None


KEYS = ("title", "headline", "date", "bylines", "source", "photos", "materials", "channels", "fee", "contacts", "hours")
VALUES = (
    "一",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{a: 1}",
    "待补",
    "{待补: [x]}",
    "{无: 1}",
    "'' ",
    "[[1], {b: c}]",
    "12:30",
    "-",
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.sampled_from(KEYS) | st.sampled_from(("items", "steps", "codes", "period", "windows", "visits")),
        st.sampled_from(VALUES),
        max_size=5,
    ),
    st.sampled_from(list(Kind)),
)
def test_values_of_any_shape_are_told_and_never_bring_reading_down(fields, kind):
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n"
    for fault in read(text, kind).diagnostics:
        assert 1 <= fault.span.line <= len(fields) + 2
