"""The built pages as ``ssg check`` looks at them: rendered once, their facts remembered by the page's key."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct

from ssg.check.facts import PageFacts
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.codec import CodecError
from ssg.engine.memo import Memo
from ssg.engine.pool import WORTH_A_POOL, map_chunks
from ssg.engine.roll import Roll, encode_roll
from ssg.library import contents_of
from ssg.model.diagnostic import Diagnostic, Outcome
from ssg.model.page import Page
from ssg.page_looks import look_at_page
from ssg.page_rows import SeenPage, asked_urls, decode_pages, encode_page, is_settled
from ssg.run import Run
from ssg.stages import Keys, contents_for, needed_documents

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


class _Seen(Struct, frozen=True):
    """Facts of pages by key: of all that could be rendered, and the rows of those that the memo did not know."""

    facts: dict[str, SeenPage]
    rows: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def begin_looking(
    run: Run, memo: Memo, urls: frozenset[str], reader: Reader, *, is_whole: bool
) -> Callable[[], PagesSeen]:
    """Begin to render the pages that the memo does not know; the result returns what was seen. Raises CacheLostError.

    urls: all addresses that there are.   reader: renders the pages, if they are few.
    is_whole: give the facts of all pages, of those too that are in order.
    """
    planned = run.planned
    keys = Keys(planned.theme, {} if run.request.clean else run.known_fingerprints)
    page_by_key = {KEY + keys.key(page): page for page in planned.plan.pages if _is_html(page)}
    roll = memo.load_roll(ROLL)
    settled = frozenset() if is_whole else roll.settled_upon(urls) & page_by_key.keys()
    unsettled = {key: page for key, page in page_by_key.items() if key not in settled}
    collect = _begin(run, memo, unsettled, reader)

    def finish() -> PagesSeen:
        seen = collect()
        asked = asked_urls(seen.facts.values())
        beside = {key: page_by_key[key] for key in settled if asked and page_by_key[key].route.url in asked}
        shown = _begin(run, memo, beside, AT_ONCE)()
        facts, rows = seen.facts | shown.facts, seen.rows | shown.rows
        found = settled | {key for key, page in seen.facts.items() if is_settled(page, urls)}
        now = Roll(urls, found, frozenset(seen.facts.keys() - found))
        return PagesSeen(
            facts=tuple(facts[key] for key in page_by_key if key in facts),
            diagnostics=(*seen.diagnostics, *shown.diagnostics),
            new=(*rows.items(), *(((ROLL, encode_roll(now)),) if now != roll else ())),
            dead=(roll.settled | roll.others) - page_by_key.keys(),
            fingerprints=keys.fingerprints,
        )

    return finish


def _begin(run: Run, memo: Memo, page_by_key: Mapping[str, Page], reader: Reader) -> Callable[[], _Seen]:
    """Begin to find the facts of pages: remembered, or else rendered. Raises CacheLostError."""
    known = _recall(memo, page_by_key.keys())
    fresh = {key: page for key, page in page_by_key.items() if key not in known}
    if not fresh:
        return lambda: _Seen(known, {}, ())
    pages = tuple(fresh.values())
    opened = run.planned.links.hand_out(needed_documents(pages))
    contents = contents_for(pages, opened, contents_of(run.planned.library), run.cache)
    look = partial(look_at_page, run.press(contents, opened))
    is_few = len(pages) < WORTH_A_POOL
    collect = reader.begin(look, pages) if is_few else partial(_look_at_many, run, look, pages)

    def finish() -> _Seen:
        outcomes = collect()
        made = zip(fresh, outcomes, strict=True)
        rows = {key: encode_page(outcome.value) for key, outcome in made if outcome.value is not None}
        return _Seen(known | decode_pages(rows), rows, _faults(outcomes))

    return finish


def _look_at_many(
    run: Run, look: Callable[[Page], Outcome[PageFacts | None]], pages: Sequence[Page]
) -> list[Outcome[PageFacts | None]]:
    return map_chunks(look, pages, run.request.jobs, run.watch.counter("render"))


def _faults(outcomes: Iterable[Outcome[PageFacts | None]]) -> tuple[Diagnostic, ...]:
    return tuple(fault for outcome in outcomes for fault in outcome.diagnostics)


def _is_html(page: Page) -> bool:
    return page.route.output_path.endswith(".html")


def _recall(memo: Memo, keys: Collection[str]) -> dict[str, SeenPage]:
    try:
        return decode_pages(memo.load(KEY, keys))
    except CodecError:
        return {}
