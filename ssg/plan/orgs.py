"""Organisations of the register."""

from ssg.model.registers import Org


def org_name(org: Org | None) -> str:
    """Return the name of an organisation; empty while it is 待补, and where there is none."""
    return org.name if org and isinstance(org.name, str) else ""
