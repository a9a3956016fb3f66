"""How long it takes from a save to the new page, answered over HTTP by a development server."""

import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_server
from statistics import median

from msgspec import Struct

from tests.bench.cases import MissingWorkError, middle_article, page_path
from tests.bench.corpus import Article
from tests.bench.generators import Generator
from tests.bench.layouts import article_path, write_site
from tests.bench.report import table

POLL_S = 0.001
"""Between two questions; each costs the server some of the time that it builds in."""
SETTLE_S = 0.5
"""Between two saves."""
START_S = 300.0
SAVE_S = 60.0


class Serving(Struct, frozen=True):
    """What one development server did."""

    generator: str
    count: int
    """Articles."""
    start_s: float
    """From its start to the first page answered, nothing built before."""
    saves_s: tuple[float, ...]
    """From each save to the new page."""


def measure_serving(generator: Generator, folder: Path, count: int, saves: int) -> Serving:
    """Serve a new site in ``folder`` and save one article again and again, with a text that is new each time."""
    write_site(generator.layout, folder, count)
    article, port = middle_article(count, 1), free_port()
    with (folder.parent / "server.log").open("wb") as log:
        start = time.perf_counter()
        server = subprocess.Popen([*generator.serve, str(port)], cwd=folder, stdout=log, stderr=log)
        try:
            page = Page(server, port, f"/{page_path(generator, article)}")
            page.wait_for("</html>", START_S)
            start_s = time.perf_counter() - start
            times = tuple(_save(generator, folder, article, page, number) for number in range(saves))
        finally:
            server.terminate()
            server.wait()
    print(f"{count} serving {generator.title:22} {median(times) * 1000:7.0f} ms", file=sys.stderr)
    return Serving(generator.title, count, start_s, times)


def describe_serving(servings: Sequence[Serving]) -> str:
    """Return the table of all servers."""
    lines = [["", "start", "save, median", "save, worst"]]
    for one in servings:
        median_ms, worst_ms = median(one.saves_s) * 1000, max(one.saves_s) * 1000
        lines.append([one.generator, f"{one.start_s:.2f} s", f"{median_ms:.0f} ms", f"{worst_ms:.0f} ms"])
    first = servings[0]
    heading = f"### From save to page while serving: {first.count:,} articles, memory, {len(first.saves_s)} saves"
    return f"\n{table(heading, lines)}\n"


class Page:
    """One page of a development server, asked for over a connection that stays open, as a browser's does."""

    def __init__(self, server: "subprocess.Popen[bytes]", port: int, path: str) -> None:
        """path: ASCII, as the addresses of all articles are."""
        self._server = server
        self._connection = HTTPConnection("127.0.0.1", port, timeout=SAVE_S)
        self._path = path

    def wait_for(self, text: str, timeout_s: float) -> str:
        """Ask until the page holds ``text``, and return it.

        Raises MissingWorkError when it never does, or the server has ended.
        """
        ends_at = time.perf_counter() + timeout_s
        while text.encode() not in (page := self._read()):
            if time.perf_counter() > ends_at or self._server.poll() is not None:
                raise MissingWorkError(f"{self._path}: {text}")
            time.sleep(POLL_S)
        return page.decode()

    def _read(self) -> bytes:
        try:
            self._connection.request("GET", self._path)
            return self._connection.getresponse().read()
        except (OSError, HTTPException):
            # Not up yet, or it has closed the connection: the next question opens another one.
            self._connection.close()
            return b""


def _save(generator: Generator, folder: Path, article: Article, page: Page, number: int) -> float:
    """Save the article with one more paragraph; return how many seconds it took to be seen."""
    time.sleep(SETTLE_S)
    path, text = folder / article_path(generator.layout, article), f"这一段是预览时第{number}次补写的。"
    source = f"{path.read_text(encoding='utf-8')}\n{text}\n"
    start = time.perf_counter()
    path.write_text(source, encoding="utf-8")
    page.wait_for(text, SAVE_S)
    return time.perf_counter() - start


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
