"""Personal data inside downloads is found and never repeated; hostile files are told to be unreadable (R-85)."""

import pytest

from ssg.attachments import look_at_attachment
from ssg.edge.attachments import read_pdf
from ssg.read.office import UnreadableError, office_passages
from tests.office_files import WORD, docx, packed, pdf, run, xlsx

PHONE = "13812341234"
IDENTITY = "11010519491231002X"


def found(name, data):
    findings = look_at_attachment(f"content/news/{name}", data).findings
    return [(f.diagnostic.code, dict(f.diagnostic.args).get("place", ""), f.text) for f in findings]


MOBILE = "personal-mobile-number-in-file"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.docx", docx(run("名单"), run(f"王先生 {PHONE}")), (MOBILE, "¶2", "138****1234")),
        ("a.docx", docx(run("138", "1234", "1234")), (MOBILE, "¶1", "138****1234")),
        ("a.DOCX", docx(run(IDENTITY)), ("personal-identity-number-in-file", "¶1", "110***************")),
        ("a.docx", docx(f"<w:del><w:r><w:delText>{PHONE}</w:delText></w:r></w:del>"), (MOBILE, "¶1", "138****1234")),
        (
            "a.docx",
            docx(**{"word/comments.xml": f"<w:comments {WORD}><w:p>{run(PHONE)}</w:p></w:comments>"}),
            (MOBILE, "comments ¶1", "138****1234"),
        ),
        ("a.xlsx", xlsx(f'<c r="B2"><v>{PHONE}</v></c>'), (MOBILE, "sheet1!B2", "138****1234")),
        ("a.xlsx", xlsx('<c r="B2"><v>1.3812341234E10</v></c>'), (MOBILE, "sheet1!B2", "138****1234")),
        (
            "a.xlsx",
            xlsx('<c r="A1" t="s"><v>1</v></c>', ("姓名", IDENTITY)),
            ("personal-identity-number-in-file", "sheet1!A1", "110***************"),
        ),
        ("a.xlsx", xlsx(f'<c r="C3" t="inlineStr"><is><t>{PHONE}</t></is></c>'), (MOBILE, "sheet1!C3", "138****1234")),
        (
            "a.pptx",
            packed({"ppt/slides/slide1.xml": f"<p:sld><a:p><a:r><a:t>{PHONE}</a:t></a:r></a:p></p:sld>"}),
            (MOBILE, "slide1 ¶1", "138****1234"),
        ),
        (
            "a.ods",
            packed({"content.xml": f"<o:d><text:p>甲</text:p><text:p>{PHONE}</text:p></o:d>"}),
            (MOBILE, "¶2", "138****1234"),
        ),
        ("a.pdf", pdf(f"Call {PHONE} now"), (MOBILE, "p.1", "138****1234")),
    ],
)
def test_personal_data_in_a_file_is_found_at_its_place(name, data, expected):
    assert found(name, data) == [expected]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(run("实施编码11371500004387000113812341234000"), run("热线12345，0635-8512345"))),
        ("a.docx", docx(run("138"), run("12341234"))),
        ("a.xlsx", xlsx('<c r="A1"><v>13812341234.5</v></c><c r="B1"><v>44896</v></c>')),
        ("a.xlsx", xlsx('<c r="A1" t="s"><v>9</v></c>', ("一",))),
        ("a.pdf", pdf("Hotline 12345")),
    ],
)
def test_what_only_looks_like_it_is_left_alone(name, data):
    assert found(name, data) == []


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a><p>&b;</p></a>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no archive",
        packed({"word/document.xml": BOMB}),
        packed({"word/document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
        packed({"word/document.xml": "<a><b></a>"}),
        packed({"word/document.xml": "<w:p xmlns:w='w'>" + " " * 70_000_000 + "</w:p>"}),
        docx(run("x"))[:-30],
    ],
    ids=["empty", "no-archive", "entities", "outside", "not-closed", "bomb", "cut"],
)
def test_a_hostile_or_damaged_document_is_told_to_be_unreadable(data):
    assert [code for code, *_ in found("a.docx", data)] == ["attachment-unreadable"]


def test_a_document_with_a_password_or_an_unknown_packing_is_unreadable():
    data = bytearray(docx(run(PHONE)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = bytes(data).index(mark) + offset
        data[place] |= 1
    with pytest.raises(UnreadableError):
        list(office_passages(bytes(data)))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "attachment-old-format"),
        ("a.pdf", b"%PDF-1.7 nothing", "attachment-unreadable"),
        ("a.pdf", pdf(""), "attachment-without-text"),
    ],
)
def test_what_cannot_be_looked_at_is_told(name, data, code):
    assert [found_code for found_code, *_ in found(name, data)] == [code]


def test_a_pdf_that_takes_too_long_is_left_and_not_remembered(monkeypatch):
    monkeypatch.setattr("ssg.edge.attachments.TIMEOUT_S", 0.001)
    text = read_pdf(pdf("x"))
    assert (text.is_readable, text.is_final) == (False, False)


SITE = """
    -- content/news/a.md --
    ---
    title: 样例新闻
    date: 2026-11-20
    ---
    见[名单（XLSX，1 KB）](list.xlsx)。
"""


def test_a_check_of_the_site_finds_it_and_prints_none_of_it(make_site):
    site = make_site(SITE)
    site.write("content/news/list.xlsx", xlsx(f'<c r="B2"><v>{PHONE}</v></c>'))
    for _ in range(2):
        checked = site.check()
        assert [(each["code"], each["path"]) for each in checked.diagnostics] == [
            ("office-file-alone", "content/news/a.md"),
            (MOBILE, "content/news/list.xlsx"),
        ]
        assert checked.exit_code == 1
        assert PHONE not in checked.text
    site.write(
        "site.yaml",
        """
        title: 样例站
        checks:
          exceptions:
            - {check: personal-data, path: content/news/list.xlsx, text: 138****1234, reason: 公开的值班手机}
        """,
    )
    assert site.check().codes == ["office-file-alone"]


def test_a_table_in_the_old_chinese_encoding_is_read(make_site):
    site = make_site(SITE)
    site.edit("content/news/a.md", "见[名单（XLSX，1 KB）](list.xlsx)。", "见[名单（CSV，1 KB）](list.csv)。")
    site.write("content/news/list.csv", "王某,住幸福小区3号楼2单元501室\n".encode("gb18030"))
    assert site.check().codes == ["personal-home-address"]


def test_a_mobile_number_in_alt_text_comment_or_register_is_found(make_site):
    site = make_site("-- content/pages/a.md --\n---\ntitle: 甲\n---\n<!-- 13812341234 -->\n\n文字。\n")
    site.write("content/registers/orgs.yaml", "a: {name: 某单位}  # 13912341234\n")
    assert site.check().codes == ["personal-mobile-number", "personal-mobile-number"]
