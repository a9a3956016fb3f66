"""Who wrote an article, with the name of a registered organisation beside them."""

from collections.abc import Mapping

from msgspec.structs import replace

from ssg.model.kinds.news import Byline, NewsMeta
from ssg.model.registers import Org
from ssg.model.stated import Nothing, Pending, Stated
from ssg.plan.orgs import org_name


def named_bylines(org_by_id: Mapping[str, Org], meta: NewsMeta) -> Stated[tuple[Byline, ...]]:
    """Return the bylines, each ``org_ref`` as the name that the register gives."""
    if isinstance(meta.bylines, Nothing | Pending):
        return meta.bylines
    return tuple(_named(org_by_id, byline) for byline in meta.bylines)


def _named(org_by_id: Mapping[str, Org], byline: Byline) -> Byline:
    if byline.org_ref is None or byline.org:
        return byline
    return replace(byline, org=org_name(org_by_id.get(byline.org_ref.target)))
