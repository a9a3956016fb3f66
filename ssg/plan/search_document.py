"""A page as the indexer is to see it: the text of the page in pairs, and what results show of it.

The HTML never reaches a reader. Every visible word is turned into pairs (``search_terms``), so the plain title
and date stand in ``meta`` fields, in a form that no query finds by accident. Words of the indexer's own fields
begin with a mark, an Ogham letter that no site's text contains:

* ``TITLE_MARK`` pairs of the title: which hits have the query in their title;
* ``PINYIN_MARK`` pinyin of title, tags and names;
* ``PAGE_MARK`` alone: every page.
"""

import hashlib
import re
from collections.abc import Iterable
from html import escape

from ssg.model.contexts import SearchRecord
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content, Section
from ssg.model.search import SearchDocument, SearchEntry
from ssg.plan.search_pinyin import pinyin_terms
from ssg.plan.search_terms import pair_tokens, spell

TITLE_MARK = "ᚁ"
PINYIN_MARK = "ᚂ"
PAGE_MARK = "ᚃ"
MORE_ID = "ssg-more"
"""Id of the part that finds the page but is never shown in an excerpt: names, tags, hidden terms."""

_MARKER = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")


def search_document(record: SearchRecord, content: Content | None) -> SearchDocument:
    """Return what is indexed for ``record``.

    content: the bulk of ``record.body``; None when the page has no body. Its fact markers are replaced from
    ``record.body.replacements``. Raises IndexError for a marker without a replacement: our fault, never a writer's.
    """
    sections = record.sections + _filled(content, record.body.replacements)
    more = "\n".join((*record.names, *record.tags, *record.hidden_terms))
    parts = (
        _metas(record),
        f'<h1 data-pagefind-weight="5">{_stream(record.title)}</h1>',
        *(_section(section) for section in sections),
        f'<p id="{MORE_ID}" data-pagefind-weight="3">{_stream(more)}</p>',
        _filters(record),
    )
    sort = f' data-pagefind-sort="date:{record.date}"' if record.date else ""
    # "und": neither the indexer nor the browser may cut words or stem them.
    return SearchDocument(record.url, f'<html lang="und"><body{sort}>{"".join(parts)}</body></html>')


def documents_digest(entries: Iterable[SearchEntry]) -> str:
    """Return one digest of all that ``search_document`` would make of ``entries``, in any order.

    It is made without making them. Equal digest and equal code, equal index.
    """
    lines = sorted(f"{entry.url} {entry.digest}\n" for entry in entries)
    return hashlib.blake2b("".join(lines).encode(), digest_size=16).hexdigest()


def _filled(content: Content | None, replacements: tuple[str, ...]) -> tuple[Section, ...]:
    def fill(text: str) -> str:
        return _MARKER.sub(lambda marker: replacements[int(marker[1])], text)

    sections = content.sections if content else ()
    return tuple(Section(section.anchor, fill(section.heading), fill(section.text)) for section in sections)


def _section(section: Section) -> str:
    anchor = f' id="{escape(section.anchor)}"' if section.anchor else ""
    heading = f'<h2{anchor} data-pagefind-weight="2">{_stream(section.heading)}</h2>' if section.heading else ""
    return f"{heading}<p>{_stream(section.text)}</p>"


def _stream(text: str) -> str:
    return " ".join(pair_tokens(text))


def _metas(record: SearchRecord) -> str:
    fields = (
        ("title", " ".join(map(_title_token, pair_tokens(record.title)))),
        ("date", spell(record.date)),
        ("page", PAGE_MARK),
        ("pinyin", " ".join(PINYIN_MARK + term for term in pinyin_terms((record.title, *record.tags, *record.names)))),
    )
    return "".join(f'<meta data-pagefind-meta="{name}[content]" content="{value}">' for name, value in fields if value)


def _title_token(token: str) -> str:
    # A mark with no letter after it would be a word of its own, and the beginning of every other.
    return token if token[0] == "^" else TITLE_MARK + token


def _filters(record: SearchRecord) -> str:
    filters = (("kind", record.kind_label), ("column", record.column), ("year", record.date[:4]))
    return "".join(
        f'<span data-pagefind-filter="{name}[content]" content="{escape(value)}"></span>'
        for name, value in filters
        if value
    )
