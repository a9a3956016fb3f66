"""The built pages as ``ssg check`` looks at them: rendered once, their facts remembered by the page's key."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from msgspec import Struct

from ssg.check.facts import PageFacts, page_facts
from ssg.engine.codec import CodecError
from ssg.engine.memo import Memo
from ssg.engine.pool import map_chunks
from ssg.engine.roll import Roll, encode_roll
from ssg.library import contents_of
from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.page import Page
from ssg.page_rows import SeenPage, asked_urls, decode_pages, encode_page, is_settled
from ssg.run import Run
from ssg.stages import Keys, Press, contents_for, needed_documents

KEY = "page "
"""Begins the key of a page's facts in the memo."""
ROLL = "pages"
"""The key of the roll of all pages, held against the addresses of the site."""


class PagesSeen(Struct, frozen=True):
    facts: tuple[SeenPage, ...]
    """Of the HTML pages that have to be looked at, as far as they could be rendered, in the order of the plan."""
    diagnostics: tuple[Diagnostic, ...]
    """Of the rendering."""
    new: tuple[tuple[str, bytes], ...]
    """What the memo does not hold yet."""
    dead: frozenset[str]
    """Keys of what it holds of pages that are no longer."""
    fingerprints: Mapping[str, str]
    """Of the templates of these pages, by name."""


class _Rendered(Struct, frozen=True):
    """Facts of pages by key: of all that could be rendered, and the rows of those that the memo did not know."""

    facts: dict[str, SeenPage]
    rows: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def look_at_pages(run: Run, memo: Memo, urls: frozenset[str], *, is_whole: bool) -> PagesSeen:
    """Render the pages that the memo does not know. Raises CacheLostError.

    urls: all addresses that there are.   is_whole: give the facts of all pages, of those too that are in order.
    """
    planned = run.planned
    keys = Keys(planned.theme, {} if run.request.clean else run.known_fingerprints)
    page_by_key = {KEY + keys.key(page): page for page in planned.plan.pages if _is_html(page)}
    roll = memo.load_roll(ROLL)
    settled = frozenset() if is_whole else roll.settled_upon(urls) & page_by_key.keys()
    seen = _see(run, memo, {key: page for key, page in page_by_key.items() if key not in settled})
    asked = asked_urls(seen.facts.values())
    beside = _see(
        run, memo, {key: page_by_key[key] for key in settled if asked and page_by_key[key].route.url in asked}
    )
    facts = seen.facts | beside.facts
    found = settled | {key for key, page in seen.facts.items() if is_settled(page, urls)}
    now = Roll(urls, found, frozenset(seen.facts.keys() - found))
    rows = seen.rows | beside.rows
    return PagesSeen(
        facts=tuple(facts[key] for key in page_by_key if key in facts),
        diagnostics=(*seen.diagnostics, *beside.diagnostics),
        new=(*rows.items(), *(((ROLL, encode_roll(now)),) if now != roll else ())),
        dead=(roll.settled | roll.others) - page_by_key.keys(),
        fingerprints=keys.fingerprints,
    )


def _see(run: Run, memo: Memo, page_by_key: Mapping[str, Page]) -> _Rendered:
    """Return the facts of pages: remembered, or else rendered. Raises CacheLostError."""
    known = _recall(memo, page_by_key.keys())
    fresh = {key: page for key, page in page_by_key.items() if key not in known}
    if not fresh:
        return _Rendered(known, {}, ())
    pages = tuple(fresh.values())
    opened = run.planned.links.hand_out(needed_documents(pages))
    contents = contents_for(pages, opened, contents_of(run.planned.library), run.cache)
    outcomes = map_chunks(
        partial(_facts_of, run.press(contents, opened)), pages, run.request.jobs, run.watch.counter("render")
    )
    made = zip(fresh, outcomes, strict=True)
    rows = {key: encode_page(outcome.value) for key, outcome in made if outcome.value is not None}
    return _Rendered(known | decode_pages(rows), rows, _faults(outcomes))


def _faults(outcomes: Iterable[Outcome[PageFacts | None]]) -> tuple[Diagnostic, ...]:
    return tuple(fault for outcome in outcomes for fault in outcome.diagnostics)


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
