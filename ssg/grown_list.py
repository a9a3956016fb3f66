"""Lists of articles as the last build left them, and as they are with one more on their fronts."""

from bisect import bisect, insort
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from ssg.engine.cache import Cache, OutputOrigin
from ssg.engine.digest import digest
from ssg.kept import Desk
from ssg.known import MoreToDoError, Outlines
from ssg.model.contexts import LinkGroup
from ssg.model.document import Kind
from ssg.model.outline import Outline
from ssg.model.page import Page, Route
from ssg.plan import archives, listing
from ssg.plan.routes import encode_url, page_route
from ssg.remade import Remaker, decoded, route_of


class KnownList:
    """One list as the last build left it: its front, and what stands there."""

    def __init__(self, origin: OutputOrigin, outlines: Outlines, desk: Desk) -> None:
        """Take in a front. Raises MoreToDoError when it shows more than can be made again."""
        self.origin, self.parts = origin, dict(origin.parts)
        if origin.template != listing.TEMPLATE or "list" not in self.parts or len(origin.beside) != 1:
            raise MoreToDoError
        self.kept = decoded(listing.KeptList, origin)
        (paths,) = origin.beside
        if not paths or self.parts["intro"] or digest(self.kept.links) != self.parts["links"]:
            raise MoreToDoError
        outlines.cards(paths, self.parts["cards"])
        self.outlines = [outlines.now(path) for path in paths]
        self.leads = outlines.leads(paths) if self.kept.pictures else ()
        """Of each, as in ``listing.Shown``."""
        if self.leads and digest((desk.images, self.leads)) != self.parts["pictures"]:
            raise MoreToDoError

    def place_of(self, new: Outline) -> int:
        """Return how many items come before a new one. Raises MoreToDoError when that is not on the front."""
        place = bisect(self.outlines, place_in_order(new), key=place_in_order)
        if place == len(self.outlines) and self.kept.numbered:
            raise MoreToDoError
        return place

    def with_one_more(self, new: Outline) -> list[Outline]:
        """Return the items of the front with a new one among them."""
        place = self.place_of(new)
        return [*self.outlines[:place], new, *self.outlines[place:]]

    def links_with(self, counted: Collection[str], others: Iterable[str]) -> tuple[LinkGroup, ...]:
        """Return the links of the front after one more item came to stand behind those to ``counted``.

        others: they have to be there, too, or there would be new ones. Raises MoreToDoError.
        """
        links = listing.with_one_more(self.kept.links, counted)
        if links is None or not set(others) <= {link.url for group in links for link in group.links}:
            raise MoreToDoError
        return links


class Lists:
    """The lists of a site."""

    def __init__(self, desk: Desk, outlines: Outlines, cache: Cache, remaker: Remaker) -> None:
        self.desk, self.cache = desk, cache
        self._outlines, self._remaker = outlines, remaker
        self._origins: dict[str, OutputOrigin] = {}

    def load(self, paths: Iterable[str]) -> None:
        """Load what is known of outputs that will be asked for, all at once, with the items that lists show."""
        unknown = [path for path in paths if path not in self._origins]
        if not unknown:
            return
        self._origins |= self.cache.load_origins(unknown)
        lists = (origin for origin in self._origins.values() if origin.template == listing.TEMPLATE)
        self._outlines.load(path for origin in lists for group in origin.beside for path in group)

    def origin(self, path: str) -> OutputOrigin:
        """Return what is known of an output. Raises MoreToDoError when there is none."""
        self.load((path,))
        if path not in self._origins:
            raise MoreToDoError
        return self._origins[path]

    def at(self, url: str) -> KnownList:
        """Return the list at ``url``, which is not encoded. Raises MoreToDoError when there is none."""
        return KnownList(self.origin(page_route(url).output_path), self._outlines, self.desk)

    def page_to_come(self, known: KnownList) -> tuple[str, ...]:
        """Return the path of the page that a list gets with one more item; empty = none."""
        is_full = len(known.outlines) + 1 == 2 * self.desk.page_size
        return (_route(known, known.kept.numbered + 1).output_path,) if is_full else ()

    def grown(self, known: KnownList, new: Outline, links: tuple[LinkGroup, ...] = ()) -> Iterator[Page]:
        """Yield the pages of a list that are others with one more item, the front last.

        links: of the front.
        """
        outlines, place = known.with_one_more(new), known.place_of(new)
        leads = (*known.leads[:place], "", *known.leads[place:]) if known.leads else ()
        pictures = known.kept.pictures
        pictures = (*pictures[:place], None, *pictures[place:]) if pictures else ()
        size, last = self.desk.page_size, known.kept.numbered
        front = replace(known.kept, links=links)
        if len(outlines) < 2 * size:
            yield self._page(known, replace(front, pictures=pictures), outlines, leads)
            return
        # A front that is full is cut as ``paginate`` does it: its older half becomes a page of its own.
        if last:
            yield self._numbered(known, last)
        behind = replace(front, number=last + 1, numbered=last + 1, links=(), pictures=pictures[size:])
        yield self._page(known, behind, outlines[size:], leads[size:])
        front = replace(front, numbered=last + 1, pictures=pictures[:size])
        yield self._page(known, front, outlines[:size], leads[:size])

    def _page(
        self, known: KnownList, kept: listing.KeptList, outlines: Sequence[Outline], leads: tuple[str, ...]
    ) -> Page:
        """Return a page of a list.   leads: of ``outlines``; empty = none of them has one."""
        has_leads = any(leads)
        kept = kept if has_leads else replace(kept, pictures=())
        of_page = {
            "page": f"{kept.number}/{kept.numbered}",
            "links": "" if kept.number else digest(kept.links),
            "cards": "".join([outline.digest for outline in outlines]),
            "pictures": digest((self.desk.images, leads)) if has_leads else "",
        }
        cards = tuple([outline.card for outline in outlines])
        return self._remaker.list_page(_route(known, kept.number), kept, cards, known.parts | of_page)

    def _numbered(self, known: KnownList, number: int) -> Page:
        """Return the last of the numbered pages, when it is no longer the last."""
        origin, outlines = self._at_number(known, number)
        kept = replace(decoded(listing.KeptList, origin), numbered=number + 1)
        cards = tuple([outline.card for outline in outlines])
        parts = dict(origin.parts) | {"page": f"{number}/{number + 1}"}
        return self._remaker.list_page(route_of(origin), kept, cards, parts)

    def behind(self, known: KnownList) -> Iterator[Outline]:
        """Yield the items of a list that are not on its front, newest first."""
        for number in range(known.kept.numbered, 0, -1):
            yield from self._at_number(known, number)[1]

    def _at_number(self, known: KnownList, number: int) -> tuple[OutputOrigin, list[Outline]]:
        """Return what is known of a numbered page, with the items on it."""
        origin = self.origin(_route(known, number).output_path)
        (paths,) = origin.beside
        self._outlines.cards(paths, dict(origin.parts)["cards"])
        return origin, [self._outlines.now(path) for path in paths]

    def grown_year(self, url: str, new: Outline) -> Page:
        """Return the page of a year with one more item. Raises MoreToDoError when it has none of the same month."""
        origin = self.origin(page_route(url).output_path)
        parts, date = dict(origin.parts), new.card.date
        if "year" not in parts or date is None:
            raise MoreToDoError
        kept = decoded(archives.KeptYear, origin)
        months = [month for month, _ in kept.counts]
        if date.month not in months or archives.months_text(kept.counts) != parts["months"]:
            raise MoreToDoError
        counts = tuple((month, count + (month == date.month)) for month, count in kept.counts)
        flat = [path for group in origin.beside for path in group]
        self._outlines.cards(flat, parts["cards"])
        groups = [[self._outlines.now(path) for path in group] for group in origin.beside]
        if sum(number for _, number in counts) > archives.YEAR_ITEMS_MAX:
            groups = []
        else:
            insort(groups[months.index(date.month)], new, key=place_in_order)
        of_page = {
            "months": archives.months_text(counts),
            "cards": "".join([outline.digest for group in groups for outline in group]),
        }
        cards = tuple(tuple(outline.card for outline in group) for group in groups)
        year = archives.KeptYear(kept.year, counts)
        return self._remaker.year_page(route_of(origin), year, cards, parts | of_page)


def place_in_order(outline: Outline) -> tuple[float, int, str]:
    """Return what tells which of two items comes first in a list by date."""
    return -outline.moment, list(Kind).index(outline.card.kind), outline.card.path


def _route(known: KnownList, number: int) -> Route:
    """Return the route of a page of a list.   number: 0 = its front."""
    url = known.kept.heading.url
    return listing.numbered_route(url, encode_url(url), number) if number else route_of(known.origin)
