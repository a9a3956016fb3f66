"""The layers of ssg/ARCHITECTURE.md, read from the imports and the calls of every module."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SSG = Path(__file__).parent.parent / "ssg"
SIBLINGS = {"read", "plan", "render", "check", "engine", "edge"}
DATA_FOLDERS = {"messages", "starter", "themes", "python_templates"}
WORLDLY = {"edge", "engine"}
"""Packages that may touch disk, clock, processes and the environment."""
MOST_LINES = 300
LONG_LISTS = {"ssg.model.contexts"}
"""Modules that may be longer: lists of declarations that are looked up, not read through."""

WORLDLY_MODULES = {
    *("os", "shutil", "tempfile", "glob", "fileinput", "sqlite3", "importlib.resources"),
    *("subprocess", "multiprocessing", "threading", "concurrent", "signal", "socket", "ssl", "http", "urllib.request"),
    *("time", "random", "secrets", "logging", "warnings", "locale", "platform"),
}
WORLDLY_BUILTINS = {"open", "input", "exec", "eval", "__import__", "breakpoint"}
FILE_METHODS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "open", "touch", "rename", "unlink"),
    *("mkdir", "rmdir", "iterdir", "glob", "rglob", "cwd", "home", "expanduser"),
    *("exists", "is_file", "is_dir", "is_symlink", "stat", "lstat"),
}
CLOCKS = {"now", "today", "utcnow"}
LOOSE_ENDS = ("TODO", "FIXME", "XXX")


def modules() -> list[Path]:
    return sorted(path for path in SSG.rglob("*.py") if path.relative_to(SSG).parts[0] not in DATA_FOLDERS)


def find_breaches(module: str, source: str) -> list[str]:
    """Return every breach of the rules in one module, as ``line: what``.

    module: its dotted name, ``ssg.read.document``.   source: its text.
    """
    tree = ast.parse(source)
    area = module.split(".")[1] if "." in module else ""
    found = [*_import_breaches(module, area, tree), *_shape_breaches(module, area, tree, source)]
    if area not in WORLDLY:
        found += _call_breaches(area, tree)
    return [f"{line}: {what}" for line, what in sorted(found)]


def _import_breaches(module: str, area: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    for line, name in _imports(module, tree):
        if name.startswith("ssg."):
            target = name.split(".")[1]
            if area in SIBLINGS and target not in (area, "model"):
                yield line, f"{area} imports {target}"
            if area == "model" and target != "model":
                yield line, f"model imports {target}"
            if target == "cli" and area != "__main__":
                yield line, f"{area} imports cli"
        elif area == "model" and name.split(".")[0] not in sys.stdlib_module_names | {"ssg", "msgspec"}:
            yield line, f"model imports {name}, which no value is made of"
        elif area not in WORLDLY and any(name == m or name.startswith(m + ".") for m in WORLDLY_MODULES):
            yield line, f"{name} is for edge and engine alone"


def _imports(module: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of everything a module imports, names taken from packages included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*module.split(".")[: -node.level], *filter(None, [base])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _call_breaches(area: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in WORLDLY_BUILTINS:
                yield node.lineno, f"{node.func.id}() is for edge and engine alone"
            if node.func.id == "print" and area != "cli":
                yield node.lineno, "print() is for cli alone"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FILE_METHODS:
            yield node.lineno, f".{node.func.attr}() touches the disk"
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS and _last_name(node.value) in ("date", "datetime"):
            yield node.lineno, f"{_last_name(node.value)}.{node.attr} reads the clock"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _shape_breaches(module: str, area: str, tree: ast.Module, source: str) -> Iterator[tuple[int, str]]:
    lines = source.splitlines()
    if len(lines) > MOST_LINES and module not in LONG_LISTS:
        yield len(lines), f"more than {MOST_LINES} lines: two ideas in one file?"
    for number, line in enumerate(lines, start=1):
        for word in LOOSE_ENDS:
            if f"# {word}" in line:
                yield number, f"a loose end: {word}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "NotImplementedError":
            yield node.lineno, "a stub"
        elif isinstance(node, ast.ExceptHandler) and _catches_everything(node, area):
            yield node.lineno, "catches every exception"


def _catches_everything(handler: ast.ExceptHandler, area: str) -> bool:
    """Only the command line may catch ``Exception``: it turns a fault of ours into exit code 3."""
    names = [handler.type] if not isinstance(handler.type, ast.Tuple) else handler.type.elts
    caught = {_last_name(name) for name in names if name is not None}
    return handler.type is None or "BaseException" in caught or ("Exception" in caught and area != "cli")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SSG).as_posix())
def test_a_module_keeps_to_its_layer(path: Path) -> None:
    module = ".".join(("ssg", *path.relative_to(SSG).with_suffix("").parts))
    assert find_breaches(module, path.read_text(encoding="utf-8")) == []


def test_every_folder_is_a_known_layer() -> None:
    folders = {path.name for path in SSG.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= SIBLINGS | DATA_FOLDERS | {"model"}


@pytest.mark.parametrize(
    ("module", "source", "breach"),
    [
        ("ssg.read.document", "from ssg.plan import links", "1: read imports plan"),
        ("ssg.read.document", "from ssg import edge", "1: read imports edge"),
        ("ssg.read.kinds.news", "from ...plan.links import find", "1: read imports plan"),
        ("ssg.edge.scan", "import ssg.engine.keys", "1: edge imports engine"),
        ("ssg.plan.site", "from ssg.build import build_site", "1: plan imports build"),
        ("ssg.build", "from ssg.cli import main", "1: build imports cli"),
        ("ssg.model.card", "import yaml", "1: model imports yaml, which no value is made of"),
        ("ssg.model.card", "from ssg.read import document", "1: model imports read"),
        ("ssg.render.filters", "import os.path", "1: os.path is for edge and engine alone"),
        ("ssg.render.filters", "from os import environ", "1: os.environ is for edge and engine alone"),
        ("ssg.plan.news", "\ndef f():\n    import time", "3: time is for edge and engine alone"),
        ("ssg.build", "import urllib.request", "1: urllib.request is for edge and engine alone"),
        ("ssg.check.links", "open('x')", "1: open() is for edge and engine alone"),
        ("ssg.check.links", "print('x')", "1: print() is for cli alone"),
        ("ssg.build", "path.read_text()", "1: .read_text() touches the disk"),
        ("ssg.plan.home", "datetime.now()", "1: datetime.now reads the clock"),
        ("ssg.plan.home", "f(datetime.date.today)", "1: date.today reads the clock"),
        ("ssg.edge.scan", "raise NotImplementedError", "1: a stub"),
        ("ssg.edge.scan", "try:\n    f()\nexcept:\n    pass", "3: catches every exception"),
        ("ssg.build", "try:\n    f()\nexcept (ValueError, Exception):\n    pass", "3: catches every exception"),
        ("ssg.edge.scan", "x = 1  # TODO: more", "1: a loose end: TODO"),
        ("ssg.edge.scan", "x = 1\n" * 301, "301: more than 300 lines: two ideas in one file?"),
    ],
)
def test_a_planted_breach_is_found(module: str, source: str, breach: str) -> None:
    assert find_breaches(module, source) == [breach]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("ssg.edge.scan", "import os\nfrom ssg.model.source import SourceFile\nopen('x')\ndatetime.now()"),
        ("ssg.build", "from ssg.edge.scan import scan\nfrom ssg.read.document import read"),
        ("ssg.plan.news", "from urllib.parse import quote\nfrom datetime import datetime\noptions.now.date()"),
        ("ssg.cli", "try:\n    f()\nexcept Exception:\n    print('x')"),
        ("ssg.__main__", "from ssg.cli import main"),
    ],
)
def test_what_the_layers_allow_passes(module: str, source: str) -> None:
    assert find_breaches(module, source) == []
