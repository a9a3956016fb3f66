"""Downloads made for tests: Word, Excel and PDF files that hold a given text."""

import io
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE, EXTENDED = "docProps/core.xml", "docProps/app.xml"
"""The parts with the properties of an Office file."""


def packed(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def docx(*paragraphs, **more):
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document, **more})


def run(*texts):
    return "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)


def xlsx(cells, strings=()):
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return packed(
        {
            "xl/sharedStrings.xml": f"<sst>{items}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>",
        }
    )


def pdf(text):
    """Return a PDF file of one page that shows ``text``, Latin letters and digits."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )
