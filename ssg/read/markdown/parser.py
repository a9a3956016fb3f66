"""One Python-Markdown instance with everything registered; reused, because making one costs more than a page."""

from functools import lru_cache
from typing import Any

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from msgspec import Struct

from ssg.model.config import ReadSettings
from ssg.read.markdown.admonitions import Admonitions
from ssg.read.markdown.attributes import AllowedAttributes, AttributeLists
from ssg.read.markdown.bare_urls import BareUrl
from ssg.read.markdown.contents import ContentsList
from ssg.read.markdown.directives.container import Container
from ssg.read.markdown.facts import FactReference
from ssg.read.markdown.fences import FenceBlock, FencePreprocessor
from ssg.read.markdown.headings import Headings
from ssg.read.markdown.layout import Layout
from ssg.read.markdown.line_joining import LineJoining
from ssg.read.markdown.lists import ListBehindLeadIn, OrderedList
from ssg.read.markdown.nesting import ListNesting
from ssg.read.markdown.notebook import Notebook
from ssg.read.markdown.paragraphs import IndentedCode, KeptBreaks, TypedIndent
from ssg.read.markdown.raw_html import RawHtml
from ssg.read.markdown.references import References
from ssg.read.markdown.ruby import Ruby
from ssg.read.markdown.run_in import RunInHeadings
from ssg.read.markdown.sanitise import make_cleaner
from ssg.read.markdown.shortcuts import take_shortcuts
from ssg.read.markdown.tables import CellAlignment, Tables

BACKSLASH_BREAK = r"\\\n"


class Parser(Struct, frozen=True):
    markdown: Markdown
    notebook: Notebook
    """What the processors of ``markdown`` note down."""
    cleaner: nh3.Cleaner


@lru_cache(maxsize=4)
def parser_for(settings: ReadSettings) -> Parser:
    """Return the parser for these settings; the caller resets it before each document.

    One thread at a time: Python-Markdown keeps a document's state in the instance.
    """
    notebook = Notebook()
    markdown = make_markdown(settings, notebook)
    take_shortcuts(markdown)
    return Parser(markdown, notebook, make_cleaner())


def make_markdown(settings: ReadSettings, notebook: Notebook) -> Markdown:
    """Return Python-Markdown with everything of ours; its processors note what they see in ``notebook``."""
    is_chinese = settings.language.startswith("zh")
    extensions: list[Extension] = [
        TableExtension(use_align_attribute=True),
        FootnoteExtension(BACKLINK_TITLE="回到正文中的注 {}" if is_chinese else "Back to note {} in the text"),
        DefListExtension(),
        Admonitions(settings.language),
        ChineseText(notebook, settings),
    ]
    return Markdown(extensions=extensions, output_format="html")


class ChineseText(Extension):
    """Everything of ours, in one table of priorities: a higher number runs earlier."""

    def __init__(self, notebook: Notebook, settings: ReadSettings) -> None:
        super().__init__()
        self.notebook = notebook
        self.settings = settings

    def extendMarkdown(self, md: Markdown) -> None:
        """Register all processors."""
        codes: list[tuple[str, str]] = []
        md.preprocessors.register(ListNesting(), "list_nesting", 26)
        md.preprocessors.register(FencePreprocessor(codes), "fences", 25)
        self._register_blocks(md, md.parser.blockprocessors, codes)
        self._register_inline(md)
        self._register_tree(md)
        raw_html = RawHtml(md, self.notebook, self.settings.remote_images, codes)
        md.postprocessors.register(raw_html, "rewrite_raw_html", 35)

    def _register_blocks(self, md: Markdown, blocks: Any, codes: list[tuple[str, str]]) -> None:
        blocks.register(FenceBlock(md.parser, codes), "fences", 110)
        blocks.register(Container(md.parser, self.notebook), "directives", 106)
        blocks.register(TypedIndent(md.parser), "typed_indent", 95)
        # The next two take the places of the stock processors of the same names.
        blocks.register(IndentedCode(md.parser, self.notebook), "code", 80)
        blocks.register(OrderedList(md.parser), "olist", 40)
        blocks.register(ListBehindLeadIn(md.parser), "list_behind_lead_in", 45)
        blocks.register(KeptBreaks(md.parser, self.notebook), "kept_breaks", 12)

    def _register_inline(self, md: Markdown) -> None:
        patterns = md.inlinePatterns
        patterns.register(FactReference(self.notebook), "fact", 185)
        patterns.register(SubstituteTagInlineProcessor(BACKSLASH_BREAK, "br"), "backslash_break", 182)
        patterns.register(Ruby(self.notebook), "ruby", 184)
        patterns.register(BareUrl(md), "bare_url", 85)

    def _register_tree(self, md: Markdown) -> None:
        tree = md.treeprocessors
        tree.register(CellAlignment(), "cell_alignment", 30)
        # inline patterns: 20
        tree.register(LineJoining(md), "line_joining", 14)
        tree.register(RunInHeadings(), "run_in_headings", 12)
        tree.register(AttributeLists(md), "attr_list", 8)
        tree.register(AllowedAttributes(md, self.notebook), "allowed_attributes", 7.9)
        tree.register(Headings(md, self.notebook), "headings", 7.5)
        tree.register(References(md, self.notebook, self.settings.remote_images), "references", 7)
        tree.register(ContentsList(), "contents_list", 6.5)
        tree.register(Tables(), "tables", 6)
        tree.deregister("prettify")
        tree.register(Layout(md), "layout", 5)
