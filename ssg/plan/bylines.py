"""Who wrote an article, with the name of a registered organisation beside them."""

from dataclasses import replace

from ssg.model.kinds.news import Byline, NewsMeta
from ssg.model.stated import Nothing, Pending, Stated
from ssg.plan.contacts import org_name
from ssg.plan.scope import Scope


def named_bylines(scope: Scope, meta: NewsMeta) -> Stated[tuple[Byline, ...]]:
    """Return the bylines, each ``org_ref`` as the name that the register gives."""
    if isinstance(meta.bylines, Nothing | Pending):
        return meta.bylines
    return tuple(_named(scope, byline) for byline in meta.bylines)


def _named(scope: Scope, byline: Byline) -> Byline:
    if byline.org_ref is None or byline.org:
        return byline
    return replace(byline, org=org_name(scope.org_by_id.get(byline.org_ref.target)))
