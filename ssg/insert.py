"""The short way for a new article, which comes to stand on the fronts of lists that there are, as most do.

Whatever does not fit is left to ``build.py``, which looks at everything; nothing has been touched then.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from ssg.amendment import Amendment, Ground, ground_of, publish
from ssg.edge.listing import LISTING_NAME
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import Cache
from ssg.engine.codec import CodecError
from ssg.grown import Grower
from ssg.grown_list import Lists
from ssg.kept import LISTED, TERMS
from ssg.known import MoreToDoError, Outlines
from ssg.model.report import BuildReport
from ssg.newcomer import Newcomer, Surroundings
from ssg.plan.addresses import are_well
from ssg.plan.catalog import plain_moments
from ssg.plan.reference_names import names_of_item
from ssg.plan.routes import page_route
from ssg.remade import Remaker
from ssg.request import BuildRequest
from ssg.touched import Touched
from ssg.unchanged import LastBuild, present_of


def insert_article(
    request: BuildRequest, last: LastBuild, cache: Cache, touched: Touched, reader: Reader = AT_ONCE
) -> BuildReport | None:
    """Publish one new article; None, with nothing touched, when there is more to do than that.

    touched: all files that are not as ``last`` saw them; one was added, and none edited.   reader: reads it.
    """
    try:
        return publish(_look_closer(ground_of(request, last, cache), touched, reader))
    except (MoreToDoError, CodecError, OSError):
        return None


def _look_closer(ground: Ground, touched: Touched, reader: Reader) -> Amendment:
    request, cache, desk, paths = ground.request, ground.cache, ground.desk, ground.last.outputs.paths
    kept, now_s = cache.load_kept([TERMS, LISTED]), present_of(request)
    if len(kept) < 2 or now_s is None or request.external:
        raise MoreToDoError
    if desk.has_own_checks:
        # What a link of another article came to may have been let through, and is something else now.
        raise MoreToDoError
    (stat,) = touched.added
    collect = ground.begin(reader, (stat,))
    outlines = Outlines(desk, cache)
    surroundings = Surroundings(request, desk, cache, outlines, now_s)
    (reading,) = collect()
    newcomer = surroundings.newcomer(stat, reading)
    if not _are_names_new(newcomer, ground):
        raise MoreToDoError
    remaker = Remaker(desk, ground.keys, outlines)
    grower = Grower(Lists(desk, outlines, cache, remaker), remaker, newcomer, json.loads(kept[TERMS]))
    zone = ZoneInfo(desk.settings.timezone)
    now = datetime.fromtimestamp(now_s, zone)
    grown = grower.grown(str(kept[LISTED], "utf-8"), now)
    if cache.database is None or not are_well([*(path for path in paths if path != LISTING_NAME), *grown.added]):
        raise MoreToDoError
    ground.last.watch.lap("read")
    return Amendment(
        ground=ground,
        stats=touched.stats,
        articles=(newcomer,),
        entries=grown.entries,
        is_searched=True,
        added=frozenset(grown.added),
        kept=grown.kept,
        note={"since": now_s} | _next_change(ground.last.note, newcomer, zone, now),
    )


def _are_names_new(newcomer: Newcomer, ground: Ground) -> bool:
    """Return whether nothing else may be meant by a name of the article, so that no reference leads elsewhere now.

    A reference that led nowhere was an error, and the last build was good. But one may have led, by its path or its
    address, to what is called as the article is.
    """
    card, files = newcomer.item.card, f"{ground.last.sources.files}\0"
    for name in set(names_of_item(card.path, card.url, card.kind)):
        route = page_route(f"/{unquote(name)}/")
        # Whatever folder it is in: a path is written from where the reference stands.
        if files.count(f"/{name}.md\0") > (card.path == f"content/{name}.md"):
            return False
        if route.output_path in ground.last.outputs.paths or route.url in ground.desk.unpublished_urls:
            return False
    return True


def _next_change(note: Mapping[str, Any], newcomer: Newcomer, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """Return what the note says of the next change by date.   note: of the last build."""
    moments = [moment for moment in plain_moments(newcomer.item, zone) if moment > now]
    if note["next_change"]:
        moments.append(datetime.fromisoformat(note["next_change"]))
    earliest = min(moments, default=None)
    return {"until": earliest.timestamp(), "next_change": earliest.isoformat()} if earliest else {}
