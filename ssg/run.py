"""One run of the pipeline: what was asked, what was planned, what the last build left."""

import json
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from ssg.edge.scan import Scan
from ssg.edge.stopwatch import Stopwatch
from ssg.engine.cache import Cache
from ssg.engine.digest import digest
from ssg.kept import TEMPLATES
from ssg.library import Library
from ssg.linking import Links
from ssg.model.catalog import Catalog
from ssg.model.config import BuildOptions, Config
from ssg.model.diagnostic import Diagnostic, Severity
from ssg.model.document import Content
from ssg.model.page import Opened, SitePlan
from ssg.model.report import BuildReport
from ssg.model.theme import Theme
from ssg.request import BuildRequest
from ssg.sources import CONFIG_FILE
from ssg.stages import Press


class Planned(Struct, frozen=True):
    """The site up to the plan."""

    config: Config
    options: BuildOptions
    scan: Scan
    library: Library
    links: Links
    theme: Theme
    plan: SitePlan
    catalog: Catalog
    sort_key_by_term: Mapping[str, str]
    """Pinyin by which each tag, topic and area is sorted."""
    diagnostics: tuple[Diagnostic, ...]
    """Of all stages so far."""


def is_of_configuration(fault: Diagnostic) -> bool:
    """Return whether a fault is an error of site.yaml, which has an exit status of its own (contract)."""
    return fault.severity is Severity.ERROR and fault.span is not None and fault.span.path == CONFIG_FILE


class Run(Struct, frozen=True, dict=True):
    request: BuildRequest
    planned: Planned
    cache: Cache
    watch: Stopwatch

    def press(self, contents: Mapping[str, Content], opened: Opened) -> Press:
        config = self.planned.config
        sound = frozenset(self.known_fingerprints)
        return Press(self.planned.theme, config.base_path, config.language, contents, opened, sound)

    @cached_property
    def known_fingerprints(self) -> dict[str, str]:
        """Return the fingerprints of the theme's templates that the last good build made, by name."""
        kept = json.loads(self.cache.load_kept([TEMPLATES]).get(TEMPLATES, b"{}"))
        return dict(kept["fingerprints"]) if kept.get("theme") == self.theme_digest else {}

    @cached_property
    def theme_digest(self) -> str:
        return digest(self.planned.theme)

    def is_stopped_by(self, more: tuple[Diagnostic, ...]) -> bool:
        """Return whether what was noticed so far, and ``more``, keeps the site from being published."""
        stopping = set(Severity) if self.planned.options.strict else {Severity.ERROR}
        return any(fault.severity in stopping for fault in (*self.planned.diagnostics, *more))

    def report(self, more: tuple[Diagnostic, ...]) -> BuildReport:
        """Return the report of a run that noticed ``more`` beside what planning noticed."""
        planned = self.planned
        return BuildReport(
            diagnostics=(*planned.diagnostics, *more),
            is_good=not self.is_stopped_by(more),
            is_usage_fault=any(is_of_configuration(fault) for fault in planned.diagnostics),
            pages=len(planned.plan.pages),
            next_change=planned.catalog.next_change,
            language=planned.config.language,
            base_path=planned.config.base_path,
        )
