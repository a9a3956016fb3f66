"""The search page, with the counts of its filters baked in (search.md §3)."""

from collections import Counter
from collections.abc import Iterable

from ssg.model.contexts import FilterGroup, FilterOption, SearchContext
from ssg.model.page import Page
from ssg.model.search import SearchBundle
from ssg.plan.head import HeadFacts, make_head
from ssg.plan.not_found import ways_on
from ssg.plan.routes import page_route
from ssg.plan.scope import Scope


def plan_search_page(scope: Scope, bundles: tuple[SearchBundle, ...]) -> Page:
    entries = tuple(entry for bundle in bundles for entry in bundle.entries)
    head = make_head(scope, HeadFacts("/search/", scope.words.get("plan.search"), nav_url="/search/", noindex=True))
    groups = (
        _filter(scope, "kind", (entry.kind_label for entry in entries)),
        _filter(scope, "column", (entry.column for entry in entries)),
        _filter(scope, "year", (entry.date[:4] for entry in entries)),
    )
    context = SearchContext(
        site=scope.site,
        head=head,
        search_example=scope.config.search_example,
        filters=tuple(group for group in groups if group.options),
        bundles=tuple(bundle.name for bundle in bundles),
        links=ways_on(scope),
    )
    return Page(page_route("/search/"), "search.html", context)


def _filter(scope: Scope, name: str, values: Iterable[str]) -> FilterGroup:
    counts = Counter(value for value in values if value)
    ordered = sorted(counts, reverse=True) if name == "year" else sorted(counts, key=lambda v: (-counts[v], v))
    options = tuple(FilterOption(value, value, counts[value]) for value in ordered)
    return FilterGroup(name, scope.words.get(f"plan.filter.{name}"), options)
