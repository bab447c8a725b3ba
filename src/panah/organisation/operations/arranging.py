"""One arrangement for days somebody is away: the absence itself, and who stands in for which role; all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from panah.foundation.errors import InvalidInput, NotFound
from panah.organisation.models import Absence, Delegation, RoleHolding, Staff
from panah.organisation.operations.standing_in import declare_absence, delegate, end_absence, take_back
from panah.organisation.rules import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Local days from `first` up to (not including) `until`, why, and who stands in: holding and staff numbers.

    Without `is_away` somebody is there and only lets others act beside them.
    """

    first: date
    until: date
    ground: str
    is_away: bool
    stand_ins: Mapping[int, int] = field(default_factory=dict)


def arrange(*, staff_id: int, arrangement: Arrangement, now: datetime, by: Scope) -> None:
    """Declare the absence of a member of staff and lend their roles, together or not at all.

    Raises NotFound("staff-unknown"), InvalidInput("nothing-arranged", "delegation-outside-the-holding"), and what
    `declare_absence` and `delegate` raise.
    """
    if not arrangement.is_away and not arrangement.stand_ins:
        raise InvalidInput("nothing-arranged")
    days = {"valid_from": arrangement.first, "valid_until": arrangement.until}
    with transaction.atomic():
        staff = _staff(staff_id)
        if arrangement.is_away:
            declare_absence(staff=staff, ground=arrangement.ground, now=now, by=by, **days)
        for holding, stand_in in arrangement.stand_ins.items():
            delegate(
                holding=_holding(holding, staff),
                stand_in=_staff(stand_in),
                ground=arrangement.ground,
                now=now,
                by=by,
                **days,
            )


def end_absence_number(*, absence_id: int, now: datetime, by: Scope) -> int:
    """Say that somebody is back, by the number of their absence; returns whose it is (staff). Raises NotFound."""
    absence = Absence.objects.select_related("staff").filter(pk=absence_id).first()
    if absence is None:
        raise NotFound("absence-unknown")
    end_absence(absence=absence, now=now, by=by)
    return absence.staff_id


def take_back_number(*, delegation_id: int, now: datetime, by: Scope) -> int:
    """Take a role back by the number of the lending; returns whose role it is (staff). Raises NotFound."""
    related = ("holding__office", "holding__staff", "stand_in")
    lent = Delegation.objects.select_related(*related).filter(pk=delegation_id).first()
    if lent is None:
        raise NotFound("delegation-unknown")
    take_back(delegation=lent, now=now, by=by)
    return lent.holding.staff_id


def _staff(number: int) -> Staff:
    found = Staff.objects.select_related("account").filter(pk=number).first()
    if found is None:
        raise NotFound("staff-unknown")
    return found


def _holding(number: int, staff: Staff) -> RoleHolding:
    found = RoleHolding.objects.select_related("office", "staff").filter(pk=number, staff=staff).first()
    if found is None:
        raise InvalidInput("delegation-outside-the-holding", holding=number)
    return found
