"""Templates from values: the Jinja environment, and what a template depends on."""

import json
import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from hashlib import blake2b
from types import FunctionType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.runtime import Context, Macro
from jinja2.utils import Namespace, internalcode
from markupsafe import Markup, escape
from msgspec import Struct

from ssg.model.theme import Template as Source
from ssg.model.theme import Theme
from ssg.render.dialect import DIALECT, IMPURE_FILTERS
from ssg.render.filters import make_filters, make_tests
from ssg.render.translated import find_translated, load_translated
from ssg.render.words import make_translate

_LOADS = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_SPECIAL = re.compile("[&<>'\"]")
"""What ``markupsafe.escape`` escapes."""
_JINJA_MARKS = ("{{", "{%", "{#")


class Use(Struct, frozen=True):
    """Something that a template names in a literal."""

    name: str
    line: int


class TemplateFacts(Struct, frozen=True):
    """What the syntax tree of one template says."""

    templates: tuple[Use, ...] = ()
    assets: tuple[Use, ...] = ()
    strings: tuple[Use, ...] = ()
    computed: tuple[Use, ...] = ()
    """Names that are not literals; ``Use.name`` is the tag or function: include, asset."""
    is_text: bool = False
    """Rendered as it stands: Jinja finds nothing in it."""
    syntax_error: Use | None = None
    """``Use.name`` is Jinja's message."""


@lru_cache(maxsize=2)
def make_environment(theme: Theme, base_path: str) -> Environment:
    """Return an environment that knows the theme's templates, strings and assets and nothing else.

    It is kept with what it has compiled, so that a process can get ready before it is told what to render.
    """
    translate = make_translate(theme)
    environment = _ThemeEnvironment(
        loader=_ThemeLoader(theme),
        undefined=StrictUndefined,
        auto_reload=False,
        # -1: never recompile within a build, whatever the number of templates.
        cache_size=-1,
        **DIALECT,
    )
    for name in IMPURE_FILTERS:
        del environment.filters[name]
    environment.filters.update(make_filters(base_path, translate))
    environment.tests.update(make_tests())
    environment.globals = {
        "t": translate,
        "asset": _make_asset(theme, base_path),
        "fragment": _make_fragment(environment),
        "namespace": Namespace,
    }
    return environment


def printed(value: object) -> object:
    """Return a value as a template prints it: ``markupsafe.escape``, but what needs no escaping is returned as it is.

    What is printed is joined at once, so nobody asks whether it is markup.
    """
    if type(value) is str and _SPECIAL.search(value) is None:
        return value
    return value if type(value) is Markup else escape(value)


def template_fingerprint(theme: Theme, name: str) -> str:
    """Return a digest of all that rendering ``name`` takes from the theme.

    That is the source of the template and of everything it extends, includes or imports, also the fact that
    an optional one is missing; the interface strings; the URLs of the assets that are named. A name that
    cannot be told from the source makes the digest cover every template and asset.
    """
    source_by_name = {template.name: template.source for template in theme.templates}
    closure = template_closure(theme, name)
    facts = [read_facts(source_by_name[member]) for member in closure if member in source_by_name]
    if any(fact.computed for fact in facts):
        parts: list[object] = [name, source_by_name, theme.assets]
    else:
        assets = {use.name for fact in facts for use in fact.assets}
        parts = [
            [(member, source_by_name.get(member)) for member in closure],
            [pair for pair in theme.assets if pair[0] in assets],
        ]
    text = json.dumps([*parts, theme.strings], ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def template_closure(theme: Theme, name: str) -> tuple[str, ...]:
    """Return ``name`` and the literal names of all that it extends, includes or imports, sorted.

    Names that the theme does not hold are in it too.
    """
    source_by_name = {template.name: template.source for template in theme.templates}
    seen = {name}
    waiting = [name]
    while waiting:
        source = source_by_name.get(waiting.pop(), "")
        new = {use.name for use in read_facts(source).templates} - seen
        seen |= new
        waiting.extend(new)
    return tuple(sorted(seen))


@lru_cache(maxsize=256)
def read_facts(source: str) -> TemplateFacts:
    """Return what the template ``source`` names; of a broken one only its syntax error."""
    try:
        tree = Environment().parse(source)
    except TemplateSyntaxError as fault:
        return TemplateFacts(syntax_error=Use(fault.message or "", fault.lineno))
    computed: list[Use] = []
    templates = (*_loaded_names(tree, computed), *_first_arguments(tree, "fragment", computed))
    assets = _first_arguments(tree, "asset", computed)
    strings = _first_arguments(tree, "t", [])
    is_text = not any(mark in source for mark in _JINJA_MARKS)
    return TemplateFacts(templates, assets, strings, tuple(computed), is_text)


def _loaded_names(tree: nodes.Template, computed: list[Use]) -> tuple[Use, ...]:
    found: list[Use] = []
    for node in tree.find_all(nodes.Stmt):
        if not isinstance(node, _LOADS):
            continue
        names = _literal_names(node.template)
        if names is None:
            computed.append(Use(type(node).__name__.lower().removeprefix("from"), node.lineno))
        else:
            found.extend(Use(name, node.lineno) for name in names)
    return tuple(found)


def _literal_names(node: nodes.Expr) -> tuple[str, ...] | None:
    """Return the template names of a literal: one string, or the choices of an include; else None."""
    choices = node.items if isinstance(node, nodes.Tuple | nodes.List) else [node]
    names = tuple(choice.value for choice in choices if isinstance(choice, nodes.Const))
    is_literal = len(names) == len(choices) and all(isinstance(name, str) for name in names)
    return names if is_literal else None


def _first_arguments(tree: nodes.Template, function: str, computed: list[Use]) -> tuple[Use, ...]:
    found: list[Use] = []
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name == function):
            continue
        names = _literal_names(call.args[0]) if call.args else None
        if names is None:
            computed.append(Use(function, call.lineno))
        else:
            found.extend(Use(name, call.lineno) for name in names)
    return tuple(found)


def _make_fragment(environment: Environment) -> Callable[..., Markup]:
    """Return ``fragment(name, **values)``: a template rendered with nothing but ``values``, once for each of them.

    What is the same on thousands of pages, such as the footer, need not be rendered thousands of times. That it
    depends on nothing else is certain, because it is given nothing else.
    """

    @lru_cache(maxsize=256)
    def rendered(name: str, values: tuple[tuple[str, object], ...]) -> Markup:
        return Markup(environment.get_template(name).render(dict(values)))

    def fragment(name: str, /, **values: object) -> Markup:
        return rendered(name, tuple(values.items()))

    return fragment


def _make_asset(theme: Theme, base_path: str) -> Callable[[str], str]:
    url_by_name = dict(theme.assets)

    def asset(name: str) -> str:
        return base_path + url_by_name[name]

    return asset


class _QuickContext(Context):
    """Calls functions and macros at once; Jinja asks each of them several times whether it wants to be told where."""

    @internalcode
    def call(self, obj: Any, /, *arguments: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        kind = type(obj)
        if kind is Macro:
            return obj(self.eval_ctx, *arguments, **named)
        if kind is FunctionType and not hasattr(obj, "jinja_pass_arg"):
            return obj(*arguments, **named)
        return super().call(obj, *arguments, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


class _ThemeEnvironment(Environment):
    """An environment in which no template has globals of its own, so that those of all need not be looked through."""

    context_class = _QuickContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals if d is None else super().make_globals(d)


class _ThemeLoader(BaseLoader):
    """Templates by name from memory; the path of each stands in tracebacks and so in diagnostics."""

    def __init__(self, theme: Theme) -> None:
        self._template_by_name = {template.name: template for template in theme.templates}

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        found = self._found(name)
        translated = find_translated(name, found.source)
        if translated is None:
            template = super().load(environment, name, globals)
        else:
            module = load_translated(translated, found.path)
            template = environment.template_class.from_module_dict(environment, module, globals or {})
        # The name by which what Jinja makes of a template escapes all that it prints.
        template.root_render_func.__globals__["escape"] = printed
        return template

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self._found(template)
        return found.source, found.path, lambda: True

    def _found(self, name: str) -> Source:
        found = self._template_by_name.get(name)
        if found is None:
            raise TemplateNotFound(name)
        return found
