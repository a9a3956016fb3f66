"""Telephone contacts as a reader sees them: the number from the register where one is named."""

from ssg.model.contexts import ContactView
from ssg.model.kinds.common import Contact
from ssg.model.stated import Nothing, Pending, Stated
from ssg.plan.orgs import org_name
from ssg.plan.scope import Scope


def contact_view(scope: Scope, contact: Stated[Contact]) -> Stated[ContactView]:
    """Return the contact with the phone of its organisation; 待补 when that has none yet."""
    if isinstance(contact, Nothing | Pending):
        return contact
    org = scope.org_by_id.get(contact.org.target) if contact.org else None
    phone = contact.phone or (org.phone if org else "")
    if phone is None or isinstance(phone, Nothing | Pending) or not phone:
        return phone if isinstance(phone, Pending) else Pending()
    return ContactView(phone, org_name(org), contact.note)
