"""How many, how long, and how it ends: what content-model §5.1 to §5.5 ask of single fields of a guide.

A page that breaks one of them can still be used, so each is a warning; only dates in the wrong order are an error.
"""

from collections.abc import Iterable
from typing import Any

from ssg.model.diagnostic import Diagnostic, error, warning
from ssg.model.kinds.guide import Limit, Step
from ssg.model.stated import is_value
from ssg.read.reader import Scope
from ssg.read.schema import Fields

MOST_PLAIN_TITLE = 20
"""Characters: more break into a third line on a telephone."""
FEWEST_STEPS = 2
MOST = {"eligibility": 9, "steps": 9, "faq": 10}
"""Entries that one list may have before nobody reads it to the end."""

_QUESTION_MARKS = ("？", "?")
_OPEN_ENDS = ("等", "等等", "等情形", "等条件")


def check_limits(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """Return what is too much, too long or left open, each at its field."""
    return (
        *_plain_title_is_short(fields, scope),
        *_lists_are_short(fields, scope),
        *_one_step_is_none(fields, scope),
        *_conditions_are_complete(fields, scope),
        *_limits_can_be_compared(fields, scope),
        *_steps_fit_the_promise(fields, scope),
        *_questions_ask(fields, scope),
        *_online_ways_are_named(fields, scope),
        *_effective_days_are_in_order(fields, scope),
    )


def _stated(fields: Fields, name: str) -> tuple[Any, ...]:
    value = fields.values.get(name)
    return value if isinstance(value, tuple) and is_value(value) else ()


def _plain_title_is_short(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    length = len(" ".join(_stated(fields, "plain_title")))
    if length <= MOST_PLAIN_TITLE:
        return ()
    return (warning("long-plain-title", fields.span("plain_title", scope), length=length, most=MOST_PLAIN_TITLE),)


def _lists_are_short(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    counts = ((name, most, len(_stated(fields, name))) for name, most in MOST.items())
    return tuple(
        warning("list-too-long", fields.span(name, scope), field=name, count=count, most=most)
        for name, most, count in counts
        if count > most
    )


def _one_step_is_none(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    if not 0 < len(_stated(fields, "steps")) < FEWEST_STEPS:
        return ()
    return (warning("single-step", fields.span("steps", scope)),)


def _conditions_are_complete(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """A reader cannot know whether 等 means her."""
    texts = (condition.text for condition in _stated(fields, "eligibility"))
    return tuple(
        warning("condition-left-open", fields.span("eligibility", scope), text=text)
        for text in texts
        if text.rstrip("。；").endswith(_OPEN_ENDS)
    )


def _limits_can_be_compared(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """Of one unit, or nobody can tell whether the promise keeps the law; what is done on the spot always does."""
    promised, statutory = fields.values.get("promised_limit"), fields.values.get("statutory_limit")
    if not isinstance(promised, Limit) or not isinstance(statutory, Limit):
        return ()
    if promised.unit == statutory.unit or promised.n == 0 or statutory.n == 0:
        return ()
    related = (fields.span("statutory_limit", scope),)
    where = fields.span("promised_limit", scope)
    return (warning("limits-in-two-units", where, related=related, promised=promised.unit, statutory=statutory.unit),)


def _steps_fit_the_promise(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    promised = fields.values.get("promised_limit")
    if not isinstance(promised, Limit) or promised.n == 0:
        return ()
    total = _time_of(_stated(fields, "steps"), promised.unit)
    if total <= promised.n:
        return ()
    related = (fields.span("promised_limit", scope),)
    where, sum_of_steps, limit = (
        fields.span("steps", scope),
        f"{total} {promised.unit}",
        f"{promised.n} {promised.unit}",
    )
    return (warning("steps-over-promise", where, related=related, total=sum_of_steps, promised=limit),)


def _time_of(steps: Iterable[Step], unit: str) -> int:
    return sum(step.time.n for step in steps if isinstance(step.time, Limit) and step.time.unit == unit)


def _questions_ask(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    return tuple(
        warning("question-without-mark", fields.span("faq", scope), text=question.q)
        for question in _stated(fields, "faq")
        if not question.q.endswith(_QUESTION_MARKS)
    )


def _online_ways_are_named(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """The start button says where it leads (readers R-21)."""
    return tuple(
        warning("online-without-name", channel.span or fields.span("channels", scope), url=channel.url)
        for channel in _stated(fields, "channels")
        if channel.kind == "online" and isinstance(channel.url, str) and channel.url and channel.continues_on == ""
    )


def _effective_days_are_in_order(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    first, last = fields.values.get("effective_from"), fields.values.get("effective_until")
    if first is None or last is None or first <= last:
        return ()
    related = (fields.span("effective_from", scope),)
    return (error("effective-backwards", fields.span("effective_until", scope), related=related),)
