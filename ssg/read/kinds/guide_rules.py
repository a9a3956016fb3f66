"""Rules across the fields of one guide (content-model §5.6, 1 to 6); each returns errors with their places."""

from collections.abc import Mapping
from typing import Any

from ssg.model.diagnostic import Diagnostic, error, warning
from ssg.model.kinds.guide import Channel, Limit, Visits
from ssg.model.stated import Nothing, is_value
from ssg.read.reader import Scope
from ssg.read.schema import Fields

FULLY_ONLINE = "全程网办"
WITHDRAWING = ("停用", "废止")
"""Values of ``status`` that take a guide out of use."""


CHAIN_OF_DE = 2
"""So many 的 make a title text soup."""


def is_fully_online(values: Mapping[str, Any]) -> bool:
    """Return whether one of the channels needs no visit at all."""
    return any(channel.depth == FULLY_ONLINE for channel in _channels(values))


def check_rules(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """Return the errors of all rules."""
    return (
        *_promised_within_statutory(fields, scope),
        *_on_the_spot_means_zero(fields, scope),
        *_fully_online_means_no_visit(fields, scope),
        *_visits_need_a_place(fields, scope),
        *_many_visits_need_a_reason(fields, scope),
        *_variants_use_known_materials(fields, scope),
        *_plain_title_is_plain(fields, scope),
        *_once_means_one_visit(fields, scope),
        *_withdrawal_gives_its_reason(fields, scope),
    )


def _channels(values: Mapping[str, Any]) -> tuple[Channel, ...]:
    channels = values.get("channels")
    return channels if isinstance(channels, tuple) else ()


def _promised_within_statutory(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    promised, statutory = fields.values.get("promised_limit"), fields.values.get("statutory_limit")
    if not isinstance(promised, Limit) or not isinstance(statutory, Limit):
        return ()
    if promised.unit != statutory.unit or promised.n <= statutory.n:
        return ()
    where, legal = fields.span("promised_limit", scope), fields.span("statutory_limit", scope)
    ours, allowed = f"{promised.n} {promised.unit}", f"{statutory.n} {statutory.unit}"
    return (error("promised-over-statutory", where, related=(legal,), promised=ours, statutory=allowed),)


def _on_the_spot_means_zero(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    promised, case_type = fields.values.get("promised_limit"), fields.values.get("case_type")
    if not isinstance(promised, Limit) or not isinstance(case_type, str):
        return ()
    where, related = fields.span("promised_limit", scope), (fields.span("case_type", scope),)
    if case_type == "即办件" and promised.n > 0:
        return (error("instant-case-with-limit", where, related=related, promised=f"{promised.n} {promised.unit}"),)
    if case_type == "承诺件" and promised.n == 0:
        return (error("promised-case-without-limit", where, related=related),)
    return ()


def _fully_online_means_no_visit(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    online = [channel for channel in _channels(fields.values) if channel.depth == FULLY_ONLINE]
    if not online:
        return ()
    where = fields.span("channels", scope)
    faults = []
    visits = fields.values.get("visits")
    if isinstance(visits, Visits) and visits.n > 0:
        faults.append(error("online-with-visits", fields.span("visits", scope), related=(where,), visits=visits.n))
    for channel in online:
        if isinstance(channel.url, Nothing) or channel.url == "":
            faults.append(error("online-without-url", where))
        elif isinstance(channel.url, str) and not channel.url.lower().startswith("https://"):
            faults.append(error("online-not-https", where, url=channel.url))
    return tuple(faults)


def _visits_need_a_place(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    visits, places = fields.values.get("visits"), fields.values.get("places")
    if not isinstance(visits, Visits) or visits.n == 0 or not isinstance(places, Nothing):
        return ()
    if any(channel.place for channel in _channels(fields.values)):
        return ()
    related = (fields.span("visits", scope),)
    return (error("visits-without-place", fields.span("places", scope), related=related, visits=visits.n),)


def _many_visits_need_a_reason(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    visits = fields.values.get("visits")
    if not isinstance(visits, Visits) or visits.n <= 1 or visits.reason:
        return ()
    return (error("visits-without-reason", fields.span("visits", scope), visits=visits.n),)


def _plain_title_is_plain(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """A plain title is not the official one again, nor a chain of 的 (rule 12)."""
    plain = " ".join(fields.values.get("plain_title", ()))
    where = fields.span("plain_title", scope)
    if plain and plain == " ".join(fields.values.get("title", ())):
        return (warning("plain-title-is-official", where, related=(fields.span("title", scope),)),)
    if plain.count("的") >= CHAIN_OF_DE:
        return (warning("plain-title-not-plain", where, count=plain.count("的")),)
    return ()


def _once_means_one_visit(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    visits = fields.values.get("visits")
    if not fields.values.get("once") or not isinstance(visits, Visits) or visits.n <= 1:
        return ()
    related = (fields.span("visits", scope),)
    return (error("once-with-visits", fields.span("once", scope), related=related, visits=visits.n),)


def _withdrawal_gives_its_reason(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    status = fields.values.get("status")
    if status not in WITHDRAWING or "withdrawn" in fields.entries:
        return ()
    return (warning("withdrawn-without-reason", fields.span("status", scope), status=status),)


def _variants_use_known_materials(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    materials = fields.values.get("materials")
    if not is_value(materials):
        return ()
    known = {material.id for material in materials or () if material.id}
    where, related = fields.span("variants", scope), (fields.span("materials", scope),)
    return tuple(
        error(
            "unknown-material", where, related=related, id=name, variant=variant.title, known="、".join(sorted(known))
        )
        for variant in fields.values.get("variants", ())
        for name in variant.materials
        if name not in known
    )
