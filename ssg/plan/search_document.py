"""A page as the indexer is to see it: the text of the page in pairs, and what results show of it.

The HTML never reaches a reader. Every visible word is turned into pairs (``search_terms``), so the plain title
and date stand in ``meta`` fields, in a form that no query finds by accident. Words of the indexer's own fields
begin with a mark, an Ogham letter that no site's text contains:

* ``TITLE_MARK`` pairs of the title: which hits have the query in their title;
* ``PINYIN_MARK`` pinyin of title, tags and names;
* ``CHARACTER_MARK`` each character of the page, for queries of one character; the commonest (``_EVERYWHERE``)
  are left out and answered by ``TITLE_MARK`` + character;
* ``PAGE_MARK`` alone: every page.
"""

import hashlib
import re
from collections.abc import Iterable
from html import escape

from ssg.model.contexts import SearchRecord
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content, Section
from ssg.model.search import SearchDocument
from ssg.plan.search_pinyin import pinyin_terms
from ssg.plan.search_terms import fold, pair_tokens, spell

TITLE_MARK = "ᚁ"
PINYIN_MARK = "ᚂ"
CHARACTER_MARK = "ᚃ"
PAGE_MARK = "ᚄ"
MORE_ID = "ssg-more"
"""Id of the part that finds the page but is never shown in an excerpt: names, tags, hidden terms."""

_EVERYWHERE = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生年着就那和要出也得里后自以会可下而过天去能对小多然于心么之都"
    "好看起发当没成只如把还用第样道想作种开从无面最但现前些所同日又行意方它头经长回位分因很给间两次使被已其进此与及等将"
)
_MARKER = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")


def search_document(record: SearchRecord, content: Content | None) -> SearchDocument:
    """Return what is indexed for ``record``.

    content: the bulk of ``record.body``; None when the page has no body. Its fact markers are replaced from
    ``record.body.replacements``. Raises IndexError for a marker without a replacement: our fault, never a writer's.
    """
    sections = record.sections + _filled(content, record.body.replacements)
    more = "\n".join((*record.names, *record.tags, *record.hidden_terms))
    parts = (
        _metas(record, sections, more),
        f'<h1 data-pagefind-weight="5">{_stream(record.title)}</h1>',
        *(_section(section) for section in sections),
        f'<p id="{MORE_ID}" data-pagefind-weight="3">{_stream(more)}</p>',
        _filters(record),
    )
    sort = f' data-pagefind-sort="date:{record.date}"' if record.date else ""
    # "und": neither the indexer nor the browser may cut words or stem them.
    return SearchDocument(record.url, f'<html lang="und"><body{sort}>{"".join(parts)}</body></html>')


def documents_digest(documents: Iterable[SearchDocument]) -> str:
    """Return one digest of all documents, the same in any order: equal digest, equal index."""
    digest = hashlib.blake2b(digest_size=16)
    for document in sorted(documents, key=lambda document: document.url):
        for text in (document.url, document.html):
            encoded = text.encode()
            digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


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


def _metas(record: SearchRecord, sections: tuple[Section, ...], more: str) -> str:
    texts = (record.title, more, *(text for section in sections for text in (section.heading, section.text)))
    title = [TITLE_MARK + token for token in pair_tokens(record.title)]
    pinyin = [PINYIN_MARK + term for term in pinyin_terms((record.title, *record.tags, *record.names))]
    fields = (
        ("title", " ".join(title)),
        ("date", spell(record.date)),
        ("pinyin", " ".join(pinyin)),
        ("marks", " ".join([PAGE_MARK, *_character_marks(record.title, texts)])),
    )
    return "".join(_meta(name, value) for name, value in fields if value)


def _character_marks(title: str, texts: Iterable[str]) -> list[str]:
    everywhere = {TITLE_MARK + char for char in _characters(title) & _EVERYWHERE}
    others = {CHARACTER_MARK + char for char in _characters("".join(texts)) - _EVERYWHERE}
    return sorted(everywhere | others)


def _characters(text: str) -> set[str]:
    return {folded for char in set(text) for folded in fold(char)}


def _filters(record: SearchRecord) -> str:
    filters = (("kind", record.kind_label), ("column", record.column), ("year", record.date[:4]))
    return "".join(
        f'<span data-pagefind-filter="{name}[content]" content="{escape(value)}"></span>'
        for name, value in filters
        if value
    )


def _meta(name: str, value: str) -> str:
    return f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
