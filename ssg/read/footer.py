"""The footer of a government site: seven elements, each of them stated or told to be missing (readers R-40)."""

from ssg.model.config import Footer
from ssg.model.diagnostic import Diagnostic, Outcome, warning
from ssg.model.stated import Pending
from ssg.read.reader import Scope, refuse
from ssg.read.schema import Fields, compile_schema, read_fields, stated
from ssg.read.values import read_text, read_url
from ssg.read.yaml_nodes import MapNode, Node

_SCHEMA = compile_schema(
    stated("organiser 主办单位", read_text),
    stated("contact 联系方式", read_text),
    stated("icp ICP备案号 备案号", read_text),
    stated("police 公安备案号", read_text),
    stated("site_code 网站标识码", read_text),
    stated("report_url 网站找错", read_url),
    stated("party_mark_url 党政机关标识", read_url),
)


def read_footer(node: Node, scope: Scope) -> Outcome[Footer | None]:
    """Return the footer, and one warning that names the elements that are 待补 or left out."""
    if not isinstance(node, MapNode):
        known = "、".join(" ".join(field.keys[:2]) for field in _SCHEMA.fields)
        return refuse("expects-mapping", node, scope, known=known)
    fields = read_fields(_SCHEMA, node, scope)
    return Outcome(Footer(**fields.values), (*fields.diagnostics, *_warn_of_gaps(fields, scope)))


def _warn_of_gaps(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    missing = [
        field
        for field in _SCHEMA.fields
        if isinstance(fields.values.get(field.name), Pending) or field.name not in fields.entries
    ]
    if not missing:
        return ()
    written = [field.name for field in missing if field.name in fields.entries]
    where = scope.span(fields.entries[written[0]].key) if written else fields.start
    return (warning("footer-incomplete", where, count=len(missing), labels="、".join(each.label for each in missing)),)
