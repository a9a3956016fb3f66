"""What a build says of itself."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from ssg.model.diagnostic import Diagnostic, Severity

Tell = Callable[[str, int, int], None]
"""Is told how far a build has come: a stage, how much of it is done, of how much; 0 of 0 when it has ended."""


def tell_nobody(stage: str, done: int, total: int) -> None:
    """Be the ``Tell`` of a build that nobody watches."""


class RenderedPage(Struct, frozen=True):
    url: str
    reason: str
    """``new``, ``changed: context.title``, ``output-missing`` …"""


class StageTime(Struct, frozen=True):
    name: str
    seconds: float


class MendedFile(Struct, frozen=True):
    """A source file in which ``ssg check --fix`` has made edits."""

    path: str
    edit_count: int
    diff: str
    """Unified, without lines around the changed ones: a paragraph is one long line."""


class BuildReport(Struct, frozen=True):
    diagnostics: tuple[Diagnostic, ...]
    is_good: bool
    """False when errors, or warnings with ``--strict``, held the site back."""
    pages: int = 0
    """HTML and XML pages of the plan."""
    files: int = 0
    """All files of the site, search index apart."""
    rendered: tuple[RenderedPage, ...] = ()
    pruned: tuple[str, ...] = ()
    """Output paths that were removed."""
    search: str = "off"
    """off, indexed, unchanged, stale or failed."""
    stages: tuple[StageTime, ...] = ()
    next_change: datetime | None = None
    language: str = "zh-Hans"
    base_path: str = ""
    mended: tuple[MendedFile, ...] = ()
    is_usage_fault: bool = False
    """site.yaml or the options are at fault, not the content."""
    note: Mapping[str, Any] | None = None
    """What the next build may answer from; see unchanged.py. None when it has to look at everything."""

    @property
    def error_count(self) -> int:
        return sum(each.severity is Severity.ERROR for each in self.diagnostics)

    @property
    def warning_count(self) -> int:
        return sum(each.severity is Severity.WARNING for each in self.diagnostics)

    @property
    def errors(self) -> bool:
        """Return whether the site was held back."""
        return not self.is_good

    @property
    def seconds(self) -> float:
        return sum(stage.seconds for stage in self.stages)
