"""Templates of the package as Python, which Jinja made of them when the package was built.

To compile what an article's page needs takes 80 ms, a third of publishing an edit; to load what is compiled takes 3.
A template that is not there as Python, or differs in a letter, is compiled from its source as any other.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from hashlib import blake2b
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, nodes

from ssg.render.dialect import DIALECT, IMPURE_FILTERS

FOLDER = Path(__file__).parent.with_name("python_templates")
"""Made by ``.ci/hatch_build.py``, one file a template."""


def module_name(name: str, source: str) -> str:
    """Return the name of a template's module: another one wherever anything else would be in it."""
    basis = "\0".join((jinja2.__version__, repr(sorted(DIALECT.items())), name, source))
    return f"t{blake2b(basis.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def find_translated(name: str, source: str, folder: Path = FOLDER) -> ModuleSpec | None:
    """Return where a template is found as Python; None where it is not."""
    return PathFinder.find_spec(module_name(name, source), [str(folder)])


def load_translated(spec: ModuleSpec, path: str) -> dict[str, Any]:
    """Return what the module of a template defines, made anew, because a template belongs to one environment.

    path: of the template, for the faults of it.
    """
    module = module_from_spec(spec)
    assert spec.loader is not None, "a file of Python has a loader"
    spec.loader.exec_module(module)
    # What the template's functions see is this very mapping.
    defined = vars(module)
    defined["__file__"] = path
    return defined


def translate(name: str, source: str) -> str:
    """Return a template as Python, in which nothing of a site is settled: not what a filter gives, even of a literal.

    Raises TemplateSyntaxError.
    """
    environment = Environment(**DIALECT)
    environment.filters = {key: _unsettled(value) for key, value in environment.filters.items()}
    environment.tests = {key: _unsettled(value) for key, value in environment.tests.items()}
    tree = environment.parse(source, name)
    environment.filters |= dict.fromkeys(_names(tree, nodes.Filter) - environment.filters.keys(), _unsettled(str))
    environment.tests |= dict.fromkeys(_names(tree, nodes.Test) - environment.tests.keys(), _unsettled(str))
    for impure in IMPURE_FILTERS:
        del environment.filters[impure]
    return environment.compile(source, name, raw=True, defer_init=True)


def _unsettled(function: Any) -> Callable[..., Any]:
    """Return a function that is called as ``function`` is, and that cannot be called before a page is rendered."""

    @wraps(function)
    def unsettled(*arguments: object, **named: object) -> object:
        raise nodes.Impossible

    return unsettled


def _names(tree: nodes.Template, kind: type[nodes.Filter] | type[nodes.Test]) -> set[str]:
    return {node.name for node in tree.find_all(kind)}


def translate_all(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the file name and text of each module.   sources: of templates, by name."""
    for name, source in sources.items():
        yield f"{module_name(name, source)}.py", translate(name, source)
