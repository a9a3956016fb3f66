"""One content file becomes one document: decoded, split, its front matter typed, its body rendered."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from ssg.model.config import ReadSettings
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.document import FOLDER_BY_KIND, Content, Document, Kind, Meta, Orphan, Reading
from ssg.read.frontmatter import Parts, split_front_matter
from ssg.read.markdown import render_body
from ssg.read.reader import Scope
from ssg.read.source_text import decode_source
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import MapNode

_NO_CONTENT = Content("", ())


def read_document(path: str, data: bytes, kind: Kind, settings: ReadSettings) -> Outcome[Reading]:
    """Return the document in a content file, with everything that is wrong in it, in the order of its lines.

    path: ``content/news/2026/art-festival.md``. kind: that of its folder.
    The document is an Orphan when the front matter cannot be understood or lacks what its kind cannot do without;
    the body is read all the same, so that one run finds the mistakes of both.
    """
    text = decode_source(path, data)
    if text.value is None:
        return Outcome(Reading(Orphan(path, None), _NO_CONTENT), text.diagnostics)
    parts = split_front_matter(path, text.value)
    meta = _read_meta(parts.value, path, kind, settings)
    rendered = render_body(parts.value.body, path, parts.value.body_line, settings)
    body, content = rendered.value
    document: Document | Orphan = Orphan(path, body)
    if meta.value is not None:
        document = Document(kind, path, is_front(path, kind), meta.value, body)
    faults = (*text.diagnostics, *parts.diagnostics, *meta.diagnostics, *rendered.diagnostics)
    return Outcome(Reading(document, content), tuple(sorted(faults, key=_position)))


def is_front(path: str, kind: Kind) -> bool:
    """Return whether a file is the text of its section's front page: ``content/<folder>/index.md``."""
    return path == f"content/{FOLDER_BY_KIND[kind]}/index.md"


def _read_meta(parts: Parts, path: str, kind: Kind, settings: ReadSettings) -> Outcome[Meta | None]:
    if parts.front is None:
        return Outcome(None)
    parsed = parse_yaml(path, parts.front, parts.front_line)
    root = parsed.value
    if root is None and not parsed.diagnostics:
        root = MapNode((), max(parts.front_line - 1, 1), 1, 0)
    if root is None:
        return Outcome(None, parsed.diagnostics)
    if not isinstance(root, MapNode):
        fault = error("front-matter-not-fields", Span(path, root.line, root.column, root.length))
        return Outcome(None, (*parsed.diagnostics, fault))
    meta = _reader_of(path, kind)(
        root, Scope(path, ZoneInfo(settings.timezone), dict(settings.approval).get(kind.value))
    )
    return Outcome(meta.value, parsed.diagnostics + meta.diagnostics)


def _reader_of(path: str, kind: Kind) -> Callable[[MapNode, Scope], Outcome[Meta | None]]:
    """Return what types the front matter of a file; imported when one of its kind is read, for most builds read one."""
    if is_front(path, kind):
        from ssg.read.kinds.page import read_front

        return read_front
    match kind:
        case Kind.NEWS:
            from ssg.read.kinds.news import read_news

            return read_news
        case Kind.GUIDE:
            from ssg.read.kinds.guide import read_guide

            return read_guide
        case Kind.BUNDLE:
            from ssg.read.kinds.bundle import read_bundle

            return read_bundle
        case Kind.PLACE:
            from ssg.read.kinds.place import read_place

            return read_place
        case Kind.NOTICE:
            from ssg.read.kinds.notice import read_notice

            return read_notice
        case Kind.PAGE:
            from ssg.read.kinds.page import read_page

            return read_page


def _position(fault: Diagnostic) -> tuple[int, int]:
    return (fault.span.line, fault.span.column) if fault.span else (0, 0)
