"""The short way for what was edited: a few articles have new text or other titles, and nothing else has changed.

Whatever does not fit is left to ``build.py``, which looks at everything; nothing has been touched then.
"""

import json
from collections.abc import Iterable, Sequence

from ssg.amendment import Amendment, press_of, publish
from ssg.contents import Contents
from ssg.edited import EditedArticle, edited_article
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import Cache
from ssg.engine.codec import CodecError, codec_of
from ssg.kept import DESK, TEMPLATES, Desk
from ssg.known import Change, MoreToDoError, Outlines, load_known
from ssg.model.page import Page, TextFile
from ssg.model.report import BuildReport
from ssg.model.source import SourceFile
from ssg.plan.news import TEMPLATE
from ssg.readings import FileReader
from ssg.remade import Remaker
from ssg.request import BuildRequest
from ssg.stages import Keys
from ssg.touched import Touched
from ssg.unchanged import LastBuild


def amend_site(
    request: BuildRequest, last: LastBuild, cache: Cache, touched: Touched, reader: Reader = AT_ONCE
) -> BuildReport | None:
    """Publish the new text of a few articles; None, with nothing touched, when there is more to do than that.

    touched: all files that are not as ``last`` saw them; none was added.   reader: reads them.
    """
    try:
        return publish(_look_closer(request, last, cache, touched, reader))
    except (MoreToDoError, CodecError, OSError):
        return None


def _look_closer(request: BuildRequest, last: LastBuild, cache: Cache, touched: Touched, reader: Reader) -> Amendment:
    kept = cache.load_kept([DESK, TEMPLATES])
    if len(kept) < 2:
        raise MoreToDoError
    desk = codec_of(Desk).decode(kept[DESK])
    edited = touched.edited
    told_of = {fault.span.path for fault in last.report().diagnostics if fault.span}
    if not told_of.isdisjoint(file.now.path for file in edited):
        # What the last build told of one may stand in another line now.
        raise MoreToDoError
    read = FileReader(str(request.site_root), desk.settings)
    files = [SourceFile(file.now.path, file.now.digest, file.now.size_bytes) for file in edited]
    known = load_known(cache, [file.before for file in edited])
    collect = reader.begin(read, files)
    fingerprints = json.loads(kept[TEMPLATES])["fingerprints"]
    press_of(desk, fingerprints, {}, Contents({})).prepare(TEMPLATE)
    outlines = Outlines(desk, cache)
    articles = [
        edited_article(outlines, before, file.now, reading)
        for before, file, reading in zip(known, edited, collect(), strict=True)
    ]
    for article in articles:
        if article.is_card_new:
            outlines.change(Change(article.before, article.outline))
    entries = _entries(Remaker(desk, Keys(desk.theme, fingerprints), outlines), cache, articles)
    last.watch.lap("read")
    return Amendment(
        request=request,
        last=last,
        cache=cache,
        desk=desk,
        fingerprints=fingerprints,
        stats=touched.stats,
        articles=articles,
        entries=entries,
        is_searched=any(article.is_page_new for article in articles),
    )


def _entries(remaker: Remaker, cache: Cache, articles: Iterable[EditedArticle]) -> Sequence[Page | TextFile]:
    """Return the outputs that show something new of ``articles``, files first."""
    # The page of one that has nothing new to say may show another that has.
    own = {article.origin.path: article for article in articles if article.is_page_new}
    others = tuple(remaker.others(cache, own))
    if cache.database is None:
        # Damage showed while they were looked for: what it took may have told of another one.
        raise MoreToDoError
    pages = [remaker.article(article.origin, article.before, article.outline) for article in own.values()]
    files = (entry for entry in others if isinstance(entry, TextFile))
    return (*files, *(entry for entry in others if isinstance(entry, Page)), *pages)
