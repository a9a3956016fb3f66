"""The short way for what was edited: a few articles have new text or other titles, and nothing else has changed.

Whatever does not fit is left to ``build.py``, which looks at everything; nothing has been touched then.
"""

from collections.abc import Iterable, Sequence

from ssg.amendment import Amendment, Ground, ground_of, publish
from ssg.edited import EditedArticle, edited_article
from ssg.engine.ahead import AT_ONCE, Reader
from ssg.engine.cache import Cache
from ssg.engine.codec import CodecError
from ssg.known import Change, MoreToDoError, Outlines, load_known
from ssg.model.page import Page, TextFile
from ssg.model.report import BuildReport
from ssg.remade import Remaker
from ssg.request import BuildRequest
from ssg.touched import Touched
from ssg.unchanged import LastBuild


def amend_site(
    request: BuildRequest, last: LastBuild, cache: Cache, touched: Touched, reader: Reader = AT_ONCE
) -> BuildReport | None:
    """Publish the new text of a few articles; None, with nothing touched, when there is more to do than that.

    touched: all files that are not as ``last`` saw them; none was added.   reader: reads them.
    """
    try:
        return publish(_look_closer(ground_of(request, last, cache), touched, reader))
    except (MoreToDoError, CodecError, OSError):
        return None


def _look_closer(ground: Ground, touched: Touched, reader: Reader) -> Amendment:
    last, cache, edited = ground.last, ground.cache, touched.edited
    told_of = {fault.span.path for fault in last.report().diagnostics if fault.span}
    if not told_of.isdisjoint(file.now.path for file in edited):
        # What the last build told of one may stand in another line now.
        raise MoreToDoError
    known = load_known(cache, [file.before for file in edited])
    collect = ground.begin(reader, [file.now for file in edited])
    outlines = Outlines(ground.desk, cache)
    articles = [
        edited_article(outlines, before, file.now, reading)
        for before, file, reading in zip(known, edited, collect(), strict=True)
    ]
    for article in articles:
        if article.is_card_new:
            outlines.change(Change(article.before, article.outline))
    entries = _entries(Remaker(ground.desk, ground.keys, outlines), cache, articles)
    last.watch.lap("read")
    return Amendment(
        ground=ground,
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
