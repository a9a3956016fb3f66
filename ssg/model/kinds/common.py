"""Fields that several kinds share."""

from datetime import date, datetime

from msgspec import Struct

from ssg.model.approval import Approval
from ssg.model.diagnostic import Span
from ssg.model.stated import Stated


class Ref(Struct, frozen=True):
    """A reference as written in front matter, not yet resolved."""

    target: str
    """``guide/pension``, or a relative file path ``../guides/pension.md``; in ``org`` fields an id of orgs.yaml."""
    span: Span


class Change(Struct, frozen=True):
    """One line of a page's history."""

    date: date
    note: str


class Withdrawal(Struct, frozen=True):
    """Why an item is no longer shown. Its page stays and says so (content-model §10)."""

    reason: str = ""
    since: date | None = None
    """It takes effect at the beginning of this day; None = at once."""
    replacement: Ref | None = None
    """What to read instead."""
    status: str = "撤回"
    """撤回, 停用 or 废止."""


class Photo(Struct, frozen=True):
    src: Ref
    alt: str
    """Empty only when ``decorative``."""
    caption: str = ""
    credit: str = ""
    decorative: bool = False
    focus: tuple[int, int] = (50, 50)
    """What a crop keeps: percent from the left and from the top."""


class Publication(Struct, frozen=True):
    """When an item is shown, and what it is called; the same for every kind."""

    title: str
    """Headline lines joined by one space (T-50)."""
    short_title: str = ""
    date: datetime | None = None
    """Aware. In the future = scheduled. None where the kind needs no date."""
    updated: datetime | None = None
    expires: datetime | None = None
    """In the past = out of the lists, page kept with a banner."""
    draft: bool = False
    slug: str = ""
    """Replaces the last part of the URL; empty = the file's name."""
    aliases: tuple[Ref, ...] = ()
    """Site paths that redirect here: ``/old/page/``."""
    summary: str = ""
    """As written; empty = made from the body."""
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    hidden_terms: tuple[str, ...] = ()
    """Words that find the page in search but are not shown: ``年审``."""
    related: tuple[Ref, ...] = ()
    facts_ref: tuple[str, ...] = ()
    pinyin: str = ""
    """"", "ruby" or "word" (T-38)."""
    sort: str = ""
    """Pinyin of the title or the editor's own key, for kinds that are listed by it (T-48); else empty."""
    changes: tuple[Change, ...] = ()
    withdrawn: Withdrawal | None = None
    language: str = ""
    """BCP 47, where it is not the site's."""
    approvals: tuple[Approval, ...] = ()
    """Who has reviewed and proofread it: for the office's own record, never for a page."""


class Contact(Struct, frozen=True):
    phone: str = ""
    """As dialled, digits, "-" and "+": ``0635-123456``, ``12345``."""
    org: Ref | None = None
    note: str = ""
    span: Span | None = None


class Contacts(Struct, frozen=True):
    ask: Stated[Contact]
    complain: Stated[Contact]
