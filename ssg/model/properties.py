"""What a document says about itself beside its text: it is published with it, and few who write it know."""

from typing import NamedTuple

AUTHOR, LAST_EDITOR, COMPANY, MANAGER, TITLE = "author", "last-editor", "company", "manager", "title"


class Property(NamedTuple):
    kind: str
    """AUTHOR, LAST_EDITOR, COMPANY, MANAGER or TITLE."""
    text: str
