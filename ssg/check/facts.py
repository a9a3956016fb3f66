"""What a built page links to, and what is wrong with its structure: gathered once, when the page is rendered.

The facts of a page depend on its bytes alone, so they are kept by the page's key and never gathered twice. We
rendered the page ourselves and nh3 has been over every body, so elements are closed and values quoted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape

from msgspec import Struct

from ssg.check.links import PageLinks, page_links
from ssg.model.file_types import DOWNLOAD_ENDINGS, tells_of_file
from ssg.model.patterns import late_pattern

_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_UNREAD = late_pattern(r"<!--.*?-->|<(script|style|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_HTML = late_pattern(rf"<html\b({_ATTRIBUTES})>", re.IGNORECASE)
_HAN = late_pattern("[\u3400-\u9fff]")
_LATIN = late_pattern("[A-Za-z]")
_TITLE = late_pattern(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_HEADING = late_pattern(rf"<h([1-6])\b{_ATTRIBUTES}>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_IMAGE = late_pattern(rf"<img\b({_ATTRIBUTES})>", re.IGNORECASE)
_LINK = late_pattern(rf"<a\b({_ATTRIBUTES})>(.*?)</a>(?P<behind>[^<]{{0,40}})", re.DOTALL | re.IGNORECASE)
_TABLE = late_pattern(rf"<table\b({_ATTRIBUTES})>(.*?)</table>", re.DOTALL | re.IGNORECASE)
_ID = late_pattern(r"<[a-zA-Z][^<>]*?\sid=\"([^\"]*)\"")
_TAG = late_pattern(r"<[^>]*>")
_REFRESH = late_pattern(r"<meta[^>]*http-equiv=\"refresh\"", re.IGNORECASE)
_FILE_NAME = late_pattern(r"[^\s，。]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp)", re.IGNORECASE)
_EMPTY_ALT = late_pattern(r"(?:一张|这张)?(?:图片?|照片|配图|插图|图像|image|photo|picture|img)\d*", re.IGNORECASE)
_VAGUE = late_pattern(
    r"(?:请?点击?(?:这里|此处|此|我|链接|查看|下载|进入)?|(?:请|见)?(?:这里|此处)|(?:查看|了解)?(?:更多|详情|全文)|阅读全文"
    r"|链接|网址|网页|查看|下载|click here|here|(?:read )?more|link|details|download)",
    re.IGNORECASE,
)
_PUNCTUATION = late_pattern(r"[\s“”‘’\"'（）()【】\[\]《》<>«».,，。:：;；!！?？…>→›-]+")
_FILE = late_pattern(rf"[^?#]*\.({'|'.join(DOWNLOAD_ENDINGS)})(?:[?#].*)?", re.IGNORECASE)
MOST_QUOTED = 40


class PageFault(Struct, frozen=True):
    check: str
    code: str
    text: str
    """What was found, as exceptions name it."""
    address: str = ""
    """As written, of the link or picture at fault; empty where it is none."""


class PageFacts(Struct, frozen=True):
    links: PageLinks
    faults: tuple[PageFault, ...]


def page_facts(url: str, html: str, base_path: str) -> PageFacts:
    """Return what is to be known of a built page; url: without the base path."""
    # A page that only leads on has no structure to speak of.
    faults = () if _REFRESH.search(html) else tuple(_find_faults(_UNREAD.sub(" ", html)))
    return PageFacts(page_links(url, html, base_path), faults)


def _find_faults(html: str) -> Iterator[PageFault]:
    yield from _document_faults(html)
    yield from _heading_faults(html)
    yield from _image_faults(html)
    yield from _link_faults(html)
    yield from _table_faults(html)
    yield from _id_faults(html)


def _document_faults(html: str) -> Iterator[PageFault]:
    root = _HTML.search(html)
    language = _attribute(root[1], "lang") if root else None
    if not language:
        yield PageFault("language", "page-no-language", "lang")
    elif language.lower().split("-")[0] == "en" and _is_chinese(_text(html)):
        yield PageFault("language", "page-wrong-language", language)
    title = _TITLE.search(html)
    if title is None or not _text(title[1]):
        yield PageFault("headings", "page-no-title", "title")


def _is_chinese(text: str) -> bool:
    """Whether there are more Han characters than Latin letters (typography T-44)."""
    return len(_HAN.findall(text)) > len(_LATIN.findall(text))


def _heading_faults(html: str) -> Iterator[PageFault]:
    headings = [(int(level), _text(inner)) for level, inner in _HEADING.findall(html)]
    first = [text for level, text in headings if level == 1]
    if not first:
        yield PageFault("headings", "page-no-h1", "h1")
    if len(first) > 1:
        yield PageFault("headings", "page-many-h1", _quoted(first[1]))
    # What stands before the page's own heading, such as the site's navigation, begins anew.
    above = 0
    for level, text in headings:
        if not text:
            yield PageFault("headings", "page-empty-heading", f"h{level}")
        if above and level > above + 1:
            yield PageFault("headings", "page-heading-skips", _quoted(text))
        above = level


def _image_faults(html: str) -> Iterator[PageFault]:
    for attributes in _IMAGE.findall(html):
        alt = _attribute(attributes, "alt")
        source = _attribute(attributes, "src") or ""
        if alt is None:
            yield PageFault("images", "page-image-no-alt", _name_of(source), source)
        elif _FILE_NAME.fullmatch(alt.strip()) or _EMPTY_ALT.fullmatch(alt.strip()):
            yield PageFault("images", "alt-says-nothing", _quoted(alt.strip()), source)


def _link_faults(html: str) -> Iterator[PageFault]:
    for match in _LINK.finditer(html):
        address = _attribute(match[1], "href")
        if address is None:
            continue
        text = _link_text(match[1], match[2])
        if not text:
            yield PageFault("link-text", "link-no-text", _quoted(address), address)
        elif _VAGUE.fullmatch(_PUNCTUATION.sub(" ", text).strip()):
            yield PageFault("link-text", "link-text-vague", _quoted(text), address)
        elif (file := _FILE.fullmatch(address)) and not tells_of_file(text + match["behind"], file[1].lower()):
            yield PageFault("file-links", "file-link-bare", _quoted(text), address)


def _link_text(attributes: str, inner: str) -> str:
    """Return a link's name as assistive technology tells it."""
    label = _attribute(attributes, "aria-label")
    if label and label.strip():
        return label.strip()
    images = (_attribute(image, "alt") or "" for image in _IMAGE.findall(inner))
    return " ".join(part for part in (_text(inner), *images) if part) or (_attribute(attributes, "title") or "").strip()


def _table_faults(html: str) -> Iterator[PageFault]:
    for attributes, inner in _TABLE.findall(html):
        if _attribute(attributes, "role") not in ("presentation", "none") and "<th" not in inner.lower():
            yield PageFault("tables", "table-no-head", _quoted(_text(inner)))


def _id_faults(html: str) -> Iterator[PageFault]:
    counts = Counter(_ID.findall(html))
    if len(counts) != counts.total():
        yield from (PageFault("ids", "id-twice", _quoted(unescape(name))) for name, n in counts.items() if n > 1)


def _attribute(attributes: str, name: str) -> str | None:
    match = _pattern_of(name).search(attributes)
    return None if match is None else unescape(match[1] or match[2] or match[3] or "")


@cache
def _pattern_of(name: str) -> re.Pattern[str]:
    """Return what finds an attribute and its value; there are but a few names."""
    return re.compile(rf"(?:^|\s){name}(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?(?=\s|/|$)", re.IGNORECASE)


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _quoted(text: str) -> str:
    return text if len(text) <= MOST_QUOTED else text[: MOST_QUOTED - 1] + "…"


def _name_of(address: str) -> str:
    return _quoted(address.rpartition("/")[2] or address)
