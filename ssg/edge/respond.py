"""What the development server answers: the built site as its host will send it, or what is wrong with it."""

from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs

from msgspec import Struct

from ssg.edge.headers import HeaderRule, headers_for
from ssg.edge.site_files import Moved, asks_for_page, content_type, resolve

OWN = "/__ssg/"
"""URL path below which the server's own files stand."""
EVENTS = OWN + "events"

_OWN_FILES = ("reload.js", "error.css")
_NOT_TAKEN_OVER = ("cache-control", "connection", "content-length", "location", "transfer-encoding")
"""Headers of the host that would keep old pages alive here or break the answer."""
_ERROR_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"


class ServeState(Struct, frozen=True):
    """All that an answer depends on; a further build makes a new one."""

    output_dir: Path
    version: str
    """Names the build; another at each build, ASCII letters, digits and "-"."""
    base_path: str = ""
    """As ``Config.base_path``."""
    error_page: str | None = None
    """The page that tells what is wrong; None when the last build was good."""
    header_rules: tuple[HeaderRule, ...] = ()
    """From the built ``_headers``."""


class Response(Struct, frozen=True):
    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    """Without Content-Length and Cache-Control, which are the same for all."""
    body: bytes


def respond(target: str, state: ServeState) -> Response:
    """Return the answer to GET.

    target: as in the request line: ``/news/?page=2``. With ``?__ssg=last`` the last good page is shown even
    while there are errors.
    """
    url_path, _, query = target.partition("?")
    if url_path.startswith(OWN):
        return _own_file(url_path.removeprefix(OWN))
    if state.error_page is not None and asks_for_page(url_path) and parse_qs(query).get("__ssg") != ["last"]:
        return _error_page(state.error_page, state.version)
    found = resolve(url_path, state.output_dir, state.base_path)
    if isinstance(found, Moved):
        return _moved(found.url + (f"?{query}" if query else ""))
    body = _read(found) if found else None
    if found is None or body is None:
        return _missing(url_path, state)
    return _page_or_file(HTTPStatus.OK, found, body, url_path, state)


def with_reload(page: bytes, version: str) -> bytes:
    """Return a page with the reload script before its ``</body>``; a file of its own, so that any policy
    that allows the site's own scripts allows it."""
    script = f'<script src="{OWN}reload.js" defer data-version="{version}"></script>'.encode("ascii")
    end = page.lower().rfind(b"</body>")
    return page + script if end < 0 else page[:end] + script + page[end:]


def _own_file(name: str) -> Response:
    if name not in _OWN_FILES:
        return _plain(HTTPStatus.NOT_FOUND)
    body = files("ssg").joinpath("edge", "browser", name).read_bytes()
    return Response(HTTPStatus.OK, (("Content-Type", content_type(Path(name))),), body)


def _error_page(page: str, version: str) -> Response:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", _ERROR_POLICY))
    return Response(HTTPStatus.INTERNAL_SERVER_ERROR, headers, with_reload(page.encode(), version))


def _moved(url: str) -> Response:
    return Response(HTTPStatus.FOUND, (("Location", url),), b"")


def _missing(url_path: str, state: ServeState) -> Response:
    page = state.output_dir / "404.html"
    body = _read(page)
    if body is None:
        return _plain(HTTPStatus.NOT_FOUND)
    return _page_or_file(HTTPStatus.NOT_FOUND, page, body, url_path, state)


def _plain(status: HTTPStatus) -> Response:
    return Response(
        status, (("Content-Type", "text/plain; charset=utf-8"),), f"{status.value} {status.phrase}\n".encode()
    )


def _page_or_file(status: HTTPStatus, disk_path: Path, body: bytes, url_path: str, state: ServeState) -> Response:
    of_host = headers_for(url_path, state.header_rules)
    headers = {name: value for name, value in of_host if name.lower() not in _NOT_TAKEN_OVER}
    if not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = content_type(disk_path)
    is_page = disk_path.suffix == ".html"
    return Response(status, tuple(headers.items()), with_reload(body, state.version) if is_page else body)


def _read(disk_path: Path) -> bytes | None:
    """Return a file's bytes; None when it is not there, as when a build has just taken it away."""
    try:
        return disk_path.read_bytes()
    except FileNotFoundError:
        return None
