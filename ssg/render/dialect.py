"""How templates are written: what Jinja has to know of it before it can compile one."""

from collections.abc import Mapping
from typing import Any

DIALECT: Mapping[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""Options of an environment."""
IMPURE_FILTERS = ("random",)
"""Filters of Jinja that would give another page at each build."""
