"""Arguments → one call → exit status. The only module that prints.

Imports of stages are late on purpose: a command pays for what it uses.
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from ssg.asked import Arguments, arguments_of, options_of, path_prefix, request_of
from ssg.edge.environment import close_output, environment, has_file, prefers_english, prepare_process, wants_colour
from ssg.edge.messages import Messages, load_messages
from ssg.engine.ahead import Reader
from ssg.glance import Glance
from ssg.model.diagnostic import Diagnostic, Severity
from ssg.model.report import BuildReport
from ssg.ready import reader_for
from ssg.request import BuildRequest

GOOD, CONTENT_FAULT, USAGE_FAULT, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses (contract)."""


def main(argv: list[str] | None = None, glance: Glance | None = None, reader: Reader | None = None) -> int:
    """Run one command and return its exit status; usage faults leave through argparse, with status 2.

    glance: what was seen of the site that the command is about.   reader: one that is getting ready.
    """
    prepare_process()
    arguments = arguments_of(sys.argv[1:] if argv is None else argv, glance=glance, reader=reader)
    try:
        return COMMANDS[arguments.command](arguments)
    except KeyboardInterrupt:
        _complain(_words().word("interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone, as in `ssg list | head`; there is nobody left to tell.
        close_output()
        return GOOD
    except Exception as fault:
        words = _words()
        _complain(words.word("our-fault", fault=f"{type(fault).__name__}: {fault}"), words.word("our-fault-help"))
        if getattr(arguments, "verbose", False):
            import traceback

            traceback.print_exc()
        return OUR_FAULT


def _build(arguments: Arguments) -> int:
    with arguments.reader or reader_for(arguments.command) as reader:
        from ssg.standby import build_with_standby

        is_followed = not arguments.quiet
        build = partial(
            build_with_standby, reader=reader, is_followed=is_followed, words=_words, glance=arguments.glance
        )
        return _run_build(arguments, build)


def _check(arguments: Arguments) -> int:
    if arguments.fix:
        from ssg.edge.progress import followed
        from ssg.mend import mend_and_check

        return _run_build(arguments, followed(mend_and_check, not arguments.quiet, _words))
    with arguments.reader or reader_for(arguments.command) as reader:
        from ssg.standby import check_with_standby

        is_followed = not arguments.quiet
        return _run_build(arguments, partial(check_with_standby, reader=reader, is_followed=is_followed, words=_words))


def _run_build(arguments: Arguments, build: Callable[..., BuildReport]) -> int:
    request = _request(arguments)
    if isinstance(request, int):
        return request
    report = build(request)
    _show(arguments, report)
    if arguments.command == "build" and report.note is not None and _is_plain(arguments):
        from ssg.answering import leave_answer

        leave_answer(request, report.note)
    return _status(report)


def _serve(arguments: Arguments) -> int:
    from ssg.edge.background import BackgroundBuild
    from ssg.edge.serve import serve
    from ssg.quick import build_quickly
    from ssg.standby import build_whole

    request = _request(arguments)
    if isinstance(request, int):
        return request

    def build() -> BuildReport:
        # Each build has its own clock, unless one was given, and leaves the search index for later.
        preview = replace(request_of(arguments), index=False)
        report = build_quickly(preview, partial(build_whole, is_followed=not arguments.quiet, words=_words))
        _show(arguments, report)
        return report

    return serve(
        build,
        finish=lambda: BackgroundBuild(options_of(request)),
        site_root=request.site_root,
        output_dir=request.output_dir,
        watch_paths=[request.site_root / name for name in ("content", "static", "themes", "site.yaml")],
        port=arguments.port,
        on_message=partial(print, flush=True),
    )


def _ask(arguments: Arguments) -> int:
    """Print the answer of a command that builds nothing, then what is wrong with the site."""
    from ssg.telling import Question, tell

    request = _request(arguments)
    if isinstance(request, int):
        return request
    asked = vars(arguments)
    names = {"command", "format", "verbose", "url", "pending"} & asked.keys()
    outcome = tell(request, Question(**{name: asked[name] for name in names}))
    told = outcome.value
    if told is None:
        return _refuse(outcome.diagnostics)
    print(told.text, end="", file=sys.stdout if told.is_good else sys.stderr)
    if told.diagnostics:
        _print_diagnostics(arguments, told.diagnostics, load_messages(told.language), withheld=False)
    return _status_of(outcome.diagnostics) if told.is_good else CONTENT_FAULT


def _new(arguments: Arguments) -> int:
    from ssg.edge.new import new_item
    from ssg.inspect import site_moment
    from ssg.model.document import Kind

    root = arguments.site.resolve()
    if not _is_site(root):
        return USAGE_FAULT
    now = site_moment(root, arguments.now)
    if now.value is None:
        return _refuse(now.diagnostics)
    made = new_item(root, Kind(arguments.kind), arguments.title, now.value)
    if made.value is None:
        return _refuse(made.diagnostics)
    print(made.value)
    return GOOD


def _init(arguments: Arguments) -> int:
    from ssg.edge.clock import resolve_now
    from ssg.edge.init import init_site
    from ssg.model.config import Config

    now = resolve_now(arguments.now, environment(), Config("").timezone)
    if now.value is None:
        return _refuse(now.diagnostics)
    made = init_site(arguments.folder, now.value)
    if made.diagnostics:
        return _refuse(made.diagnostics)
    words = _words()
    print(words.word("initialised", folder=arguments.folder, count=len(made.value)))
    print(words.word("initialised-help", folder=arguments.folder))
    return GOOD


def _clean(arguments: Arguments) -> int:
    from ssg.edge.outputs import remove_site
    from ssg.edge.store import IMAGES

    root = arguments.site.resolve()
    if not _is_site(root):
        return USAGE_FAULT
    output_dir = (arguments.output or root / "public").resolve()
    removed, others = remove_site(root, output_dir, (IMAGES,) if arguments.keep_images else ())
    words = _words()
    print(words.word("cleaned", count=removed))
    if others:
        print(words.word("clean-kept", folder=output_dir))
    return GOOD


def _request(arguments: Arguments) -> BuildRequest | int:
    """Return what is asked; an exit status when there is no site to ask it of."""
    root = arguments.site.resolve()
    if not _is_site(root):
        return USAGE_FAULT
    return request_of(arguments)


def _is_site(root: Path) -> bool:
    if has_file(root, "site.yaml"):
        return True
    words = _words()
    above = next((folder for folder in root.parents if has_file(folder, "site.yaml")), None)
    _complain(words.word("no-site", folder=root), words.word("no-site-above" if above else "no-site-help", above=above))
    return False


def _status_of(diagnostics: Iterable[Diagnostic]) -> int:
    return CONTENT_FAULT if any(fault.severity is Severity.ERROR for fault in diagnostics) else GOOD


def _status(report: BuildReport) -> int:
    if report.is_usage_fault:
        return USAGE_FAULT
    return GOOD if report.is_good else CONTENT_FAULT


def _is_plain(arguments: Arguments) -> bool:
    """Return whether the site is in this folder, and all that is told of it goes to the terminal."""
    return not (path_prefix(arguments) or arguments.output or arguments.report) and arguments.format == "text"


def _show(arguments: Arguments, report: BuildReport) -> None:
    words = load_messages(report.language)
    if report.mended:
        from ssg.edge.rewrite import render_mended

        out = sys.stdout if arguments.format == "text" else sys.stderr
        print(render_mended(report.mended, words), end="", file=out)
    if report.diagnostics or arguments.format != "text":
        _print_diagnostics(arguments, report.diagnostics, words, withheld=not report.is_good)
    if arguments.report:
        from ssg.edge.report_file import render_build_report, write_text

        write_text(arguments.report, render_build_report(report, words))
    if arguments.quiet or arguments.format != "text" or not report.is_good:
        return
    if arguments.command == "check":
        print(words.word("checked", seconds=f"{report.seconds:.2f}"))
        return
    from ssg.edge.summary import build_summary

    output = arguments.output or path_prefix(arguments) + "public"
    print(*build_summary(report, words, str(output), f"{report.seconds:.2f}", is_verbose=arguments.verbose), sep="\n")


def _print_diagnostics(
    arguments: Arguments, diagnostics: Iterable[Diagnostic], words: Messages, *, withheld: bool
) -> None:
    """Print diagnostics: JSON and annotations are results, text is for the person at the terminal."""
    from ssg.edge.report import read_source, render_github, render_json, render_text

    if arguments.format == "json":
        print(render_json(diagnostics, words))
    elif arguments.format == "sarif":
        from ssg.edge.sarif import render_sarif

        print(render_sarif(diagnostics, words, path_prefix=path_prefix(arguments)), end="")
    elif arguments.format == "github":
        print(render_github(diagnostics, words, path_prefix=path_prefix(arguments)), end="")
    else:
        source_of = read_source(arguments.site.resolve())
        text = render_text(
            diagnostics,
            words,
            source_of,
            path_prefix=path_prefix(arguments),
            colour=wants_colour(),
            withheld=withheld,
        )
        print(text, end="", file=sys.stderr)


def _refuse(diagnostics: Iterable[Diagnostic]) -> int:
    words = _words()
    for diagnostic in diagnostics:
        _complain(*(line for line in words.text(diagnostic) if line))
    return USAGE_FAULT


def _complain(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def _words() -> Messages:
    """Return the words for a message that belongs to no site."""
    return load_messages("en" if prefers_english() else "zh-Hans")


COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "build": _build,
    "serve": _serve,
    "check": _check,
    "new": _new,
    "init": _init,
    "explain": _ask,
    "list": _ask,
    "calendar": _ask,
    "diff": _ask,
    "clean": _clean,
}
