"""Who may do what in the print room: at the site whoever prints, at an office whoever hands over (S8, S19)."""

from collections.abc import Iterable
from typing import Final

from panah.casework.engine.authority import Actor
from panah.foundation.errors import NotAllowed, NotFound
from panah.organisation.models import Office

PRINTERS: Final = frozenset({"card-office"})
"""Who prints, and answers for the blanks of an office."""

RECEIVERS: Final = frozenset({"service-clerk", "bureau-clerk", "card-office"})
"""Who takes in what arrives at an office, and sends back what nobody fetched."""


def officer_at(office: Office, actor: Actor, roles: Iterable[str] = PRINTERS) -> int:
    """Give the account of an officer of this office. Raises NotAllowed("not-yours-to-print")."""
    scope = actor.scope
    if scope is None or actor.account_id is None or not any(scope.allows(r, office.path) for r in roles):
        raise NotAllowed("not-yours-to-print", office=office.pk)
    return actor.account_id


def office_named(office_id: int) -> Office:
    """Give an office. Raises NotFound("office-unknown")."""
    found = Office.objects.filter(pk=office_id).first()
    if found is None:
        raise NotFound("office-unknown", office=office_id)
    return found
