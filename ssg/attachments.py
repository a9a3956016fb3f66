"""Downloads as ``ssg check`` looks at them: the text inside them is published with them, and who made them.

Joins what ``read`` and ``edge`` take out of a file to the search for personal data, and lists its properties.
"""

from collections.abc import Iterable, Iterator

from ssg.check.personal import CHECK as PERSONAL
from ssg.check.personal import find_personal, masked
from ssg.edge.attachments import read_pdf
from ssg.model.diagnostic import Diagnostic, Severity, Span, warning
from ssg.model.file_types import OLD_OFFICE
from ssg.model.finding import FileFindings, Finding
from ssg.model.properties import AUTHOR, COMPANY, LAST_EDITOR, MANAGER, TITLE, Property
from ssg.read.office import Passage, UnreadableError, office_passages
from ssg.read.office_properties import office_properties
from ssg.read.yaml_nodes import shorten

CHECK = "attachments"
PROPERTIES = "properties"
CODE_IN_FILE = {
    "personal-identity-number": "personal-identity-number-in-file",
    "personal-bank-card": "personal-bank-card-in-file",
    "personal-mobile-number": "personal-mobile-number-in-file",
    "personal-home-address": "personal-home-address-in-file",
}
CODE_BY_PROPERTY = {
    AUTHOR: "attachment-author",
    LAST_EDITOR: "attachment-last-editor",
    COMPANY: "attachment-company",
    MANAGER: "attachment-manager",
    TITLE: "attachment-title",
}


def look_at_attachment(path: str, data: bytes) -> FileFindings:
    """Return the personal data in a download, its properties, and whether it could be looked at.

    path: ends in READABLE or OLD_OFFICE.
    """
    suffix = "." + path.lower().rpartition(".")[2]
    if suffix in OLD_OFFICE:
        return _unread(path, "attachment-old-format", suffix)
    if suffix == ".pdf":
        return _look_at_pdf(path, data)
    try:
        return FileFindings((*_personal(path, office_passages(data)), *_listed(path, office_properties(data))))
    except UnreadableError:
        return _unread(path, "attachment-unreadable", suffix)


def _look_at_pdf(path: str, data: bytes) -> FileFindings:
    text = read_pdf(data)
    if not text.is_readable:
        return FileFindings(_unread(path, "attachment-unreadable", ".pdf").findings, text.is_final)
    pages = (Passage(f"p.{number}", page) for number, page in enumerate(text.pages, start=1))
    stated = (Passage("info", each.text) for each in text.properties)
    found = (*_personal(path, (*pages, *stated)), *_listed(path, text.properties))
    if any(page.strip() for page in text.pages):
        return FileFindings(found)
    return FileFindings((*_unread(path, "attachment-without-text", ".pdf").findings, *found))


def _unread(path: str, code: str, suffix: str) -> FileFindings:
    return FileFindings((Finding(CHECK, warning(code, Span(path), file=path, suffix=suffix), suffix),))


def _listed(path: str, properties: Iterable[Property]) -> Iterator[Finding]:
    """Yield a finding for each property; an exception names it by its text, in one file or in all."""
    for kind, text in properties:
        visible = "".join(character if character.isprintable() else " " for character in text)
        shown = shorten(masked(visible))
        yield Finding(PROPERTIES, warning(CODE_BY_PROPERTY[kind], Span(path), found=shown), shown)


def _personal(path: str, passages: Iterable[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for code, _, _, shown in find_personal(passage.text):
            args = (("found", shown), ("place", passage.place))
            fault = Diagnostic(Severity.ERROR, CODE_IN_FILE[code], Span(path), args, is_private=True)
            yield Finding(PERSONAL, fault, shown)
