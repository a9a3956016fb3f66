"""What search knows of a guide: its typed fields as the page prints them.

Labels that every guide bears are left out, and so are 待补 and the titles of other pages: they tell no two apart.
"""

from collections.abc import Iterator
from datetime import date

from ssg.model.document import Document
from ssg.model.kinds.common import Ref
from ssg.model.kinds.guide import GuideMeta, Limit, Material
from ssg.model.stated import Nothing, Pending, Stated, each
from ssg.plan.contacts import contact_view
from ssg.plan.orgs import org_name
from ssg.plan.scope import Scope
from ssg.plan.words import Words


def guide_texts(scope: Scope, document: Document, meta: GuideMeta) -> Iterator[object]:
    """Yield texts, and values that are no text where a field is not stated."""
    if meta.official_title != meta.publication.title:
        yield meta.official_title
    yield meta.warning
    yield from _at_a_glance(scope.words, meta)
    yield from _who_and_what(meta, scope.words)
    yield from _how(scope, document, meta)
    yield from _result_and_basis(scope, meta)
    yield from _about(scope, meta)


def day_text(words: Words, day: date) -> str:
    """Return a date as pages print it (typography T-46): ``2022年10月13日``."""
    name = words.get(f"month.{day.month}")
    return words.get("date.full", year=day.year, month=day.month, day=day.day, month_name=name)


def limit_text(words: Words, limit: object) -> str:
    """Return a time limit as pages print it: ``5个工作日``; empty for what is no limit."""
    if not isinstance(limit, Limit):
        return ""
    return words.get(f"limit.{limit.unit}", n=limit.n) if limit.n else words.get("limit.at_once")


def material_text(words: Words, material: Material) -> str:
    forms = (words.get("material.copies", kind=form.kind, n=form.copies) for form in each(material.form))
    system = words.get("material.shared") if material.shared else ""
    fields = (material.name, material.source, material.issuer, material.when, material.deadline, material.certificate)
    texts = (*fields, words.get("comma").join(forms), system, material.note)
    return "\n".join(text for text in texts if isinstance(text, str) and text)


def _at_a_glance(words: Words, meta: GuideMeta) -> Iterator[object]:
    yield from (meta.case_type, limit_text(words, meta.promised_limit), limit_text(words, meta.statutory_limit))
    for limit in (meta.promised_limit, meta.statutory_limit):
        yield limit.note if isinstance(limit, Limit) else None
    if not isinstance(meta.visits, Nothing | Pending):
        yield words.get("visits", n=meta.visits.n) if meta.visits.n else words.get("visits.none")
        yield meta.visits.reason
    if isinstance(meta.fee, Nothing):
        yield words.get("fee.none")
    for fee in each(meta.fee):
        yield from (fee.name, f"{fee.amount}{fee.unit}", fee.basis, fee.reduce)
    for step, length in meta.time_excluded:
        yield f"{step} {length}"


def _who_and_what(meta: GuideMeta, words: Words) -> Iterator[object]:
    for condition in each(meta.eligibility):
        yield from (condition.text, condition.law)
    yield meta.quantity_limit
    for material in each(meta.materials):
        yield material_text(words, material)


def _how(scope: Scope, document: Document, meta: GuideMeta) -> Iterator[object]:
    for step in each(meta.steps):
        yield from (step.name, step.who, step.do, step.channel, step.result, limit_text(scope.words, step.time))
    for variant in meta.variants:
        yield from (variant.title, variant.rank, variant.who, variant.do)
    for channel in each(meta.channels):
        yield from (channel.continues_on, channel.depth, channel.window, channel.machine, channel.hours)
        yield from (channel.phone, channel.booking, channel.text, scope.words.get("comma").join(channel.apps))
    yield from each(meta.agency_services or ())
    for place in scope.find_cards(document, each(meta.places)):
        yield place.title
    if meta.cross_region:
        yield scope.words.get("cross.scope", scope=meta.cross_region.scope)
        yield from (meta.cross_region.mode, meta.cross_region.note)
        partners = scope.words.get("comma").join(meta.cross_region.partners)
        yield scope.words.get("cross.partners", names=partners) if partners else None


def _result_and_basis(scope: Scope, meta: GuideMeta) -> Iterator[object]:
    if not isinstance(meta.result, Nothing | Pending):
        yield from (meta.result.name, meta.result.kind, meta.result.valid_for)
    for delivery in each(meta.delivery):
        yield from (delivery.way, delivery.days)
    for question in meta.faq:
        yield from (question.q, question.a)
    for law in each(meta.legal_basis):
        yield from (law.title, law.doc_no, law.article, law.text)
    yield meta.rights
    for contact in (meta.contacts.ask, meta.contacts.complain):
        view = contact_view(scope, contact)
        if not isinstance(view, Nothing | Pending):
            yield from (view.phone, view.name, view.note)


def _about(scope: Scope, meta: GuideMeta) -> Iterator[object]:
    yield _org(scope, meta.agency)
    yield _agency_address(scope, meta)
    yield _org(scope, meta.accept_agency)
    for names in (meta.co_agencies, meta.life_stage):
        yield scope.words.get("comma").join(names)
    yield from (meta.agency_nature, meta.item_type, meta.level, meta.area)
    for _, code in meta.codes:
        yield code
    yield meta.owner
    for day in (meta.reviewed, meta.review_by, meta.effective_from, meta.effective_until):
        yield day_text(scope.words, day) if isinstance(day, date) else None


def _agency_address(scope: Scope, meta: GuideMeta) -> str:
    org = scope.org_by_id.get(meta.agency.target) if isinstance(meta.agency, Ref) else None
    return org.address if org and isinstance(org.address, str) else ""


def _org(scope: Scope, ref: Stated[Ref] | None) -> str:
    return org_name(scope.org_by_id.get(ref.target)) if isinstance(ref, Ref) else ""
