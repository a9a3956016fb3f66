"""Downloads as ``ssg check`` looks at them: the text inside them is published with them.

Joins what ``read`` and ``edge`` take out of a file to the search for personal data.
"""

from collections.abc import Iterable, Iterator

from ssg.check.personal import CHECK as PERSONAL
from ssg.check.personal import find_personal
from ssg.edge.attachments import read_pdf
from ssg.model.diagnostic import Diagnostic, Severity, Span, warning
from ssg.model.file_types import OLD_OFFICE
from ssg.model.finding import FileFindings, Finding
from ssg.read.office import Passage, UnreadableError, office_passages

CHECK = "attachments"
CODE_IN_FILE = {
    "personal-identity-number": "personal-identity-number-in-file",
    "personal-bank-card": "personal-bank-card-in-file",
    "personal-mobile-number": "personal-mobile-number-in-file",
    "personal-home-address": "personal-home-address-in-file",
}


def look_at_attachment(path: str, data: bytes) -> FileFindings:
    """Return the personal data in a download, and whether it could be looked at.

    path: ends in READABLE or OLD_OFFICE.
    """
    suffix = "." + path.lower().rpartition(".")[2]
    if suffix in OLD_OFFICE:
        return _unread(path, "attachment-old-format", suffix)
    if suffix == ".pdf":
        return _look_at_pdf(path, data)
    try:
        return FileFindings(tuple(_personal(path, office_passages(data))))
    except UnreadableError:
        return _unread(path, "attachment-unreadable", suffix)


def _look_at_pdf(path: str, data: bytes) -> FileFindings:
    text = read_pdf(data)
    if not text.is_readable:
        return FileFindings(_unread(path, "attachment-unreadable", ".pdf").findings, text.is_final)
    if not any(page.strip() for page in text.pages):
        return _unread(path, "attachment-without-text", ".pdf")
    passages = (Passage(f"p.{number}", page) for number, page in enumerate(text.pages, start=1))
    return FileFindings(tuple(_personal(path, passages)))


def _unread(path: str, code: str, suffix: str) -> FileFindings:
    return FileFindings((Finding(CHECK, warning(code, Span(path), file=path, suffix=suffix), suffix),))


def _personal(path: str, passages: Iterable[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for code, _, _, shown in find_personal(passage.text):
            args = (("found", shown), ("place", passage.place))
            fault = Diagnostic(Severity.ERROR, CODE_IN_FILE[code], Span(path), args, is_private=True)
            yield Finding(PERSONAL, fault, shown)
