"""What an example of a code is."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from ssg.model.config import LEVEL_BY_CHECK


class Example(Struct, frozen=True):
    check: str
    code: str
    wrong: str
    """A body, or with its front matter a whole file."""
    right: str
    file: str = ""
    """Empty = ``content/news/<code>.md``."""
    beside: tuple[tuple[str, str | bytes], ...] = ()
    """(path, text) of other files that the example needs."""
    wrong_file: str = ""
    """Where the fault is told when that is another file; "-" = nowhere, it belongs to no file."""
    keeps: tuple[str, ...] = ()
    """Those of ``beside`` that the right example needs, too, though the fault is told elsewhere."""
    published: tuple[str, ...] = ()
    """What a build before this one is told to have published."""
    as_file: Callable[[str], bytes] | None = None
    """Makes a download that holds a text."""
    note: str = ""
    """What the texts alone do not say."""
    is_alone: bool = False
    """It needs a site of its own: its settings or templates would concern all others."""
    is_external: bool = False
    """It is about other sites, which have to be asked."""

    def __post_init__(self) -> None:
        assert self.check in LEVEL_BY_CHECK, self.check

    @property
    def path(self) -> str:
        return self.file or f"content/news/{self.code}.md"

    @property
    def fault_path(self) -> str | None:
        return None if self.wrong_file == "-" else self.wrong_file or self.path

    def files(self, side: str) -> dict[str, Any]:
        """Return the files of the example by path: text or bytes. side: wrong or right."""
        text = getattr(self, side)
        is_body = self.path.endswith(".md") and not text.startswith("---")
        written = item("summary: 样例摘要", text) if is_body else text
        beside = {path: text for path, text in self.beside if self._needs(path, side)}
        return {**beside, self.path: self.as_file(text) if self.as_file else written.encode()}

    def _needs(self, path: str, side: str) -> bool:
        return side == "wrong" or not self.wrong_file or self.is_alone or path in self.keeps


def item(fields: str, body: str = "文字。") -> str:
    return f"---\ntitle: 样例\ndate: 2026-11-20\n{fields}\n---\n{body}\n"
