"""What the indexer is given for a page."""

import json

import html5lib
import pytest
from msgspec.structs import replace

from ssg.model.contexts import BodyRef, SearchRecord
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content, Section
from ssg.model.search import SearchEntry
from ssg.plan.search_document import documents_digest, search_document

RECORD = SearchRecord(
    url="/news/art/",
    title="艺术节",
    kind="news",
    kind_label="新闻",
    column="校园",
    date="2026-10-13",
    tags=("文化",),
    names=("赵立翠",),
    hidden_terms=("汇演",),
    sections=(Section("", "", "导语"),),
    body=BodyRef("d1", is_empty=False),
)
NS = "{http://www.w3.org/1999/xhtml}"


def tree(record: SearchRecord, content: Content | None):
    return html5lib.parse(search_document(record, content).html)


def text_of(element) -> str:
    return "".join(element.itertext())


def meta(record: SearchRecord, content: Content | None, name: str) -> str:
    [value] = [
        element.get("content")
        for element in tree(record, content).iter(f"{NS}meta")
        if element.get("data-pagefind-meta") == f"{name}[content]"
    ]
    return value


def test_the_language_keeps_the_indexer_from_cutting_words() -> None:
    assert tree(RECORD, None).get("lang") == "und"


def test_title_and_typed_fields_come_before_the_body_and_names_tags_and_hidden_terms_last() -> None:
    content = Content("", (Section("bring", "带什么", "证件"),))
    paragraphs = [text_of(p) for p in tree(RECORD, content).iter(f"{NS}p")]
    assert [text for text in paragraphs if text] == [
        "艺术 术节 节",
        "导语 语",
        "带什 什么 么",
        "证件 件",
        "赵立 立翠 翠 文化 化 汇演 演",
    ]


def test_words_of_title_and_headings_are_marked_at_their_end() -> None:
    content = Content("", (Section("bring", "带什么", "证件"),))
    assert meta(RECORD, content, "title") == "艺术ᚁ 术节ᚁ 节ᚁ"
    assert meta(RECORD, content, "headings") == "带什ᚄ 什么ᚄ 么ᚄ"
    assert meta(RECORD, content, "letters") == "ᚁ艺 ᚁ术 ᚁ节"


def test_a_result_shows_the_text_as_it_was_written() -> None:
    content = Content("", (Section("bring", "带什么", "证件，Ａ4"),))
    assert json.loads(search_document(RECORD, content).shown) == {
        "url": "/news/art/",
        "title": "艺术节",
        "facts": ["新闻", "校园", "2026-10-13"],
        "sections": [["", "", "导语"], ["bring", "带什么", "证件，Ａ4"]],
        "more": "赵立翠\n文化\n汇演",
    }


def test_the_official_title_of_a_guide_is_a_title_too() -> None:
    record = replace(RECORD, title="办证", official_title="户口登记")
    assert meta(record, None, "title") == "办证ᚁ 证ᚁ 户口ᚁ 口登ᚁ 登记ᚁ 记ᚁ"
    assert "ᚂhukoudengji" in meta(record, None, "pinyin").split()
    shown = json.loads(search_document(record, None).shown)
    assert (shown["title"], shown["official"]) == ("办证", "户口登记")


def test_hidden_terms_are_found_by_their_pinyin() -> None:
    assert {"ᚂhuiyan", "ᚂhy"} <= set(meta(RECORD, None, "pinyin").split())


def test_a_page_is_filtered_by_kind_column_and_year() -> None:
    assert search_document(RECORD, None).filters == (("kind", "新闻"), ("column", "校园"), ("year", "2026"))


def test_a_page_without_column_and_date_has_no_filter_for_them() -> None:
    assert search_document(replace(RECORD, column="", date=""), None).filters == (("kind", "新闻"),)


def test_fact_markers_are_replaced_in_text_and_headings() -> None:
    record = replace(RECORD, body=BodyRef("d1", ("/a/", "631项"), is_empty=False))
    marker = f"{MARK_OPEN}1{MARK_CLOSE}"
    content = Content("", (Section("n", f"共{marker}", f"有{marker}"),))
    assert "有6 63 31 1项 项" in search_document(record, content).html
    assert "共6 63 31 1项 项" in search_document(record, content).html


def test_a_marker_without_a_replacement_is_our_fault_and_loud() -> None:
    with pytest.raises(IndexError):
        search_document(RECORD, Content("", (Section("", "", f"{MARK_OPEN}0{MARK_CLOSE}"),)))


def test_markup_in_text_columns_and_anchors_stays_text() -> None:
    record = replace(RECORD, title="<b>&", sections=(Section('"x', "甲", "<i>"),))
    body = tree(record, None)
    assert {element.tag.removeprefix(NS) for element in body.iter()} <= {
        "html",
        "head",
        "body",
        "meta",
        "p",
    }


def test_the_digest_follows_what_the_entries_are_made_from_and_not_their_order() -> None:
    entry = SearchEntry("/news/a/", "2026-11-23", "新闻", "", "d1", "content/news/a.md", lambda opened: RECORD)
    other = entry._replace(url="/news/b/")
    assert documents_digest([entry, other]) == documents_digest([other, entry])
    for changed in (entry._replace(digest="d2"), entry._replace(url="/news/c/")):
        assert documents_digest([changed, other]) != documents_digest([entry, other])
