"""What HTML may leave reading: content is hostile, so a list of what is allowed, never of what is not."""

import nh3

from ssg.model.document import MARK_CLOSE, MARK_OPEN
from ssg.model.patterns import late_pattern

RAW_TAGS = frozenset(
    "a abbr address b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em"  # noqa: SIM905
    " figcaption figure hr i img ins kbd li mark ol p pre q rb rp rt ruby s samp small span strong sub summary sup"
    " table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""Tags that an editor may write. Headings are not among them: they are written as Markdown."""
HEADING_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
DROPPED_WITH_CONTENT = frozenset(
    "applet audio canvas embed frame frameset iframe math noembed noframes noscript object plaintext script"  # noqa: SIM905
    " style svg template textarea title video xmp".split()
)

EVERYWHERE = frozenset(("id", "class", "lang", "title"))
ATTRIBUTES_BY_TAG = {
    "a": frozenset(("href",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "data": frozenset(("value",)),
    "del": frozenset(("datetime",)),
    "details": frozenset(("open",)),
    "img": frozenset(("src", "alt", "width", "height")),
    "ins": frozenset(("datetime",)),
    "li": frozenset(("value",)),
    "ol": frozenset(("start", "type", "reversed")),
    "td": frozenset(("colspan", "rowspan")),
    "th": frozenset(("colspan", "rowspan", "scope")),
    "time": frozenset(("datetime",)),
}
GENERATED_BY_TAG = {
    "a": frozenset(("rel",)),
    "div": frozenset(("role", "aria-label", "tabindex")),
    "img": frozenset(("loading",)),
}
"""Set by us alone: written by an editor, they are dropped before ours are added."""

MARK_ENTITY = late_pattern(r"&#(?:0*5734[45](?![0-9])|[xX]0*[eE]00[01](?![0-9a-fA-F]));?")
"""U+E000 or U+E001 as a character reference: would forge a marker."""
CONTROLS = late_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that HTML forbids."""
MOST_MENDINGS = 4
EMPTY_PARAGRAPH = late_pattern(r"<p>\s*</p>\n?")


def is_allowed(tag: str, attribute: str) -> bool:
    """Return whether an editor may set ``attribute`` on ``tag``, both in lower case."""
    return attribute in EVERYWHERE or attribute in ATTRIBUTES_BY_TAG.get(tag, ())


def make_cleaner() -> nh3.Cleaner:
    """Return the last gate: it lets nothing pass but the lists above, and always gives well-formed HTML."""
    attributes = {"*": set(EVERYWHERE)}
    for tag in {*ATTRIBUTES_BY_TAG, *GENERATED_BY_TAG}:
        attributes[tag] = {*ATTRIBUTES_BY_TAG.get(tag, ()), *GENERATED_BY_TAG.get(tag, ())}
    return nh3.Cleaner(
        tags={*RAW_TAGS, *HEADING_TAGS},
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes=attributes,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def sanitise(html: str, cleaner: nh3.Cleaner) -> str:
    """Return safe, well-formed HTML; markers of references pass unchanged."""
    cleaned = _settled(MARK_ENTITY.sub("\ufffd", html), cleaner)
    return EMPTY_PARAGRAPH.sub("", CONTROLS.sub("", cleaned)).strip()


def _settled(html: str, cleaner: nh3.Cleaner) -> str:
    """Return HTML that reads back as what it says.

    Badly nested tags, such as a link in a table in a link, are mended in a way that can need mending again.
    """
    for _ in range(1 + MOST_MENDINGS):
        cleaned = cleaner.clean(html)
        if cleaned == html:
            break
        html = cleaned
    return html


def without_marks(text: str) -> str:
    """Return the text with our two private marks replaced: they may not come from a source."""
    return text.replace(MARK_OPEN, "\ufffd").replace(MARK_CLOSE, "\ufffd")
