"""What the checks find in one source: its text looked at as its readers and its printers would.

Joins what ``read`` knows of a source (where its front matter ends, what is code) to the checks, which are pure
functions over a ``Prose``. Imported where sources are looked at, which after one edit is another process.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from ssg.attachments import look_at_attachment
from ssg.check.characters import check_characters
from ssg.check.dashes import check_dashes
from ssg.check.doubled import check_doubled
from ssg.check.pairs import check_pairs
from ssg.check.personal import check_personal
from ssg.check.phones import check_phones
from ssg.check.pinyin import check_pinyin
from ssg.check.prose import Prose, make_prose
from ssg.check.punctuation import check_punctuation
from ssg.check.sentences import check_sentences
from ssg.check.terms import Terms, check_terms, compile_terms
from ssg.model.file_types import OLD_OFFICE, READABLE
from ssg.model.finding import FileFindings, Finding
from ssg.model.registers import Term
from ssg.read.frontmatter import split_front_matter
from ssg.read.markdown.locate import mask_code
from ssg.read.source_text import decode_source
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import ListNode, MapNode, Node, ScalarNode
from ssg.readings import kind_of

TEXT_CHECKS: tuple[Callable[[Prose], Iterator[Finding]], ...] = (
    check_characters,
    check_punctuation,
    check_pairs,
    check_dashes,
    check_doubled,
    check_sentences,
    check_personal,
)
_UNREAD_KEYS = frozenset(("hidden_terms", "别名搜索词", "搜索词"))
"""Fields that no reader sees; what they hold is meant to be as people type it."""


def look_at(path: str, data: bytes, terms: tuple[Term, ...], phones: frozenset[str], pinyin: str) -> FileFindings:
    """Return what the checks find in a file.

    phones: digits of the numbers that units and places have.   pinyin: ruby, word, or "" where none is wanted.
    """
    if path.lower().endswith((*READABLE, *OLD_OFFICE)):
        return look_at_attachment(path, data)
    return FileFindings(findings_of(path, data, terms, phones, pinyin))


def findings_of(
    path: str, data: bytes, terms: tuple[Term, ...], phones: frozenset[str], pinyin: str
) -> tuple[Finding, ...]:
    """Return what the checks find in the bytes of a text; nothing in one that reading has refused."""
    if kind_of(path) is None:
        return tuple(check_personal(plain_prose(path, _decoded(data))))
    text = decode_source(path, data).value
    return () if text is None else tuple(_findings(prose_of(path, text), _compiled(terms), phones, pinyin))


@lru_cache(maxsize=1)
def _compiled(terms: tuple[Term, ...]) -> Terms | None:
    return compile_terms(terms)


def _findings(prose: Prose, terms: Terms | None, phones: frozenset[str], pinyin: str) -> Iterator[Finding]:
    for check in TEXT_CHECKS:
        yield from check(prose)
    if terms is not None:
        yield from check_terms(prose, terms)
    yield from check_phones(prose, phones)
    if pinyin:
        yield from check_pinyin(prose, pinyin)


def _decoded(data: bytes) -> str:
    """Return the text of a file of data: office programs here still write tables in GB 18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def plain_prose(path: str, text: str) -> Prose:
    """Return a file of data: nothing in it is read as sentences."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    return make_prose(clean, path, "", len(clean), ())


def prose_of(path: str, text: str) -> Prose:
    """Return a content file as prose.

    text: as ``decode_source`` gives it.
    """
    parts = split_front_matter(path, text).value
    values: tuple[tuple[int, int], ...] = ()
    if parts.front is not None:
        root = parse_yaml(path, parts.front, parts.front_line).value
        starts = _line_starts(text)
        places = (_place(scalar, text, starts) for scalar in _scalars(root)) if root is not None else ()
        values = tuple(sorted(place for place in places if place is not None))
    return make_prose(text, path, mask_code(parts.body), len(text) - len(parts.body), values)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    match node:
        case ScalarNode():
            yield node
        case ListNode(items=items):
            for item in items:
                yield from _scalars(item)
        case MapNode(entries=entries):
            for entry in entries:
                if entry.key.text not in _UNREAD_KEYS:
                    yield from _scalars(entry.value)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _place(scalar: ScalarNode, text: str, line_starts: list[int]) -> tuple[int, int] | None:
    """Return where a value stands without its quotes; None for one of several lines or with escapes."""
    written = line_starts[scalar.line - 1] + scalar.column - 1
    start = text.find(scalar.text, written, written + scalar.length)
    return (start, start + len(scalar.text)) if scalar.text and start >= 0 else None
