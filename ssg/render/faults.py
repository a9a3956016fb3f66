"""Faults of a theme as diagnostics: found in the syntax tree, or met while rendering."""

from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from ssg.model.diagnostic import Diagnostic, Span, error
from ssg.model.theme import INLINE_SCRIPTS, Template, Theme
from ssg.render.templates import TemplateFacts, read_facts, template_closure
from ssg.render.words import MissingString

TEMPLATE_FAULTS = (TemplateError, MissingString, TypeError, ValueError, LookupError, ArithmeticError, RecursionError)
"""What an expression in a template may raise."""


def find_faults(theme: Theme, name: str, language: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the template ``name`` and all that it loads, as far as its source tells."""
    template_by_name = {template.name: template for template in theme.templates}
    if name not in template_by_name:
        return (error("template-not-found", name=name),)
    members = [template_by_name[member] for member in template_closure(theme, name) if member in template_by_name]
    return tuple(
        fault for member in members for fault in _faults_of_one(theme, member, read_facts(member.source), language)
    )


def _faults_of_one(theme: Theme, template: Template, facts: TemplateFacts, language: str) -> list[Diagnostic]:
    path = template.path
    assets = {name for name, _ in theme.assets}
    strings = {key for key, _ in theme.strings}
    faults = [error("template-computed-name", Span(path, use.line), tag=use.name) for use in facts.computed]
    faults += [
        error("template-asset", Span(path, use.line), name=use.name) for use in facts.assets if use.name not in assets
    ]
    faults += [
        error("template-string", Span(path, use.line), key=use.name, language=language)
        for use in facts.strings
        if use.name not in strings
    ]
    if template.name.startswith(INLINE_SCRIPTS) and not facts.is_text:
        faults.append(error("template-inline-script", Span(path, 1)))
    if facts.syntax_error:
        faults.append(error("template-error", Span(path, facts.syntax_error.line), detail=facts.syntax_error.name))
    return faults


def diagnose(fault: BaseException, theme: Theme, name: str, language: str) -> Diagnostic:
    """Return what ``fault``, raised while rendering the template ``name``, means to the theme's author.

    The span is the line of the innermost template that was running.
    """
    span = _span_of(fault, theme, name)
    if isinstance(fault, MissingString):
        return error("template-string", span, key=fault.key, language=language)
    if isinstance(fault, TemplateNotFound):
        return error("template-not-found", span, name=fault.message)
    return error("template-error", span, detail=str(fault) or type(fault).__name__)


def _span_of(fault: BaseException, theme: Theme, name: str) -> Span:
    path_by_name = {template.name: template.path for template in theme.templates}
    if isinstance(fault, TemplateSyntaxError):
        return Span(fault.filename or path_by_name[name], fault.lineno)
    paths = set(path_by_name.values())
    span = Span(path_by_name[name])
    step: TracebackType | None = fault.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in paths:
            span = Span(step.tb_frame.f_code.co_filename, step.tb_lineno)
        step = step.tb_next
    return span
