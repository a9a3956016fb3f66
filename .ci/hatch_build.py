"""Build hook: the templates of the packaged theme go into the package as Python, too.

Run by itself it makes them anew, which a checkout needs after an edit of ``themes/default/templates`` to be as quick
as before; to be right it needs nothing.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent.parent


class TemplatesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatch before it puts a package together, one that is installed in place too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules into the package."""
        write_templates()


def write_templates() -> None:
    """Write every template as Python, and remove what was written of others."""
    # Our own package is not installed yet when it is built.
    sys.path.insert(0, str(ROOT))
    from ssg.render.translated import FOLDER, translate_all

    templates = ROOT / "themes" / "default" / "templates"
    files = sorted(path for path in templates.rglob("*") if path.is_file())
    sources = {path.relative_to(templates).as_posix(): path.read_text(encoding="utf-8") for path in files}
    modules = dict(translate_all(sources))
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.py"):
        if path.name not in modules:
            path.unlink()
    for name, text in modules.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_templates()
