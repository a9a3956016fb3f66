"""``ssg serve``: build, show, wait for a change, build again."""

from collections.abc import Callable, Iterable
from pathlib import Path
from time import time_ns

from ssg.edge.background import BackgroundBuild
from ssg.edge.headers import HeaderRule, parse_headers
from ssg.edge.messages import load_messages
from ssg.edge.report import read_source
from ssg.edge.report_html import render_error_page
from ssg.edge.respond import ServeState
from ssg.edge.server import DevServer, PortsTaken
from ssg.edge.watch import Watcher
from ssg.model.report import BuildReport

WRONG_USAGE = 2
INTERRUPTED = 130
WAKE_S = 0.5
"""How long to wait for a change in one go; on Windows, Ctrl-C is noticed only in between."""


def serve(
    build: Callable[[], BuildReport],
    *,
    finish: Callable[[], BackgroundBuild],
    site_root: Path,
    output_dir: Path,
    watch_paths: Iterable[Path],
    port: int,
    on_message: Callable[[str], None],
) -> int:
    """Serve the output folder on this machine and build again at each change, until interrupted.

    build: builds into ``output_dir``, and prints its own report if one is wanted; called in this thread, never
    twice at a time. What it raises ends the server.
    finish: begins what ``build`` left for later, the search index; broken off at the next change.
    watch_paths: files and folders, present or not.   port: the first to try; 0 = any.
    on_message: is given lines for the terminal in the site's language.
    Returns the exit status: 130 after Ctrl-C, the usual end; 2 when no port was free.
    """
    watcher = Watcher(watch_paths, ignored=(output_dir, site_root / ".ssg"))
    try:
        watcher.start()
        return _run(_Builds(build, finish, site_root, output_dir), watcher, port, on_message)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        watcher.stop()


class _Builds:
    """Builds, and puts the outcome into a state for the server."""

    def __init__(
        self,
        build: Callable[[], BuildReport],
        finish: Callable[[], BackgroundBuild],
        site_root: Path,
        output_dir: Path,
    ) -> None:
        self._build = build
        self._finish = finish
        self._unfinished = False
        self._background: BackgroundBuild | None = None
        self._output_dir = output_dir
        self.site_root = site_root
        self._session = f"{time_ns():x}"
        self._count = 0
        self.messages = load_messages("")

    def go_on(self) -> None:
        """Begin what is left for later; called when nothing has changed for a while."""
        if self._unfinished:
            self._background, self._unfinished = self._finish(), False

    def stop(self) -> None:
        """Break off what goes on in the background; the next build says whether anything is left to do."""
        if self._background is not None:
            self._background.stop()
            self._background = None

    def next_state(self) -> ServeState:
        self.stop()
        report = self._build()
        self._unfinished = report.search == "stale"
        self.messages = load_messages(report.language)
        self._count += 1
        return ServeState(
            self._output_dir,
            # Another session's pages have to load again, so its numbers must not come back.
            version=f"{self._session}-{self._count}",
            base_path=report.base_path,
            error_page=None if report.is_good else self._error_page(report),
            header_rules=_read_headers(self._output_dir),
        )

    def _error_page(self, report: BuildReport) -> str:
        return render_error_page(
            report.diagnostics,
            self.messages,
            read_source(self.site_root),
            has_last_good=(self._output_dir / "index.html").is_file(),
        )


def _run(builds: _Builds, watcher: Watcher, port: int, on_message: Callable[[str], None]) -> int:
    server = DevServer(builds.next_state(), port)
    try:
        server.start()
        on_message(builds.messages.word("serving", url=server.url))
        if watcher.is_polling:
            on_message(builds.messages.word("polling"))
        while True:
            if changed := watcher.next_batch(WAKE_S):
                on_message(_change_line(changed, builds))
                server.publish(builds.next_state())
            else:
                builds.go_on()
    except PortsTaken as taken:
        on_message(builds.messages.word("ports-taken", first=taken.first, last=taken.last))
        return WRONG_USAGE
    finally:
        builds.stop()
        server.stop()


def _change_line(changed: frozenset[Path], builds: _Builds) -> str:
    root = builds.site_root.resolve()
    first = min(changed)
    path = first.relative_to(root).as_posix() if first.is_relative_to(root) else str(first)
    number = "one" if len(changed) == 1 else "many"
    return builds.messages.word(f"changed-{number}", path=path, count=len(changed))


def _read_headers(output_dir: Path) -> tuple[HeaderRule, ...]:
    path = output_dir / "_headers"
    return parse_headers(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else ()
