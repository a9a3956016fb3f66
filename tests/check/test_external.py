"""Links to other sites are asked for politely, remembered, and told after three days; nothing private is asked."""

import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest

from ssg.edge.probe import Prober
from ssg.external import Known, after, dump_known, is_due, load_known

pytestmark = pytest.mark.slow

LOCAL = Prober(pause_s=0.0, only_public=False)


class Handler(BaseHTTPRequestHandler):
    """Answers by the path: /404 with 404; /no-head has a page and no head; /moved leads on."""

    asked: ClassVar[list[tuple[str, str, float]]] = []

    def do_HEAD(self):
        self.asked.append((self.command, self.path, time.monotonic()))
        name = self.path.strip("/").partition("?")[0]
        if name == "moved":
            self.send_response(301)
            self.send_header("Location", "/ok")
        elif name == "loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
        elif name == "no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(name) if name.isdecimal() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def host():
    Handler.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/ok", "/moved", "/no-head", "/403", "/429", "/503", "/路?q=1#x"])
def test_what_answers_or_only_refuses_programs_is_not_dead(host, path):
    assert not LOCAL.ask(host + path).is_dead


@pytest.mark.parametrize(("path", "reason"), [("/404", "404"), ("/410", "410"), ("/500", "500")])
def test_what_is_gone_is_dead(host, path, reason):
    answer = LOCAL.ask(host + path)
    assert (answer.is_dead, answer.reason) == (True, reason)


def test_a_loop_a_closed_port_and_no_address_are_dead(host):
    assert LOCAL.ask(host + "/loop").is_dead
    assert LOCAL.ask("http://127.0.0.1:9/").is_dead
    assert LOCAL.ask("http://[::1/").is_dead


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://10.0.0.1/", "http://169.254.169.254/latest/"])
def test_a_private_host_is_never_asked(address, host):
    assert not Prober().ask(address).is_dead
    Prober().ask(host + "/ok")
    assert Handler.asked == []


def test_one_host_is_asked_one_after_the_other_with_pauses(host):
    Prober(pause_s=0.05, only_public=False).ask_all([f"{host}/ok?{number}" for number in range(3)])
    moments = [moment for _, _, moment in Handler.asked]
    assert len(moments) == 3
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(moments))


def test_a_link_is_asked_for_once_a_day_and_after_it_worked_once_a_week():
    day = date(2026, 11, 23)
    assert is_due(Known(), day)
    assert not is_due(Known("2026-11-23"), day)
    assert not is_due(Known("2026-11-17"), day)
    assert is_due(Known("2026-11-16"), day)
    assert not is_due(Known("", ("2026-11-23",)), day)
    assert is_due(Known("", ("2026-11-22",)), day)
    assert after(Known("2026-11-01", ("2026-11-22",), "404"), False, "", day) == Known("2026-11-23")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": ["x", [], ""]}', '{"a": ["", ["2026-13-01"], ""]}'])
def test_a_memory_that_is_not_ours_is_forgotten(text):
    assert load_known(text) == {}


def test_the_memory_comes_back_as_it_was():
    known = {"https://example.test/": Known("2026-11-01", ("2026-11-02", "2026-11-03"), "404")}
    assert load_known(dump_known(known)) == known


@pytest.fixture
def site(make_site, monkeypatch, host):
    monkeypatch.setattr("ssg.edge.probe.Prober", lambda: LOCAL)
    site = make_site(
        "-- content/pages/a.md --\n---\ntitle: 甲\n---\n看[旧系统说明]({host}/404)和[新系统说明]({host}/ok)。\n"
    )
    site.edit("content/pages/a.md", "{host}", host)
    return site


def told(site, day, **options):
    checked = site.check(external=True, now=f"2026-11-{day}T12:00:00+08:00", **options)
    return checked.exit_code, [(each["code"], each["severity"], each["line"]) for each in checked.diagnostics]


def test_a_dead_link_is_told_on_its_third_day_and_blocks_nothing(site, host):
    assert told(site, 20) == (0, [])
    assert told(site, 20) == (0, [])
    assert told(site, 21) == (0, [])
    assert told(site, 22, strict=True) == (0, [("external-link-dead", "warning", 4)])
    assert [path for _, path, _ in Handler.asked].count("/ok") == 1
    site.write("site.yaml", "title: 样例站\nchecks: {external-links: error}\n")
    assert told(site, 23) == (1, [("external-link-dead", "error", 4)])


def test_a_link_that_comes_back_is_forgiven(site, host):
    for day in (20, 21):
        told(site, day)
    site.edit("content/pages/a.md", f"{host}/404", f"{host}/ok?again")
    assert told(site, 22) == (0, [])


def test_without_the_option_nobody_is_asked(site):
    site.check()
    assert Handler.asked == []
