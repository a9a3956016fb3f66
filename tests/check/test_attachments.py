"""Personal data inside downloads is found and never repeated; hostile files are told to be unreadable (R-85)."""

import io

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


CORE = (
    '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:title>旧表</dc:title><dc:creator>赵 &amp; 王</dc:creator>'
    "<cp:lastModifiedBy>李某</cp:lastModifiedBy><cp:revision>3</cp:revision></cp:coreProperties>"
)
APP = (
    "<Properties><Application>Office</Application><Manager>钱某</Manager><Company>某公司</Company>"
    "<TitlesOfParts><lpstr>Sheet1</lpstr></TitlesOfParts></Properties>"
)
META = (
    '<o:document-meta xmlns:o="o" xmlns:m="m" xmlns:dc="dc"><o:meta><m:initial-creator>赵某</m:initial-creator>'
    "<dc:creator>李某</dc:creator><dc:title>旧表</dc:title></o:meta></o:document-meta>"
)
PROPERTIES = {"docProps/core.xml": CORE, "docProps/app.xml": APP}
OFFICE = [
    *(("attachment-title", "旧表"), ("attachment-author", "赵 & 王"), ("attachment-last-editor", "李某")),
    *(("attachment-manager", "钱某"), ("attachment-company", "某公司")),
]


def pdf_with(**entries):
    """Return a PDF file of one page with a text, whose document information is ``entries``, and its XMP ``xmp``."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    xmp = entries.pop("xmp", "")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Call 12345"))))
    writer.add_metadata({f"/{name}": text for name, text in entries.items()})
    if xmp:
        stream = StreamObject()
        stream.set_data(xmp.encode())
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq>'
    "<rdf:li>赵某</rdf:li><rdf:li>孙某</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.docx", docx(run("表"), **PROPERTIES), OFFICE),
        ("a.pptx", packed({"ppt/slides/slide1.xml": "<a><t>x</t></a>", **PROPERTIES}), OFFICE),
        ("a.xlsx", packed({"xl/worksheets/sheet1.xml": "<worksheet/>", **PROPERTIES}), OFFICE),
        (
            "a.odt",
            packed({"content.xml": "<o:d><text:p>甲</text:p></o:d>", "meta.xml": META}),
            [("attachment-author", "赵某"), ("attachment-last-editor", "李某"), ("attachment-title", "旧表")],
        ),
        (
            "a.pdf",
            pdf_with(Author="赵某", Title="旧表", Company="某公司", Producer="Office", xmp=XMP),
            [
                *(("attachment-author", "赵某"), ("attachment-company", "某公司"), ("attachment-title", "旧表")),
                ("attachment-author", "孙某"),
            ],
        ),
        ("a.pdf", pdf_with(Author="赵某", xmp="<x:xmpmeta"), [("attachment-author", "赵某")]),
        ("a.pdf", pdf_with(Author="\x1b[31m赵\u202e某"), [("attachment-author", "[31m赵 某")]),
        ("a.docx", docx(run("表")), []),
        ("a.docx", docx(run("表"), **{"docProps/core.xml": "<a><creator>  </creator></a>"}), []),
        ("a.pdf", pdf("no properties"), []),
    ],
)
def test_what_a_document_says_about_itself_is_listed(name, data, expected):
    assert [(code, text) for code, _, text in found(name, data)] == expected


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.docx", docx(**{"docProps/core.xml": f"<a><creator>王 {PHONE}</creator></a>"}), "core ¶1"),
        (
            "a.odt",
            packed({"content.xml": "<o/>", "meta.xml": f"<m><initial-creator>王 {PHONE}</initial-creator></m>"}),
            "meta ¶1",
        ),
        ("a.pdf", pdf_with(Author=f"Wang {PHONE}"), "info"),
    ],
)
def test_personal_data_in_properties_is_found_and_not_repeated(name, data, place):
    (personal, listed) = found(name, data)
    assert personal == (MOBILE, place, "138****1234")
    assert (listed[0], PHONE in listed[2], "138****1234" in listed[2]) == ("attachment-author", False, True)


def test_properties_that_may_be_public_are_an_exception_for_all_files(make_site):
    site = make_site(SITE)
    properties = {"docProps/core.xml": "<a><creator>某单位</creator></a>"}
    for name in ("list.xlsx", "more.xlsx"):
        site.write(f"content/news/{name}", packed({"xl/worksheets/sheet1.xml": "<worksheet/>", **properties}))
    listed = [(each["code"], each["severity"]) for each in site.check().diagnostics]
    assert listed.count(("attachment-author", "warning")) == 2
    exception = "{检查: 文件属性, text: 某单位, 理由: 本单位}"
    site.write("site.yaml", f"title: 样例站\nchecks:\n  exceptions: [{exception}]\n")
    assert "attachment-author" not in site.check().codes
    site.write("site.yaml", "title: 样例站\n检查: {文件属性: 关}\n")
    assert "attachment-author" not in site.check().codes


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
