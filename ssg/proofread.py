"""Every source of the site, looked at by the checks or remembered: ``ssg check``.

The sources are read again: what a build remembers of them is no longer text. What looks at one is imported where
that is done (``source_findings``).
"""

from collections.abc import Callable, Iterator, Mapping
from zoneinfo import ZoneInfo

from msgspec import Struct

from ssg.check.addresses import check_addresses
from ssg.check.freshness import check_freshness
from ssg.check.overdue import check_overdue
from ssg.check.phones import digits_of
from ssg.edge.new import suggest_slug
from ssg.edge.sources import read_source
from ssg.engine.ahead import AT_ONCE
from ssg.engine.ahead import Reader as Ahead
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import digest, digest_bytes
from ssg.engine.memo import Memo
from ssg.engine.pool import WORTH_A_POOL, map_chunks
from ssg.model.document import Kind
from ssg.model.file_types import OLD_OFFICE, READABLE
from ssg.model.finding import FileFindings, Finding
from ssg.model.kinds.place import PlaceMeta
from ssg.model.registers import Term
from ssg.model.source import SourceFile
from ssg.readings import kind_of
from ssg.request import BuildRequest
from ssg.run import Planned

SOURCE_CHECKS = frozenset(
    (
        *("characters", "punctuation", "pairs", "dashes", "doubled", "sentences", "terms", "pinyin"),
        *("personal-data", "attachments", "properties", "phones", "freshness", "reviews", "addresses"),
    )
)
"""Checks that look at sources alone, all of which are made here."""
_LOOKED_AT = (".yaml", ".yml", ".csv", ".tsv", ".txt", ".json", ".xml", ".html", ".htm", *READABLE, *OLD_OFFICE)
"""Files that are published or kept as they are and may hold personal data."""


NOTHING = FileFindings(())
NAMES = "names "
"""Begins the key of what is found in the names of all files."""
KEY = "source "
"""Begins the key of a file's findings in the memo."""


class Reader(Struct, frozen=True):
    """All that looking at one file needs; handed to every worker."""

    site_root: str
    terms: tuple[Term, ...]
    phones: frozenset[str]
    """Digits of the numbers that units and places have."""
    pinyin_by_path: Mapping[str, str]
    """How the files that ask for pinyin want it: ruby or word."""

    def look_at(self, file: SourceFile) -> FileFindings | None:
        """Return what the checks find in the bytes that were scanned; None when the file has changed since."""
        # Late: it brings all checks, which a run that remembers everything does without.
        from ssg.source_findings import look_at

        source = read_source(self.site_root, file.path)
        if source.value is None or digest_bytes(source.value) != file.digest:
            return None
        pinyin = self.pinyin_by_path.get(file.path, "")
        return look_at(file.path, source.value, self.terms, self.phones, pinyin)


class Proofreading(Struct, frozen=True):
    findings: tuple[Finding, ...]
    """Of every check of a source, before the site's settings."""
    new: tuple[tuple[str, bytes], ...]
    """What the memo does not hold yet."""
    keys: frozenset[str]


def proofread(
    request: BuildRequest,
    planned: Planned,
    memo: Memo,
    tell: Callable[[int, int], None] = lambda done, total: None,
    ahead: Ahead = AT_ONCE,
) -> Proofreading:
    """Return what the checks find in all sources of the site, drafts too.

    ahead: looks at the files that have changed, if they are few.
    """
    files = tuple(file for file in planned.scan.files() if not file.path.startswith("themes/"))
    looked_at = tuple(
        file for file in files if kind_of(file.path) is not None or file.path.lower().endswith(_LOOKED_AT)
    )
    terms, phones = planned.catalog.registers.terms, digits_of(_phones(planned))
    reader = Reader(str(request.site_root), terms, phones, _pinyin_by_path(planned))
    key_by_path = _keys(looked_at, digest((terms, tuple(sorted(phones)))), reader.pinyin_by_path)
    known = {} if request.clean else _recall(memo, KEY, key_by_path)
    fresh = tuple(file for file in looked_at if file.path not in known)
    few = len(fresh) < WORTH_A_POOL
    seen = ahead.read(reader.look_at, fresh) if few else map_chunks(reader.look_at, fresh, request.jobs, tell)
    found = dict(zip((file.path for file in fresh), seen, strict=True))
    sound = {path: each for path, each in found.items() if each is not None}
    codec = codec_of(FileFindings)
    zone = ZoneInfo(planned.config.timezone)
    stale = check_freshness(
        planned.catalog, planned.options.now, zone, is_government=planned.config.footer_is_government
    )
    overdue = check_overdue(planned.catalog, planned.options.now, zone)
    names = _look_at_names(files, memo, request.clean)
    in_files = (finding for each in (*known.values(), *sound.values()) for finding in each.findings)
    return Proofreading(
        findings=(
            *in_files,
            *names.value.findings,
            *check_addresses(planned.catalog, suggest_slug),
            *stale,
            *overdue,
        ),
        new=(
            *((key_by_path[path], codec.encode(each)) for path, each in sound.items() if each.is_final),
            (names.key, codec.encode(names.value)),
        ),
        keys=frozenset(
            (*(key_by_path[path] for path, each in (*known.items(), *sound.items()) if each.is_final), names.key)
        ),
    )


class _Names(Struct, frozen=True):
    key: str
    value: FileFindings


def _look_at_names(files: tuple[SourceFile, ...], memo: Memo, is_clean: bool) -> _Names:
    """Return what is found in the names of all files: they stay as they are from one edit to the next."""
    paths = tuple(file.path for file in files)
    key = NAMES + digest(paths)
    known = {} if is_clean else _recall(memo, NAMES, {"": key})
    if known:
        return _Names(key, known[""])
    # Late: most runs remember them.
    from ssg.check.personal import check_names

    return _Names(key, FileFindings(tuple(check_names(paths))))


def _keys(files: tuple[SourceFile, ...], settings: str, pinyin_by_path: Mapping[str, str]) -> dict[str, str]:
    """Return the key of what is found in each file: by all that its checks look at."""
    return {file.path: f"{KEY}{settings}{file.digest}{pinyin_by_path.get(file.path, '')} {file.path}" for file in files}


def _recall(memo: Memo, start: str, key_by_path: Mapping[str, str]) -> dict[str, FileFindings]:
    blobs = memo.load(start, frozenset(key_by_path.values()))
    codec = codec_of(FileFindings)
    nothing = codec.encode(NOTHING)
    known = {path: blobs[key] for path, key in key_by_path.items() if key in blobs}
    try:
        # In nearly all files nothing is found.
        told = codec.decode_by_key({path: blob for path, blob in known.items() if blob != nothing})
        return dict.fromkeys(known, NOTHING) | told
    except CodecError:
        return {}


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
