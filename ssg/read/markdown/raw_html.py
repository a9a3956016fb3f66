"""HTML written in Markdown: what is allowed stays, what is dropped is named.

Python-Markdown keeps raw HTML aside and puts it back at the end. Each piece is rewritten before that, tag by
tag, so that an editor hears of everything that goes. ``sanitise`` still has the last word about the whole.
"""

import html
import re

from markdown import Markdown, util
from markdown.postprocessors import Postprocessor

from ssg.model.document import ReferenceKind
from ssg.read.markdown.facts import FACT
from ssg.read.markdown.notebook import Needle, NeedleKind, Notebook, text_needle
from ssg.read.markdown.references import Attributes, settle_image, settle_link
from ssg.read.markdown.sanitise import DROPPED_WITH_CONTENT, RAW_TAGS, is_allowed, without_marks

TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:-]*+)"""
    r"""((?:\s++[^\s"'>/=<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)\s*+/?>"""
)
ATTRIBUTE = re.compile(r"""\s([^\s"'>/=<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
OTHER_MARKUP = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
FENCE_SENTINEL = re.compile(rf"{util.STX}fence:(\d+){util.ETX}")


class RawHtml(Postprocessor):
    """Rewrites the stash of raw HTML before Python-Markdown puts it back."""

    def __init__(self, md: Markdown, notebook: Notebook, remote_images: str, codes: list[tuple[str, str]]) -> None:
        super().__init__(md)
        self.stash = md.htmlStash
        self.notebook = notebook
        self.remote_images = remote_images
        self.codes = codes

    def run(self, text: str) -> str:
        """Return ``text`` as it is; the stash changes."""
        pieces = self.stash.rawHtmlBlocks
        for index, piece in enumerate(pieces):
            if not str(piece).startswith("&"):
                pieces[index] = self._with_code(rewrite(without_marks(str(piece)), self.notebook, self.remote_images))
        return text

    def _with_code(self, piece: str) -> str:
        return FENCE_SENTINEL.sub(lambda match: _code_html(*self.codes[int(match[1])]), piece)


def _code_html(language: str, text: str) -> str:
    attribute = f' class="language-{html.escape(language)}"' if language else ""
    return f"<pre><code{attribute}>{html.escape(text, quote=False)}\n</code></pre>"


def rewrite(raw: str, notebook: Notebook, remote_images: str) -> str:
    """Return ``raw`` with allowed tags and attributes only; every other ``<`` becomes text."""
    pieces: list[str] = []
    position = 0
    while (start := raw.find("<", position)) >= 0:
        pieces.append(_text(raw[position:start], notebook))
        piece, position = _rewrite_at(raw, start, notebook, remote_images)
        pieces.append(piece)
    pieces.append(_text(raw[position:], notebook))
    return "".join(pieces)


def _text(text: str, notebook: Notebook) -> str:
    return re.sub(
        FACT,
        lambda match: notebook.refer(ReferenceKind.FACT, match[1], Needle(NeedleKind.FACT, match[1])),
        text,
    )


def _rewrite_at(raw: str, start: int, notebook: Notebook, remote_images: str) -> tuple[str, int]:
    """Return what stands for the markup at ``start``, and where reading goes on."""
    for opening, closing in OTHER_MARKUP:
        if raw.startswith(opening, start):
            if opening != "<!--":
                notebook.warn("html-tag-dropped", text_needle(opening), tag=opening)
            end = raw.find(closing, start)
            return "", end + len(closing) if end >= 0 else len(raw)
    tag = TAG.match(raw, start)
    if tag is None:
        return "&lt;", start + 1
    name = tag[2].lower()
    if name in DROPPED_WITH_CONTENT:
        return "", _drop_with_content(raw, tag, notebook)
    if name not in RAW_TAGS:
        if not tag[1]:
            notebook.warn("html-tag-dropped", text_needle(tag[0]), tag=f"<{name}>")
        return "", tag.end()
    return _rewrite_tag(tag, notebook, remote_images), tag.end()


def _drop_with_content(raw: str, tag: re.Match[str], notebook: Notebook) -> int:
    if tag[1]:
        return tag.end()
    notebook.fail("unsafe-html", text_needle(tag[0]), tag=f"<{tag[2].lower()}>")
    closing = re.compile(rf"</{re.escape(tag[2])}\s*>", re.IGNORECASE).search(raw, tag.end())
    return closing.end() if closing else tag.end()


def _rewrite_tag(tag: re.Match[str], notebook: Notebook, remote_images: str) -> str:
    name = tag[2].lower()
    if tag[1]:
        return f"</{name}>"
    attributes = _allowed_attributes(name, tag, notebook)
    if name == "a":
        return _opening("a", settle_link(attributes, notebook) or {})
    if name == "img":
        name, attributes, text = settle_image(attributes, notebook, remote_images)
        closing = "" if name == "img" else f"{html.escape(text)}</{name}>"
        return _opening(name, attributes) + closing
    return _opening(name, attributes)


def _allowed_attributes(name: str, tag: re.Match[str], notebook: Notebook) -> Attributes:
    attributes: Attributes = {}
    for match in ATTRIBUTE.finditer(tag[3]):
        attribute = match[1].lower()
        if is_allowed(name, attribute):
            attributes.setdefault(attribute, _value_of(match))
        else:
            notebook.warn("attribute-dropped", text_needle(match[1]), attribute=attribute, tag=name)
    return attributes


def _value_of(attribute: re.Match[str]) -> str:
    return without_marks(html.unescape(attribute[2] or attribute[3] or attribute[4] or ""))


def _opening(name: str, attributes: Attributes) -> str:
    written = "".join(f' {attribute}="{html.escape(value)}"' for attribute, value in attributes.items())
    return f"<{name}{written}>"
