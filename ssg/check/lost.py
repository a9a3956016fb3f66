"""Addresses that were published and would lead nowhere after this build, and where each page seems to have gone.

An item's page or a download is reported one by one. What the generator makes by itself comes and goes with the
items: a list that has nothing more to list, a 长辈版 or a sheet of a page; these are told, and no error.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

CHECK = "lost-urls"
LISTS_CHECK = "lost-lists"
ENOUGH = 0.6
"""Share of a new text that an old page has to hold to be taken for the same; edits of a renamed file stay above."""
SURE = 0.8
"""From here on the redirect may be written without asking."""
ENOUGH_BELOW_TITLE = 0.3
FEWEST_PIECES = 12
"""Shorter texts, such as a title alone, say too little to know a page by."""

_DERIVED = re.compile(r"/zl(?=/)|(?<=/)sheet/\Z")
_LIST = re.compile(
    r"/(?:tags|topics|columns)/|/news/\d{4}/(?:\d{2}/)?(?:page/\d+/)?\Z|/(?:[^/]+/)*page/\d+/\Z"
    r"|/guides/(?:personal|business|a-z)/\Z|/(?:[a-z]+/)?\Z"
)
_DOCUMENT = re.compile(
    r"/[^/]+\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|odt|ods|odp|html?|csv|txt|rtf|zip|rar|7z)\Z", re.I
)
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|nav|rt|rp)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NO_LETTER = re.compile(r"[\W_]+")
_PIECE = 3
_MOST_LETTERS = 20_000


class Lost(Struct, frozen=True):
    pages: tuple[str, ...]
    """URLs of items' pages and of downloads, sorted."""
    lists: tuple[str, ...]
    """URLs of lists."""
    derived: tuple[str, ...]
    """URLs of a 长辈版 or a sheet whose own page is still there or tells for itself."""


def find_lost(published: Iterable[str], planned: frozenset[str]) -> Lost:
    """Return the published URLs that nothing planned answers.

    Redirects and withdrawn pages are planned like any other. Pictures, scripts and the search index are not looked
    at: a reader comes to them through a page alone.
    """
    gone = sorted({url for url in published if url not in planned})
    derived = tuple(url for url in gone if is_derived(url))
    own = [url for url in gone if not is_derived(url) and (url.endswith("/") or _DOCUMENT.search(url))]
    return Lost(tuple(url for url in own if not is_list(url)), tuple(filter(is_list, own)), derived)


def is_list(url: str) -> bool:
    """Return whether the generator makes what is at ``url`` by itself, to lead to items."""
    return _LIST.match(url) is not None


def is_derived(url: str) -> bool:
    """Return whether ``url`` is that of a large-print page or of a sheet."""
    return _DERIVED.search(url) is not None


def page_text(html: str) -> str:
    """Return the text of a built page that is its own: what stands in ``<main>``, without tags."""
    main = _MAIN.search(html)
    return _TAG.sub(" ", _HIDDEN.sub(" ", main[0] if main else html))


def page_title(html: str) -> str:
    """Return the text of the first heading of a built page."""
    heading = _HEADING.search(html)
    return " ".join(_TAG.sub("", heading[1]).split()) if heading else ""


def resemblance(new: str, old: str) -> float:
    """Return the share of ``new``'s letters, three at a time, that ``old`` holds: 0 to 1.

    new: of a source, so without what a template says.   old: of a whole page.
    """
    pieces = _pieces(new)
    return len(pieces & _pieces(old)) / len(pieces) if pieces else 0.0


def likeness(title: str, texts: tuple[str, ...], html: str) -> float:
    """Return how sure it is that a new source is what a published page showed: 0 to 1.

    title, texts: of the source, as it is read: the whole of it, its body alone.   html: of the page.
    A text that says too little counts only below the same title; of two with the same title less has to agree.
    """
    old = page_text(html)
    if title and page_title(html) == " ".join(title.split()):
        score = resemblance(texts[0], old)
        return max(score, SURE) if score >= ENOUGH_BELOW_TITLE else 0.0
    return max((resemblance(text, old) for text in texts if len(_pieces(text)) >= FEWEST_PIECES), default=0.0)


def _pieces(text: str) -> frozenset[str]:
    letters = _NO_LETTER.sub("", text[: 4 * _MOST_LETTERS]).casefold()[:_MOST_LETTERS]
    return frozenset(letters[start : start + _PIECE] for start in range(len(letters) - _PIECE + 1))


def match_renamed(scores: Mapping[tuple[str, str], float]) -> dict[str, tuple[str, float]]:
    """Return, for each lost URL, the new page that it is most like, and how much; each new page once.

    scores: by (lost URL, source path of a new page).
    """
    found: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for (lost, path), score in sorted(scores.items(), key=lambda each: (-each[1], each[0])):
        if score >= ENOUGH and lost not in found and path not in taken:
            found[lost] = (path, score)
            taken.add(path)
    return found
