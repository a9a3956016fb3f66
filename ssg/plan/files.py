"""Files copied as they are: what pages use from ``content/``, all of ``static/``, the theme's assets."""

from collections.abc import Iterator

from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.page import FileCopy
from ssg.model.source import SourceFile
from ssg.plan.routes import file_route

TEXT_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")


def plan_file_copies(files: tuple[SourceFile, ...], used: frozenset[str]) -> Iterator[FileCopy]:
    """Yield a copy for every file of ``static/`` and each file of ``content/`` that a published page uses."""
    for file in files:
        top, _, rest = file.path.partition("/")
        if top == "static" or (top == "content" and file.path in used):
            yield FileCopy(file_route("/" + rest), file.path, file.digest)


def unused_files(files: tuple[SourceFile, ...], used: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each picture or download of ``content/`` that no published page uses.

    It is not published, so nothing is lost in silence and nothing private gets out by lying in a folder.
    """
    for file in files:
        if file.path.startswith("content/") and file.path not in used and not _is_text(file.path):
            yield warning("unused-file", Span(file.path), name=file.path.rpartition("/")[2])


def misplaced_files(files: tuple[SourceFile, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each text of ``content/`` that was not read, so that none is lost in silence.

    files: without the content files and registers that have been read.
    """
    for file in files:
        if file.path.startswith("content/") and _is_text(file.path):
            stem, _, ending = file.path.rpartition("/")[2].rpartition(".")
            if ending == "md":
                yield warning("misplaced-content", Span(file.path), path=file.path)
            else:
                yield warning("misnamed-content", Span(file.path), name=f"{stem}.{ending}", fixed=f"{stem}.md")


def _is_text(path: str) -> bool:
    return path.lower().endswith(TEXT_ENDINGS)
