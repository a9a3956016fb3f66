"""Long lists: pages numbered from the oldest, so that a new item moves nothing but the front."""

from dataclasses import dataclass

from ssg.model.card import Card
from ssg.model.contexts import TitledLink
from ssg.plan.words import Words


@dataclass(frozen=True)
class ListPage:
    url: str
    """Of this page, not encoded: ``/news/`` or ``/news/page/3/``."""
    cards: tuple[Card, ...]
    """Newest first."""
    number: int
    """From 1, the oldest; 0 = the front."""
    older: TitledLink | None
    newer: TitledLink | None


def paginate(url: str, cards: tuple[Card, ...], size: int, words: Words) -> tuple[ListPage, ...]:
    """Cut ``cards`` (newest first) into a front and numbered pages of exactly ``size``.

    The front shows the newest ``size`` to ``2 * size - 1`` items and has no number. Page 1 holds the oldest
    items and never changes again. A front of fewer than ``2 * size`` items stands alone.
    """
    full_pages = max(0, len(cards) // size - 1)
    front_count = len(cards) - full_pages * size
    urls = [f"{url}page/{number}/" for number in range(1, full_pages + 1)] + [url]
    titles = [words.get("plan.page", n=number) for number in range(1, full_pages + 1)] + [words.get("plan.latest")]
    links = [TitledLink(title, target) for title, target in zip(titles, urls, strict=True)]
    pages = []
    for index, target in enumerate(urls):
        end = len(cards) - index * size
        shown = cards[:front_count] if target == url else cards[end - size : end]
        older = links[index - 1] if index else None
        newer = links[index + 1] if index + 1 < len(links) else None
        pages.append(ListPage(target, shown, 0 if target == url else index + 1, older, newer))
    return tuple(pages)
