"""Diagnostics as the page that ``ssg serve`` shows in place of a site that could not be built."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from ssg.edge.excerpt import excerpt, printable
from ssg.edge.messages import Messages
from ssg.edge.report import SourceOf, arrange, count_line, place, source_line
from ssg.model.diagnostic import Diagnostic, Severity, Span

LAST_GOOD = "?__ssg=last"
"""Link from any page to the same page as it was last built."""

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/__ssg/error.css">
</head>
<body>
<main>
<h1>{title}</h1>
<p>{counts}{lead}</p>
{last}{errors}{warnings}</main>
</body>
</html>
"""


def render_error_page(
    diagnostics: Iterable[Diagnostic], messages: Messages, source_of: SourceOf, *, has_last_good: bool
) -> str:
    """Return a whole page that lists the errors by file, and after them the warnings.

    All that comes from content is escaped; the page needs no inline style or script, so that the strictest
    policy fits it.   has_last_good: whether there are pages of an earlier build to link to.
    """
    arranged = arrange(diagnostics)
    errors = tuple(each for each in arranged if each.severity is Severity.ERROR)
    warnings = tuple(each for each in arranged if each.severity is Severity.WARNING)
    last = f'<p><a href="{LAST_GOOD}">{escape(messages.word("page-last"))}</a></p>\n' if has_last_good else ""
    return _PAGE.format(
        language="zh-Hans" if messages.language == "zh" else "en",
        title=escape(messages.word("page-title")),
        counts=escape(count_line(arranged, messages)),
        lead=escape(messages.word("page-lead")),
        last=last,
        errors=_groups(errors, messages, source_of),
        warnings=_warnings(warnings, not errors, messages, source_of) if warnings else "",
    )


def _warnings(warnings: tuple[Diagnostic, ...], is_open: bool, messages: Messages, source_of: SourceOf) -> str:
    """Return the warnings, folded away unless they alone held the site back: there may be hundreds."""
    summary = escape(count_line(warnings, messages))
    groups = _groups(warnings, messages, source_of)
    return f"<details{' open' if is_open else ''}>\n<summary>{summary}</summary>\n{groups}</details>\n"


def _groups(diagnostics: tuple[Diagnostic, ...], messages: Messages, source_of: SourceOf) -> str:
    by_path = groupby(diagnostics, lambda each: each.span.path if each.span else "")
    return "".join(_group(path, tuple(group), messages, source_of) for path, group in by_path)


def _group(path: str, diagnostics: tuple[Diagnostic, ...], messages: Messages, source_of: SourceOf) -> str:
    heading = _text(path) if path else escape(messages.word("page-site"))
    items = "".join(_item(each, messages, source_of) for each in diagnostics)
    return f"<section>\n<h2>{heading}</h2>\n<ol>\n{items}</ol>\n</section>\n"


def _item(diagnostic: Diagnostic, messages: Messages, source_of: SourceOf) -> str:
    message, advice = messages.text(diagnostic)
    severity = diagnostic.severity.value
    label = f'<span class="label">{escape(messages.word(severity))}</span>'
    parts = [f'<p>{label} {_text(message)} <span class="code">{_text(diagnostic.code)}</span></p>\n']
    if diagnostic.span:
        parts.append(_excerpt(diagnostic.span, source_of))
    also = (messages.word("see-also", place=place(span)) for span in diagnostic.related)
    parts += [f'<p class="place">{_text(line)}</p>\n' for line in also]
    if advice:
        parts.append(f"<p>{_text(messages.word('help', help=advice))}</p>\n")
    return f'<li class="{severity}">\n{"".join(parts)}</li>\n'


def _excerpt(span: Span, source_of: SourceOf) -> str:
    line = source_line(span, source_of)
    where = f'<p class="place">{_text(place(span))}</p>\n' if span.line else ""
    if line is None or not span.column:
        return where
    shown = excerpt(line, span.column, span.length)
    code = f"{escape(shown.before)}<mark>{escape(shown.marked or ' ')}</mark>{escape(shown.after)}"
    return f"{where}<pre><code>{code}</code></pre>\n"


def _text(text: str) -> str:
    return escape(printable(text))
