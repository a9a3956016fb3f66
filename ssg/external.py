"""``ssg check --external``: links to other sites. One that is dead on three different days is told, never blocking."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from ssg.check.review import review
from ssg.edge.probe import Prober
from ssg.edge.report_file import write_text
from ssg.edge.sources import read_source
from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.finding import Finding
from ssg.page_rows import SeenPage
from ssg.request import BuildRequest
from ssg.run import Planned

CHECK = "external-links"
DAYS_TO_TELL = 3
"""A host may be down for a night, or mended over a weekend."""
GOOD_FOR = timedelta(days=7)
"""A link that works is not asked again for so long."""
MEMORY = "external.json"


class Known(Struct, frozen=True):
    """What is remembered of one address."""

    good_on: str = ""
    """ISO day on which it last worked; empty = never seen to."""
    dead_on: tuple[str, ...] = ()
    """ISO days since then on which it did not."""
    reason: str = ""


def check_external(
    request: BuildRequest, planned: Planned, facts: Iterable[SeenPage], prober: Prober
) -> tuple[Diagnostic, ...]:
    """Ask for the links to other sites that are due, remember the answers, and return what has been dead for long."""
    own = planned.config.base_url or " "
    pages: dict[str, str] = {}
    for each in facts:
        for url in each.links.outside:
            if not url.startswith(own):
                pages.setdefault(url, each.links.url)
    today = planned.options.now.date()
    memory = request.site_root / ".ssg" / MEMORY
    known = load_known(read_source_text(memory))
    due = [url for url in pages if is_due(known.get(url, Known()), today)]
    for answer in prober.ask_all(due):
        known[answer.url] = after(known.get(answer.url, Known()), answer.is_dead, answer.reason, today)
    known = {url: each for url, each in known.items() if url in pages}
    write_text(memory, dump_known(known))
    source_by_url = {page.route.url: page.source for page in planned.plan.pages}
    findings = [
        Finding(CHECK, _diagnostic(request, url, each, source_by_url.get(pages[url], ""), pages[url]), url)
        for url, each in sorted(known.items())
        if len(each.dead_on) >= DAYS_TO_TELL
    ]
    return review(findings, planned.config.checks, frozenset((CHECK,))).diagnostics


def is_due(known: Known, today: date) -> bool:
    """Return whether an address is to be asked for: once a day, after it worked once a week."""
    if known.dead_on:
        return known.dead_on[-1] != today.isoformat()
    return not known.good_on or date.fromisoformat(known.good_on) + GOOD_FOR <= today


def after(known: Known, is_dead: bool, reason: str, today: date) -> Known:
    """Return what is known of an address once it has been asked for."""
    if not is_dead:
        return Known(today.isoformat())
    return Known(known.good_on, (*known.dead_on, today.isoformat())[-30:], reason)


def load_known(text: str) -> dict[str, Known]:
    """Return what was remembered; nothing where the text is not as ``dump_known`` writes it."""
    try:
        rows = json.loads(text)
        known = {str(url): Known(str(good), tuple(map(str, dead)), str(why)) for url, (good, dead, why) in rows.items()}
        for each in known.values():
            for day in filter(None, (each.good_on, *each.dead_on)):
                date.fromisoformat(day)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return known


def dump_known(known: Mapping[str, Known]) -> str:
    rows = {url: [each.good_on, each.dead_on, each.reason] for url, each in sorted(known.items())}
    return json.dumps(rows, ensure_ascii=False, indent=0) + "\n"


def read_source_text(path: Path) -> str:
    """Return the text of a file of ours; empty where there is none."""
    source = read_source(str(path.parent), path.name)
    return "" if source.value is None else source.value.decode("utf-8", "replace")


def _diagnostic(request: BuildRequest, url: str, known: Known, source: str, page: str) -> Diagnostic:
    span = _span(str(request.site_root), source, url) if source else None
    days, since = len(known.dead_on), known.dead_on[0]
    return warning("external-link-dead", span, url=url, days=days, since=since, reason=known.reason, page=page)


def _span(site_root: str, source: str, url: str) -> Span:
    """Return where an address stands in the content file that links to it; the file where it cannot be found."""
    data = read_source(site_root, source).value
    text = "" if data is None else data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    place = text.find(url)
    if place < 0:
        return Span(source)
    start = text.rfind("\n", 0, place) + 1
    return Span(source, text.count("\n", 0, place) + 1, place - start + 1, len(url))
