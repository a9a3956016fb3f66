"""Articles that were edited, out of what the last build left of them.

An article's text stands on its own page and in the search index, and nowhere else. What other pages know of it is its
outline. So when a document differs in its text and in what it is called alone, its references lead where they led, its
neighbours are who they were, and planning would come to the same pages, some of them with other keys.

Where a site has an elder version the text stands there, too; its pages are no recipes, so that all is looked at.
"""

from msgspec.structs import replace

from ssg.amendment import ReadArticle
from ssg.engine.cache import OutputOrigin
from ssg.engine.codec import codec_of
from ssg.engine.digest import digest
from ssg.known import KnownArticle, MoreToDoError, Outlines
from ssg.model.disk import SourceStat
from ssg.model.document import Body, Document
from ssg.model.kinds.news import Headline, NewsMeta
from ssg.model.outline import Outline
from ssg.model.resolution import Resolution
from ssg.readings import Entry, FileReading


class EditedArticle(ReadArticle, frozen=True):
    """An article with new text, or under a new title."""

    before: Outline
    origin: OutputOrigin
    """Of its page as it was."""

    @property
    def is_page_new(self) -> bool:
        """Return whether its page shows something else: a comment in front matter makes no difference to a reader."""
        return self.outline != self.before

    @property
    def is_card_new(self) -> bool:
        """Return whether other pages show something else of it."""
        return self.outline.digest != self.before.digest


def edited_article(outlines: Outlines, known: KnownArticle, stat: SourceStat, reading: FileReading) -> EditedArticle:
    """Return an article as it is now. Raises MoreToDoError when more of it is new than words.

    stat: of its file as it is.
    """
    entry = codec_of(Entry).decode(reading.entry)
    document, old = entry.document, known.remembered
    if not isinstance(document, Document) or entry.diagnostics or not reading.is_as_scanned:
        raise MoreToDoError
    if digest(_without_words(known.document)) != digest(_without_words(document)):
        raise MoreToDoError
    outline = outlines.made(document, entry.fingerprint)
    if _without_names(outline) != _without_names(old.outline):
        raise MoreToDoError
    return EditedArticle(
        stat=stat,
        reading=reading,
        document=document,
        resolution=_moved(known.resolution, known.document.body, document.body),
        before=old.outline,
        remembered=old._replace(key=old.key.removesuffix(known.stat.digest) + stat.digest, outline=outline),
        origin=known.origin,
    )


def _moved(resolution: Resolution, old: Body, new: Body) -> Resolution:
    """Return where the references of a body lead, when lines have moved: it is kept with the places of some."""
    span_by_old = {before.span: now.span for before, now in zip(old.references, new.references, strict=True)}
    return replace(
        resolution, site_links=tuple(replace(link, span=span_by_old[link.span]) for link in resolution.site_links)
    )


def _without_words(document: Document) -> Document:
    """Return a document without its text, and without what it is called."""
    meta = document.meta
    if not isinstance(meta, NewsMeta):
        raise MoreToDoError
    publication = replace(meta.publication, title="", short_title="", summary="", sort="")
    body = replace(document.body, digest="", characters=0, summary="")
    return replace(document, meta=replace(meta, publication=publication, headline=Headline(())), body=body)


def _without_names(outline: Outline) -> Outline:
    """Return what decides where an article stands, and what stands there beside its words."""
    card = replace(outline.card, title="", short_title="", summary="", sort_key="", initial="")
    return outline._replace(card=card, digest="", document_digest="", body_digest="")
