"""In which order readers find tags, topics, areas and columns (typography T-48)."""

from collections.abc import Callable

from ssg.model.registers import Column
from ssg.plan.scope import Scope


def term_order(scope: Scope) -> Callable[[str], tuple[str, str]]:
    """Return the key of a term for sorting: ``sort`` of the register of terms, or its pinyin."""
    keys = dict(scope.sort_key_by_term)
    keys |= {term.preferred: term.sort for term in scope.catalog.registers.terms if term.sort}
    return lambda term: (keys.get(term, term), term)


def columns_in_order(scope: Scope) -> tuple[Column, ...]:
    """Return the columns of the register: by ``order``, then ``sort``, then id."""
    return tuple(
        sorted(scope.catalog.registers.columns, key=lambda column: (column.order, column.sort or column.id, column.id))
    )
