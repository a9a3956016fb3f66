"""In which order readers find tags, topics, areas and columns (typography T-48)."""

from collections.abc import Callable, Mapping

from ssg.model.registers import Column, Registers
from ssg.plan.scope import Scope


def term_order(scope: Scope) -> Callable[[str], tuple[str, str]]:
    """Return the key of a term of ``scope``'s site for sorting."""
    return order_of_terms(scope.catalog.registers, scope.sort_key_by_term)


def order_of_terms(registers: Registers, pinyin_by_term: Mapping[str, str]) -> Callable[[str], tuple[str, str]]:
    """Return the key of a term for sorting: ``sort`` of the register of terms, or its pinyin."""
    keys = dict(pinyin_by_term)
    keys |= {term.preferred: term.sort for term in registers.terms if term.sort}
    return lambda term: (keys.get(term, term), term)


def columns_in_order(registers: Registers) -> tuple[Column, ...]:
    """Return the columns of the register: by ``order``, then ``sort``, then id."""
    return tuple(sorted(registers.columns, key=lambda column: (column.order, column.sort or column.id, column.id)))
