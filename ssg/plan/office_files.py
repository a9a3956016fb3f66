"""Files that only an office program opens: no reader can be asked to have one (content-model §5.3)."""

from collections.abc import Iterator
from posixpath import basename

from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.document import Document, ReferenceKind
from ssg.model.file_types import ending_of
from ssg.model.kinds.notice import NoticeMeta
from ssg.plan.references import FileRef, references_of

OFFICE_ENDINGS = frozenset(("doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "odt", "ods", "odp"))


def check_office_files(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each office file that is offered without a form that every telephone opens.

    A file of another kind under the same name, offered by the same item, will do; so will the ``alternative`` of an
    attachment.
    """
    offered = tuple(_offered(document))
    others = {_stem(target) for target, _ in offered if ending_of(target) not in OFFICE_ENDINGS}
    for target, span in offered:
        if ending_of(target) in OFFICE_ENDINGS and _stem(target) not in others:
            yield warning("office-file-alone", span, name=basename(target))


def _offered(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield (name as written, place) of each file that an item links to, but for those that stand with a text."""
    meta = document.meta
    attachments = meta.attachments if isinstance(meta, NoticeMeta) else ()
    accompanied = {attachment.file for attachment in attachments if attachment.alternative}
    for reference in references_of(meta):
        if isinstance(reference, FileRef) and reference.ref not in accompanied:
            yield reference.ref.target, reference.ref.span
    for link in document.body.references:
        if link.kind is ReferenceKind.LINK:
            yield link.target.partition("#")[0], link.span


def _stem(target: str) -> str:
    return target.rpartition(".")[0]
