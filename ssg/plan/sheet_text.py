"""What the sheet of a guide or bundle says, about: enough to count its lines (see sheet_fit.py).

It follows guide-sheet.html and bundle-sheet.html row by row. Words that the templates add are written out in
Chinese, the widest language of the theme.
"""

from collections.abc import Iterator

from ssg.model.contexts import (
    BundleContext,
    BundleItemView,
    BundleStepView,
    ChannelView,
    ContactView,
    GuideContext,
    MergedMaterial,
    PlaceView,
)
from ssg.model.kinds.guide import Fee, LegalBasis, Limit, Material, Step
from ssg.model.stated import Nothing, Pending, Stated, each
from ssg.plan.sheet_fit import SheetRow, SheetText

CHIP = "待补：监督投诉电话"
"""A value that is 待补, with the longest label."""


def guide_sheet_text(guide: GuideContext) -> SheetText:
    return SheetText(
        guide.card.title,
        tuple(_guide_head(guide)),
        tuple(_guide_rows(guide)),
        tuple(_foot(guide, guide.guide.owner)),
    )


def bundle_sheet_text(bundle: BundleContext) -> SheetText:
    return SheetText(
        bundle.card.title,
        tuple(_bundle_head(bundle)),
        tuple(_bundle_rows(bundle)),
        tuple(_foot(bundle, bundle.bundle.owner)),
    )


def _guide_head(guide: GuideContext) -> Iterator[str]:
    if guide.guide.official_title != guide.card.title:
        yield "事项名称：" + guide.guide.official_title
    yield from _state(guide)
    yield guide.card.summary or CHIP


def _bundle_head(bundle: BundleContext) -> Iterator[str]:
    yield from _state(bundle)
    yield bundle.card.summary or CHIP


def _state(context: GuideContext | BundleContext) -> Iterator[str]:
    if context.card.is_expired:
        yield "这一页的有效期到2026年12月31日为止，现已过期，仅供查阅。"
    if context.is_review_overdue:
        yield "本页应在2026年12月31日前复核，现已超过。内容可能有变，办理前请先打电话问清楚。"


def _foot(context: GuideContext | BundleContext, owner: Stated[str]) -> Iterator[str]:
    yield "扫码看最新内容，或打开："
    yield context.online.text
    yield "以现场和官网最新公布为准。"
    yield "版本第99版；更新2026年12月31日；上次复核2026年12月31日；下次复核2026年12月31日；" + (
        "有效期至2026年12月31日；内容负责：" + _plain(owner)
    )
    if context.site.notice:
        yield context.site.notice


def _guide_rows(context: GuideContext) -> Iterator[SheetRow]:
    guide, card = context.guide, context.card
    yield SheetRow("item_type", "事项类型", (_plain(guide.item_type),), is_half=True)
    yield SheetRow("case_type", "办件类型", (_plain(guide.case_type),), is_half=True)
    yield SheetRow("audience", "服务对象", ("、".join(card.audience) or CHIP,), is_half=True)
    yield SheetRow("topics", "主题", ("、".join((*card.topics, *guide.life_stage)) or CHIP,), is_half=True)
    agency = context.agency if isinstance(context.agency, Nothing | Pending) else context.agency.name
    partners = "联办单位：" + "、".join(guide.co_agencies) if guide.co_agencies else ""
    standing = (_text(guide.agency_nature), _text(guide.level), partners)
    yield SheetRow("agency", "实施主体", (_plain(agency) + _aside(*standing),))
    conditions = tuple(
        f"{condition.kind}：{condition.text}{_aside(condition.law)}" for condition in each(guide.eligibility)
    )
    yield SheetRow("eligibility", "受理条件", conditions or (_plain(guide.eligibility),))
    yield from _materials(context)
    steps = tuple(map(_step, each(guide.steps)))
    yield SheetRow("steps", "办理流程", steps or (_plain(guide.steps),))
    if guide.variants:
        ways = "；".join(f"{way.title}（{way.rank}）：{_plain(way.who)}，{_plain(way.do)}" for way in guide.variants)
        yield SheetRow("variants", "办理方式", (ways,))
    yield SheetRow("promised_limit", "承诺办结时限", (_limit(guide.promised_limit),), is_half=True)
    yield SheetRow("statutory_limit", "法定办结时限", (_limit(guide.statutory_limit),), is_half=True)
    if guide.time_excluded:
        excluded = "；".join(f"{step} {limit}" for step, limit in guide.time_excluded)
        yield SheetRow("time_excluded", "不计入时限", (excluded,))
    visits = guide.visits
    reason = _plain(visits) if isinstance(visits, Nothing | Pending) else f"99次（{visits.reason}）"
    yield SheetRow("visits", "到现场次数", (reason,), is_half=True)
    fees = "；".join(map(_fee, each(guide.fee))) + ("；可以网上支付" if guide.pay_online is not None else "")
    yield SheetRow("fee", "收费", (fees or _plain(guide.fee),), is_half=True)
    yield SheetRow("channels", "办理渠道", tuple(map(_channel, each(context.channels))) or (_plain(context.channels),))
    yield SheetRow("places", "办理地点", tuple(map(_place, each(context.places))) or (_plain(context.places),))
    result = guide.result
    outcome = (
        _plain(result)
        if isinstance(result, Nothing | Pending)
        else result.name + _aside(result.kind, "有效期" + result.valid_for)
    )
    yield SheetRow("result", "办理结果", (outcome,), is_half=True)
    delivery = "、".join(f"{way.way}（{way.days}）" for way in each(guide.delivery))
    yield SheetRow("delivery", "结果送达", (delivery or _plain(guide.delivery),), is_half=True)
    laws = "；".join(map(_law, each(guide.legal_basis)))
    yield SheetRow("legal_basis", "设定依据", (laws or _plain(guide.legal_basis),))
    yield from _contacts(context.ask, context.complain)
    if guide.warning:
        yield SheetRow("warning", "提醒", (guide.warning,))


def _materials(context: GuideContext) -> Iterator[SheetRow]:
    materials = [view.material for view in each(context.materials)]
    carried = tuple(_material(material) for material in materials if not material.shared)
    shared = "、".join(_material(material) for material in materials if material.shared)
    if carried or not materials:
        yield SheetRow("materials", "申请材料", carried or (_plain(context.materials),), has_ticks=True)
    if shared:
        yield SheetRow("materials", "申请材料", ("不用带，由系统核验：" + shared,))


def _material(material: Material) -> str:
    parts = [f"{form.kind}{form.copies}份" for form in each(material.form)] or [_plain(material.form)]
    parts.append(f"由{material.issuer}核发" if material.issuer else _plain(material.source))
    parts.append(f"情形：{material.when}" if material.when else "")
    parts.append(f"可以后补：{material.deadline}" if material.necessity != "必要" else "")
    parts.append("要签字、盖章" if material.sign or material.seal else "")
    parts.append(f"电子证照：{material.certificate}" if material.certificate else "")
    return material.name + _aside(*parts, material.note)


def _step(step: Step) -> str:
    time = "" if step.time is None else "用时：" + _limit(step.time)
    where = f"在哪里办：{step.channel}" if step.channel else ""
    outcome = f"得到：{step.result}" if step.result else ""
    return f"1. {step.name}{_aside(step.who, time, where, outcome)}：{step.do}"


def _fee(fee: Fee) -> str:
    return f"{fee.name} {fee.amount}{fee.unit}" + _aside(fee.basis, "减免：" + fee.reduce if fee.reduce else "")


def _law(law: LegalBasis) -> str:
    words = "：" + law.text if law.text else ""
    return f"{law.title}{_aside(law.doc_no)} {_plain(law.article)}{_aside(law.validity)}{words}"


def _aside(*parts: str) -> str:
    said = "；".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def _channel(channel: ChannelView) -> str:
    url = f"{_plain(channel.continues_on)} {_plain(channel.url)}" if channel.url else ""
    place = channel.place.title + " " if channel.place else ""
    aside = _aside(
        "、".join(card.title for card in channel.places),
        f"时间：{channel.hours}" if channel.hours else "",
        f"预约：{channel.booking}" if channel.booking else "",
        f"也可以在{'、'.join(channel.apps)}里办" if channel.apps else "",
    )
    depth = _aside(channel.depth, "需要登录" if channel.login else "")
    return f"网上办理{depth} {url}{place}{channel.window}{channel.machine}{channel.phone}{aside}{channel.text}"


def _place(place: PlaceView) -> str:
    return f"{place.card.title} {_plain(place.address)} {_plain(place.phone)} {place.hours or CHIP}"


def _contacts(ask: Stated[ContactView], complain: Stated[ContactView]) -> Iterator[SheetRow]:
    yield SheetRow("contacts.ask", "咨询电话", (_contact(ask),), is_half=True)
    yield SheetRow("contacts.complain", "监督投诉电话", (_contact(complain),), is_half=True)


def _contact(contact: Stated[ContactView]) -> str:
    if isinstance(contact, Nothing | Pending):
        return _plain(contact)
    return f"{contact.phone or CHIP} {contact.name} {contact.note}"


def _bundle_rows(context: BundleContext) -> Iterator[SheetRow]:
    bundle = context.bundle
    yield SheetRow("event", "什么时候用", (_plain(bundle.event),), is_half=True)
    yield SheetRow("audience", "服务对象", ("、".join(context.card.audience) or CHIP,), is_half=True)
    yield SheetRow("items", "包含事项", tuple(map(_item, each(context.items))) or (_plain(context.items),))
    steps = tuple(map(_bundle_step, each(context.steps)))
    yield SheetRow("steps", "分几步办", steps or (_plain(context.steps),))
    yield from _merged(context)
    if bundle.one_window is not None:
        yield SheetRow("one_window", "在哪个窗口", (_plain(bundle.one_window),))
    if bundle.one_form is not None:
        yield SheetRow("one_form", "一张表", (_plain(bundle.one_form),))
    if context.channels is not None:
        ways = tuple(map(_channel, each(context.channels))) or (_plain(context.channels),)
        yield SheetRow("channels", "办理渠道", ways)
    yield SheetRow("result", "办理结果", (_plain(bundle.result or Pending()),))
    yield from _contacts(context.ask, context.complain)


def _item(item: BundleItemView) -> str:
    title = CHIP if isinstance(item.guide, Pending) else item.guide.title
    return f"1. {title}{_aside(_plain(item.role), item.group)} 情形：{item.when}"


def _bundle_step(step: BundleStepView) -> str:
    aside = _aside(step.time, "、".join(card.short_title for card in step.guides))
    return f"1. （同时）{step.name}{aside}：{step.text}"


def _merged(context: BundleContext) -> Iterator[SheetRow]:
    carried = tuple(_use(material) for material in context.materials if not material.is_shared)
    if carried:
        yield SheetRow("items", "各事项的材料", carried, has_ticks=True)
    shared = "、".join(material.name for material in context.materials if material.is_shared)
    missing = "、".join(card.short_title for card in context.materials_missing)
    rest = (
        *(("不用带，由系统核验：" + shared,) if shared else ()),
        *((f"下面的事项还没有列出材料：{missing} {CHIP}",) if missing or not context.materials else ()),
    )
    if rest:
        yield SheetRow("items", "各事项的材料", rest)


def _use(material: MergedMaterial) -> str:
    uses = (use.guide.short_title + _material(use.material).removeprefix(material.name) for use in material.uses)
    return f"{material.name} 用于：{'、'.join(uses)}"


def _limit(limit: Stated[Limit]) -> str:
    return _plain(limit) if isinstance(limit, Nothing | Pending) else f"{limit.n}个{limit.unit}（{limit.note}）"


def _text(field: object) -> str:
    """Return a text as it is; nothing for one that is not stated."""
    return field if isinstance(field, str) else ""


def _plain(field: object) -> str:
    """Return a text as it is; in place of one that is 无 or 待补, what the sheet shows instead."""
    match field:
        case Pending():
            return CHIP
        case Nothing(reason=reason):
            return f"不需要材料（{reason}）"
        case str():
            return field
    return ""
