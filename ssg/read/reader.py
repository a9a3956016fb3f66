"""What a reader is: a plain function from a YAML node to a value and what was noticed on the way."""

from collections.abc import Callable
from datetime import tzinfo
from typing import TypeAlias, TypeVar

from msgspec import Struct

from ssg.model.approval import ApprovalRule
from ssg.model.diagnostic import Outcome, Span, error
from ssg.read.yaml_nodes import Node, quote, span_of

T = TypeVar("T")


class Scope(Struct, frozen=True):
    """What a reader may know besides the node."""

    path: str
    zone: tzinfo
    """Of dates that are written without one."""
    approval: ApprovalRule | None = None
    """What the text needs before it is published."""

    def span(self, node: Node) -> Span:
        """Return where ``node`` stands."""
        return span_of(node, self.path)


Reader: TypeAlias = Callable[[Node, Scope], Outcome[T | None]]
"""None = faulty: there is an error among the diagnostics, and the value counts as left out."""


def refuse(code: str, node: Node, scope: Scope, **args: str) -> Outcome[None]:
    """Return no value and an error at ``node`` that quotes what was written."""
    fault = error(code, scope.span(node), related=(), written=quote(node), **args)
    return Outcome(None, (fault,))
