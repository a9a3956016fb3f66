"""The built pages as ``ssg check`` looks at them: rendered once, their facts remembered by the page's key."""

from collections.abc import Collection, Mapping
from functools import partial

from msgspec import Struct

from ssg.check.facts import PageFacts, page_facts
from ssg.engine.codec import CodecError
from ssg.engine.memo import Memo
from ssg.engine.pool import map_chunks
from ssg.library import contents_of
from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.page import Page
from ssg.page_rows import SeenPage, decode_pages, encode_page
from ssg.run import Run
from ssg.stages import Keys, Press, contents_for, needed_documents

KEY = "page "
"""Begins the key of a page's facts in the memo."""


class PagesSeen(Struct, frozen=True):
    facts: tuple[SeenPage, ...]
    """Of all HTML pages that could be rendered, in the order of the plan."""
    diagnostics: tuple[Diagnostic, ...]
    """Of the rendering."""
    new: tuple[tuple[str, bytes], ...]
    """What the memo does not hold yet."""
    keys: frozenset[str]
    fingerprints: Mapping[str, str]
    """Of the templates of these pages, by name."""


def look_at_pages(run: Run, memo: Memo) -> PagesSeen:
    """Render the pages that the memo does not know. Raises CacheLostError."""
    planned = run.planned
    keys = Keys(planned.theme, {} if run.request.clean else run.known_fingerprints)
    page_by_key = {KEY + keys.key(page): page for page in planned.plan.pages if _is_html(page)}
    known = {} if run.request.clean else _recall(memo, page_by_key.keys())
    fresh = {key: page for key, page in page_by_key.items() if key not in known}
    pages = tuple(fresh.values())
    opened = planned.links.hand_out(needed_documents(pages))
    contents = contents_for(pages, opened, contents_of(planned.library), run.cache)
    outcomes = map_chunks(
        partial(_facts_of, run.press(contents, opened)), pages, run.request.jobs, run.watch.counter("render")
    )
    made = {key: outcome.value for key, outcome in zip(fresh, outcomes, strict=True) if outcome.value is not None}
    facts = known | made
    return PagesSeen(
        facts=tuple(facts[key] for key in page_by_key if key in facts),
        diagnostics=tuple(fault for outcome in outcomes for fault in outcome.diagnostics),
        new=tuple((key, encode_page(value)) for key, value in made.items()),
        keys=frozenset(facts),
        fingerprints=keys.fingerprints,
    )


def _is_html(page: Page) -> bool:
    return page.route.output_path.endswith(".html")


def _recall(memo: Memo, keys: Collection[str]) -> dict[str, SeenPage]:
    try:
        return decode_pages(memo.load(KEY, keys))
    except CodecError:
        return {}


def _facts_of(press: Press, page: Page) -> Outcome[PageFacts | None]:
    """Render a page and return its facts alone; None, with the reasons, when it cannot be rendered."""
    rendered = press.render(page)
    if rendered.value is None:
        return Outcome(None, rendered.diagnostics)
    return Outcome(page_facts(page.route.url, rendered.value.decode(), press.base_path), rendered.diagnostics)
