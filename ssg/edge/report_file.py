"""``--report FILE``: the build as JSON, for scripts."""

import json
from pathlib import Path

from ssg.edge.messages import Messages
from ssg.edge.report import as_records
from ssg.model.report import BuildReport

REPORT_VERSION = 1


def render_build_report(report: BuildReport, messages: Messages) -> str:
    """Return the report as JSON: counts, seconds per stage, pages rendered and why, diagnostics, next change."""
    record = {
        "version": REPORT_VERSION,
        "published": report.is_good,
        "counts": {
            "pages": report.pages,
            "files": report.files,
            "rendered": len(report.rendered),
            "pruned": len(report.pruned),
            "errors": report.error_count,
            "warnings": report.warning_count,
        },
        "search": report.search,
        "seconds": {stage.name: round(stage.seconds, 4) for stage in report.stages},
        "rendered": [{"url": page.url, "reason": page.reason} for page in report.rendered],
        "pruned": list(report.pruned),
        "diagnostics": as_records(report.diagnostics, messages),
        "next_change": report.next_change.isoformat() if report.next_change else None,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8; the folder is made where missing. In a folder that exists, as ``report.json``."""
    target = path / "report.json" if path.is_dir() else path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
