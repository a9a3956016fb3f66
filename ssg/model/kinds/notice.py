"""An official notice (content-model §8)."""

from datetime import date

from msgspec import Struct

from ssg.model.kinds.common import Publication, Ref
from ssg.model.stated import Stated


class Attachment(Struct, frozen=True):
    file: Ref
    title: str
    alternative: Ref | None = None
    """The same as text, for those who cannot read the file."""


class NoticeMeta(Struct, frozen=True):
    publication: Publication
    index_no: Stated[str] | None
    subject_class: Stated[str] | None
    issuer: Stated[str] | None
    signed: Stated[date] | None
    doc_no: Stated[str] | None
    validity: Stated[str] | None
    """有效, 失效 or 废止."""
    period_from: date | None
    period_to: date | None
    objections: Stated[str] | None
    attachments: tuple[Attachment, ...]
    objection_phone: str = ""
    objection_mail: str = ""
    applies_to: tuple[str, ...] = ()
    interpretation: tuple[Ref, ...] = ()
    supersedes: tuple[Ref, ...] = ()
