"""A body, put together for one page: references resolved, base path added."""

import re
from collections.abc import Container, Mapping

from markupsafe import Markup, escape
from msgspec import Struct

from ssg.model.contexts import BodyRef, Download, TitledLink
from ssg.model.document import MARK_CLOSE, MARK_OPEN, Content
from ssg.model.file_types import tells_of_file
from ssg.render.picture import body_picture

_MARKER = re.compile(f"{MARK_OPEN}([0-9]+){MARK_CLOSE}")
_FIGURE = re.compile(f"<data>{_MARKER.pattern}</data>")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?=\D|$)")
# Quoted values may hold ">"; text between tags may hold what looks like an attribute.
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_URL_ATTRIBUTES = ("href", "src")
_LEADS_NOWHERE = re.compile(
    r"""(<a\b(?:[^<>"']|"[^"]*"|'[^']*')*?)\shref=""|<img\b(?:[^<>"']|"[^"]*"|'[^']*')*?\ssrc=""[^>]*>"""
)
"""What a site publishes in spite of a broken link: text, no link to the page itself; no picture."""
_ELSE = r"""(?:[^<>"']|"[^"]*"|'[^']*')*?"""
_IMAGE = re.compile(rf"""<img\b{_ELSE}\ssrc="{MARK_OPEN}([0-9]+){MARK_CLOSE}[^"]*"{_ELSE}>""")
_FILE_LINK = re.compile(
    rf"""(<a\b{_ELSE}\shref="{MARK_OPEN}([0-9]+){MARK_CLOSE}[^"]*"{_ELSE}>)(.*?)</a>(?=([^<]{{0,40}}))""", re.DOTALL
)


class RenderedBody(Struct, frozen=True):
    """What templates get in place of a ``BodyRef``."""

    html: Markup
    headings: tuple[TitledLink, ...]
    is_empty: bool

    @property
    def starts_with_heading(self) -> bool:
        """Return whether the text needs no heading of the page's own before it (R-01)."""
        return self.html.startswith("<h2")


def render_body(
    ref: BodyRef, content: Content | None, base_path: str, words: Mapping[Download, Markup]
) -> RenderedBody:
    """Return the body of ``ref`` as a page shows it.

    content: of the same digest; None for an empty body.   words: what is told of each of its downloads.
    Raises IndexError when the HTML holds a marker without a replacement: a fault of planning.
    """
    pictures = dict(ref.pictures)
    html = "" if content is None else content.html
    if ref.downloads:
        html = tell_of_files(html, dict(ref.downloads), words)
    html = fill_markers(html, ref.replacements, pictures)
    if "" in ref.replacements:
        html = _LEADS_NOWHERE.sub(r"\1", html)
    if base_path:
        html = prefix_urls(html, base_path)
    if pictures:
        html = _IMAGE.sub(lambda image: body_picture(image[0], pictures[int(image[1])], base_path), html)
    return RenderedBody(Markup(html), ref.headings, ref.is_empty)


def fill_markers(html: str, replacements: tuple[str, ...], spared: Container[int] = ()) -> str:
    """Put each replacement in the place of its marker, escaped for text and attributes alike.

    A figure gets its number beside its text, which has a unit (T-47): ``<data value="15042">15042人</data>``.
    spared: indices of the markers that stay.
    """

    def figure(data: re.Match[str]) -> str:
        text = replacements[int(data[1])]
        number = _NUMBER.match(text)
        return f'<data value="{escape(number[0] if number else text)}">{escape(text)}</data>'

    html = _FIGURE.sub(figure, html)
    return _MARKER.sub(
        lambda marker: marker[0] if int(marker[1]) in spared else str(escape(replacements[int(marker[1])])), html
    )


def tell_of_files(html: str, download_by_marker: Mapping[int, Download], words: Mapping[Download, Markup]) -> str:
    """Put its type and size behind the text of each link to a file, where the writer has not told them (R-11)."""

    def told(link: re.Match[str]) -> str:
        start, marker, inner, behind = link.groups()
        download = download_by_marker.get(int(marker))
        if download is None or tells_of_file(_TAG.sub("", inner) + behind, download.file_type.lower()):
            return link[0]
        return f"{start}{inner}{words[download]}</a>"

    return _FILE_LINK.sub(told, html)


def prefix_urls(html: str, base_path: str) -> str:
    """Put ``base_path`` before each site-relative URL in ``href`` and ``src``."""

    def prefix_attribute(attribute: re.Match[str]) -> str:
        name, equals, value = attribute.groups()
        is_site_relative = value[1:2] == "/" and value[2:3] != "/"
        if name.lower() not in _URL_ATTRIBUTES or not is_site_relative:
            return attribute[0]
        return f"{name}{equals}{value[0]}{escape(base_path)}{value[1:]}"

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(prefix_attribute, tag[0]), html)
