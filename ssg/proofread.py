"""Every source of the site, looked at by the checks or remembered: ``ssg check``.

The sources are read again: what a build remembers of them is no longer text. What looks at one is imported where
that is done (``source_findings``).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
from ssg.engine.digest import digest, digest_bytes, digest_text
from ssg.engine.memo import Memo
from ssg.engine.pool import WORTH_A_POOL, map_chunks
from ssg.engine.roll import Roll, encode_roll
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
"""Begins the name of what is found in the names of all files."""
KEY = "source "
"""Begins the key of the findings in the memo that are remembered by a name of their own."""
ROLL = "sources"
"""The key of the roll of all files, held against the digest of what the checks compare them with."""


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
    dead: frozenset[str]
    """Keys of what it holds of files that are no longer."""


def begin_proofreading(
    request: BuildRequest,
    planned: Planned,
    memo: Memo,
    tell: Callable[[int, int], None] = lambda done, total: None,
    ahead: Ahead = AT_ONCE,
) -> Callable[[], Proofreading]:
    """Begin to look at all sources of the site, drafts too; the result returns what the checks find in them.

    ahead: looks at the files that have changed, if they are few.
    """
    files = tuple(file for file in planned.scan.files() if not file.path.startswith("themes/"))
    terms, phones = planned.catalog.registers.terms, digits_of(_phones(planned))
    reader = Reader(str(request.site_root), terms, phones, _pinyin_by_path(planned))
    file_by_name = _by_name(filter(_is_looked_at, files), reader.pinyin_by_path)
    paths = tuple(file.path for file in files)
    of_paths = NAMES + digest_text("\0".join(paths))
    past = _look_back(memo, digest((terms, tuple(sorted(phones)))), (*file_by_name, of_paths))
    unknown = past.unknown
    fresh = {name: file_by_name[name] for name in unknown if name in file_by_name}
    beside = tuple(_in_catalog(planned))
    # Last: whoever looks at them may still be busy with pages.
    collect = _begin_files(reader, tuple(fresh.values()), request, tell, ahead)

    def finish() -> Proofreading:
        found = dict(zip(fresh, collect(), strict=True))
        if of_paths in unknown:
            found[of_paths] = _look_at_paths(paths)
        return _proofreading(past, found, beside)

    return finish


class _Past(Struct, frozen=True):
    """What the memo knows of all files."""

    roll: Roll
    now: frozenset[str]
    """What to hold the roll against now."""
    settled: frozenset[str]
    """Names of those in which nothing was found."""
    known: dict[str, FileFindings | None]
    """By the names of the others, in order; None for an unknown one."""

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(name for name, findings in self.known.items() if findings is None)


def _look_back(memo: Memo, settings: str, names: Collection[str]) -> _Past:
    """Return what is known of ``names``; settings: the digest of what the checks compare files with."""
    roll, now = memo.load_roll(ROLL), frozenset((settings,))
    settled = roll.settled_upon(now).intersection(names)
    others = [name for name in names if name not in settled]
    # Rows of other settings bear the same names.
    known = _recall(memo, roll.others.intersection(others)) if roll.basis == now else {}
    return _Past(roll, now, settled, {name: known.get(name) for name in others})


def _proofreading(past: _Past, found: Mapping[str, FileFindings | None], beside: Iterable[Finding]) -> Proofreading:
    """Return all findings, and what is new to the memo.

    found: in what the memo does not know, by name; None where there was nothing to look at.
    beside: what is found elsewhere than in files.
    """
    told = {name: each or found.get(name) for name, each in past.known.items()}
    kept = {name: each for name, each in told.items() if each is not None and each.is_final}
    settled = past.settled.union(name for name, each in kept.items() if each == NOTHING)
    roll = Roll(past.now, settled, frozenset(kept.keys() - settled))
    rows = ((KEY + name, codec_of(FileFindings).encode(kept[name])) for name in found if name in roll.others)
    return Proofreading(
        findings=(*(finding for each in told.values() if each is not None for finding in each.findings), *beside),
        new=(*rows, *(((ROLL, encode_roll(roll)),) if roll != past.roll else ())),
        dead=frozenset(KEY + name for name in past.roll.others - roll.others),
    )


def _begin_files(
    reader: Reader, files: tuple[SourceFile, ...], request: BuildRequest, tell: Callable[[int, int], None], ahead: Ahead
) -> Callable[[], list[FileFindings | None]]:
    if len(files) < WORTH_A_POOL:
        return ahead.begin(reader.look_at, files)
    return lambda: map_chunks(reader.look_at, files, request.jobs, tell)


def _look_at_paths(paths: tuple[str, ...]) -> FileFindings:
    # Late: they stay as they are from one edit to the next.
    from ssg.check.personal import check_names

    return FileFindings(tuple(check_names(paths)))


def _in_catalog(planned: Planned) -> Iterator[Finding]:
    """Yield what cannot be seen in a file by itself, or depends on the day."""
    catalog, now, zone = planned.catalog, planned.options.now, ZoneInfo(planned.config.timezone)
    yield from check_addresses(catalog, suggest_slug)
    yield from check_freshness(catalog, now, zone, is_government=planned.config.footer_is_government)
    yield from check_overdue(catalog, now, zone)


def _is_looked_at(file: SourceFile) -> bool:
    return kind_of(file.path) is not None or file.path.lower().endswith(_LOOKED_AT)


def _by_name(files: Iterable[SourceFile], pinyin_by_path: Mapping[str, str]) -> dict[str, SourceFile]:
    """Return files by all that their checks look at beside the settings."""
    return {f"{file.digest}{pinyin_by_path.get(file.path, '')} {file.path}": file for file in files}


def _recall(memo: Memo, names: Collection[str]) -> dict[str, FileFindings]:
    if not names:
        return {}
    rows = memo.load(KEY, frozenset(KEY + name for name in names))
    try:
        return codec_of(FileFindings).decode_by_key({key.removeprefix(KEY): row for key, row in rows.items()})
    except CodecError:
        return {}


def _phones(planned: Planned) -> Iterator[str]:
    """Yield the numbers that are written once and used by reference: of the site, of units, of places."""
    places = (item.opened.meta for item in planned.catalog.items if item.opened is not None)
    stated = (
        planned.config.phone,
        *(org.phone for org in planned.catalog.registers.orgs),
        *(meta.phone for meta in places if isinstance(meta, PlaceMeta)),
    )
    return (phone for phone in stated if isinstance(phone, str))


def _pinyin_by_path(planned: Planned) -> dict[str, str]:
    return {item.card.path: item.outline.pinyin for item in planned.catalog.items if item.outline.pinyin}
