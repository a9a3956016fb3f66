"""Words and place names that the register of terms gives another form (readers R-46).

The list is the site's own, ``content/registers/terms.yaml``; there is no other.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ssg.check.prose import Prose, found
from ssg.model.finding import Finding
from ssg.model.registers import Term

CHECK = "terms"


class Terms(Struct, frozen=True):
    """The register, ready to search with; made once for all files."""

    pattern: re.Pattern[str]
    term_by_form: dict[str, Term]
    """By each form that is not to be used."""


def compile_terms(terms: tuple[Term, ...]) -> Terms | None:
    """Return the register as one pattern; None when no form of it is forbidden."""
    term_by_form = {form: term for term in terms for form in term.forbidden if form and form != term.preferred}
    if not term_by_form:
        return None
    # A right form that holds a wrong one is met first and passed over.
    right = {term.preferred for term in term_by_form.values()}
    forms = sorted({*right, *term_by_form}, key=lambda form: (-len(form), form))
    return Terms(re.compile("|".join(map(re.escape, forms))), term_by_form)


def check_terms(prose: Prose, terms: Terms) -> Iterator[Finding]:
    """Yield every form that the register replaces by another.

    The edit is for a person to judge: 在平区 may be a slip for 茌平区, or stand in 现在平区内.
    """
    for match in terms.pattern.finditer(prose.shown):
        term = terms.term_by_form.get(match[0])
        if term is not None:
            edits = (prose.edit(match.start(), match.end(), term.preferred),)
            finding = found(prose, CHECK, "forbidden-term", match.start(), match.end(), edits)
            related = (term.span,) if term.span else ()
            yield replace(finding, diagnostic=replace(finding.diagnostic, related=related))
