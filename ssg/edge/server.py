"""The development server: answers browsers, and tells open pages of every further build."""

import errno
import os
import re
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any

from ssg.edge.respond import EVENTS, Response, ServeState, respond

HOST = "127.0.0.1"
PORTS_TRIED = 20
HEARTBEAT_S = 15.0
"""After so long without a build a comment is sent, which finds out whether the browser is still there."""

# A page of another site could have its own host name lead here, and read drafts through it.
_OUR_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]+)?")


class PortsTaken(Exception):
    """All ports that were tried are taken."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"ports {first} to {last} are taken")
        self.first = first
        self.last = last


class DevServer:
    """Serves one state at a time in threads of its own; the caller's thread stays free to build."""

    def __init__(self, state: ServeState, port: int) -> None:
        """Prepare to serve ``state`` on ``port`` or the first free one after it; 0 = any free port."""
        self._announcer = _Announcer(state)
        self._wanted_port = port
        self._http: _HttpServer | None = None

    @property
    def url(self) -> str:
        """Return the address of the site's home page; the server has to be started."""
        assert self._http is not None
        return f"http://{HOST}:{self._http.server_port}{self._announcer.state.base_path}/"

    def start(self) -> None:
        """Begin to answer. Raises PortsTaken."""
        self._http = _bind(self._wanted_port, self._announcer)
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def publish(self, state: ServeState) -> None:
        """Answer with ``state`` from now on and have open pages load again."""
        self._announcer.announce(state)

    def stop(self) -> None:
        """Stop answering and give the port back; a server that was not started has nothing to stop."""
        self._announcer.close()
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None


class _Announcer:
    """Holds the state being served and wakes everybody who waits for the next one."""

    def __init__(self, state: ServeState) -> None:
        self._changed = Condition()
        self.state = state
        self.is_open = True

    def announce(self, state: ServeState) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self.is_open = False
            self._changed.notify_all()

    def other_than(self, version: str, timeout_s: float) -> ServeState | None:
        """Return the state as soon as its version is another; None when the time is over or all is closed."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_open or self.state.version != version, timeout_s)
            return self.state if self.is_open and self.state.version != version else None


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows it would take over a port that is in use
    request_queue_size = 64

    def __init__(self, port: int, announcer: _Announcer) -> None:
        self.announcer = announcer
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer asks for the machine's full name here, which can wait on the network for seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that has gone away, as at each reload, is no fault; everything else is ours and is shown.
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _HttpServer
    protocol_version = "HTTP/1.1"
    server_version = "ssg"
    sys_version = ""
    timeout = 60
    # Headers and body are sent one after the other: the system would hold the body back until the browser has
    # confirmed the headers, which it does after 40 ms (measured: 43 ms a page on a connection kept open).
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if self.path == EVENTS and self._is_for_us():
            self._stream_events()
        else:
            self.wfile.write(self._begin())

    def do_HEAD(self) -> None:
        self._begin()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the diagnostics."""

    def _is_for_us(self) -> bool:
        return _OUR_HOST.fullmatch(self.headers.get("Host", HOST)) is not None

    def _begin(self) -> bytes:
        """Send status and headers and return the body."""
        refused = Response(HTTPStatus.MISDIRECTED_REQUEST, (("Content-Type", "text/plain"),), b"Use 127.0.0.1\n")
        response = respond(self.path, self.server.announcer.state) if self._is_for_us() else refused
        self.send_response(response.status)
        for name, value in response.headers:
            # The socket takes Latin-1; the bytes go out as UTF-8, as hosts send them.
            self.send_header(name, value.encode().decode("latin-1"))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        return response.body

    def _stream_events(self) -> None:
        """Name the present build at once and each further one as it comes: server-sent events."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in (("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.end_headers()
        version = ""
        while self.server.announcer.is_open:
            state = self.server.announcer.other_than(version, HEARTBEAT_S)
            self.wfile.write(_event(state) if state else b":\n\n")
            version = state.version if state else version


def _event(state: ServeState) -> bytes:
    # Not "error": browsers use that name for a lost connection.
    name = "reload" if state.error_page is None else "fault"
    return f"event: {name}\ndata: {state.version}\n\n".encode("ascii")


def _bind(port: int, announcer: _Announcer) -> _HttpServer:
    last = min(port + PORTS_TRIED - 1, 65535) if port else 0
    for candidate in range(port, last + 1):
        try:
            return _HttpServer(candidate, announcer)
        except OSError as fault:
            # EACCES: a port below 1024, or one that Windows keeps for itself.
            if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise PortsTaken(port, last)
