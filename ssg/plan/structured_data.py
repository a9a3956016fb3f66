"""schema.org objects as JSON-LD. What is 待补 or 无 is left out; nothing is guessed (content-model §4 to §7)."""

import json
from datetime import datetime

from ssg.model.card import Card
from ssg.model.contexts import ChannelView
from ssg.model.kinds.guide import GuideMeta, Limit, Result
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.registers import Org
from ssg.model.stated import Nothing, Stated, each
from ssg.plan.opening_hours import opening_hours

CONTEXT = "https://schema.org"

_TYPE_BY_GENRE = {"essay": "OpinionNewsArticle", "reading": "Article"}
_PROPERTY_BY_ROLE = {"通讯员": "contributor", "编辑": "editor", "责编": "editor", "译者": "translator"}

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def serialise(data: dict[str, object]) -> str:
    """Return JSON that may stand inside ``<script>``: "<" is escaped, so no tag can begin in it."""
    return _ENCODE(data).replace("<", "\\u003c")


def breadcrumb_list(trail: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Return a BreadcrumbList; ``trail`` is (name, absolute URL) from the home page to the page itself."""
    items = [
        {"@type": "ListItem", "position": index, "name": name, "item": url}
        for index, (name, url) in enumerate(trail, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def news_article(
    card: Card, meta: NewsMeta, url: str, image: str, language: str, modified: datetime | None
) -> dict[str, object]:
    """Return a news article, an opinion or a plain article; what it was taken from is its source."""
    type_name = _TYPE_BY_GENRE.get(meta.genre, "NewsArticle")
    origin = meta.source
    publication = meta.publication
    people: dict[str, list[dict[str, object]]] = {}
    for byline in each(meta.bylines):
        person: dict[str, object] = {"@type": "Person", "name": byline.name}
        if byline.org:
            person["affiliation"] = {"@type": "Organization", "name": byline.org}
        people.setdefault(_PROPERTY_BY_ROLE.get(byline.role, "author"), []).append(person)
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": type_name,
            "headline": card.title,
            "description": card.summary,
            "inLanguage": card.language or language,
            "datePublished": _iso(publication.date),
            "dateModified": _iso(modified),
            "sourceOrganization": _organisation(origin.name if origin else ""),
            "isBasedOn": origin.url if origin and origin.is_reprint else "",
            "audience": _audiences(card),
            "expires": _iso(publication.expires),
            "articleSection": card.column_title,
            "keywords": list(card.tags),
            "dateline": meta.dateline if type_name != "Article" else "",
            "image": image,
            "url": url,
            "correction": [
                {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.date.isoformat()}
                for correction in meta.corrections
            ],
            **people,
        }
    )


def notice_document(
    card: Card, meta: NoticeMeta, url: str, language: str, modified: datetime | None
) -> dict[str, object]:
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "DigitalDocument",
            "name": card.title,
            "description": card.summary,
            "inLanguage": card.language or language,
            "datePublished": _iso(meta.publication.date),
            "dateModified": _iso(modified),
            "publisher": _organisation(meta.issuer),
            "identifier": _stated(meta.doc_no),
            "url": url,
        }
    )


def government_service(
    card: Card, meta: GuideMeta, agency: Stated[Org], channels: Stated[tuple[ChannelView, ...]], url: str, language: str
) -> dict[str, object]:
    """Return a service with all that is stated of it."""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "name": card.title,
            "alternateName": meta.official_title if meta.official_title != card.title else "",
            "description": card.summary,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": code}
                for name, code in meta.codes
                if isinstance(code, str)
            ],
            "serviceType": _stated(meta.item_type),
            "provider": _organisation(agency.name if isinstance(agency, Org) else "", "GovernmentOrganization"),
            "areaServed": meta.area,
            "audience": _audiences(card),
            "category": list(card.topics),
            "offers": _offers(meta),
            "serviceOutput": {"@type": "GovernmentPermit", "name": meta.result.name}
            if isinstance(meta.result, Result)
            else "",
            "availableChannel": _channels(meta, channels, card.language or language),
            "url": url,
        }
    )


def faq_page(meta: GuideMeta, url: str) -> dict[str, object]:
    """Return the questions of a guide with their answers."""
    questions = [
        {"@type": "Question", "name": each_one.q, "acceptedAnswer": {"@type": "Answer", "text": each_one.a}}
        for each_one in meta.faq
    ]
    return _without_empty({"@context": CONTEXT, "@type": "FAQPage", "mainEntity": questions, "url": url})


def _offers(meta: GuideMeta) -> list[dict[str, object]]:
    if isinstance(meta.fee, Nothing):
        return [{"@type": "Offer", "price": "0", "priceCurrency": "CNY"}]
    return [
        {"@type": "Offer", "name": fee.name, "price": fee.amount, "priceCurrency": "CNY"}
        for fee in each(meta.fee)
        if fee.unit == "元"
    ]


def _channels(meta: GuideMeta, channels: Stated[tuple[ChannelView, ...]], language: str) -> list[dict[str, object]]:
    found = (
        _without_empty(
            {
                "serviceUrl": _stated(channel.url),
                "serviceLocation": {"@type": "Place", "name": channel.place.title} if channel.place else "",
                "servicePhone": {"@type": "ContactPoint", "telephone": channel.phone} if channel.phone else "",
            }
        )
        for channel in each(channels)
    )
    more = {"availableLanguage": language, "processingTime": processing_time(meta.promised_limit)}
    return [_without_empty({"@type": "ServiceChannel", **channel, **more}) for channel in found if channel]


def processing_time(limit: Stated[Limit]) -> str:
    """Return a limit as ISO 8601; empty for working days, which have no such form: 5 工作日 is not ``P5D``."""
    if not isinstance(limit, Limit) or (limit.n and limit.unit == "工作日"):
        return ""
    return {"自然日": f"P{limit.n}D", "小时": f"PT{limit.n}H", "分钟": f"PT{limit.n}M"}.get(limit.unit, "PT0S")


def _audiences(card: Card) -> list[dict[str, object]]:
    return [{"@type": "Audience", "audienceType": name} for name in card.audience]


def _organisation(name: object, type_name: str = "Organization") -> object:
    return {"@type": type_name, "name": name} if isinstance(name, str) and name else ""


def bundle_service(card: Card, members: tuple[tuple[str, str], ...], url: str) -> dict[str, object]:
    """Return a service with its members as an offer catalogue; ``members`` is (name, absolute URL)."""
    offers = [
        {"@type": "Offer", "itemOffered": {"@type": "GovernmentService", "name": name, "url": link}}
        for name, link in members
    ]
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "name": card.title,
            "description": card.summary,
            "audience": _audiences(card),
            "hasOfferCatalog": {"@type": "OfferCatalog", "name": card.title, "itemListElement": offers}
            if offers
            else "",
            "url": url,
        }
    )


def government_office(card: Card, meta: PlaceMeta, url: str) -> dict[str, object]:
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOffice",
            "name": card.title,
            "description": card.summary,
            "address": _stated(meta.address),
            "telephone": _stated(meta.phone),
            "geo": {"@type": "GeoCoordinates", "latitude": meta.geo.lat, "longitude": meta.geo.lon}
            if meta.geo and meta.geo.datum == "WGS-84"
            else "",
            "openingHoursSpecification": opening_hours(meta.hours),
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in meta.facilities
            ],
            "url": url,
        }
    )


def _stated(field: object) -> str:
    return field if isinstance(field, str) else ""


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _without_empty(data: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}
