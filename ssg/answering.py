"""What a build leaves for the first glance of the next: the words of a build without change."""

from collections.abc import Mapping
from typing import Any

from ssg.edge.answer import SECONDS, Answer, cache_stamp, write_answer
from ssg.edge.messages import load_messages
from ssg.edge.report import read_source, render_text
from ssg.edge.summary import build_summary
from ssg.request import BuildRequest
from ssg.unchanged import report_of


def leave_answer(request: BuildRequest, note: Mapping[str, Any]) -> None:
    """Have the next glance at the site print what a build without change would, asked in the site's own folder.

    note: what the build left, whose search is not put off.
    """
    report, until = report_of(note), note["until"]
    words = load_messages(report.language)
    diagnostics = report.diagnostics
    answer = Answer(
        question=note["question"],
        code=note["code"],
        cache=cache_stamp(str(request.site_root)),
        since=repr(note["since"]),
        until="" if until is None else repr(until),
        sources=note["sources"],
        outputs=note["outputs"],
        out="".join(f"{line}\n" for line in build_summary(report, words, "public", SECONDS)),
        err=render_text(diagnostics, words, read_source(request.site_root)) if diagnostics else "",
        paths=note["paths"].split("\n"),
    )
    try:
        write_answer(str(request.site_root), answer)
    except OSError:
        # The site is published. Without an answer the next build looks at it more closely.
        return
