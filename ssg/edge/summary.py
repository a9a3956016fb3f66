"""The lines that end a run: what was made, how long it took, when the site changes next."""

from collections.abc import Iterator

from ssg.edge.messages import Messages
from ssg.model.report import BuildReport


def build_summary(
    report: BuildReport, words: Messages, output: str, seconds: str, *, is_verbose: bool = False
) -> Iterator[str]:
    """Yield the summary of a good build.

    output: the folder of the site as it is to be named.   seconds: how long it took, as text.
    """
    number = "one" if report.warning_count == 1 else "many"
    yield words.word(
        "built",
        files=report.files,
        pages=report.pages,
        rendered=len(report.rendered),
        warnings=words.word(f"warning-count-{number}", count=report.warning_count),
        seconds=seconds,
        output=output,
    )
    if report.search != "off":
        yield words.word(f"search-{report.search}")
    if is_verbose:
        yield from (f"  {stage.name:<10}{stage.seconds:8.3f} s" for stage in report.stages)
        yield from (f"  {page.url}  {page.reason}" for page in report.rendered)
    if report.next_change:
        yield words.word("next-change", moment=report.next_change.isoformat(timespec="minutes"))
