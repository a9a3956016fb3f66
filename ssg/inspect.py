"""``ssg list`` and ``ssg explain``: the same plan as a build, looked at instead of rendered."""

import json
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from ssg.documents import documents_at
from ssg.edge.clock import resolve_now
from ssg.edge.environment import environment
from ssg.edge.messages import Messages
from ssg.edge.sources import read_source
from ssg.edge.stopwatch import Stopwatch
from ssg.edge.version import version_stamp
from ssg.engine.cache import Cache, CacheLostError, open_cache
from ssg.kept import REASONS
from ssg.model.agenda import Agenda, PendingField
from ssg.model.catalog import Item
from ssg.model.config import Config
from ssg.model.diagnostic import Outcome
from ssg.model.page import Page, Recipe
from ssg.model.theme import Theme
from ssg.plan.agenda import pending_fields, plan_agenda
from ssg.plan.routes import encode_url
from ssg.planning import plan_request, plan_settled
from ssg.read.config import read_config
from ssg.read.kinds.bundle import KEY_ELEMENTS as BUNDLE_ELEMENTS
from ssg.read.kinds.guide import KEY_ELEMENTS
from ssg.read.kinds.place import KEY_ELEMENTS as PLACE_ELEMENTS
from ssg.render.templates import template_closure
from ssg.request import BuildRequest, cache_path

OTHER_LABELS = {"source.name": "来源", "bylines": "署名", "source": "来源"}
"""Chinese names of fields that no kind requires and that are often 待补."""


class Row(Struct, frozen=True):
    states: tuple[str, ...]
    """live, draft, scheduled or expired; then review and pending where they hold."""
    moment: str
    path: str
    title: str


class Listing(Struct, frozen=True):
    language: str
    rows: tuple[Row, ...]
    next_change: str
    """ISO 8601; empty = never."""


class Explanation(Struct, frozen=True):
    language: str
    lines: tuple[tuple[str, str], ...]
    """(key of a word, text); empty when there is no such page."""
    nearest: str = ""
    reason: str | None = None
    """Why the last build rendered it; "" = it did not need to; None = never built."""


def list_items(request: BuildRequest) -> Outcome[Listing | None]:
    """Return every content file with its state, in the order of the catalog."""
    with open_cache(cache_path(request), version_stamp()) as cache:
        outcome = plan_settled(request, cache)
    planned = outcome.value
    if planned is None:
        return Outcome(None, outcome.diagnostics)
    moment = planned.catalog.next_change
    listing = Listing(
        language=planned.config.language,
        rows=tuple(_row(item, planned.options.now.date()) for item in planned.catalog.items),
        next_change=moment.isoformat(timespec="minutes") if moment else "",
    )
    return Outcome(listing, planned.diagnostics)


def find_agenda(request: BuildRequest) -> Outcome[tuple[Agenda, Config] | None]:
    """Return what comes due at the site, and its settings."""
    with open_cache(cache_path(request), version_stamp()) as cache:
        outcome = plan_settled(request, cache)
    planned = outcome.value
    if planned is None:
        return Outcome(None, outcome.diagnostics)
    config = planned.config
    agenda = plan_agenda(
        planned.catalog, planned.options.now, ZoneInfo(config.timezone), is_government=config.footer_is_government
    )
    return Outcome((agenda, config), planned.diagnostics)


Pending = tuple[tuple[PendingField, ...], datetime, str]


def find_pending(request: BuildRequest) -> Outcome[Pending | None]:
    """Return every field that is 待补, the build's time and the site's language."""
    with open_cache(cache_path(request), version_stamp()) as cache:
        try:
            return _pending(request, cache)
        except CacheLostError:
            return _pending(replace(request, clean=True), cache)


def _pending(request: BuildRequest, cache: Cache) -> Outcome[Pending | None]:
    outcome = plan_request(request, cache, Stopwatch())
    planned = outcome.value
    if planned is None:
        return Outcome(None, outcome.diagnostics)
    documents = documents_at(planned.library, (item.card.path for item in planned.catalog.items))
    labels = {**PLACE_ELEMENTS, **BUNDLE_ELEMENTS, **KEY_ELEMENTS, **OTHER_LABELS}
    rows = pending_fields(planned.catalog, documents, labels)
    return Outcome((rows, planned.options.now, planned.config.language), planned.diagnostics)


def _row(item: Item, today: date) -> Row:
    review_by = getattr(item.opened.meta, "review_by", None) if item.opened else None
    is_due = isinstance(review_by, date) and review_by < today
    states = (item.state.value, *(("review",) if is_due else ()), *(("pending",) if item.card.is_pending else ()))
    moment = item.card.date.strftime("%Y-%m-%d %H:%M") if item.card.date else ""
    return Row(states, moment, item.card.path, item.card.title)


def explain_url(request: BuildRequest, url: str) -> Outcome[Explanation | None]:
    """Return what the page at ``url`` is made of, and why the last build rendered it or not."""
    with open_cache(cache_path(request), version_stamp()) as cache:
        planned = plan_settled(request, cache)
        if planned.value is None:
            return Outcome(None, planned.diagnostics)
        page_by_url = {page.route.url: page for page in planned.value.plan.pages}
        wanted = encode_url(unquote(url if url.startswith("/") else "/" + url))
        page = page_by_url.get(wanted) or page_by_url.get(wanted + "/")
        if page is None:
            nearest = next(iter(get_close_matches(wanted, page_by_url, 1, 0.5)), "")
            return Outcome(Explanation(planned.value.config.language, (), nearest))
        is_built = page.route.output_path in cache.load_outputs()
        reasons = json.loads(cache.load_kept([REASONS]).get(REASONS, b"{}"))
        reason = reasons.get(page.route.url, "" if is_built else None)
    return Outcome(Explanation(planned.value.config.language, _lines(page, planned.value.theme), reason=reason))


def _lines(page: Page, theme: Theme) -> tuple[tuple[str, str], ...]:
    others = [name for name in template_closure(theme, page.template) if name != page.template]
    lines = (
        ("explain-page", f"{page.route.url} → {page.route.output_path}"),
        ("explain-source", page.source),
        ("explain-template", f"{page.template} ({', '.join(others)})" if others else page.template),
        ("explain-parts", ", ".join(_part_names(page))),
    )
    return tuple((label, text) for label, text in lines if text)


def _part_names(page: Page) -> tuple[str, ...]:
    context = page.context
    return context.names if isinstance(context, Recipe) else context.__struct_fields__


def last_words(words: Messages, reason: str | None) -> str:
    """Return in words why the last build rendered a page or not; see ``Explanation.reason``."""
    if reason is None:
        return words.word("explain-never")
    if not reason:
        return words.word("explain-skipped")
    kind, _, parts = reason.partition(": ")
    return words.word("explain-rendered", reason=words.word(f"reason-{kind}", parts=parts))


def site_moment(root: Path, now: str | None) -> Outcome[datetime | None]:
    """Return ``--now`` or the clock in the site's own time zone; the default zone where site.yaml is broken."""
    source = read_source(str(root), "site.yaml")
    read = read_config(source.value.decode("utf-8", "replace")) if source.value is not None else Outcome(None)
    zone = read.value.timezone if read.value else Config("").timezone
    return resolve_now(now, environment(), zone)
