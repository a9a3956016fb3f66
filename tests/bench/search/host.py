"""A web host for measurements: compresses text as hosts do, and counts what goes over the wire."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".txt", ".xml"}
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


class CountingHost(ThreadingHTTPServer):
    """Serves one folder; ``sent`` lists (path, bytes of the body as sent), in order."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.sent: list[tuple[str, int]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(folder: Path) -> Iterator[CountingHost]:
    """Serve ``folder`` until the end of the block."""
    host = CountingHost(folder)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()


@lru_cache(maxsize=20_000)
def _body(path: Path) -> tuple[bytes, str]:
    """Return the body of a file and its entity tag."""
    data = path.read_bytes()
    tag = f'"{blake2b(data, digest_size=8).hexdigest()}"'
    return (gzip.compress(data, 9) if path.suffix in COMPRESSED else data), tag


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Head and body are written apart; the body would wait 40 ms for the browser to have acknowledged the head."""
    server: CountingHost

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.folder / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self._answer(404, b"", {})
            return
        body, tag = _body(file)
        # As hosts do by default: a browser asks again whether its copy is still right.
        headers = {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        if self.headers.get("If-None-Match") == tag:
            self._answer(304, b"", headers)
            return
        headers["Content-Type"] = TYPES.get(file.suffix, "application/octet-stream")
        if file.suffix in COMPRESSED:
            headers["Content-Encoding"] = "gzip"
        self._answer(200, body, headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((urlsplit(self.path).path, len(body)))

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""
