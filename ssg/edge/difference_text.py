"""The difference between two states of a site: text for an editor, Markdown for a pull request, JSON for programs."""

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from msgspec import to_builtins

from ssg.edge.excerpt import printable
from ssg.edge.messages import Messages
from ssg.model.difference import Difference, PageChange, PageNote, RedirectNote

JSON_VERSION = 1
MOST_LISTED = 50
"""Pages of one heading in Markdown: a comment on GitHub holds 65,536 characters."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&@])")


def render_difference(difference: Difference, words: Messages, form: str, *, is_long: bool) -> str:
    """Return the difference as ``form``: text, json or markdown.

    is_long: text names the lists and other pages that change with the items, which are only counted else.
    """
    if form == "json":
        return json.dumps({"version": JSON_VERSION, **to_builtins(difference)}, ensure_ascii=False, indent=2) + "\n"
    lines = _markdown(difference, words) if form == "markdown" else _text(difference, words, is_long)
    return "\n".join((*lines, ""))


def _text(difference: Difference, words: Messages, is_long: bool) -> Iterator[str]:
    yield _opening(difference, words)
    for heading, rows in _groups(difference, words):
        yield heading
        for row, passages in rows:
            yield f"  {printable(row)}"
            for before, now in passages:
                yield f"    - {printable(before)}"
                yield f"    + {printable(now)}"
    if difference.others:
        yield words.word("diff-others", count=len(difference.others))
        yield from (f"  {printable(unquote(url))}" for url in difference.others if is_long)
    yield from _closing(difference, words)


def _markdown(difference: Difference, words: Messages) -> Iterator[str]:
    yield _escape(_opening(difference, words))
    for heading, rows in _groups(difference, words):
        yield f"\n**{_escape(heading)}**\n"
        for row, passages in rows[:MOST_LISTED]:
            yield f"- {_escape(row)}"
            for before, now in passages:
                yield f"  - {words.word('diff-was')} {_escape(before)}<br>{words.word('diff-now')} {_escape(now)}"
        if len(rows) > MOST_LISTED:
            yield f"- … {len(rows) - MOST_LISTED}"
    if difference.others:
        yield "\n" + _escape(words.word("diff-others", count=len(difference.others)))
    yield from (f"\n{_escape(line)}" for line in _closing(difference, words))


def _opening(difference: Difference, words: Messages) -> str:
    if not difference.published:
        return words.word("diff-first", pages=difference.pages)
    return words.word("diff-since", published=printable(difference.published), pages=difference.pages)


def _closing(difference: Difference, words: Messages) -> Iterator[str]:
    if not difference.is_exact:
        yield words.word("diff-unknown")
    elif difference.is_empty:
        yield words.word("diff-empty")


_Rows = list[tuple[str, list[tuple[str, str]]]]
"""(line, passages below it)."""


def _groups(difference: Difference, words: Messages) -> Iterator[tuple[str, _Rows]]:
    """Yield (heading, rows) of what there is to tell."""
    groups: tuple[tuple[str, Iterable[tuple[str, list[tuple[str, str]]]]], ...] = (
        ("added", ((_page(page, words), []) for page in difference.added)),
        ("changed", ((_change(page, words), _passages(page, words)) for page in difference.changed)),
        ("removed", ((_page(page, words), []) for page in difference.removed)),
        ("redirected", ((_redirect(each), []) for each in difference.redirected)),
        ("files-added", ((unquote(url), []) for url in difference.files_added)),
        ("files-changed", ((unquote(url), []) for url in difference.files_changed)),
        ("files-removed", ((unquote(url), []) for url in difference.files_removed)),
    )
    for name, rows in groups:
        listed = list(rows)
        if listed:
            yield words.word(f"diff-{name}", count=len(listed)), listed


def _page(page: PageNote, words: Messages) -> str:
    moved = words.word("diff-moved", file=page.moved_to) if page.moved_to else ""
    return "  ".join(part for part in (unquote(page.url), page.title, moved) if part)


def _change(page: PageChange, words: Messages) -> str:
    reasons = words.word("diff-separator").join(words.word(f"diff-{reason}") for reason in page.reasons)
    return f"{unquote(page.url)}  {page.title}  [{reasons}]"


def _passages(page: PageChange, words: Messages) -> list[tuple[str, str]]:
    nothing = words.word("diff-nothing")
    return [(before or nothing, now or nothing) for before, now in page.passages]


def _redirect(redirect: RedirectNote) -> str:
    return f"{unquote(redirect.url)} → {unquote(redirect.target)}"


def _escape(text: str) -> str:
    """Return text that Markdown shows as it is: a title may hold anything."""
    return _MARKDOWN.sub(r"\\\1", printable(text).replace("\n", " "))
