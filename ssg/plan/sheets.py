"""一次性告知单: a guide or bundle on one sheet of paper (readers R-70)."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from ssg.model.contexts import (
    BundleContext,
    BundleSheetContext,
    GuideContext,
    GuideSheetContext,
    Head,
    PageAddress,
    SheetFit,
    TitledLink,
)
from ssg.model.diagnostic import Diagnostic, Span, warning
from ssg.model.page import Page, Route
from ssg.model.stated import Nothing, Pending
from ssg.plan.scope import Scope
from ssg.plan.sheet_fit import fit_sheet
from ssg.plan.sheet_text import bundle_sheet_text, guide_sheet_text

SHEET_FOLDER = "sheet/"
"""Below the page that the sheet belongs to."""


def sheet_url(url: str) -> str:
    """Return the URL of the sheet of the guide or bundle at ``url``."""
    return url + SHEET_FOLDER


def page_address(scope: Scope, url: str) -> PageAddress:
    """Return the address of the page at ``url`` as a sheet of paper gives it."""
    whole = scope.absolute(url)
    return PageAddress(whole or url, is_scannable=bool(whole))


def plan_sheets(scope: Scope, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the sheet of every guide and bundle among ``pages``, made of what its page shows."""
    for page in pages:
        match page.context:
            case GuideContext() as guide:
                yield _sheet(page, "guide-sheet.html", _guide_sheet(scope, guide))
            case BundleContext() as bundle:
                yield _sheet(page, "bundle-sheet.html", _bundle_sheet(scope, bundle))


def check_sheets(pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield a warning for each sheet that is longer than a page: what to shorten, and by how much."""
    for page in pages:
        if isinstance(page.context, GuideSheetContext | BundleSheetContext) and page.context.fit.lines_over:
            fit = page.context.fit
            labels = "、".join(f"{row.label}（{row.lines}行）" for row in fit.longest)
            names = ", ".join(f"{row.name} ({row.lines} lines)" for row in fit.longest)
            span = Span(page.source) if page.source else None
            yield warning("sheet-too-long", span, over=fit.lines_over, labels=labels, names=names)


def _sheet(page: Page, template: str, context: GuideSheetContext | BundleSheetContext) -> Page:
    folder = page.route.output_path.removesuffix("index.html")
    route = Route(sheet_url(page.route.url), f"{folder}{SHEET_FOLDER}index.html")
    return Page(route, template, context, page.source)


def _guide_sheet(scope: Scope, whole: GuideContext) -> GuideSheetContext:
    guide, fit = _fit_guide(whole)
    return GuideSheetContext(
        site=guide.site,
        head=_head(scope, guide),
        card=guide.card,
        guide=guide.guide,
        agency=guide.agency,
        materials=guide.materials,
        channels=guide.channels,
        places=guide.places,
        ask=guide.ask,
        complain=guide.complain,
        is_review_overdue=guide.is_review_overdue,
        updated=guide.updated,
        online=guide.online,
        fit=fit,
    )


def _fit_guide(guide: GuideContext) -> tuple[GuideContext, SheetFit]:
    """Return what is printed of a guide, and how it fits: the words of its laws only where they cost nothing.

    Title, number and article are what the rule asks for; for the words neither type gets smaller nor the sheet longer.
    """
    whole, brief = _law_texts(guide, _without_stop), _law_texts(guide, _left_out)
    fit, brief_fit = fit_sheet(guide_sheet_text(whole)), fit_sheet(guide_sheet_text(brief))
    return (whole, fit) if fit == brief_fit else (brief, brief_fit)


def _law_texts(guide: GuideContext, change: Callable[[str], str]) -> GuideContext:
    laws = guide.guide.legal_basis
    if isinstance(laws, Nothing | Pending):
        return guide
    changed = tuple(replace(law, text=change(law.text)) for law in laws)
    return replace(guide, guide=replace(guide.guide, legal_basis=changed))


def _without_stop(text: str) -> str:
    """Return a text that another follows in the same row."""
    return text.rstrip("。")


def _left_out(text: str) -> str:
    return ""


def _bundle_sheet(scope: Scope, bundle: BundleContext) -> BundleSheetContext:
    return BundleSheetContext(
        site=bundle.site,
        head=_head(scope, bundle),
        card=bundle.card,
        bundle=bundle.bundle,
        items=bundle.items,
        steps=bundle.steps,
        materials=bundle.materials,
        materials_missing=bundle.materials_missing,
        ask=bundle.ask,
        complain=bundle.complain,
        is_review_overdue=bundle.is_review_overdue,
        updated=bundle.updated,
        online=bundle.online,
        channels=bundle.channels,
        fit=fit_sheet(bundle_sheet_text(bundle)),
    )


def _head(scope: Scope, shown: GuideContext | BundleContext) -> Head:
    """Return the head of the page's own, canonical address included, for a copy that no search engine keeps."""
    head, card = shown.head, shown.card
    return replace(
        head,
        title=scope.words.get("plan.sheet", title=card.title),
        json_ld=(),
        crumbs=(*head.crumbs, TitledLink(card.title, card.url)),
        noindex=True,
    )
