"""One content file becomes one document: decoded, split, its front matter typed, its body rendered."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from ssg.model.config import ReadSettings
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error
from ssg.model.document import FOLDER_BY_KIND, Content, Document, Kind, Meta, Orphan, Reading
from ssg.read.frontmatter import Parts, split_front_matter
from ssg.read.kinds.bundle import read_bundle
from ssg.read.kinds.guide import read_guide
from ssg.read.kinds.news import read_news
from ssg.read.kinds.notice import read_notice
from ssg.read.kinds.page import read_front, read_page
from ssg.read.kinds.place import read_place
from ssg.read.markdown import render_body
from ssg.read.reader import Scope
from ssg.read.source_text import decode_source
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import MapNode

_NO_CONTENT = Content("", ())

_READER_BY_KIND: Mapping[Kind, Callable[[MapNode, Scope], Outcome[Meta | None]]] = {
    Kind.NEWS: read_news,
    Kind.GUIDE: read_guide,
    Kind.BUNDLE: read_bundle,
    Kind.PLACE: read_place,
    Kind.NOTICE: read_notice,
    Kind.PAGE: read_page,
}


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
    read = read_front if is_front(path, kind) else _READER_BY_KIND[kind]
    meta = read(root, Scope(path, ZoneInfo(settings.timezone), dict(settings.approval).get(kind.value)))
    return Outcome(meta.value, parsed.diagnostics + meta.diagnostics)


def _position(fault: Diagnostic) -> tuple[int, int]:
    return (fault.span.line, fault.span.column) if fault.span else (0, 0)
