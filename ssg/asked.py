"""What a command line asks for, and what that means for a build."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from ssg.glance import FLAGS, QUIET, is_plain
from ssg.request import BuildRequest


class Arguments(SimpleNamespace):
    """The command and its options, by the names that ``arguments.py`` gives them."""


def arguments_of(words: list[str], **known: object) -> Arguments:
    """Return what a command line asks for, and what is ``known`` beside; what is wrong ends the process, with 2."""
    plain = plain_arguments(words)
    if plain is None:
        # Late: see there.
        from ssg.arguments import parse

        plain = parse(words)
    return Arguments(**vars(plain), **known)


def plain_arguments(words: Sequence[str]) -> Arguments | None:
    """Return what ``arguments.parse`` does for a command line that ``is_plain``; None for all else.

    To import and make a parser takes 8 ms, a twentieth of an edit.
    """
    if not is_plain(words):
        return None
    command, *flags = words
    return Arguments(
        command=command,
        site=Path(),
        output=None,
        now=None,
        base_url=None,
        jobs=0,
        clean=False,
        format="text",
        report=None,
        published=None,
        quiet=not QUIET.isdisjoint(flags),
        verbose=False,
        **{flag[2:].replace("-", "_"): flag in flags for flag in FLAGS},
    )


def request_of(arguments: Arguments) -> BuildRequest:
    """Return what the options of build, serve, check, calendar, diff, list and explain ask for."""
    root = arguments.site.resolve()
    return BuildRequest(
        site_root=root,
        output_dir=(arguments.output or root / "public").resolve(),
        now=arguments.now,
        base_url=arguments.base_url,
        noindex=arguments.noindex,
        drafts=arguments.drafts,
        future=arguments.future,
        expired=arguments.expired,
        strict=arguments.strict,
        search=not arguments.no_search,
        jobs=arguments.jobs,
        clean=arguments.clean,
        external=getattr(arguments, "external", False),
        published=getattr(arguments, "published", None),
    )


def options_of(request: BuildRequest) -> list[str]:
    """Return the options that ask ``ssg build`` for the same, all of it."""
    flags = {"noindex": request.noindex, "drafts": request.drafts, "future": request.future}
    flags |= {"expired": request.expired, "strict": request.strict, "no-search": not request.search}
    values: dict[str, object] = {
        "site": request.site_root,
        "output": request.output_dir,
        "now": request.now,
        "base-url": request.base_url,
    }
    values["jobs"] = request.jobs
    return [
        *(f"--{name}" for name, is_set in flags.items() if is_set),
        *(part for name, value in values.items() if value is not None for part in (f"--{name}", str(value))),
    ]


def path_prefix(arguments: Arguments) -> str:
    """Return the way from here to the site, so that a terminal or an editor can open the paths shown."""
    site = arguments.site.as_posix().rstrip("/")
    return "" if site in ("", ".") else site + "/"
