"""The text of a content file as its readers see it, with every character at its place in the file.

``Prose.shown`` is as long as ``Prose.text``. Whatever is not read as a sentence (front matter apart from its
plain values, code, addresses, tags, marks of Markdown) stands there as ``HIDDEN``, so that checks neither
complain of it nor lose their places.
"""

import re
from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from ssg.check.blocks import Block, find_blocks
from ssg.model.diagnostic import Diagnostic, Severity, Span
from ssg.model.finding import Edit, Finding

HIDDEN = "\0"
"""Reading has refused it in sources, so it cannot be anything else."""
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, for use between the brackets of a pattern."""

# Each alternative takes time in proportion to what it takes in; an unclosed comment hides the rest, as in HTML.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ADDRESS = re.compile(r"(?<=\])\((?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:[ ]+\"[^\"\n]*\")?\)")
_LINK_REFERENCE = re.compile(r"(?<=\])\[[^\[\]\n]*\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]+\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ ]*\S.*$", re.MULTILINE)
_BARE_URL = re.compile(r"(?:https?://|www\.|mailto:|tel:)[A-Za-z0-9\-._~:/?#@!$&'+,;=%]+", re.IGNORECASE)
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]+")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_READING = re.compile(r"\|[^{}|\n]*\}|\|\|[^{}|\n]*\}")
_FACT = re.compile(r"\{\{[^{}\n]*\}\}")
_ATTRIBUTES = re.compile(r"\{[ ]*[:#.][^{}\n]*\}")
_OPENING_LINE = re.compile(r"^[ ]*(?:!!!|\?\?\?|:::).*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,32};")
_MARK = re.compile(r"\*+|~~|[\[\]{}`]|!(?=\[)")
_VERSE = re.compile(r"^ {0,3}:{3,}[ ]*verse[ ]*$.*?(?:^ {0,3}:{3,}[ ]*$|\Z)", re.DOTALL | re.MULTILINE)

_HIDERS = (
    *(_COMMENT, _FOOTNOTE, _DEFINITION, _ADDRESS, _LINK_REFERENCE, _BARE_URL, _MAIL, _TAG, _FACT, _ATTRIBUTES),
    *(_READING, _OPENING_LINE, _ESCAPE, _ENTITY, _MARK),
)
MOST_QUOTED = 40
"""Characters of a finding that a message quotes."""


class Prose(Struct, frozen=True):
    path: str
    text: str
    """The whole file, with ``\\n`` line ends."""
    shown: str
    blocks: tuple[Block, ...]
    """Pieces of ``shown`` that are read in one go, in order; values of front matter first."""
    line_starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``, cut at the end of its first line."""
        row = bisect_right(self.line_starts, start) - 1
        line_end = self.line_starts[row + 1] - 1 if row + 1 < len(self.line_starts) else len(self.text)
        return Span(self.path, row + 1, start - self.line_starts[row] + 1, min(end, line_end) - start)

    def offset(self, span: Span) -> int:
        """Return where a span begins in ``text``."""
        return self.line_starts[span.line - 1] + span.column - 1

    def edit(self, start: int, end: int, becomes: str) -> Edit:
        """Return the edit that puts ``becomes`` in place of ``text[start:end]``."""
        return Edit(self.span(start, end), self.text[start:end], becomes)


def make_prose(text: str, path: str, body: str, body_start: int, values: tuple[tuple[int, int], ...]) -> Prose:
    """Return a content file as prose.

    text: the whole file, ``\\n`` line ends.   body: from ``body_start`` on, code blanked out, as long as before.
    values: (start, end) of the texts in front matter that a reader sees, in order.
    """
    front = _keep(text[:body_start], values)
    visible = _hide_code(text[body_start:], body)
    for pattern in _HIDERS:
        visible = pattern.sub(_hide, visible)
    shown = front + visible
    verses = [match.span() for match in _VERSE.finditer(body)]
    in_body = (_named(block, verses, body_start) for block in find_blocks(visible, body_start))
    blocks = (*(Block("value", start, end) for start, end in values), *in_body)
    return Prose(path, text, shown, blocks, (0, *(match.end() for match in re.finditer("\n", text))))


def found(
    prose: Prose, check: str, code: str, start: int, end: int, edits: tuple[Edit, ...] = (), *, is_safe: bool = False
) -> Finding:
    """Return a finding at ``text[start:end]`` whose message gets ``found``, and ``instead`` where edits mend it.

    edits: within those bounds, and where the text is long at its very ends.
    """
    written = _quoted(prose, start, end, ())
    args = [("found", written)]
    if edits:
        args.append(("instead", _quoted(prose, start, end, edits)))
    diagnostic = Diagnostic(Severity.WARNING, code, prose.span(start, end), tuple(args))
    return Finding(check, diagnostic, written, edits, is_safe)


def _quoted(prose: Prose, start: int, end: int, edits: tuple[Edit, ...]) -> str:
    """Return ``text[start:end]`` with the edits made, on one line; the middle of a long text is left out."""
    changes = [(prose.offset(edit.span), edit.was, edit.becomes) for edit in edits]
    half = MOST_QUOTED // 2
    left, right = start + half, end - half
    if left < right and all(at + len(was) <= left or at >= right for at, was, _ in changes):
        changes.append((left, prose.text[left:right], "…"))
    pieces: list[str] = []
    done = start
    for at, was, becomes in sorted(changes):
        pieces += [prose.text[done:at], becomes]
        done = at + len(was)
    line = "".join((*pieces, prose.text[done:end])).replace("\n", " ")
    return line if len(line) <= 2 * MOST_QUOTED else f"{line[:MOST_QUOTED]}…"


def _named(block: Block, verses: list[tuple[int, int]], body_start: int) -> Block:
    """Return the block, called verse where it stands inside one."""
    is_verse = any(start <= block.start - body_start < end for start, end in verses)
    return replace(block, kind="verse") if is_verse else block


def _keep(front: str, values: tuple[tuple[int, int], ...]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in values:
        pieces += [_hidden(front[done:start]), front[start:end]]
        done = end
    return "".join((*pieces, _hidden(front[done:])))


def _hide_code(body: str, without_code: str) -> str:
    """Return the body with code hidden where it stands in a line; lines of nothing but code become blank."""
    if body == without_code:
        return body
    lines = zip(body.split("\n"), without_code.split("\n"), strict=True)
    return "\n".join(_hide_code_in_line(line, left) for line, left in lines)


def _hide_code_in_line(line: str, left: str) -> str:
    if line == left or not left.strip():
        return left
    return "".join(HIDDEN if now != before else now for before, now in zip(line, left, strict=True))


def _hide(match: re.Match[str]) -> str:
    return _hidden(match[0])


def _hidden(text: str) -> str:
    return HIDDEN * len(text) if "\n" not in text else re.sub(r"[^\n]", HIDDEN, text)
