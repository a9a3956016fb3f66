"""Pictures between the stages: what each file holds, remembered by its bytes, and making those that pages show.

The plan knows of a picture only what ``load_facts`` says of its file, and names files to be made; ``make_pictures``
makes them, or finds them among those that an earlier build has left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from ssg.drawings import clean_drawing, drawing_facts
from ssg.edge.sources import digest_file, open_plain, open_source, read_source, unreadable
from ssg.edge.stage import Stage, Written, stage_bytes
from ssg.edge.store import IMAGES, Store
from ssg.edge.version import picture_library
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import digest_bytes
from ssg.engine.pool import map_threads, thread_count
from ssg.model.config import Config
from ssg.model.diagnostic import Outcome
from ssg.model.page import Derivative
from ssg.model.picture import SHOWABLE, SVG, FileFacts, ImageSettings, fault_of
from ssg.model.source import SourceFile
from ssg.read.file_types import HEAD_BYTES, media_type_of
from ssg.read.svg import ACTIVE
from ssg.read.svg_metadata import MalformedDrawingError
from ssg.request import BuildRequest

if TYPE_CHECKING:
    from ssg.edge.pictures.imaging import Bases

FACTS_VERSION = 2
"""Changes with what ``load_facts`` finds out."""
MAKING_VERSION = 1
"""Changes with what ``edge/pictures`` makes of the same picture by the same recipe."""
SPARE_BYTES = 256_000_000
"""Of pictures that no page shows any longer."""
MB = 1_000_000


class KnownFile(Struct, frozen=True):
    digest: str
    facts: FileFacts


class Knowledge(Struct, frozen=True):
    """Facts as they are remembered."""

    files: tuple[KnownFile, ...]


def store_of(request: BuildRequest) -> Store:
    return Store(str(request.site_root / ".ssg" / IMAGES), SPARE_BYTES)


def encoder() -> str:
    """Return what, beside source and recipe, a made picture depends on."""
    return f"{MAKING_VERSION} {picture_library()}"


def load_facts(
    request: BuildRequest, config: Config, files: Iterable[SourceFile], tell: Callable[[int, int], None]
) -> dict[str, FileFacts]:
    """Return what each file holds by the digest of its bytes; only a file not seen before is opened.

    Facts are remembered at once, whatever becomes of the build.
    """
    by_digest = {file.digest: file for file in files}
    if not by_digest:
        return {}
    store, settings = store_of(request), config.images
    # What is dangerous in a drawing may be known better tomorrow: then all are looked through again.
    danger = digest_bytes(ACTIVE.pattern.encode())
    stamp = f"{FACTS_VERSION} {picture_library()} {settings.max_megapixels} {settings.max_mb} {danger}"
    kept = _recalled(store.load_facts(stamp))
    known = {digest: kept[digest] for digest in by_digest if digest in kept}
    unknown = [file for digest, file in by_digest.items() if digest not in known]
    look = partial(_look_at, str(request.site_root), settings)
    looked_at = map_threads(look, unknown, request.jobs, tell)
    found = dict(zip((file.digest for file in unknown), looked_at, strict=True))
    lasting = {digest: facts for digest, (facts, is_as_scanned) in found.items() if is_as_scanned}
    if lasting or len(known) < len(kept):
        entries = tuple(KnownFile(digest, facts) for digest, facts in sorted((known | lasting).items()))
        store.save_facts(stamp, codec_of(Knowledge).encode(Knowledge(entries)))
    return known | {digest: facts for digest, (facts, _) in found.items()}


def _recalled(data: bytes | None) -> dict[str, FileFacts]:
    try:
        return {entry.digest: entry.facts for entry in codec_of(Knowledge).decode(data).files} if data else {}
    except CodecError:
        return {}


def _look_at(site_root: str, settings: ImageSettings, file: SourceFile) -> tuple[FileFacts, bool]:
    """Return what a file holds, and whether it is still the one that was scanned."""
    opened = open_source(site_root, file.path)
    if opened.value is None:
        return FileFacts(""), False
    with opened.value as source:
        head = source.read(HEAD_BYTES)
        media_type = media_type_of(head)
        if media_type not in SHOWABLE | {SVG}:
            source.seek(0)
            return FileFacts(media_type), digest_file(source, file.size_bytes) == file.digest
        if file.size_bytes > settings.max_mb * MB:
            too_heavy = (("mb", f"{file.size_bytes / MB:.0f}"), ("most", str(settings.max_mb)))
            return FileFacts(media_type, None, "picture-too-heavy", too_heavy), True
        data = head + source.readall()
    is_as_scanned = digest_bytes(data) == file.digest
    if media_type == SVG:
        return drawing_facts(file.path, data), is_as_scanned
    from ssg.edge.pictures.imaging import look_at

    return look_at(data, media_type, settings.max_megapixels), is_as_scanned


class Order(Struct, frozen=True):
    """A picture to be put on the stage."""

    picture: Derivative
    key: str
    """Of all that it is made from."""


def make_pictures(
    orders: Sequence[Order], stage: Stage, request: BuildRequest, tell: Callable[[int, int], None]
) -> list[Outcome[Written | None]]:
    """Put every picture of ``orders`` on the stage, in their order: those that are kept, and those made now.

    Sizes of one source are made together, so that it is decoded once; a single new photograph is shared out among
    the cores, for whoever waits for its preview.
    """
    store = store_of(request)
    groups: dict[tuple[str, str], list[Order]] = {}
    for order in orders:
        groups.setdefault((order.picture.source, order.picture.digest), []).append(order)
    make = partial(_make_group, store, stage, str(request.site_root))
    parts = max(1, thread_count(request.jobs) // max(1, len(groups)))
    shares = [share for group in groups.values() for share in _shared_out(group, parts)]
    made = map_threads(make, shares, request.jobs, tell)
    outcome_by_path = dict(one for group in made for one in group)
    return [outcome_by_path[order.picture.route.output_path] for order in orders]


def _shared_out(group: list[Order], parts: int) -> list[list[Order]]:
    """Return the orders of one source in at most so many ``parts``, each with about as many pixels to make."""
    shares: list[list[Order]] = [[] for _ in range(min(parts, len(group)))]
    pixels = [0] * len(shares)
    for order in sorted(group, key=_pixels, reverse=True):
        least = pixels.index(min(pixels))
        shares[least].append(order)
        pixels[least] += _pixels(order)
    return [share for share in shares if share]


def _pixels(order: Order) -> int:
    recipe = order.picture.recipe
    return recipe.width * recipe.height


def prune_pictures(request: BuildRequest, used: Iterable[str]) -> None:
    """Forget the oldest pictures that no page shows; see ``Store.prune``."""
    store_of(request).prune(frozenset(used))


def _make_group(
    store: Store, stage: Stage, site_root: str, orders: list[Order]
) -> list[tuple[str, Outcome[Written | None]]]:
    maker = _Maker(site_root, orders[0].picture)
    results: list[tuple[str, Outcome[Written | None]]] = []
    for order in orders:
        path = order.picture.route.output_path
        data = store.load(order.key)
        if data is None:
            made = maker.make(order.picture)
            if made.value is None:
                results.append((path, Outcome(None, made.diagnostics)))
                continue
            data = made.value
            if maker.is_as_scanned:
                store.save(order.key, data)
        results.append((path, stage_bytes(stage, path, data)))
    return results


class _Maker:
    """Makes pictures from one source, which is read when the first is wanted."""

    def __init__(self, site_root: str, picture: Derivative) -> None:
        self._site_root = site_root
        self._source = picture
        self._data: Outcome[bytes | None] | None = None
        self._bases: Bases | None = None
        self.is_as_scanned = False
        """False for a source that was changed after it was scanned: what is made of it belongs to no digest."""

    def make(self, picture: Derivative) -> Outcome[bytes | None]:
        if self._data is None:
            self._data = _read(self._site_root, self._source.source)
            self.is_as_scanned = self._data.value is not None and digest_bytes(self._data.value) == picture.digest
        if self._data.value is None:
            return self._data
        if picture.media_type == SVG:
            return _drawn(picture.source, self._data.value)
        from ssg.edge.pictures.imaging import Bases, UnreadableError, make_picture

        if self._bases is None:
            self._bases = Bases(self._data.value, picture.media_type, picture.source_width)
        try:
            return Outcome(make_picture(self._data.value, picture.media_type, picture.recipe, self._bases))
        except UnreadableError as fault:
            return Outcome(None, (fault_of(fault.code, fault.args_of_code, picture.source),))


def _drawn(source: str, data: bytes) -> Outcome[bytes | None]:
    try:
        return Outcome(clean_drawing(data))
    except MalformedDrawingError:
        return Outcome(None, (fault_of("picture-unreadable", (), source),))


def _read(site_root: str, source: str) -> Outcome[bytes | None]:
    """Return the bytes of a source: of the site, or of a theme by its absolute path."""
    if not PurePath(source).is_absolute():
        return read_source(site_root, source)
    try:
        with open_plain(source) as file:
            return Outcome(file.readall())
    except OSError as fault:
        return Outcome(None, (unreadable(source, fault),))
