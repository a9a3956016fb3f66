"""Whether every output has an address of its own, and one that every disk takes (contract, "URLs")."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.page import Derivative, FileCopy, Page, Route, TextFile

RESERVED = ("pagefind", ".ssg-manifest")
"""The folder of the search index, and the list of what was published: nothing else may lie there."""
MOST_NAME_BYTES = 255
"""What file systems take for one name, in UTF-8."""
MOST_PATH_BYTES = 1000
"""Leaves room for the folder that the site lies in: systems take 1,024 or 4,096 for a whole path."""


class _Claim(Struct, frozen=True):
    """One output's wish for an address."""

    route: Route
    place: Span | None
    """None for what the site makes by itself: lists, feeds."""


def check_addresses(
    pages: Iterable[Page],
    texts: Iterable[TextFile],
    copies: Iterable[FileCopy | Derivative],
    alias_spans: Mapping[str, Span],
) -> Iterator[Diagnostic]:
    """Yield an error for each output whose address is taken, reserved, inside a file, or too long.

    alias_spans: where each redirect is written, by the URL that it leads from.
    """
    pages, texts, copies = tuple(pages), tuple(texts), tuple(copies)
    paths = [entry.route.output_path for entries in (pages, texts, copies) for entry in entries]
    # Nearly always all is well, which a look at the paths shows; who is at fault takes a look at every output.
    if are_well(paths):
        return
    claims = [_Claim(page.route, _place(page, alias_spans)) for page in pages]
    claims += [_Claim(text.route, None) for text in texts]
    claims += [_Claim(copy.route, Span(copy.source)) for copy in copies]
    first: dict[str, _Claim] = {}
    for claim in claims:
        other = first.setdefault(_folded(claim.route.output_path), claim)
        if other is not claim:
            yield _clash(claim, other)
        if _is_too_long(claim.route.output_path):
            yield error("address-too-long", claim.place, url=claim.route.url)
    for key, claim in first.items():
        yield from _folder_faults(key, claim, first)


def _folded(path: str) -> str:
    """Return the path as a disk may see it that tells neither case nor Unicode forms apart."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def are_well(paths: Sequence[str]) -> bool:
    """Return whether no path of an output is taken twice, reserved, inside a file, or too long."""
    keys = set(map(_folded, paths))
    folders: set[str] = set()
    for folder in {key.rpartition("/")[0] for key in keys}:
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return (
        len(keys) == len(paths)
        and keys.isdisjoint(folders)
        and not any(name in keys or name in folders for name in RESERVED)
        and not any(map(_is_too_long, paths))
    )


def _place(page: Page, alias_spans: Mapping[str, Span]) -> Span | None:
    if page.template == "redirect.html" and page.route.url in alias_spans:
        return alias_spans[page.route.url]
    return Span(page.source) if page.source else None


def _clash(claim: _Claim, other: _Claim) -> Diagnostic:
    """Return the error for two outputs at one address, at the place that an editor can change."""
    if claim.place is None or (other.place is not None and other.place.line):
        claim, other = other, claim
    if other.place is None:
        return error("route-taken", claim.place, url=claim.route.url)
    return error("route-clash", claim.place, related=(other.place,), url=claim.route.url, other=other.place.path)


def _folder_faults(key: str, claim: _Claim, first: Mapping[str, _Claim]) -> Iterator[Diagnostic]:
    """Yield an error when a file would lie where ``key`` needs a folder, or ``key`` in a folder kept for us."""
    parts = key.split("/")
    if parts[0] in RESERVED:
        yield error("route-taken", claim.place, url=claim.route.url)
    for length in range(1, len(parts)):
        other = first.get("/".join(parts[:length]))
        if other is not None:
            yield _clash(claim, other)


def _is_too_long(path: str) -> bool:
    if len(path) * 4 <= MOST_NAME_BYTES:
        return False
    encoded = path.encode()
    return len(encoded) > MOST_PATH_BYTES or any(len(name) > MOST_NAME_BYTES for name in encoded.split(b"/"))
