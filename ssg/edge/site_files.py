"""From the URL a browser asks for to a file of the built site, and never to one outside it."""

import os
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote_to_bytes

from msgspec import Struct

HOST_FILES = (("_headers",), ("_redirects",))
"""Paths below the output folder that the host reads and does not give out."""

# Written out, because what the machine's own tables say differs from machine to machine, and with
# ``nosniff`` a browser refuses a script or a style sheet of the wrong type.
_TYPE_BY_SUFFIX = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
_OTHER_TYPE = "application/octet-stream"
"""Also right for the files of words of the search index, which a script reads."""


class Moved(Struct, frozen=True):
    url: str
    """Path to go to instead, percent-encoded."""


def resolve(url_path: str, output_dir: Path, base_path: str) -> Path | Moved | None:
    """Return the file at a URL path as a host of static files would find it, or where to go, or None for nothing.

    url_path: as requested, without the query: ``/a%20b/``.   base_path: "" or, as ``/portal``, where the site stands.
    A folder is its ``index.html`` and is asked for with the last "/". Nothing outside the output folder is
    ever found, neither through "..", however encoded, nor through a symbolic link.
    """
    parts, base = _segments(url_path), _segments(base_path) or ()
    if parts is None:
        return None
    if parts[: len(base)] != base:
        return None if parts else Moved(_url(base) + "/")
    below = parts[len(base) :]
    disk_path = output_dir.joinpath(*below)
    if below in HOST_FILES or not _is_inside(disk_path, output_dir):
        return None
    return _file_or_folder(disk_path, url_path.endswith("/"), _url(parts) + "/")


def asks_for_page(url_path: str) -> bool:
    """Return whether a URL path is one a reader would open: a folder, a page, or a name without a suffix."""
    return url_path.endswith("/") or PurePosixPath(url_path).suffix in ("", ".html")


def content_type(disk_path: Path) -> str:
    """Return the value of Content-Type by the file's suffix."""
    return _TYPE_BY_SUFFIX.get(disk_path.suffix.lower(), _OTHER_TYPE)


def _segments(url_path: str) -> tuple[str, ...] | None:
    """Return the decoded parts of a path; None when one of them could lead elsewhere."""
    try:
        parts = tuple(unquote_to_bytes(part).decode() for part in url_path.strip("/").split("/"))
    except UnicodeDecodeError:
        return None
    if parts == ("",):
        return ()
    return None if any(part in ("", ".", "..") or set(part) & set("/\\\0") for part in parts) else parts


def _url(parts: tuple[str, ...]) -> str:
    return "".join(f"/{quote(part)}" for part in parts)


def _is_inside(disk_path: Path, folder: Path) -> bool:
    # realpath, because Path.resolve raises on a loop of links.
    return Path(os.path.realpath(disk_path)).is_relative_to(os.path.realpath(folder))


def _file_or_folder(disk_path: Path, has_slash: bool, url_with_slash: str) -> Path | Moved | None:
    # os.path answers False for a name too long for the disk, where Path.is_file raises.
    if os.path.isdir(disk_path) and os.path.isfile(disk_path / "index.html"):  # noqa: PTH112, PTH113
        return disk_path / "index.html" if has_slash else Moved(url_with_slash)
    return disk_path if os.path.isfile(disk_path) and not has_slash else None  # noqa: PTH113
