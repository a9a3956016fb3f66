"""The text of every content file, looked at as its readers and its printers would: ``ssg check``.

Joins what ``read`` knows of a source (where its front matter ends, what is code) to the checks, which are pure
functions over a ``Prose``. The sources are read again: what a build remembers of them is no longer text.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ssg.attachments import OLD, READABLE, look_at_attachment
from ssg.check.addresses import check_addresses
from ssg.check.characters import check_characters
from ssg.check.dashes import check_dashes
from ssg.check.doubled import check_doubled
from ssg.check.freshness import check_freshness
from ssg.check.pairs import check_pairs
from ssg.check.personal import check_names, check_personal
from ssg.check.phones import check_phones, digits_of
from ssg.check.pinyin import check_pinyin
from ssg.check.prose import Prose, make_prose
from ssg.check.punctuation import check_punctuation
from ssg.check.sentences import check_sentences
from ssg.check.terms import Terms, check_terms, compile_terms
from ssg.edge.new import suggest_slug
from ssg.edge.sources import read_source
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import digest, digest_bytes
from ssg.engine.memo import Memo
from ssg.engine.pool import map_chunks
from ssg.model.document import Kind
from ssg.model.finding import FileFindings, Finding
from ssg.model.kinds.place import PlaceMeta
from ssg.model.source import SourceFile
from ssg.read.frontmatter import split_front_matter
from ssg.read.markdown.locate import mask_code
from ssg.read.source_text import decode_source
from ssg.read.strict_yaml import parse_yaml
from ssg.read.yaml_nodes import ListNode, MapNode, Node, ScalarNode
from ssg.readings import kind_of
from ssg.request import BuildRequest
from ssg.run import Planned

TEXT_CHECKS: tuple[Callable[[Prose], Iterator[Finding]], ...] = (
    check_characters,
    check_punctuation,
    check_pairs,
    check_dashes,
    check_doubled,
    check_sentences,
    check_personal,
)
SOURCE_CHECKS = frozenset(
    (
        *("characters", "punctuation", "pairs", "dashes", "doubled", "sentences", "terms", "pinyin"),
        *("personal-data", "attachments", "phones", "freshness", "addresses"),
    )
)
"""Checks that look at sources alone, all of which are made here."""
_UNREAD_KEYS = frozenset(("hidden_terms", "别名搜索词", "搜索词"))
"""Fields that no reader sees; what they hold is meant to be as people type it."""


_LOOKED_AT = (".yaml", ".yml", ".csv", ".tsv", ".txt", ".json", ".xml", ".html", ".htm", *READABLE, *OLD)
"""Files that are published or kept as they are and may hold personal data."""


KEY = "source "
"""Begins the key of a file's findings in the memo."""


@dataclass(frozen=True)
class Reader:
    """All that looking at one file needs; handed to every worker."""

    site_root: str
    terms: Terms | None
    phones: frozenset[str]
    """Digits of the numbers that units and places have."""
    pinyin_by_path: Mapping[str, str]
    """How the files that ask for pinyin want it: ruby or word."""

    def look_at(self, file: SourceFile) -> FileFindings | None:
        """Return what the checks find in the bytes that were scanned; None when the file has changed since."""
        source = read_source(self.site_root, file.path)
        if source.value is None or digest_bytes(source.value) != file.digest:
            return None
        if file.path.lower().endswith((*READABLE, *OLD)):
            return look_at_attachment(file.path, source.value)
        return FileFindings(self.findings_of(file.path, source.value))

    def findings_of(self, path: str, data: bytes) -> tuple[Finding, ...]:
        """Return what the checks find in a file's bytes; nothing in one that reading has refused."""
        if kind_of(path) is None:
            return tuple(check_personal(plain_prose(path, _decoded(data))))
        text = decode_source(path, data).value
        return () if text is None else tuple(self._findings(prose_of(path, text)))

    def _findings(self, prose: Prose) -> Iterator[Finding]:
        for check in TEXT_CHECKS:
            yield from check(prose)
        if self.terms is not None:
            yield from check_terms(prose, self.terms)
        yield from check_phones(prose, self.phones)
        if prose.path in self.pinyin_by_path:
            yield from check_pinyin(prose, self.pinyin_by_path[prose.path])


@dataclass(frozen=True)
class Proofreading:
    findings: tuple[Finding, ...]
    """Of every check of a source, before the site's settings."""
    new: tuple[tuple[str, bytes], ...]
    """What the memo does not hold yet."""
    keys: frozenset[str]


def proofread(
    request: BuildRequest, planned: Planned, memo: Memo, tell: Callable[[int, int], None] = lambda done, total: None
) -> Proofreading:
    """Return what the checks find in all sources of the site, drafts too."""
    files = tuple(file for file in planned.scan.files() if not file.path.startswith("themes/"))
    looked_at = tuple(
        file for file in files if kind_of(file.path) is not None or file.path.lower().endswith(_LOOKED_AT)
    )
    terms, phones = planned.catalog.registers.terms, digits_of(_phones(planned))
    reader = Reader(str(request.site_root), compile_terms(terms), phones, _pinyin_by_path(planned))
    key_by_path = _keys(looked_at, digest((terms, tuple(sorted(phones)))), reader.pinyin_by_path)
    known = {} if request.clean else _recall(memo, key_by_path)
    fresh = tuple(file for file in looked_at if file.path not in known)
    found = dict(zip((file.path for file in fresh), map_chunks(reader.look_at, fresh, request.jobs, tell), strict=True))
    sound = {path: each for path, each in found.items() if each is not None}
    codec = codec_of(FileFindings)
    zone = ZoneInfo(planned.config.timezone)
    stale = check_freshness(
        planned.catalog, planned.options.now, zone, is_government=planned.config.footer_is_government
    )
    in_files = (finding for each in (*known.values(), *sound.values()) for finding in each.findings)
    return Proofreading(
        findings=(
            *in_files,
            *check_names(tuple(file.path for file in files)),
            *check_addresses(planned.catalog, suggest_slug),
            *stale,
        ),
        new=tuple((key_by_path[path], codec.encode(each)) for path, each in sound.items() if each.is_final),
        keys=frozenset(key_by_path[path] for path, each in (*known.items(), *sound.items()) if each.is_final),
    )


def _keys(files: tuple[SourceFile, ...], settings: str, pinyin_by_path: Mapping[str, str]) -> dict[str, str]:
    """Return the key of what is found in each file: by all that its checks look at."""
    return {file.path: f"{KEY}{settings}{file.digest}{pinyin_by_path.get(file.path, '')} {file.path}" for file in files}


def _recall(memo: Memo, key_by_path: Mapping[str, str]) -> dict[str, FileFindings]:
    blobs = memo.load(list(key_by_path.values()))
    try:
        return codec_of(FileFindings).decode_by_key(
            {path: blobs[key] for path, key in key_by_path.items() if key in blobs}
        )
    except CodecError:
        return {}


def _decoded(data: bytes) -> str:
    """Return the text of a file of data: office programs here still write tables in GB 18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _phones(planned: Planned) -> Iterator[str]:
    """Yield the numbers that are written once and used by reference: of the site, of units, of places."""
    places = (item.document.meta for item in planned.catalog.items if item.card.kind is Kind.PLACE)
    stated = (
        planned.config.phone,
        *(org.phone for org in planned.catalog.registers.orgs),
        *(meta.phone for meta in places if isinstance(meta, PlaceMeta)),
    )
    return (phone for phone in stated if isinstance(phone, str))


def _pinyin_by_path(planned: Planned) -> dict[str, str]:
    return {item.card.path: item.outline.pinyin for item in planned.catalog.items if item.outline.pinyin}


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
