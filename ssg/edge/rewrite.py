"""Changes a writer's own file: nothing but the edits asked for, all of them or none."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ssg.edge.excerpt import printable
from ssg.edge.messages import Messages
from ssg.edge.sources import is_inside, read_source
from ssg.model.diagnostic import Diagnostic, Outcome, Span, error, warning
from ssg.model.finding import Edit
from ssg.model.report import MendedFile

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = "\ufeff"


def rewrite_source(site_root: str, path: str, edits: tuple[Edit, ...]) -> Outcome[MendedFile | None]:
    """Make ``edits`` in a source file; its line ends, byte order mark and permissions stay.

    edits: in the order of their places, none overlapping.
    None, with a diagnostic, when the file has changed since it was read or cannot be written.
    """
    source = read_source(site_root, path)
    if source.value is None:
        return Outcome(None, source.diagnostics)
    text = source.value.decode()
    mark = _MARK if text.startswith(_MARK) else ""
    before = [match[0] for match in _LINE.finditer(text.removeprefix(_MARK))]
    after = _edited(before, edits)
    if after is None:
        return Outcome(None, (warning("source-changed", Span(path), path=path),))
    fault = _replace(site_root, path, (mark + "".join(after)).encode())
    if fault is not None:
        return Outcome(None, (fault,))
    return Outcome(MendedFile(path, len(edits), _diff(path, before, after)))


def _edited(lines: list[str], edits: Iterable[Edit]) -> list[str] | None:
    """Return the lines with the edits made; None when one of them does not find what it expects."""
    edited = list(lines)
    for edit in reversed(tuple(edits)):
        row, start = edit.span.line - 1, edit.span.column - 1
        end = start + len(edit.was)
        if row >= len(lines) or lines[row][start:end] != edit.was:
            return None
        becomes = edit.becomes.replace("\n", lines[row][len(lines[row].rstrip("\r\n")) :] or "\n")
        edited[row] = edited[row][:start] + becomes + edited[row][end:]
    return edited


def _replace(site_root: str, path: str, data: bytes) -> Diagnostic | None:
    """Put ``data`` in place of the file in one step; a link keeps leading to it."""
    target = Path(os.path.realpath(Path(site_root, path)))
    if not is_inside(str(target), os.path.realpath(site_root)):
        return error("outside-site", Span(path), path=path)
    try:
        # A name that begins with a dot is no source, should the program end before it is removed.
        with tempfile.TemporaryDirectory(prefix=".ssg-", dir=target.parent) as folder:
            copy = Path(folder, target.name)
            copy.write_bytes(data)
            shutil.copymode(target, copy)
            copy.replace(target)
    except OSError as fault:
        return error("source-unwritable", Span(path), path=path, reason=fault.strerror or fault)
    return None


def render_mended(files: Iterable[MendedFile], words: Messages) -> str:
    """Return what was changed as a unified diff and a line of counts; empty when nothing was."""
    files = tuple(files)
    if not files:
        return ""
    count = sum(file.edit_count for file in files)
    closing = words.word("fixed", count=count, files=len(files))
    return "".join(file.diff for file in files) + closing + "\n"


def _diff(path: str, before: list[str], after: list[str]) -> str:
    lines = [f"--- {path}", f"+++ {path}"]
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if old != new:
            added = (f"+{line}" for line in new.rstrip().splitlines())
            lines += [f"@@ -{number} +{number} @@", f"-{old.rstrip()}", *added]
    return "".join(f"{printable(line)}\n" for line in lines)
