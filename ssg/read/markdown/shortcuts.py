"""Shortcuts through Python-Markdown: the same HTML in less than half the time.

Python-Markdown asks every processor about every block, every inline pattern about every piece of text, and has
every tree processor walk the whole tree. Each of them needs some sign to find anything: no table without "|", no
link without "[". What a document holds no sign of is left out for that document, and a text without any sign is
not looked at.

That a sign is needed was read from the code of one version, so the shortcuts are taken with a version and with
processors that are named here, and with no others; ``test_shortcuts.py`` compares them with the long way.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import markdown
from markdown import Markdown, util
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

KNOWN_VERSIONS = frozenset(("3.11.3",))

Signs = tuple[str, ...]
"""At least one of them stands in any text that a processor does something with; none = it is always asked.

No sign holds a line end: lines are taken out of quotes and lists and put together again, but never changed inside.
"""
ITEM_SIGNS = ("* ", "+ ", "- ")
DEEPER = (" " * 4,)

BLOCK_SIGNS: Mapping[str, Signs] = {
    "fences": (f"{util.STX}fence:",),
    "directives": (":::",),
    "admonition": ("!!!",),
    "empty": (),
    "typed_indent": ("\u3000",),
    "indent": DEEPER,
    "defindent": DEEPER,
    "code": DEEPER,
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("=", "-"),
    "hr": ("-", "_", "*"),
    "list_behind_lead_in": (*ITEM_SIGNS, "1. "),
    "olist": (". ",),
    "ulist": ITEM_SIGNS,
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "reference": ("]:",),
    "kept_breaks": (),
    "paragraph": (),
}
INLINE_SIGNS: Mapping[str, Signs] = {
    "backtick": ("`",),
    "fact": ("{{",),
    "ruby": ("{",),
    "backslash_break": ("\\",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  ",),
    "html": ("<",),
    "bare_url": ("://",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
HTML = "html_block"
TREE_SIGNS: Mapping[str, Signs] = {
    "cell_alignment": ("|",),
    "footnote": ("[^",),
    "inline": (),
    "footnote-duplicate": ("[^",),
    "line_joining": (),
    "run_in_headings": ("**", "__"),
    "attr_list": ("{",),
    # What our own processors set is allowed.
    "allowed_attributes": ("{",),
    "headings": (),
    "references": (),
    "contents_list": ("[TOC]",),
    "tables": ("|",),
    "layout": (),
    "unescape": ("\\",),
}
"""Another one might tell text that was looked at from text that was not."""


class Choice:
    """Processors in their order, each with its signs. Remembers what it chose: documents are much alike."""

    def __init__(self, registry: Any, signs_by_name: Mapping[str, Signs]) -> None:
        """Prepare for the processors of ``registry`` that ``signs_by_name`` names."""
        names = sorted(signs_by_name, key=registry.get_index_for_name)
        self.signs = sorted({sign for signs in signs_by_name.values() for sign in signs})
        self._processors = [(registry[name], frozenset(signs_by_name[name])) for name in names]
        self._chosen: dict[tuple[bool, ...], tuple[Any, ...]] = {}

    def for_text(self, text: str) -> tuple[Any, ...]:
        """Return those that may find something in ``text``."""
        found = tuple([sign in text for sign in self.signs])
        chosen = self._chosen.get(found)
        if chosen is None:
            there = {sign for sign, is_there in zip(self.signs, found, strict=True) if is_there}
            chosen = tuple(each for each, signs in self._processors if not signs or not there.isdisjoint(signs))
            self._chosen[found] = chosen
        return chosen


def take_shortcuts(md: Markdown) -> bool:
    """Make ``md`` take the shortcuts, if it is one that they are known to be right for; return whether it is.

    Nothing may be registered with ``md`` afterwards.
    """
    blocks, patterns = md.parser.blockprocessors, md.inlinePatterns
    is_known = (
        markdown.__version__ in KNOWN_VERSIONS
        and _holds_just(blocks, BLOCK_SIGNS)
        and _holds_just(patterns, INLINE_SIGNS)
        and _holds_just(md.treeprocessors, TREE_SIGNS)
    )
    if is_known:
        # Takes the place of the stock processor, which copies a text without HTML character by character.
        md.preprocessors.register(HtmlWhereAny(md, md.preprocessors[HTML]), HTML, 20)
        md.treeprocessors.register(ChosenPatterns(md, Choice(patterns, INLINE_SIGNS)), "chosen_patterns", 20.5)
        tree = Choice(md.treeprocessors, {**TREE_SIGNS, "chosen_patterns": ()})
        # Runs last, on the lines that the blocks are made from.
        md.preprocessors.register(ChosenProcessors(md, Choice(blocks, BLOCK_SIGNS), tree), "chosen_processors", 0)
        # Asked for each element several times, and a list of 60.
        any_md: Any = md
        any_md.block_level_elements = frozenset(md.block_level_elements)
    return is_known


def _holds_just(registry: Any, names: Iterable[str]) -> bool:
    names = tuple(names)
    return len(registry) == len(names) and all(name in registry for name in names)


class HtmlWhereAny(Preprocessor):
    """Has HTML taken out of those documents that hold any."""

    def __init__(self, md: Markdown, stock: Preprocessor) -> None:
        super().__init__(md)
        self.stock = stock

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` with what was found replaced."""
        return self.stock.run(lines) if any("<" in line or "&" in line for line in lines) else lines


class ChosenProcessors(Preprocessor):
    """Has only the block and tree processors asked that may find something in this document."""

    def __init__(self, md: Markdown, blocks: Choice, tree: Choice) -> None:
        super().__init__(md)
        self.parser: Any = md.parser
        self.blocks = blocks
        self.tree = tree
        any_md: Any = md
        any_md.treeprocessors = self.asked = Asked(md.treeprocessors)

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` as they are."""
        text = "\n".join(lines)
        self.parser.blockprocessors = self.blocks.for_text(text)
        self.asked.processors = self.tree.for_text(text)
        return lines


class Asked:
    """The tree processors of one document; by name all are found, as inline patterns look for each other there."""

    def __init__(self, registry: Any) -> None:
        """Prepare for documents that are read with the processors of ``registry``."""
        self._registry = registry
        self.processors: tuple[Any, ...] = ()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.processors)

    def __getitem__(self, name: str) -> Any:
        return self._registry[name]


class ChosenPatterns(Treeprocessor):
    """Has only the inline patterns tried that may find something in this document, and only on texts with a sign."""

    def __init__(self, md: Markdown, choice: Choice) -> None:
        super().__init__(md)
        self.inline: Any = md.treeprocessors["inline"]
        self.choice = choice
        self.any_sign = re.compile("|".join(map(re.escape, choice.signs)))

    def run(self, root: etree.Element) -> None:
        """Mark the texts without a sign as not to be looked at."""
        texts: list[str] = []
        for element in root.iter():
            element.text = self._marked(element.text, texts)
            element.tail = self._marked(element.tail, texts)
        self.inline.inlinePatterns = self.choice.for_text("\n".join(texts))

    def _marked(self, text: str | None, texts: list[str]) -> str | None:
        """Return ``text``, marked when it holds no sign; else add it to ``texts``."""
        if not text or isinstance(text, util.AtomicString):
            return text
        # STX begins what Python-Markdown itself put into a text; those are rare, and go the long way.
        if util.STX in text or self.any_sign.search(text):
            texts.append(text)
            return text
        return util.AtomicString(text)
