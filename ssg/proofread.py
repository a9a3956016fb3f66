"""The text of every content file, looked at as its readers and its printers would: ``ssg check``.

Joins what ``read`` knows of a source (where its front matter ends, what is code) to the checks, which are pure
functions over a ``Prose``. The sources are read again: what a build remembers of them is no longer text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ssg.check.characters import check_characters
from ssg.check.dashes import check_dashes
from ssg.check.doubled import check_doubled
from ssg.check.pairs import check_pairs
from ssg.check.prose import Prose, make_prose
from ssg.check.punctuation import check_punctuation
from ssg.check.review import Reviewed, review
from ssg.check.sentences import check_sentences
from ssg.check.terms import Terms, check_terms, compile_terms
from ssg.edge.sources import read_source
from ssg.engine.pool import map_chunks
from ssg.model.finding import Finding
from ssg.read.frontmatter import split_front_matter
from ssg.read.markdown.locate import mask_code
from ssg.read.source_text import decode_source
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import ListNode, MapNode, Node, ScalarNode
from ssg.request import BuildRequest
from ssg.run import Planned
from ssg.sources import kind_of

TEXT_CHECKS: tuple[Callable[[Prose], Iterator[Finding]], ...] = (
    check_characters,
    check_punctuation,
    check_pairs,
    check_dashes,
    check_doubled,
    check_sentences,
)
_UNREAD_KEYS = frozenset(("hidden_terms", "别名搜索词", "搜索词"))
"""Fields that no reader sees; what they hold is meant to be as people type it."""


@dataclass(frozen=True)
class Reader:
    """All that looking at one file needs; handed to every worker."""

    site_root: str
    terms: Terms | None

    def findings_in(self, path: str) -> tuple[Finding, ...]:
        """Return what the checks find in one content file; nothing in one that reading has refused."""
        source = read_source(self.site_root, path)
        text = decode_source(path, source.value).value if source.value is not None else None
        if text is None:
            return ()
        prose = prose_of(path, text)
        found = [finding for check in TEXT_CHECKS for finding in check(prose)]
        if self.terms is not None:
            found.extend(check_terms(prose, self.terms))
        return tuple(found)


def proofread(request: BuildRequest, planned: Planned) -> Reviewed:
    """Return what the text checks find in all content files of the site, drafts too, as its settings ask."""
    paths = tuple(file.path for file in planned.scan.files() if kind_of(file.path) is not None)
    reader = Reader(str(request.site_root), compile_terms(planned.catalog.registers.terms))
    found = [finding for each in map_chunks(reader.findings_in, paths, request.jobs) for finding in each]
    return review(found, planned.config.checks)


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
