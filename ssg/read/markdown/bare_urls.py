"""Bare addresses become links, and end where Chinese begins (typography T-13)."""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown, util
from markdown.inlinepatterns import InlineProcessor

URL = r"(?<![A-Za-z0-9])https?://[A-Za-z0-9\-._~:/?#@!$&'()+,;=%]+"
TRAILING = ".,;:!?'&"


class BareUrl(InlineProcessor):
    """Only ASCII characters that an address may hold belong to it; trailing punctuation does not."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(URL, md)
        self.stash = md.htmlStash

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the link."""
        url = _without_trailing_marks(m[0])
        end = m.start() + len(url)
        if url.endswith("//") or self._is_text_of_raw_link(data, end):
            return None, None, None
        link = etree.Element("a", {"href": url})
        link.text = util.AtomicString(url)
        return link, m.start(), end

    def _is_text_of_raw_link(self, data: str, end: int) -> bool:
        closing = util.HTML_PLACEHOLDER_RE.match(data, end)
        return closing is not None and str(self.stash.rawHtmlBlocks[int(closing[1])]).lower().startswith("</a")


def _without_trailing_marks(url: str) -> str:
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in TRAILING or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]
