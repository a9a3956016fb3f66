"""From the Markdown of one document to its ``Body`` and ``Content``: the order of the steps.

bounds → Python-Markdown with our processors → sanitise → outline, summary, references, places of the remarks.
"""

import re
from hashlib import blake2b

from msgspec import Struct

from ssg.model.config import ReadSettings
from ssg.model.diagnostic import Diagnostic, Outcome, Severity, Span, error, warning
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Body, Content, Reference, Section
from ssg.read.markdown.bounds import MAX_NESTING, Excess, find_excess
from ssg.read.markdown.directives.container import MARK, find_stray_ends
from ssg.read.markdown.locate import Locator, mask_code
from ssg.read.markdown.notebook import NeedleKind, NotedReference, Remark, text_needle
from ssg.read.markdown.outline import Block, find_headings, find_ids, find_sections, read_blocks, without_repeated_ids
from ssg.read.markdown.parser import parser_for
from ssg.read.markdown.sanitise import sanitise, without_marks
from ssg.read.markdown.summary import count_characters, summarise

MARKER = re.compile(rf"{MARK_OPEN}(\d+){MARK_CLOSE}")
RESERVED = re.compile(rf"[{MARK_OPEN}{MARK_CLOSE}]")


class Converted(Struct, frozen=True):
    """HTML whose markers still carry provisional numbers, with everything noted on the way."""

    html: str
    references: tuple[NotedReference, ...]
    remarks: tuple[Remark, ...]


def render_body(text: str, path: str, first_line: int, settings: ReadSettings) -> Outcome[tuple[Body, Content]]:
    """Return the body of a document as HTML with reference markers, and what was noticed in it.

    text: Markdown, the front matter taken off.   path: of the file, for diagnostics.
    first_line: number of the body's first line in the file, from 1, so that spans are places in the file.
    A text that Python-Markdown could not read within reasonable time gives an empty body and an error.
    """
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    excess = find_excess(source)
    if excess is not None:
        return Outcome(_assemble("", (), ()), (_too_complex(excess, path, first_line),))
    locator = Locator(source, path, first_line)
    converted = _convert(without_marks(source), settings)
    if converted is None:
        return Outcome(_assemble("", (), ()), (_too_complex(Excess(0, "nested", MAX_NESTING), path, first_line),))
    html, order = _renumbered(converted.html)
    spans = _place_references(converted.references, order, locator)
    references = tuple(
        Reference(converted.references[number].kind, converted.references[number].target, spans[number])
        for number in order
    )
    ids = find_ids(html)
    diagnostics = (
        *_reserved_characters(source, locator),
        *_stray_ends(source, locator),
        *(_diagnostic(remark, spans, locator) for remark in converted.remarks),
        *_repeated_ids(ids, locator),
    )
    if "" in ids or len(set(ids)) < len(ids):
        html = without_repeated_ids(html)
        ids = find_ids(html)
    return Outcome(_assemble(html, references, ids), diagnostics)


def _convert(source: str, settings: ReadSettings) -> Converted | None:
    """Return the document as safe HTML; None when its parts stand too deep inside each other."""
    parser = parser_for(settings)
    parser.markdown.reset()
    parser.notebook.clear()
    try:
        html = sanitise(parser.markdown.convert(source), parser.cleaner)
    except RecursionError:
        # ``bounds`` refuses every way to get here that is known; this is the net below it.
        return None
    return Converted(html, tuple(parser.notebook.references), tuple(parser.notebook.remarks))


def _renumbered(html: str) -> tuple[str, tuple[int, ...]]:
    """Return the HTML with its markers numbered in reading order, and the old number of each."""
    order: list[int] = []

    def renumber(match: re.Match[str]) -> str:
        order.append(int(match[1]))
        return f"{MARK_OPEN}{len(order) - 1}{MARK_CLOSE}"

    return MARKER.sub(renumber, html), tuple(order)


def _place_references(
    references: tuple[NotedReference, ...], order: tuple[int, ...], locator: Locator
) -> dict[int, Span]:
    """Return the place of each reference by its old number; those that show are placed first, in reading order."""
    numbers = dict.fromkeys((*order, *range(len(references))))
    return {number: locator.find(references[number].needle, "reference") for number in numbers}


def _diagnostic(remark: Remark, spans: dict[int, Span], locator: Locator) -> Diagnostic:
    if remark.needle.kind is NeedleKind.REFERENCE:
        span = spans[int(remark.needle.text)]
    else:
        span = locator.find(remark.needle, remark.code)
    return Diagnostic(remark.severity, remark.code, span, remark.args)


def _assemble(html: str, references: tuple[Reference, ...], ids: tuple[str, ...]) -> tuple[Body, Content]:
    blocks = tuple(read_blocks(html))
    content = Content(html, find_sections(blocks))
    text = "\n".join(block.text for block in blocks)
    body = Body(
        digest=_digest(content),
        headings=find_headings(blocks),
        references=references,
        summary=_summary(blocks),
        characters=count_characters(text),
        is_empty=not html,
        anchors=ids,
    )
    return body, content


def _summary(blocks: tuple[Block, ...]) -> str:
    paragraph = next((block.text for block in blocks if block.tag == "p"), "")
    return summarise(paragraph)


def _digest(content: Content) -> str:
    digest = blake2b(content.html.encode("utf-8", "surrogatepass"), digest_size=16)
    for section in content.sections:
        digest.update(_section_text(section).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _section_text(section: Section) -> str:
    return f"\0{section.anchor}\0{section.heading}\0{section.text}"


def _too_complex(excess: Excess, path: str, first_line: int) -> Diagnostic:
    span = Span(path, first_line + excess.line, 1)
    return Diagnostic(Severity.ERROR, "markdown-too-complex", span, ((excess.reason, str(excess.count)),))


def _reserved_characters(source: str, locator: Locator) -> tuple[Diagnostic, ...]:
    return tuple(
        error("reserved-character", locator.span_at(match.start(), 1), name=f"U+{ord(match[0]):04X}")
        for match in RESERVED.finditer(source)
    )


def _stray_ends(source: str, locator: Locator) -> tuple[Diagnostic, ...]:
    """Return a warning for each line of colons that closes nothing: it does not show, so the writer must hear of it."""
    if MARK not in source:
        return ()
    ends = find_stray_ends(mask_code(source))
    return tuple(warning("stray-directive-end", locator.span_at(end, len(MARK))) for end in ends)


def _repeated_ids(ids: tuple[str, ...], locator: Locator) -> tuple[Diagnostic, ...]:
    """Return a warning for each id that is used again; only its first use stays (R-12)."""
    seen: set[str] = set()
    repeated: list[str] = []
    for anchor in ids:
        if anchor in seen:
            repeated.append(anchor)
        seen.add(anchor)
    return tuple(warning("duplicate-id", _second_mention(anchor, locator), id=anchor) for anchor in repeated)


def _second_mention(anchor: str, locator: Locator) -> Span:
    series = f"id {anchor}"
    locator.find(text_needle(anchor), series)
    return locator.find(text_needle(anchor), series)
