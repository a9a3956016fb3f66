"""schema.org objects as JSON-LD. What is 待补 or 无 is left out; nothing is guessed (content-model §4 to §7)."""

import json
from datetime import datetime

from ssg.model.card import Card
from ssg.model.kinds.guide import GuideMeta, Result
from ssg.model.kinds.news import NewsMeta
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import PlaceMeta
from ssg.model.registers import Org
from ssg.model.stated import Nothing, Stated, each

CONTEXT = "https://schema.org"

_TYPE_BY_GENRE = {"essay": "OpinionNewsArticle", "reading": "Article"}
_PROPERTY_BY_ROLE = {"通讯员": "contributor", "编辑": "editor", "责编": "editor", "译者": "translator"}


def serialise(data: dict[str, object]) -> str:
    """Return JSON that may stand inside ``<script>``: "<" is escaped, so no tag can begin in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def breadcrumb_list(trail: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Return a BreadcrumbList; ``trail`` is (name, absolute URL) from the home page to the page itself."""
    items = [
        {"@type": "ListItem", "position": index, "name": name, "item": url}
        for index, (name, url) in enumerate(trail, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def news_article(card: Card, meta: NewsMeta, url: str, image: str, language: str) -> dict[str, object]:
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
            "@type": _TYPE_BY_GENRE.get(meta.genre, "NewsArticle"),
            "headline": card.title,
            "description": card.summary,
            "inLanguage": language,
            "datePublished": _iso(publication.date),
            "dateModified": _iso(publication.updated or publication.date),
            "expires": _iso(publication.expires),
            "articleSection": card.column_title,
            "keywords": list(card.tags),
            "dateline": meta.dateline,
            "image": image,
            "url": url,
            "correction": [
                {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.date.isoformat()}
                for correction in meta.corrections
            ],
            **people,
        }
    )


def notice_document(card: Card, meta: NoticeMeta, url: str, language: str) -> dict[str, object]:
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "DigitalDocument",
            "name": card.title,
            "description": card.summary,
            "inLanguage": language,
            "datePublished": _iso(meta.publication.date),
            "identifier": _stated(meta.doc_no),
            "url": url,
        }
    )


def government_service(card: Card, meta: GuideMeta, agency: Stated[Org], url: str, language: str) -> dict[str, object]:
    """A time limit in working days has no ISO 8601 form, so ``processingTime`` is never written."""
    provider = agency.name if isinstance(agency, Org) and isinstance(agency.name, str) else ""
    is_free = isinstance(meta.fee, Nothing)
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "name": card.title,
            "alternateName": meta.official_title if meta.official_title != card.title else "",
            "description": card.summary,
            "inLanguage": language,
            "serviceType": _stated(meta.item_type),
            "provider": {"@type": "GovernmentOrganization", "name": provider} if provider else "",
            "areaServed": meta.area,
            "audience": [{"@type": "Audience", "audienceType": name} for name in card.audience],
            "category": list(card.topics),
            "offers": {"@type": "Offer", "price": "0", "priceCurrency": "CNY"} if is_free else "",
            "serviceOutput": {"@type": "GovernmentPermit", "name": meta.result.name}
            if isinstance(meta.result, Result)
            else "",
            "availableChannel": [
                {"@type": "ServiceChannel", "serviceUrl": channel.url}
                for channel in each(meta.channels)
                if isinstance(channel.url, str) and channel.url
            ],
            "url": url,
        }
    )


def bundle_service(card: Card, members: tuple[tuple[str, str], ...], url: str, language: str) -> dict[str, object]:
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
            "inLanguage": language,
            "audience": [{"@type": "Audience", "audienceType": name} for name in card.audience],
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
