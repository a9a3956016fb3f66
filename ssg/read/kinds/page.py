"""Front matter of plain pages and of the texts that open a section."""

from ssg.model.diagnostic import Outcome
from ssg.model.document import Kind
from ssg.model.kinds.page import PageMeta
from ssg.read.kinds.common import PUBLICATION, TITLE, check_publication, kind_field, make_listed_publication, read_title
from ssg.read.reader import Scope
from ssg.read.schema import compile_schema, optional, read_fields
from ssg.read.values import read_text
from ssg.read.yaml_nodes import MapNode

PAGE_SCHEMA = compile_schema(kind_field(Kind.PAGE), TITLE, *PUBLICATION)
FRONT_SCHEMA = compile_schema(
    optional("type kind", read_text, into="kind_of_folder"), optional("title 标题", read_title), *PUBLICATION
)


def read_page(root: MapNode, scope: Scope) -> Outcome[PageMeta | None]:
    """Return the front matter of a page; None without a title."""
    fields = read_fields(PAGE_SCHEMA, root, scope)
    faults = fields.diagnostics + check_publication(fields, (), scope)
    if not fields.is_whole:
        return Outcome(None, faults)
    return Outcome(PageMeta(make_listed_publication(" ".join(fields.values["title"]), fields.values)), faults)


def read_front(root: MapNode, scope: Scope) -> Outcome[PageMeta | None]:
    """Return the front matter of ``content/<folder>/index.md``; an empty title leaves the heading to the site."""
    fields = read_fields(FRONT_SCHEMA, root, scope)
    title = " ".join(fields.values.get("title", ()))
    faults = fields.diagnostics + check_publication(fields, (), scope)
    return Outcome(PageMeta(make_listed_publication(title, fields.values)), faults)
