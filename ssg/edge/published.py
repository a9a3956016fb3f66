"""Reads what was published last: an output folder or its ``.ssg-manifest``, a build record, a sitemap, a plain list."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from msgspec import Struct

from ssg.edge.listing import HEADING, LISTING_NAME
from ssg.edge.sources import open_plain
from ssg.edge.stage import is_output_path
from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.published import PublishedPage

RECORD_NAME = "build.json"
MOST_BYTES = 200_000_000
"""A build record of half a million pages has as many; more is no list of ours."""

_LOCATION = re.compile(r"<loc>\s*([^<]*?)\s*</loc>")


class PublishedList(Struct, frozen=True):
    """A list as it is written; nothing in it is believed yet."""

    addresses: tuple[str, ...]
    """Absolute addresses, site paths or paths of output files."""
    pages: tuple[tuple[str, PublishedPage], ...] = ()
    """(address, page) of a build record."""
    folder: str = ""
    """Disk path of the folder whose files the list names; empty = not at hand."""


def read_published(place: Path) -> Outcome[PublishedList | None]:
    """Return what ``place`` lists.

    place: disk path of an output folder, its ``.ssg-manifest``, a ``build.json``, a sitemap or a text file with an
    address or a path a line. None, with an error, when it cannot be read or is none of them.
    """
    path = _list_in(place) if place.is_dir() else place
    try:
        with open_plain(str(path.resolve())) as file:
            data = file.read(MOST_BYTES)
        text = data.decode("utf-8-sig")
    except OSError as fault:
        return Outcome(None, (error("published-unreadable", path=place, reason=fault.strerror or fault),))
    except UnicodeDecodeError:
        return Outcome(None, (_not_a_list(place),))
    if text.lstrip().startswith("{"):
        return _record(place, text)
    if text.startswith(HEADING):
        return Outcome(PublishedList(tuple(_lines(text)), folder=str(path.resolve().parent)))
    addresses = tuple(map(unescape, _LOCATION.findall(text))) if "<loc>" in text else tuple(_lines(text))
    if not addresses or not all(map(_is_address, addresses)):
        return Outcome(None, (_not_a_list(place),))
    return Outcome(PublishedList(addresses))


def is_published(output_dir: Path) -> bool:
    """Return whether an output folder holds a list of ours."""
    return (output_dir / LISTING_NAME).is_file()


def read_published_page(folder: str, path: str) -> str | None:
    """Return the text of a published page; None when it is not there.

    folder: of a ``PublishedList``.   path: below it, as a manifest names it.
    """
    if not is_output_path(path):
        return None
    try:
        with open_plain(f"{folder}/{path}") as file:
            return file.read().decode("utf-8", "replace")
    except OSError:
        return None


def _list_in(folder: Path) -> Path:
    record = folder / RECORD_NAME
    return record if record.is_file() else folder / LISTING_NAME


def _lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.split("\n"))
    return (line for line in lines if line and not line.startswith("#"))


def _is_address(line: str) -> bool:
    return line.isprintable() and not re.search(r"[\s<>{}\"]", line)


def _record(place: Path, text: str) -> Outcome[PublishedList | None]:
    try:
        record = json.loads(text)
        rows = tuple((str(page["url"]), _page(page)) for page in record["pages"])
        files = tuple(map(str, record.get("files", ())))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Outcome(None, (_not_a_list(place),))
    beside = place if place.is_dir() else place.parent
    folder = str(beside.resolve()) if (beside / LISTING_NAME).is_file() else ""
    return Outcome(PublishedList((*(url for url, _ in rows), *files), rows, folder))


def _page(row: dict[str, object]) -> PublishedPage:
    return PublishedPage(*(str(row.get(name, "")) for name in ("title", "source", "content", "digest")))


def _not_a_list(place: Path) -> Diagnostic:
    return error("published-no-list", path=place)
