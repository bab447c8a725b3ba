"""To whom letters go: whom one may be sent on to inside, and which organisations letters are written to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, When

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Correspondent
from panah.correspondence.roles import WRITERS, title_of
from panah.foundation.clock import local_date
from panah.organisation.models import Office, RoleHolding
from panah.organisation.queries import in_force
from panah.organisation.roles import OfficeKind
from panah.organisation.supervision import POLITICAL_SIDE

MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody a letter may be sent on to: an office, a role there, or the person of one appointment there."""

    office_id: int
    role: str
    holding_id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Address:
    """An organisation letters are written to, and its address in the exchange if it has one."""

    name: str
    code: str


def receivers_for(actor: Actor, *, office_id: int, about_case: bool, at: datetime) -> list[Receiver]:
    """Whom a letter of an office may be sent on to: offices, roles and people of its house, on its own side (S17).

    Oneself is left out; two queries.
    """
    own = Office.objects.select_related("parent").get(pk=office_id)
    near = Case(When(office=own.pk, then=0), default=1)
    rows = RoleHolding.objects.filter(
        in_force(local_date(at)),
        role__in=sorted(WRITERS),
        office__path__startswith=house_of(own),
        office__closed_on=None,
        staff__account__is_active=True,
    ).select_related("office", "staff")
    held = [
        one
        for one in rows.order_by(near, "office__path", "role", "pk")[:MOST]
        if not about_case or _same_side(one, own)
    ]
    offices = {one.office_id: Receiver(one.office_id, "", None, one.office.name) for one in held}
    roles = {
        (one.office_id, one.role): Receiver(
            one.office_id, one.role, None, f"{title_of(one.role)}، {one.office.name}"
        )
        for one in held
    }
    people = [
        Receiver(
            one.office_id, one.role, one.pk, f"{one.staff.label}، {title_of(one.role)}، {one.office.name}"
        )
        for one in held
        if one.staff.account_id != actor.account_id
    ]
    return [*roles.values(), *people, *offices.values()]


def addresses() -> list[Address]:
    """The organisations letters are written to, by name."""
    return [Address(row.name, row.code) for row in Correspondent.objects.order_by("name")[:MOST]]


def house_of(office: Office) -> str:
    """The path below which letters are sent on: a bureau's is its governorate's, any other's its own."""
    parent = office.parent
    return parent.path if parent is not None and parent.kind == OfficeKind.GOVERNORATE else office.path


def _same_side(held: RoleHolding, own: Office) -> bool:
    is_political = own.kind == OfficeKind.POLITICAL_OFFICE
    goes_political = held.office.kind == OfficeKind.POLITICAL_OFFICE or held.role in POLITICAL_SIDE
    return is_political == goes_political
