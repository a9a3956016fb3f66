"""The server over real sockets."""

import socket
import urllib.error
import urllib.request
from http import HTTPStatus

import pytest
from msgspec.structs import replace

from ssg.edge.headers import parse_headers
from ssg.edge.respond import ServeState
from ssg.edge.server import DevServer, PortsTaken, _Handler

WAIT_S = 20
"""Only so that a broken server fails a test instead of hanging it."""


@pytest.fixture
def good(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "index.html").write_text("<body>home</body>")
    (tmp_path / "news/index.html").write_text("<body>news</body>")
    return ServeState(tmp_path, "one")


@pytest.fixture
def server(good):
    server = DevServer(good, port=0)
    server.start()
    yield server
    server.stop()


def get(url, method="GET", **headers):
    """Return the response's status, headers and body, whatever the status."""
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=WAIT_S) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as response:
        with response:
            return response.code, response.headers, response.read()


def send(server, request):
    """Send raw bytes and return all that comes back until the server closes."""
    port = int(server.url.split(":")[2].strip("/"))
    with socket.create_connection(("127.0.0.1", port), timeout=WAIT_S) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(4096), b""))


def read_event(stream):
    """Return the lines of the next event, comments left out."""
    lines = []
    while line := stream.readline().decode().strip():
        lines.append(line)
    return lines


def test_a_page_is_served_and_never_kept_by_the_browser(server):
    status, headers, body = get(server.url + "news/")
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert body.startswith(b"<body>news")
    assert int(headers["Content-Length"]) == len(body)


def test_a_page_is_not_held_back_until_its_headers_are_confirmed(good, monkeypatch):
    """Each page on a connection kept open took 43 ms, because headers and body were sent apart."""
    set_up, is_prompt = _Handler.setup, []

    def spy(handler):
        set_up(handler)
        is_prompt.append(handler.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(_Handler, "setup", spy)
    server = DevServer(good, port=0)
    server.start()
    try:
        assert get(server.url)[0] == HTTPStatus.OK
        assert all(is_prompt)
        assert is_prompt
    finally:
        server.stop()


def test_head_has_the_headers_of_get_and_no_body(server):
    _, of_get, body = get(server.url)
    status, of_head, nothing = get(server.url, method="HEAD")
    assert (status, of_head["Content-Length"], nothing) == (200, str(len(body)), b"")
    assert of_head["Content-Type"] == of_get["Content-Type"]


def test_a_folder_without_slash_leads_to_the_page(server):
    assert get(server.url + "news")[2].startswith(b"<body>news")


def test_headers_beyond_latin_are_sent_as_utf_8(server, good):
    server.publish(replace(good, header_rules=parse_headers("/*\n  X-Name: 办事\n")))
    assert get(server.url)[1]["X-Name"].encode("latin-1").decode() == "办事"


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "//../secret.txt", "/..%2fsecret.txt"])
def test_nothing_outside_the_output_folder_is_served(server, good, path):
    (good.output_dir.parent / "secret.txt").write_text("secret")
    answer = send(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"secret" not in answer


def test_another_sites_name_that_leads_here_is_refused(server):
    for path in ("", "__ssg/events"):
        assert get(server.url + path, Host="evil.example")[0] == HTTPStatus.MISDIRECTED_REQUEST


def test_localhost_is_one_of_our_names(server):
    assert get(server.url.replace("127.0.0.1", "localhost"), Host="localhost:8000")[0] == 200


def test_events_name_the_present_build_and_each_further_one(server, good):
    with urllib.request.urlopen(server.url + "__ssg/events", timeout=WAIT_S) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert read_event(stream) == ["event: reload", "data: one"]
        server.publish(replace(good, version="two", error_page="<p>x"))
        assert read_event(stream) == ["event: fault", "data: two"]
        server.publish(replace(good, version="three"))
        assert read_event(stream) == ["event: reload", "data: three"]


def test_the_error_page_goes_away_when_the_fault_is_mended(server, good):
    server.publish(replace(good, version="two", error_page="<p>有错误"))
    assert get(server.url)[0] == 500
    server.publish(replace(good, version="three"))
    assert get(server.url)[0] == 200


def test_a_browser_that_goes_away_disturbs_nobody(server, capfd):
    port = int(server.url.split(":")[2].strip("/"))
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", port), timeout=WAIT_S) as connection:
            connection.sendall(b"GET /__ssg/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert get(server.url)[0] == 200
    server.stop()
    assert capfd.readouterr().err == ""


def test_a_broken_request_gets_an_answer(server, capfd):
    assert b" 400 " in send(server, b"GET / / HTTP/1.1\r\n\r\n").splitlines()[0]
    assert b" 501 " in send(server, b"BREW / HTTP/1.1\r\nConnection: close\r\n\r\n").splitlines()[0]
    assert capfd.readouterr().err == ""


def test_a_taken_port_is_passed_over(server, good):
    taken = int(server.url.split(":")[2].strip("/"))
    second = DevServer(good, port=taken)
    second.start()
    try:
        assert taken < int(second.url.split(":")[2].strip("/"))
        assert get(second.url)[0] == 200
    finally:
        second.stop()


def test_it_is_told_when_no_port_is_free(good):
    with socket.create_server(("127.0.0.1", 65535)), pytest.raises(PortsTaken) as taken:
        DevServer(good, port=65535).start()
    assert (taken.value.first, taken.value.last) == (65535, 65535)


def test_stopping_ends_open_streams_and_frees_the_port(good):
    server = DevServer(good, port=0)
    server.start()
    port = int(server.url.split(":")[2].strip("/"))
    with urllib.request.urlopen(server.url + "__ssg/events", timeout=WAIT_S) as stream:
        read_event(stream)
        server.stop()
        assert stream.read().strip(b":\n") == b""
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_the_address_holds_the_sites_base_path(good):
    server = DevServer(replace(good, base_path="/portal"), port=0)
    server.start()
    try:
        assert server.url.endswith("/portal/")
        assert get(server.url.removesuffix("portal/"))[2].startswith(b"<body>home")
    finally:
        server.stop()
