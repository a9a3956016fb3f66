"""Shortcuts through Python-Markdown: the same HTML in less than half the time.

Python-Markdown asks every processor about every block, and every inline pattern about every piece of text. Each
of them needs some sign to find anything: no table without "|", no link without "[". What a document holds no
sign of is left out for that document, and a text without any sign is not looked at.

That a sign is needed was read from the code of one version, so the shortcuts are taken with a version and with
processors that are named here, and with no others; ``test_shortcuts.py`` compares them with the long way.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from typing import Any

import markdown
from markdown import Markdown, util
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from msgspec import Struct

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
TREE_PROCESSORS = frozenset(
    "footnote cell_alignment inline footnote-duplicate line_joining run_in_headings attr_list allowed_attributes"  # noqa: SIM905
    " headings references contents_list tables layout unescape".split()
)
"""Others might tell text that was looked at from text that was not."""


class Choice(Struct, frozen=True):
    """Processors in their order, each with its signs."""

    processors: tuple[tuple[Any, Signs], ...]

    def for_text(self, text: str) -> tuple[Any, ...]:
        """Return those that may find something in ``text``."""
        return tuple(
            processor for processor, signs in self.processors if not signs or any(sign in text for sign in signs)
        )


def take_shortcuts(md: Markdown) -> bool:
    """Make ``md`` take the shortcuts, if it is one that they are known to be right for; return whether it is.

    Nothing may be registered with ``md`` afterwards.
    """
    blocks, patterns = md.parser.blockprocessors, md.inlinePatterns
    is_known = (
        markdown.__version__ in KNOWN_VERSIONS
        and _holds_just(blocks, BLOCK_SIGNS)
        and _holds_just(patterns, INLINE_SIGNS)
        and _holds_just(md.treeprocessors, TREE_PROCESSORS)
    )
    if is_known:
        # Runs last, on the lines that the blocks are made from; the next just before the inline patterns.
        md.preprocessors.register(ChosenBlocks(md, _choice(blocks, BLOCK_SIGNS)), "chosen_blocks", 0)
        md.treeprocessors.register(ChosenPatterns(md, _choice(patterns, INLINE_SIGNS)), "chosen_patterns", 20.5)
    return is_known


def _holds_just(registry: Any, names: Iterable[str]) -> bool:
    names = tuple(names)
    return len(registry) == len(names) and all(name in registry for name in names)


def _choice(registry: Any, signs_by_name: Mapping[str, Signs]) -> Choice:
    names = sorted(signs_by_name, key=registry.get_index_for_name)
    return Choice(tuple((registry[name], signs_by_name[name]) for name in names))


class ChosenBlocks(Preprocessor):
    """Has the parser ask only the block processors that may find something in this document."""

    def __init__(self, md: Markdown, choice: Choice) -> None:
        super().__init__(md)
        self.parser: Any = md.parser
        self.choice = choice

    def run(self, lines: list[str]) -> list[str]:
        """Return ``lines`` as they are."""
        self.parser.blockprocessors = self.choice.for_text("\n".join(lines))
        return lines


class ChosenPatterns(Treeprocessor):
    """Has only the inline patterns tried that may find something in this document, and only on texts with a sign."""

    def __init__(self, md: Markdown, choice: Choice) -> None:
        super().__init__(md)
        self.inline: Any = md.treeprocessors["inline"]
        self.choice = choice
        signs = {sign for _, signs in choice.processors for sign in signs}
        self.any_sign = re.compile("|".join(map(re.escape, sorted(signs))))

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
