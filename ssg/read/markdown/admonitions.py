"""``!!! note`` boxes: without a title of their own they are headed in the language of the site."""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension, AdmonitionProcessor

CHINESE_TITLES = {
    "note": "说明",
    "tip": "提示",
    "hint": "提示",
    "important": "重要",
    "warning": "注意",
    "attention": "注意",
    "caution": "注意",
    "danger": "警告",
    "error": "警告",
}


class TitledAdmonition(AdmonitionProcessor):
    """Knows the Chinese titles of the usual classes."""

    def __init__(self, parser: Any, titles: dict[str, str]) -> None:
        super().__init__(parser)
        self.titles = titles

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Return the classes and the title; None for a box that asks for no title."""
        classes, title = super().get_class_and_title(match)
        if match[2] is None:
            title = self.titles.get(classes.split(" ", 1)[0], title)
        return classes, title


class Admonitions(AdmonitionExtension):
    """The standard extension with ``TitledAdmonition``."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.titles = CHINESE_TITLES if language.startswith("zh") else {}

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor."""
        md.parser.blockprocessors.register(TitledAdmonition(md.parser, self.titles), "admonition", 105)
