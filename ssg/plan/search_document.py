"""A page as the indexer is to see it, and as the list of results shows it.

The HTML never reaches a reader. Every visible word is turned into pairs (``search_terms``), which Pagefind keeps with
their places and gives back as page ids. Words of our own bear a mark, an Ogham letter that no site's text contains:

* pairs + ``TITLE_MARK`` and pairs + ``HEADING_MARK``: which hits have the query there. At the end, so that they lie
  in the same file of the index as the pair itself, and cost the reader nothing more;
* ``TITLE_MARK`` + a character: for the very common ones, which are looked for in titles alone;
* ``PINYIN_MARK`` + pinyin of titles, tags, names and hidden terms;
* ``ᚃ`` + a filter and its value, given by ``SearchDocument.filters``.

What a result shows is not taken from Pagefind, which would give the pairs back, but from a text of its own
(``SearchDocument.shown``), half as large.
"""

import hashlib
import json
import re
from collections.abc import Iterable

from ssg.model.contexts import SearchRecord
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content, Section
from ssg.model.search import SearchDocument, SearchEntry
from ssg.plan.search_pinyin import pinyin_terms, syllables_of
from ssg.plan.search_terms import fold, pair_tokens

TITLE_MARK = "ᚁ"
PINYIN_MARK = "ᚂ"
HEADING_MARK = "ᚄ"

_MARKER = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")


def search_document(record: SearchRecord, content: Content | None) -> SearchDocument:
    """Return what is indexed for ``record``.

    content: the bulk of ``record.body``; None when the page has no body. Its fact markers are replaced from
    ``record.body.replacements``. Raises IndexError for a marker without a replacement: our fault, never a writer's.
    """
    sections = record.sections + _filled(content, record.body.replacements)
    more = "\n".join((*record.names, *record.tags, *record.hidden_terms))
    parts = (
        _metas(record, sections),
        # Nothing has a weight: all places of a word in a page are then one list.
        f"<p>{_stream(record.title)}</p>",
        *(f"<p>{_stream(section.heading)}</p><p>{_stream(section.text)}</p>" for section in sections),
        f"<p>{_stream(more)}</p>",
    )
    # "und": neither the indexer nor the browser may cut words or stem them.
    html = f'<html lang="und"><body>{"".join(parts)}</body></html>'
    return SearchDocument(record.url, html, record.date, _shown(record, sections, more), _filters(record))


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


def _titles(record: SearchRecord) -> tuple[str, ...]:
    return (record.title, record.official_title) if record.official_title else (record.title,)


def _stream(text: str) -> str:
    return " ".join(pair_tokens(text))


def _marked(text: str, mark: str) -> str:
    return " ".join(token + mark for token in pair_tokens(text))


def _metas(record: SearchRecord, sections: tuple[Section, ...]) -> str:
    spoken = syllables_of((*_titles(record), *record.tags, *record.names, *record.hidden_terms))
    titles = "\n".join(_titles(record))
    letters = dict.fromkeys(letter for char in titles for letter in fold(char))
    fields = (
        ("title", _marked(titles, TITLE_MARK)),
        ("letters", " ".join(TITLE_MARK + letter for letter in letters)),
        ("headings", " ".join(_marked(section.heading, HEADING_MARK) for section in sections if section.heading)),
        ("pinyin", " ".join(PINYIN_MARK + term for term in pinyin_terms(spoken))),
    )
    return "".join(f'<meta data-pagefind-meta="{name}[content]" content="{value}">' for name, value in fields if value)


def _filters(record: SearchRecord) -> tuple[tuple[str, str], ...]:
    filters = (("kind", record.kind_label), ("column", record.column), ("year", record.date[:4]))
    return tuple((name, value) for name, value in filters if value)


def _shown(record: SearchRecord, sections: tuple[Section, ...], more: str) -> str:
    """Return JSON for ``search-index.js``; what stands behind the sections finds a page and is never shown."""
    fields = {
        "url": record.url,
        "title": record.title,
        "facts": [record.kind_label, record.column, record.date],
        "sections": [[section.anchor, section.heading, section.text] for section in sections],
        "more": more,
        **({"official": record.official_title} if record.official_title else {}),
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
