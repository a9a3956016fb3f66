"""三审三校 in front matter: who has reviewed and proofread a text, and whether that is what the site demands."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations, pairwise
from typing import Any

from msgspec.structs import replace

from ssg.model.approval import NAME_BY_STAGE, PROOFS, REVIEWS, Approval, ApprovalRule, ReviewStage
from ssg.model.diagnostic import Diagnostic, Outcome, error
from ssg.model.patterns import late_pattern
from ssg.read.dates import parse_moment, read_day
from ssg.read.reader import Reader, Scope, refuse
from ssg.read.schema import Fields, optional, record, required, stated
from ssg.read.values import phrase, read_text, text_or
from ssg.read.yaml_nodes import Node

_SIGNED = late_pattern(r"(?P<name>\D*[^\s\d,，、])(?:[\s,，、]+(?P<day>\d\S*))?")


def _read_line(node: Node, scope: Scope) -> Outcome[Approval | None]:
    """Return ``王芳 2026-11-20`` as a signature; its day may be left out."""
    match = _SIGNED.fullmatch(phrase(node))
    if not match:
        return refuse("bad-approval", node, scope)
    if match["day"] is None:
        return Outcome(Approval(match["name"]))
    moment = parse_moment(match["day"], scope.zone)
    return refuse("bad-approval", node, scope) if moment is None else Outcome(Approval(match["name"], moment.date()))


_SIGNATURE: Reader[Approval] = record(
    Approval, required("name 姓名", read_text), optional("date 日期", read_day, into="day")
)


def _signature_of(stage: ReviewStage) -> Reader[Approval]:
    read_either = text_or(_SIGNATURE, _read_line)

    def read(node: Node, scope: Scope) -> Outcome[Approval | None]:
        outcome = read_either(node, scope)
        # What cannot be understood has its error, and is not told as missing besides.
        signature = outcome.value or Approval("")
        return replace(outcome, value=replace(signature, stage=stage, span=scope.span(node)))

    return read


def _approvals(**by_stage: Any) -> tuple[Approval, ...]:
    """Return the signatures in the order of the stages; a stage that is 待补 or 无 has none."""
    found = (by_stage.get(stage) for stage in NAME_BY_STAGE)
    return tuple(approval for approval in found if isinstance(approval, Approval))


_ALSO = {ReviewStage.FIRST: "一审", ReviewStage.SECOND: "二审", ReviewStage.FINAL: "三审"}

read_approvals: Reader[tuple[Approval, ...]] = record(
    _approvals,
    *(stated(f"{stage} {name} {_ALSO.get(stage, '')}", _signature_of(stage)) for stage, name in NAME_BY_STAGE.items()),
)


def check_approvals(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    """Return what the site's rule for the kind misses in the field ``review``; drafts may still wait for it.

    Each fault has first, as ``found``, the stages that it is about.
    """
    rule, values = scope.approval, fields.values
    if rule is None or values.get("draft") or ("review" in fields.entries and "review" not in values):
        # A field that could not be read has an error of its own.
        return ()
    dates = (values.get(name) for name in ("date", "embargo", "updated"))
    published = max((moment.date() for moment in dates if isinstance(moment, datetime)), default=None)
    if rule.since and published and published < rule.since:
        return ()
    approvals: tuple[Approval, ...] = values.get("review", ())
    return (
        *_missing(rule, approvals, fields, scope),
        *_undated(rule, approvals),
        *_out_of_order(approvals),
        *_same_person(rule, approvals),
        *_too_late(approvals, published),
    )


def _missing(rule: ApprovalRule, approvals: tuple[Approval, ...], fields: Fields, scope: Scope) -> Iterator[Diagnostic]:
    signed = {approval.stage for approval in approvals}
    missing = [stage for stage in rule.stages if stage not in signed]
    if missing:
        names = "、".join(NAME_BY_STAGE[stage] for stage in missing)
        yield error("approval-missing", fields.span("review", scope), found=names, first=NAME_BY_STAGE[missing[0]])


def _undated(rule: ApprovalRule, approvals: tuple[Approval, ...]) -> Iterator[Diagnostic]:
    for approval in approvals:
        if approval.name and approval.stage in rule.stages and approval.day is None:
            yield error("approval-undated", approval.span, found=NAME_BY_STAGE[approval.stage])


def _out_of_order(approvals: tuple[Approval, ...]) -> Iterator[Diagnostic]:
    for stages in (REVIEWS, PROOFS):
        dated = [(each, each.day) for each in approvals if each.stage in stages and each.day is not None]
        for (earlier, first), (later, second) in pairwise(dated):
            if second < first:
                yield error(
                    "approval-out-of-order",
                    later.span,
                    related=(earlier.span,) if earlier.span else (),
                    found=NAME_BY_STAGE[later.stage],
                    day=second.isoformat(),
                    before=NAME_BY_STAGE[earlier.stage],
                    before_day=first.isoformat(),
                )


def _same_person(rule: ApprovalRule, approvals: tuple[Approval, ...]) -> Iterator[Diagnostic]:
    """Yield an error at each later signature of somebody who may sign once; the report does not repeat the name."""
    bound = {"none": (), "reviews": REVIEWS, "all": (*REVIEWS, *PROOFS)}[rule.distinct]
    for earlier, later in combinations([each for each in approvals if each.name and each.stage in bound], 2):
        if _plain(earlier.name) == _plain(later.name):
            first, second = NAME_BY_STAGE[earlier.stage], NAME_BY_STAGE[later.stage]
            related = (earlier.span,) if earlier.span else ()
            yield error("approval-same-person", later.span, related=related, found=f"{first}、{second}", second=second)


def _plain(name: str) -> str:
    return "".join(name.split())


def _too_late(approvals: tuple[Approval, ...], published: date | None) -> Iterator[Diagnostic]:
    final = next((each for each in approvals if each.stage is ReviewStage.FINAL), None)
    if final is None or final.day is None or published is None or final.day <= published:
        return
    yield error(
        "approval-too-late",
        final.span,
        found=NAME_BY_STAGE[final.stage],
        day=final.day.isoformat(),
        published=published.isoformat(),
    )
